package triage

import (
	"flag"
	"fmt"
	"testing"
	"time"

	"github.com/restante/restante/app/triage/bombtest"
	"github.com/restante/restante/mime"
)

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

// score is what a report makes of a mailbox.
type score struct {
	bombs, found        int // messages of bombs; of them in the IDs of floods
	kind                FloodKind
	hidden, shown       int // hidden messages; of them lifted
	kept                int // hidden ones that are kept as of a known sender
	lost                int // good or hidden messages in IDs
	liftedBombs, lifted int // bomb messages among the lifted; all lifted
	floods              int
}

func (b *mailbox) score(r *Report) score {
	var s score
	for _, m := range b.mails {
		if m.Bomb {
			s.bombs++
		}
		if m.Hidden {
			s.hidden++
		}
	}
	s.floods = len(r.Floods)
	for _, f := range r.Floods {
		s.kind = r.Floods[0].Kind
		for _, id := range f.IDs {
			if b.mails[id].Bomb {
				s.found++
			}
			if b.mails[id].Good {
				s.lost++
			}
		}
		for _, l := range f.Lifted {
			s.lifted++
			if b.mails[l.ID].Hidden {
				s.shown++
			}
			if b.mails[l.ID].Bomb {
				s.liftedBombs++
			}
		}
		for _, l := range f.Kept {
			if b.mails[l.ID].Hidden {
				s.kept++
			}
		}
	}
	return s
}

var firstSeed = flag.Int("first", 1, "")

var bombNow = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// sizesOf chooses how many ordinary mails and how many of a bomb there are.
func sizesOf(seed uint64) (ordinary, bomb int) {
	return []int{300, 1000, 3000, 200}[seed%4], []int{80, 300, 1500, 5000, 10000}[seed%5]
}

func TestScores(t *testing.T) {
	for seed := uint64(*firstSeed); seed < uint64(*firstSeed)+20; seed++ {
		n, size := sizesOf(seed)
		ordinary := bombtest.Ordinary(seed, n, bombNow)
		hidden := 3 + int(seed%5)
		for _, tt := range []struct {
			name  string
			mails []bombtest.Mail
		}{
			{"ordinary", ordinary},
			{"alike", bombtest.Merge(ordinary, bombtest.AlikeBomb(seed, size, bombNow))},
			{"subscriptions", bombtest.Merge(ordinary, bombtest.SubscriptionBomb(seed, size, hidden, bombNow))},
		} {
			b := open(t, tt.mails)
			r := b.index.Report(bombNow)
			s := b.score(r)
			fmt.Printf("%2d %-14s %+v\n", seed, tt.name, s)
		}
	}
}
