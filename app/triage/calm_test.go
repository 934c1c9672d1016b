package triage

import (
	"fmt"
	"testing"

	"github.com/restante/restante/app/triage/bombtest"
)

// TestReportsAreCalm lets headers arrive newest first, as they do, and checks that
// an alarm that was given stays, under the same key, and that there is none where
// nothing is wrong.
func TestReportsAreCalm(t *testing.T) {
	for seed := uint64(1); seed <= 12; seed++ {
		ordinary := bombtest.NewHome(seed).Past(1500, 10*int(seed), bombNow)
		for name, mails := range map[string][]bombtest.Mail{
			"ordinary":      ordinary,
			"alike":         bombtest.Merge(ordinary, bombtest.AlikeBomb(seed, 1000, bombNow)),
			"subscriptions": bombtest.Merge(ordinary, bombtest.SubscriptionBomb(seed, 1000, 4, bombNow)),
		} {
			t.Run(fmt.Sprintf("%d %s", seed, name), func(t *testing.T) {
				b := open(t, mails)
				x := NewIndex()
				key, gone := "", 0
				for i := len(mails) - 1; i >= 0; i-- {
					x.Set(int32(i), b.message(i))
					if i%50 != 0 {
						continue
					}
					r := x.Report(bombNow)
					switch {
					case len(r.Floods) == 0 && key != "":
						gone++
					case len(r.Floods) > 0 && key == "":
						key = r.Floods[0].Key
					case len(r.Floods) > 0 && key != r.Floods[0].Key:
						t.Errorf("with %d messages the key is %q, not %q", len(mails)-i, r.Floods[0].Key, key)
						key = r.Floods[0].Key
					}
					if len(r.Floods) > 1 {
						t.Errorf("with %d messages there are %d floods", len(mails)-i, len(r.Floods))
					}
				}
				if gone > 0 {
					t.Errorf("an alarm was missing in %d later reports", gone)
				}
				if (key != "") != (name != "ordinary") {
					t.Errorf("key %q", key)
				}
			})
		}
	}
}
