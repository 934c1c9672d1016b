package triage

import (
	"flag"
	"fmt"
	"testing"

	"github.com/restante/restante/app/triage/bombtest"
)

var (
	dbgSeed = flag.Int("dbgseed", 0, "")
	dbgKind = flag.String("dbgkind", "subs", "")
)

func TestDebug(t *testing.T) {
	if *dbgSeed == 0 {
		t.Skip()
	}
	seed := uint64(*dbgSeed)
	n, size := sizesOf(seed)
	ordinary := bombtest.Ordinary(seed, n, bombNow)
	var b *mailbox
	if *dbgKind == "ord" {
		b = open(t, ordinary)
	} else if *dbgKind == "subs" {
		b = open(t, bombtest.Merge(ordinary, bombtest.SubscriptionBomb(seed, size, 3+int(seed%5), bombNow)))
	} else {
		b = open(t, bombtest.Merge(ordinary, bombtest.AlikeBomb(seed, size, bombNow)))
	}
	r := b.index.Report(bombNow)
	fmt.Println("mailbox", ordinary[0].At, ordinary[len(ordinary)-1].At, "report", r.From, r.To)
	var f0, f1 string
	for _, m := range b.mails {
		if m.Bomb {
			if f0 == "" {
				f0 = m.At.String()
			}
			f1 = m.At.String()
		}
	}
	fmt.Println("bomb", f0, f1)
	for _, f := range r.Floods {
		fmt.Printf("FLOOD %v %d %s..%s senders %d subject %q sender %q common %v\n", f.Kind, len(f.IDs), f.From, f.To, f.Senders, f.Subject, f.Sender, f.Common)
		in := map[int32]string{}
		for _, id := range f.IDs {
			in[id] = "IDS"
			if b.mails[id].Good {
				fmt.Println("LOST", b.mails[id].At, b.summaries[id].From, b.summaries[id].Subject)
			}
		}
		for _, l := range f.Lifted {
			in[l.ID] = "LIFT"
			fmt.Println("LIFTED", b.mails[l.ID].Hidden, b.mails[l.ID].Bomb, b.mails[l.ID].At, b.summaries[l.ID].From, b.summaries[l.ID].Subject, l.Why)
		}
		for _, l := range f.Kept {
			in[l.ID] = "KEPT"
		}
		k := 0
		for i, m := range b.mails {
			if (m.Bomb || m.Hidden) && in[int32(i)] != "IDS" && !(m.Hidden && in[int32(i)] == "LIFT") {
				if k++; k < 40 {
					fmt.Println("MISSED", in[int32(i)], m.Hidden, m.At, b.summaries[i].From, b.summaries[i].Subject, b.summaries[i].ListID)
				}
			}
		}
	}
}
