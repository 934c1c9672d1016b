package mailbox

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unsafe"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

// TestShieldThatCameTooLate checks that a job which was ended just before its
// shield was up does not leave the shield to the next one.
func TestShieldThatCameTooLate(t *testing.T) {
	s := &shared{wake: make(chan struct{}, 1)}
	m := &Mailbox{shared: s}
	ctx, cancel := context.WithCancel(context.Background())
	s.setJob(jobDelete, cancel)
	m.Stop()
	if s.shield(ctx) {
		t.Fatal("a job that was ended goes on")
	}
	ended := false
	s.setJob(jobLoad, func() { ended = true })
	m.Stop()
	if !ended {
		t.Error("Stop does not end the next job")
	}
}

// TestThreat_P26_ClockSetBack: the silence of a server is measured by the clock
// on the wall, so that sleep counts, and still goes on when that is set back. The
// worker would look again and again without a pause until the wall catches up.
func TestThreat_P26_ClockSetBack(t *testing.T) {
	used := time.Now().Add(-keepAlive)
	*(*uint64)(unsafe.Pointer(&used)) += 3600 << 30 // the seconds on the wall, see type time.Time
	if used.Round(0).Before(time.Now()) || time.Since(used) < keepAlive {
		t.Skip("time.Time is not what it was")
	}
	s := &session{used: used}
	if got := s.silence(); got < keepAlive {
		t.Errorf("silence of %v", got)
	}
}

func TestThreat_P26_UserOfTheFuture(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorker(Deps{Work: func(f func()) { go f() }, Post: func(f func()) { f() }, Watch: func(*Snapshot) {}}, Options{}, &shared{})
		w.shared.touched.Store(time.Now().Add(time.Hour).UnixNano()) // and then the clock was set back
		w.idleSince = time.Now()
		srv := memserver.New()
		srv.AddUser("anna", "secret")
		conn, err := pop3.NewConn(t.Context(), srv.Pipe(), &pop3.Options{AllowPlain: true})
		if err == nil {
			err = conn.Login(t.Context(), pop3.Credentials{User: "anna", Password: "secret"})
		}
		if err != nil {
			t.Fatal(err)
		}
		w.sess = &session{conn: conn, used: time.Now()}
		if again := w.keepOrQuitSession(t.Context()); again.After(time.Now().Add(keepAlive)) {
			t.Errorf("looks again in %v", time.Until(again))
		}
		time.Sleep(w.opts.Linger)
		w.keepOrQuitSession(t.Context())
		if w.sess != nil {
			t.Error("the login is held")
		}
		srv.Close()
	})
}

func TestNewNeedsAllOfDeps(t *testing.T) {
	whole := Deps{
		Account:  account.Account{Server: account.Server{Host: "mail.example.org"}},
		Password: func(context.Context) (string, error) { return "", nil },
		Work:     func(func()) {}, Post: func(func()) {}, Watch: func(*Snapshot) {},
	}
	New(whole, Options{})
	for name, without := range map[string]func(*Deps){
		"Account":  func(d *Deps) { d.Account = account.Account{} },
		"Password": func(d *Deps) { d.Password = nil },
		"Work":     func(d *Deps) { d.Work = nil },
		"Post":     func(d *Deps) { d.Post = nil },
		"Watch":    func(d *Deps) { d.Watch = nil },
	} {
		d := whole
		without(&d)
		func() {
			defer func() {
				if said, _ := recover().(string); !strings.HasSuffix(said, "Deps."+name) {
					t.Errorf("without %s: %q", name, said)
				}
			}()
			New(d, Options{})
		}()
	}
}
