package mailbox_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/poptest"
)

// realRig is a mailbox on a real server.
type realRig struct {
	*mailbox.Mailbox
	mu   sync.Mutex
	last *mailbox.Snapshot
	news chan struct{}
}

func newRealRig(r *poptest.Real, undo time.Duration) *realRig {
	rig := &realRig{news: make(chan struct{}, 1)}
	rig.Mailbox = mailbox.New(mailbox.Deps{
		Account: account.Account{
			Address: poptest.User, User: poptest.User,
			Server: account.Server{Host: r.Host, Port: r.TLSPort, Security: account.TLS},
		},
		Password: func(context.Context) (string, error) { return poptest.Password, nil },
		TLS:      &tls.Config{RootCAs: r.CA.Pool},
		UndoTime: undo,
		Work:     func(f func()) { go f() },
		Post:     func(f func()) { f() },
		Watch: func(s *mailbox.Snapshot) {
			rig.mu.Lock()
			rig.last = s
			rig.mu.Unlock()
			select {
			case rig.news <- struct{}{}:
			default:
			}
		},
	})
	return rig
}

// until waits for a snapshot that fits.
func (r *realRig) until(t *testing.T, what string, fits func(*mailbox.Snapshot) bool) *mailbox.Snapshot {
	t.Helper()
	deadline := time.After(2 * time.Minute)
	for {
		r.mu.Lock()
		s := r.last
		r.mu.Unlock()
		if s != nil && fits(s) {
			return s
		}
		select {
		case <-r.news:
		case <-deadline:
			t.Fatalf("waited too long for %s; last: %+v, deletion %+v", what, s, s.Deletion)
		}
	}
}

func ready(s *mailbox.Snapshot) bool {
	return s.Phase == mailbox.Ready && s.Listed && s.Loaded == len(s.Rows)
}

func finished(s *mailbox.Snapshot) bool {
	return s.Deletion != nil && s.Deletion.Stage == mailbox.Finished
}

// TestBombOnRealServers lists 10,200 messages over TLS, deletes 10,000 by their
// sender, and compares what is left on the server's disk byte for byte.
func TestBombOnRealServers(t *testing.T) {
	for _, kind := range []poptest.Kind{poptest.Dovecot, poptest.Mailutils} {
		t.Run(string(kind), func(t *testing.T) {
			n := 10_200
			if kind == poptest.Mailutils {
				n = 2_040 // it needs seconds for what Dovecot does at once
			}
			all, good := poptest.Bomb(n)
			server := poptest.Start(t, kind, all)
			r := newRealRig(server, 10*time.Millisecond)
			r.Start()
			s := r.until(t, "the list", ready)
			if len(s.Rows) != n {
				t.Fatalf("%d rows, want %d", len(s.Rows), n)
			}
			var marked []string
			for _, row := range s.Rows {
				if row.Summary.From[0].Addr == "claims@win-big-now.example" {
					marked = append(marked, row.UID)
				}
			}
			if len(marked) != n-len(good) {
				t.Fatalf("%d rows are of the bomb, want %d", len(marked), n-len(good))
			}
			start := time.Now()
			r.Delete(marked, nil)
			s = r.until(t, "the deletion", finished)
			t.Logf("%d of %d deleted in %v", s.Deletion.Report.Deleted, len(marked), time.Since(start))
			want := mailbox.Report{Asked: len(marked), Deleted: len(marked), Verified: true}
			if s.Deletion.Report != want {
				t.Errorf("report %+v, want %+v", s.Deletion.Report, want)
			}
			s = r.until(t, "the new list", ready)
			if len(s.Rows) != len(good) {
				t.Errorf("%d rows are left, want %d", len(s.Rows), len(good))
			}
			if err := r.Close(context.Background()); err != nil {
				t.Error(err)
			}
			left, err := server.OnDisk()
			if err != nil {
				t.Fatal(err)
			}
			if len(left) != len(good) {
				t.Fatalf("%d messages are on the disk, want %d", len(left), len(good))
			}
			for i := range good {
				if !bytes.Equal(left[i], good[i]) {
					t.Fatalf("message %d on the disk is %q, want %q", i, left[i], good[i])
				}
			}
		})
	}
}

// TestLockOnRealServers checks that a second login is refused while we are in,
// and gets in when we have closed.
func TestLockOnRealServers(t *testing.T) {
	for _, kind := range []poptest.Kind{poptest.Dovecot, poptest.Mailutils} {
		t.Run(string(kind), func(t *testing.T) {
			all, _ := poptest.Bomb(60)
			server := poptest.Start(t, kind, all)
			first := newRealRig(server, time.Minute)
			first.Start()
			first.until(t, "the list", ready)
			second := newRealRig(server, time.Minute)
			second.Start()
			s := second.until(t, "a refusal", func(s *mailbox.Snapshot) bool { return s.Problem != nil })
			if !pop3.HasCode(s.Problem, pop3.CodeInUse) || s.Retry.IsZero() {
				t.Errorf("problem %v, next try %v", s.Problem, s.Retry)
			}
			if err := first.Close(context.Background()); err != nil {
				t.Error(err)
			}
			second.Refresh()
			second.until(t, "the second list", ready)
			if err := second.Close(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestWrongCertificateOnARealServer(t *testing.T) {
	server := poptest.Start(t, poptest.Dovecot, nil)
	server.CA = poptest.NewCA(t) // not the one that has signed
	r := newRealRig(server, time.Minute)
	r.Start()
	s := r.until(t, "a problem", func(s *mailbox.Snapshot) bool { return s.Problem != nil })
	var bad *tls.CertificateVerificationError
	if !errors.As(s.Problem, &bad) || !s.Retry.IsZero() {
		t.Errorf("problem %v, next try %v", s.Problem, s.Retry)
	}
	if err := r.Close(context.Background()); err != nil {
		t.Error(err)
	}
}
