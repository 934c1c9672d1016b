package ledger

import (
	"errors"
	"iter"
	"maps"
	"slices"
	"strconv"
	"testing"

	"github.com/restante/restante/app/mailbox/identity"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// listing has messages by these names; an empty one is none.
func listing(uids ...string) identity.Listing {
	entries := make([]pop3.Entry, len(uids))
	for i, uid := range uids {
		entries[i] = pop3.Entry{Num: i + 1, Size: 100 * int64(i+1), UID: uid}
	}
	return identity.NewListing(entries, 1)
}

// shown are the messages of a listing, with headers that say the same as the names.
func shown(in identity.Listing) iter.Seq2[int, Message] {
	return func(yield func(int, Message) bool) {
		for i, e := range in.Entries() {
			if !yield(i, Message{UID: in.Of(e), Order: e.Num, Size: e.Size, Summary: &mime.Summary{Subject: e.UID}}) {
				return
			}
		}
	}
}

// marked is a ledger of a deletion in a mailbox that holds a, b, c and d.
func marked(uids ...string) *Ledger {
	in := listing("a", "b", "c", "d")
	known := make(map[string]int)
	l := New()
	for i, m := range shown(in) {
		known[m.UID] = i
		if slices.Contains(uids, m.UID) {
			l.Add(m, identity.SumHead([]byte(m.UID)), Waiting)
		}
	}
	l.Remember(known, shown(in))
	return l
}

// commit has the server agree to what a listing finds and answer the end of the session.
func commit(t *testing.T, l *Ledger, in identity.Listing, answer error) {
	t.Helper()
	f, err := l.SettleListing(in)
	if err != nil {
		t.Fatal(err)
	}
	l.Steps.NoteCommitting(in, f.ToDelete)
	l.NoteCommitted(in, f.ToDelete, answer)
}

var errCut = &pop3.LineError{Command: "QUIT", Err: errors.New("cut")}

func TestFates(t *testing.T) {
	before := listing("a", "b", "c", "d")
	for _, tt := range []struct {
		name    string
		do      func(t *testing.T, l *Ledger)
		want    Fate // of a
		todo    bool // it is to be deleted in the next round
		because error
	}{
		{"nothing was done yet", func(t *testing.T, l *Ledger) { _, _ = l.SettleListing(before) }, Waiting, true, nil},
		{"confirmed", func(t *testing.T, l *Ledger) { commit(t, l, before, nil) }, Confirmed, false, nil},
		{"not answered", func(t *testing.T, l *Ledger) { commit(t, l, before, errCut) }, Sent, false, errCut},
		{"confirmed, and missing", func(t *testing.T, l *Ledger) {
			commit(t, l, before, nil)
			_, _ = l.SettleListing(listing("b", "c", "d"))
		}, Deleted, false, nil},
		{"not answered, and missing", func(t *testing.T, l *Ledger) {
			commit(t, l, before, errCut)
			_, _ = l.SettleListing(listing("b", "c", "d"))
		}, Deleted, false, errCut},
		{"not answered, and still there", func(t *testing.T, l *Ledger) {
			commit(t, l, before, errCut)
			_, _ = l.SettleListing(before)
		}, Waiting, true, errCut},
		{"missing in one listing", func(t *testing.T, l *Ledger) { _, _ = l.SettleListing(listing("b", "c", "d")) }, Missing, false, nil},
		{"missing in two", func(t *testing.T, l *Ledger) {
			_, _ = l.SettleListing(listing("b", "c", "d"))
			_, _ = l.SettleListing(listing("b", "c", "d"))
		}, Gone, false, nil},
		{"missing in one, and back", func(t *testing.T, l *Ledger) {
			_, _ = l.SettleListing(listing("b", "c", "d"))
			_, _ = l.SettleListing(before)
		}, Waiting, true, nil},
		{"refused", func(t *testing.T, l *Ledger) { l.NoteRefused(l.targets["a"], errCut) }, Refused, false, errCut},
		{"refused, and looked for again", func(t *testing.T, l *Ledger) {
			l.NoteRefused(l.targets["a"], errCut)
			_, _ = l.SettleListing(before)
		}, Waiting, true, errCut},
		{"refused twice", func(t *testing.T, l *Ledger) {
			for range maxRefusals {
				l.NoteRefused(l.targets["a"], errCut)
				_, _ = l.SettleListing(before)
			}
		}, Kept, false, errCut},
		{"confirmed twice, and still there", func(t *testing.T, l *Ledger) {
			for range maxCommits {
				l.targets["a"].Fate = Waiting
				commit(t, l, before, nil)
			}
			_, _ = l.SettleListing(before)
		}, Kept, false, ErrNotRemoved},
		{"a session broke at it, alone, three times", func(t *testing.T, l *Ledger) {
			for range maxBreaks {
				l.Blame(l.targets["a"], true, errCut)
			}
		}, Kept, false, errCut},
		{"sessions broke at it among others", func(t *testing.T, l *Ledger) {
			for range 9 {
				l.Blame(l.targets["a"], false, errCut)
			}
		}, Waiting, true, nil},
		{"never answered, and no listing since", func(t *testing.T, l *Ledger) {
			commit(t, l, before, errCut)
			l.Finish()
		}, Unknown, false, errCut},
		{"confirmed, and no listing since", func(t *testing.T, l *Ledger) {
			commit(t, l, before, nil)
			l.Finish()
		}, Deleted, false, nil},
		{"given up", func(t *testing.T, l *Ledger) { l.Finish() }, Kept, false, nil},
	} {
		l := marked("a")
		tt.do(t, l)
		if got := l.targets["a"].Fate; got != tt.want || !errors.Is(l.Err, tt.because) {
			t.Errorf("%s: fate %d because of %v, want %d because of %v", tt.name, got, l.Err, tt.want, tt.because)
		}
		if got := l.targets["a"].Fate == Waiting; got != tt.todo {
			t.Errorf("%s: to be deleted %v", tt.name, got)
		}
	}
}

func TestBackAfterItWasConfirmed(t *testing.T) {
	l := marked("a")
	commit(t, l, listing("a", "b", "c", "d"), nil)
	f, err := l.SettleListing(listing("a", "b", "c", "d"))
	if err != nil || len(f.Back) != 1 || len(f.ToDelete) != 0 {
		t.Fatalf("%+v, %v", f, err)
	}
	if err := l.NoteListedForAnother(f.Back[0]); !errors.Is(err, ErrListing) {
		t.Errorf("the first time: %v", err)
	}
	if err := l.NoteListedForAnother(f.Back[0]); err != nil || f.Back[0].Fate != Deleted {
		t.Errorf("the second time: fate %d, %v", f.Back[0].Fate, err)
	}
	if l.Finish(); l.Verified() {
		t.Error("the word of the server is called a proof")
	}
}

func TestSharedNames(t *testing.T) {
	in := listing("", "")
	l := New()
	for _, m := range shown(in) {
		l.Add(m, identity.SumHead([]byte(strconv.Itoa(m.Order))), Waiting)
	}
	f, err := l.SettleListing(in)
	if err != nil || len(f.Shared) != 2 || len(f.ToDelete) != 0 {
		t.Fatalf("%+v, %v", f, err)
	}
	candidates := l.Candidates(in, f.Shared)
	if !slices.Equal(slices.Sorted(maps.Keys(candidates)), []int{1, 2}) {
		t.Fatalf("%v", candidates)
	}
	if !l.NoteHeader(candidates[1], []byte("1"), nil) || candidates[1].Fate != Waiting {
		t.Error("the message is not known again")
	}
	if l.NoteHeader(candidates[2], []byte("1"), nil) || candidates[2].Fate != Kept || !errors.Is(l.Err, ErrUnidentified) {
		t.Errorf("another one is taken for it: fate %d, %v", candidates[2].Fate, l.Err)
	}
}

func TestCompare(t *testing.T) {
	before := listing("a", "b", "c")
	agreed := map[int]*Target{2: {}}
	list := func(nums ...int) (l pop3.Listing) {
		for _, num := range nums {
			l.Entries = append(l.Entries, pop3.Entry{Num: num})
		}
		return l
	}
	doubtful := list(1, 3)
	doubtful.Doubt = errors.New("x")
	for _, tt := range []struct {
		name   string
		listed pop3.Listing
		want   error
	}{
		{"the marked one is missing", list(1, 3), nil},
		{"the server lists all until the end", list(1, 2, 3), nil},
		{"another one is missing", list(1, 2), ErrMismatch},
		{"another one is missing too", list(1), ErrMismatch},
		{"one has come", list(1, 3, 4), ErrMismatch},
		{"a list in doubt", doubtful, ErrMismatch},
		{"nothing", list(), ErrMismatch},
	} {
		if err := Compare(before, tt.listed, agreed); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	for left, want := range map[int]error{-1: nil, 2: nil, 3: nil, 1: ErrMismatch, 4: ErrMismatch, 0: ErrMismatch} {
		if err := CompareCount(before, left, agreed); !errors.Is(err, want) {
			t.Errorf("%d left: %v", left, err)
		}
	}
}

func TestSteps(t *testing.T) {
	nums := make(map[int]*Target)
	for i := range 200 {
		nums[i+1] = &Target{}
	}
	size := func(s *Steps) int { return len(s.Choose(nums)) }
	well := func(s *Steps) {
		s.NoteCommitting(listing("a"), nil)
		if err := s.Check(listing("a")); err != nil {
			t.Error(err)
		}
	}
	cut := &pop3.LineError{Command: "DELE 7", Err: errors.New("cut")}
	var s Steps
	if got := size(&s); got != 200 {
		t.Errorf("%d at first", got)
	}
	_ = s.NoteFailed(cut, 100, false)
	if got := size(&s); got != 50 {
		t.Errorf("%d behind a cut", got)
	}
	if well(&s); size(&s) != 100 {
		t.Errorf("%d when that went well", size(&s))
	}
	_ = s.NoteFailed(cut, 40, false)
	if size(&s) != 20 {
		t.Errorf("%d behind the second cut", size(&s))
	}
	for range 3 {
		well(&s)
	}
	if size(&s) != 30 {
		t.Errorf("it grows to %d, beyond what was cut at 40", size(&s))
	}
	list := &pop3.LineError{Command: "LIST", Err: errors.New("cut")}
	if err := s.NoteFailed(list, 30, true); errors.Is(err, ErrUnlisted) || size(&s) != 1 {
		t.Errorf("%d, %v where it breaks at the list", size(&s), err)
	}
	for range twiceByChance {
		if err := s.NoteFailed(list, 1, true); errors.Is(err, ErrUnlisted) {
			t.Error("too early")
		}
	}
	if err := s.NoteFailed(list, 1, true); !errors.Is(err, ErrUnlisted) {
		t.Errorf("again and again: %v", err)
	}
	nums[1].breaks = 1
	if chosen := s.Choose(map[int]*Target{1: nums[1], 2: nums[2]}); chosen[1] != nil || chosen[2] == nil {
		t.Error("a message at which a session has broken goes first")
	}
	if chosen := s.Choose(map[int]*Target{1: nums[1]}); len(chosen) != 1 {
		t.Error("it does not go at all")
	}
}

func TestBlindSteps(t *testing.T) {
	var s Steps
	s.Unlisted()
	before := listing("a", "b", "c")
	s.NoteCommitting(before, map[int]*Target{1: {}})
	if err := s.Check(listing("b")); !errors.Is(err, ErrLoss) {
		t.Errorf("c is missing: %v", err)
	}
	if err := s.Check(listing("b", "")); !errors.Is(err, ErrListing) {
		t.Errorf("c may have lost its name: %v", err)
	}
	if err := s.Check(listing("b", "c")); err != nil {
		t.Error(err)
	}
	if err := s.Check(listing()); err != nil {
		t.Errorf("it was looked at already: %v", err)
	}
}

func TestRenamed(t *testing.T) {
	renamed := listing("v1", "v2", "v3", "v4")
	as := func(subjects ...string) iter.Seq2[int, Message] {
		return func(yield func(int, Message) bool) {
			for i, s := range subjects {
				if !yield(i, Message{UID: "v" + s, Size: 7, Summary: &mime.Summary{Subject: s}}) {
					return
				}
			}
		}
	}
	for _, tt := range []struct {
		name string
		in   identity.Listing
		now  iter.Seq2[int, Message]
		want error
	}{
		{"all are there under other names", renamed, as("a", "b", "c", "d"), ErrRenamed},
		{"half of them", renamed, as("a", "b", "x", "y"), ErrRenamed},
		{"other mail", renamed, as("x", "y", "z", "a"), nil},
	} {
		l := marked("a")
		if look, err := l.Renamed(tt.in); look || !errors.Is(err, ErrListing) {
			t.Fatalf("%s: the first time %v, %v", tt.name, look, err)
		}
		if look, err := l.Renamed(tt.in); !look || err != nil {
			t.Fatalf("%s: the second time %v, %v", tt.name, look, err)
		}
		if err := l.SettleRenamed(tt.now, false); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", tt.name, err)
		}
		if got, want := l.targets["a"].Fate == Unknown, tt.want != nil; got != want {
			t.Errorf("%s: fate %d", tt.name, l.targets["a"].Fate)
		}
		if look, err := l.Renamed(tt.in); tt.want == nil && (look || err != nil) {
			t.Errorf("%s: it is asked again", tt.name)
		}
	}
	l := marked("a")
	if look, err := l.Renamed(listing("a", "v2")); look || err != nil {
		t.Errorf("a name of before is there: %v, %v", look, err)
	}
	if look, err := l.Renamed(listing("", "")); look || err != nil {
		t.Errorf("there are no names: %v, %v", look, err)
	}
}

func TestCorrect(t *testing.T) {
	look := func(in identity.Listing) LaterListing {
		all := maps.Collect(shown(in))
		return LaterListing{Listing: in, Messages: shown(in), Message: func(uid string) Message {
			for _, m := range all {
				if m.UID == uid {
					return m
				}
			}
			return Message{}
		}}
	}
	unanswered := func() *Ledger {
		l := marked("a")
		commit(t, l, listing("a", "b", "c", "d"), errCut)
		l.Finish()
		return l
	}
	l := unanswered()
	if !l.Correct(look(listing("b", "c", "d"))) || l.targets["a"].Fate != Deleted || !l.Verified() || l.Reason() != nil {
		t.Errorf("missing: fate %d, verified %v, %v", l.targets["a"].Fate, l.Verified(), l.Reason())
	}
	if l.Correct(look(listing("b", "c", "d"))) {
		t.Error("the same again is news")
	}
	if !l.Correct(look(listing("a", "b", "c", "d"))) || l.targets["a"].Fate != Kept {
		t.Errorf("back: fate %d", l.targets["a"].Fate)
	}
	if !l.Correct(look(listing("b", "c", "d"))) || l.targets["a"].Fate != Deleted {
		t.Errorf("missing after all: fate %d", l.targets["a"].Fate)
	}
	l = marked("a")
	commit(t, l, listing("a", "b", "c", "d"), nil)
	l.Finish()
	if !l.Correct(look(listing("a", "b", "c", "d"))) || !errors.Is(l.Reason(), ErrNotRemoved) {
		t.Errorf("confirmed, and still there: fate %d, %v", l.targets["a"].Fate, l.Reason())
	}
	l = Resume([]string{"a", "\x001:2:3"}, []string{"b"})
	if l.Len() != 1 || !l.Correct(look(listing("b"))) || l.targets["a"].Fate != Deleted {
		t.Errorf("of an earlier run: fate %d of %d", l.targets["a"].Fate, l.Len())
	}
	l = unanswered() // the headers of the new names say that it is other mail
	if !l.Correct(look(listing("v1", "v2", "v3", "v4"))) || l.targets["a"].Fate != Deleted {
		t.Errorf("only other mail is listed: fate %d", l.targets["a"].Fate)
	}
}
