package triage

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/triage/bombtest"
	"github.com/restante/restante/mime"
)

var out = flag.String("out", "", "write the report on detection to this file")

// mailbox is an index of made-up mail whose truth is known.
type mailbox struct {
	mails     []bombtest.Mail
	summaries []*mime.Summary
	index     *Index
}

func open(t testing.TB, mails []bombtest.Mail) *mailbox {
	t.Helper()
	b := &mailbox{mails: mails, index: NewIndex()}
	for i, m := range mails {
		s := mime.ParseSummary(m.Raw)
		b.summaries = append(b.summaries, &s)
		b.index.Set(int32(i), b.message(i))
	}
	return b
}

func (b *mailbox) message(i int) Message {
	return Message{Summary: b.summaries[i], Size: int64(len(b.mails[i].Raw)), Order: i + 1}
}

// score is what reports make of mailboxes.
type score struct {
	mailboxes, floods int
	alarms            int       // mailboxes with a flood
	kind              FloodKind // of the largest
	bombs, found      int       // messages of bombs; of them in the IDs of floods
	hidden, shown     int       // hidden messages; of them lifted
	lost              int       // good or hidden messages in IDs
	first             int       // first issues in IDs
	bombsLifted       int       // messages of bombs among the lifted
	othersLifted      int
	twice             int // messages in two floods
}

func (b *mailbox) score(r *Report) score {
	s := score{mailboxes: 1, floods: len(r.Floods)}
	for _, m := range b.mails {
		s.bombs += count(m.Bomb)
		s.hidden += count(m.Hidden)
	}
	s.alarms = count(len(r.Floods) > 0)
	seen := make(map[int32]bool)
	for _, f := range r.Floods {
		s.kind = r.Floods[0].Kind
		for _, id := range f.IDs {
			s.found += count(b.mails[id].Bomb)
			s.lost += count(b.mails[id].Good || b.mails[id].Hidden)
			s.first += count(b.mails[id].First)
			s.twice += count(seen[id])
			seen[id] = true
		}
		for _, l := range f.Lifted {
			m := b.mails[l.ID]
			s.shown += count(m.Hidden)
			s.bombsLifted += count(m.Bomb)
			s.othersLifted += count(!m.Hidden && !m.Bomb)
		}
	}
	return s
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

func (s *score) add(t score) {
	s.mailboxes += t.mailboxes
	s.alarms += t.alarms
	s.floods += t.floods
	s.bombs += t.bombs
	s.found += t.found
	s.hidden += t.hidden
	s.shown += t.shown
	s.lost += t.lost
	s.first += t.first
	s.bombsLifted += t.bombsLifted
	s.othersLifted += t.othersLifted
	s.twice += t.twice
}

var bombNow = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// scenes are the three mailboxes of a seed.
func scenes(seed uint64) (ordinary, alike, subscriptions []bombtest.Mail) {
	n := []int{300, 1000, 3000, 200}[seed%4]
	size := []int{80, 300, 1500, 5000, 10000}[seed%5]
	ordinary = bombtest.Ordinary(seed, n, bombNow)
	return ordinary, bombtest.Merge(ordinary, bombtest.AlikeBomb(seed, size, bombNow)),
		bombtest.Merge(ordinary, bombtest.SubscriptionBomb(seed, size, 3+int(seed%5), bombNow))
}

// TestReport tries the finding of floods on made-up mailboxes and holds the least
// that it must achieve. With -out it writes docs/triage.md.
func TestReport(t *testing.T) {
	var tables strings.Builder
	tables.WriteString("| mailboxes | bomb | alarms | messages of the bomb found | good ones in the selection | hidden ones lifted | wrongly lifted | others lifted, for each | first issues selected |\n|---|---|---|---|---|---|---|---|---|\n")
	for _, first := range []uint64{1, 101, 1001} {
		var sums [3]score
		for seed := first; seed < first+20; seed++ {
			ordinary, alike, subscriptions := scenes(seed)
			for i, mails := range [][]bombtest.Mail{ordinary, alike, subscriptions} {
				b := open(t, mails)
				sums[i].add(b.score(b.index.Report(bombNow)))
			}
		}
		for i, name := range []string{"none", "alike", "subscriptions"} {
			s := sums[i]
			checkScore(t, fmt.Sprintf("%s from %d", name, first), s)
			fmt.Fprintf(&tables, "| %d–%d | %s | %d of %d | ", first, first+19, name, s.alarms, s.mailboxes)
			if s.bombs == 0 {
				tables.WriteString("– | – | – | – | – | – |\n")
				continue
			}
			fmt.Fprintf(&tables, "%d of %d (%.2f %%) | %d | ", s.found, s.bombs, 100*float64(s.found)/float64(s.bombs), s.lost)
			if s.hidden > 0 {
				fmt.Fprintf(&tables, "%d of %d", s.shown, s.hidden)
			} else {
				tables.WriteString("–")
			}
			fmt.Fprintf(&tables, " | %d | %.1f | %d |\n", s.bombsLifted, float64(s.othersLifted)/float64(s.mailboxes), s.first)
		}
	}
	t.Log("\n" + tables.String())
	if *out != "" {
		page, err := os.ReadFile(filepath.Join("testdata", "triage.md"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(*out, []byte(strings.Replace(string(page), "TABLES\n", tables.String(), 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// checkScore holds what must be so for twenty mailboxes.
func checkScore(t *testing.T, name string, s score) {
	t.Helper()
	if s.bombs == 0 {
		if s.floods > 0 {
			t.Errorf("%s: %d false alarms", name, s.floods)
		}
		return
	}
	if s.lost > 0 {
		t.Errorf("%s: %d good messages would be selected", name, s.lost)
	}
	if s.found*100 < s.bombs*99 {
		t.Errorf("%s: %d of %d messages found", name, s.found, s.bombs)
	}
	if s.alarms*100 < s.mailboxes*85 {
		t.Errorf("%s: %d of %d bombs found", name, s.alarms, s.mailboxes)
	}
	if s.shown*100 < s.hidden*90 {
		t.Errorf("%s: %d of %d hidden messages lifted", name, s.shown, s.hidden)
	}
	if s.bombsLifted*1000 > s.bombs || s.twice > 0 {
		t.Errorf("%s: %d of %d messages wrongly lifted, %d in two floods", name, s.bombsLifted, s.bombs, s.twice)
	}
}
