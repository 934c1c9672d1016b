package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/app/ui/groups"
	"github.com/restante/restante/app/ui/reader"
	"github.com/restante/restante/mime"
)

// fetched lists what was asked of the server.
func (h *fakeHost) fetched() (out []string) {
	for _, c := range h.calls {
		if strings.HasPrefix(c, "open ") || strings.HasPrefix(c, "peek ") {
			out = append(out, c)
		}
	}
	return out
}

// TestReaderFollowsTheChoice goes to another message in every way there is, and then
// presses Delete, at once and after a rest: what goes is what the reader tells of.
func TestReaderFollowsTheChoice(t *testing.T) {
	for name, move := range map[string]func(*stage){
		"down":      func(s *stage) { s.typeKey(fyne.KeyDown, 0) },
		"up":        func(s *stage) { s.typeKey(fyne.KeyUp, 0) },
		"page down": func(s *stage) { s.typeKey(fyne.KeyPageDown, 0) },
		"end":       func(s *stage) { s.typeKey(fyne.KeyEnd, 0) },
		"home":      func(s *stage) { s.typeKey(fyne.KeyHome, 0) },
		"right click": func(s *stage) {
			e := &desktop.MouseEvent{Button: desktop.MouseButtonSecondary}
			e.Position = s.rowPoint(9, 200)
			s.mail.list.Body.MouseDown(e)
		},
		"sorted anew": func(s *stage) { s.mail.list.SortBy(listing.BySize); s.typeKey(fyne.KeyDown, 0) },
		"a search":    func(s *stage) { s.mail.header.search.Field.Input.SetText("number 1"); s.typeKey(fyne.KeyDown, 0) },
	} {
		for _, rest := range []bool{false, true} {
			t.Run(fmt.Sprint(name, rest), func(t *testing.T) {
				s := newStage(t)
				s.mailbox(50)
				s.click(3, 0)
				s.ShowMessage(s.ref("u3"), &mime.Message{Text: "the one that is read"})
				move(s)
				if rest {
					s.pass(restTime)
				}
				uid, r := s.State().OpenUID, s.mail.reader
				if uid == "u3" || uid == "" || r.Ref != s.ref(uid) || r.State != reader.ReaderLoading || !strings.HasSuffix(r.Title.Text, strings.TrimPrefix(uid, "u")) {
					t.Fatalf("the reader tells of %q, %q in state %v", uid, r.Title.Text, r.State)
				}
				if got := s.host.count("open " + uid); got != map[bool]int{true: 1}[rest] {
					t.Errorf("it is asked for %d times: %v", got, s.host.fetched())
				}
				s.expect(uid)
				s.typeKey(fyne.KeyDelete, 0)
				if !slices.Equal(s.host.deleted, []string{uid}) {
					t.Errorf("%v goes, and the reader shows %s", s.host.deleted, uid)
				}
			})
		}
	}
}

func TestHeldKeyFetchesNothing(t *testing.T) {
	s := newStage(t)
	s.mailbox(50)
	s.click(0, 0)
	before := len(s.host.fetched())
	for range 20 {
		s.typeKey(fyne.KeyDown, 0)
		s.pass(restTime / 5)
	}
	if got := s.host.fetched()[before:]; len(got) != 0 {
		t.Fatalf("fetched on the way is %v", got)
	}
	s.pass(restTime)
	if got := s.host.fetched()[before:]; !slices.Equal(got, []string{"open u20"}) {
		t.Errorf("fetched is %v", got)
	}
}

func TestFollowedLargeMessageComesWithItsBeginning(t *testing.T) {
	s := newStage(t)
	rows := slices.Clone(s.mailbox(5))
	big := *rows[1]
	big.Size = 5 << 20
	rows[1] = &big
	s.snapshot(rows)
	s.click(0, 0)
	s.host.peeked = mime.Message{Text: "Dear Anna", Partial: true}
	s.typeKey(fyne.KeyDown, 0)
	s.pass(restTime)
	r := s.mail.reader
	if s.host.count("peek u1") != 1 || s.host.count("open u1") != 0 || r.State != reader.ReaderMessage || r.Whole.Hidden {
		t.Errorf("fetched %v, state %v", s.host.fetched(), r.State)
	}
}

// TestRestEndsWithWhatItWasFor fetches nothing for a message that is not looked at
// any more.
func TestRestEndsWithWhatItWasFor(t *testing.T) {
	for name, away := range map[string]func(*stage){
		"signed out": func(s *stage) { s.ShowFirstPage(first.SignInForm{}, nil) },
		"another":    func(s *stage) { s.showMailbox("other@post.example", Own) },
		"a group":    func(s *stage) { s.sorting.choose(groups.ChoiceKey{Place: listing.PlaceUnread}) },
		"deleted":    func(s *stage) { s.typeKey(fyne.KeyDelete, 0) },
		"clicked":    func(s *stage) { s.click(7, 0); s.host.calls = nil },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.mailbox(50)
			s.click(0, 0)
			s.typeKey(fyne.KeyDown, 0)
			s.host.calls = nil
			away(s)
			s.pass(10 * restTime)
			if got := s.host.fetched(); len(got) != 0 {
				t.Errorf("fetched is %v", got)
			}
		})
	}
}
