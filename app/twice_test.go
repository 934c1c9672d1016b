package app

import (
	"crypto/tls"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// quitApp counts how often the program ends.
type quitApp struct {
	fyne.App
	times int
}

func (a *quitApp) Quit() { a.times++ }

// reopen opens the doors again that the end of the program has shut.
func (s *stage) reopen() {
	s.doors, s.closing = newDoors(func(f func()) { go f() }, func(f func()) { s.queue <- f }), false
	s.disk.doors, s.secrets.doors, s.saves.doors = s.doors, s.doors, s.doors
}

// rest does all that the UI goroutine still has to do.
func (s *stage) rest() {
	s.t.Helper()
	s.idle()
	for end := time.After(200 * time.Millisecond); ; {
		select {
		case f := <-s.queue:
			f()
		case <-end:
			return
		}
	}
}

// waits counts the timers of the program that are still running.
func (s *stage) waits() *int {
	running, after := 0, s.after
	s.after = func(d time.Duration, f func()) func() {
		running++
		over := false
		end := func() {
			if !over {
				over = true
				running--
			}
		}
		cancel := after(d, func() { end(); f() })
		return func() { end(); cancel() }
	}
	return &running
}

// TestWhatEndsLaterIsBegunOnce presses twice in a row whatever leaves a mailbox or opens
// one, also one thing and then another, where that ends at once, later, and not at all by
// itself: the last one holds, nothing that was asked for is lost, and nothing happens
// twice.
func TestWhatEndsLaterIsBegunOnce(t *testing.T) {
	ca := poptest.NewCA(t)
	for _, held := range []string{"", "a deletion", "a file"} {
		for _, tt := range []struct {
			presses []string
			page    string
			forgets bool
		}{
			{[]string{"sign out", "sign out"}, "first", false},
			{[]string{"forget", "forget"}, "first", true},
			{[]string{"forget", "sign out"}, "first", true},
			{[]string{"sign out", "forget"}, "first", true},
			{[]string{"forget", "sample"}, "mailbox", true},
			{[]string{"sample", "sample"}, "mailbox", false},
			{[]string{"sign in", "sign in"}, "mailbox", false},
			{[]string{"sign out", "sign in"}, "mailbox", false},
			{[]string{"sign out", "close"}, "closed", false},
			{[]string{"forget", "close"}, "closed", true},
			{[]string{"close", "close"}, "closed", false},
			{[]string{"close", "sign out"}, "closed", false},
			{[]string{"close", "sample"}, "closed", false},
			{[]string{"close", "forget"}, "closed", true},
		} {
			t.Run(held+" "+tt.presses[0]+", "+tt.presses[1], func(t *testing.T) {
				s, f, release := heldUp(t, ca, held)
				timers, before := s.waits(), s.visit
				press := map[string]func(){
					"sign out": s.SignOut, "forget": s.ForgetAccount, "sample": s.OpenSample, "close": s.close, "sign in": func() { s.SignIn(f) },
				}
				for _, name := range tt.presses {
					press[name]()
				}
				release()
				state := s.until(tt.page, func(st ui.State) bool {
					if tt.page == "closed" {
						return s.fyne.(*quitApp).times > 0
					}
					return st.Page == tt.page && (tt.page == "first" || s.visit != before && st.Total > 0 && st.Loaded > 0)
				})
				if tt.page == "closed" {
					s.reopen()
				}
				s.rest()
				if st := s.win.State(); tt.page != "closed" && (st.Page != state.Page || st.Overlay) {
					t.Errorf("it did not stay with that: %s, a card %v", st.Page, st.Overlay)
				}
				if got := s.KeptAccount() == ""; got != tt.forgets {
					t.Errorf("forgotten: %v, want %v", got, tt.forgets)
				}
				if *timers != 0 && tt.page != "mailbox" {
					t.Errorf("%d timers are left", *timers)
				}
				if n := s.fyne.(*quitApp).times; n > 1 {
					t.Errorf("the program ended %d times", n)
				}
				if tt.page != "mailbox" && s.visit != nil {
					t.Error("a mailbox is still open")
				}
			})
		}
	}
}

// heldUp opens a mailbox in which something keeps the program from leaving it, and
// returns what lets it go.
func heldUp(t *testing.T, ca *poptest.CA, held string) (s *stage, f first.SignInForm, release func()) {
	t.Helper()
	faults := memserver.Faults{}
	if held == "a deletion" {
		faults.Rules = []memserver.Rule{{Verb: "DELE", Act: memserver.Cut}}
	}
	_, port := mailServer(t, ca, 20, faults)
	s = newStage(t)
	s.fyne = &quitApp{App: s.fyne}
	s.roots, s.pause = &tls.Config{RootCAs: ca.Pool}, time.Hour
	s.start(Options{})
	f = form(port, account.TLS, "secret")
	s.SignIn(f)
	s.until("the mailbox", ready(20))
	release = func() {}
	switch held {
	case "a deletion":
		s.Delete(s.id(), mailbox.Order{UIDs: []string{"id-3", "id-4"}})
		s.until("the mark", func(st ui.State) bool { return st.Deletion == "marked" })
		release = s.GiveUpAndLeave
	case "a file":
		disk := make(chan struct{})
		s.saves.add(func() { <-disk })
		release = func() { close(disk) }
	}
	return s, f, release
}
