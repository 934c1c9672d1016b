package mailbox_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"regexp"
	"sync"
	"testing"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/poptest"
)

// realRig is a mailbox on a real server.
type realRig struct {
	*mailbox.Mailbox
	server *poptest.Real
	mu     sync.Mutex
	last   *mailbox.Snapshot
	news   chan struct{}
}

func newRealRig(r *poptest.Real, undo time.Duration) *realRig {
	rig := &realRig{server: r, news: make(chan struct{}, 1)}
	rig.Mailbox = mailbox.New(mailbox.Deps{
		Account: account.Account{
			Address: poptest.User, User: poptest.User,
			Server: account.Server{Host: r.Host, Port: r.TLSPort, Security: account.TLS},
		},
		Password: func(context.Context) (string, error) { return poptest.Password, nil },
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
	}, mailbox.Options{
		TLS:      &tls.Config{RootCAs: r.CA.Pool},
		UndoTime: undo,
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

// bombs is how many messages a bomb on each real server has: as many as it can
// take in the time of a test.
var bombs = map[poptest.Kind]int{
	poptest.Dovecot:   10_200,
	poptest.Mailutils: 2_040, // it needs seconds for what Dovecot does at once
	poptest.Popa3d:    10_200,
	poptest.Cyrus:     2_040,
	poptest.Mailpit:   2_040, // the good ones must leave room among those that it shows
}

func isBomb(s mime.Summary) bool {
	return len(s.From) > 0 && s.From[0].Addr == "claims@win-big-now.example"
}

// TestBombOnRealServers lists a bomb over TLS, deletes it by its sender, and
// compares what is left on the server byte for byte.
func TestBombOnRealServers(t *testing.T) {
	for _, kind := range poptest.Kinds {
		t.Run(string(kind), func(t *testing.T) {
			all, good := poptest.Bomb(bombs[kind])
			server := poptest.Start(t, kind, all)
			r := newRealRig(server, 10*time.Millisecond)
			r.Start()
			s := r.until(t, "the list", ready)
			shown := kind.Traits().Shown(len(all))
			if len(s.Rows) != shown {
				t.Fatalf("%d rows, want %d", len(s.Rows), shown)
			}
			var marked []string
			for _, row := range s.Rows {
				if isBomb(row.Summary) {
					marked = append(marked, row.UID)
				}
			}
			bad := len(all) - len(good)
			if shown == len(all) && len(marked) != bad {
				t.Fatalf("%d rows are of the bomb, want %d", len(marked), bad)
			}
			start := time.Now()
			r.Delete(mailbox.Order{UIDs: marked, Alike: isBomb})
			s = r.until(t, "the deletion", finished)
			t.Logf("%d of %d deleted in %v", s.Deletion.Report.Deleted, bad, time.Since(start))
			// A server that shows a part at a time is cleared of all of them.
			want := mailbox.Report{Asked: bad, Found: bad - len(marked), Deleted: bad, Verified: true}
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
			wantStored(t, server, good)
		})
	}
}

// wantStored checks that exactly these messages are on the server.
func wantStored(t *testing.T, server *poptest.Real, want [][]byte) {
	t.Helper()
	left, err := server.OnDisk()
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != len(want) {
		t.Fatalf("%d messages are on the server, want %d", len(left), len(want))
	}
	for i := range want {
		if !bytes.Equal(left[i], want[i]) {
			t.Fatalf("message %d on the server is %q, want %q", i, left[i], want[i])
		}
	}
}

// TestTwoOnRealServers signs in twice. Where the server locks the mailbox the
// second one waits until the first has closed; where it does not, both delete, in
// part the same messages, and each tells the truth about its own.
func TestTwoOnRealServers(t *testing.T) {
	for _, kind := range poptest.Kinds {
		t.Run(string(kind), func(t *testing.T) {
			all, _ := poptest.Bomb(60)
			server := poptest.Start(t, kind, all)
			first := newRealRig(server, time.Minute)
			first.Start()
			first.until(t, "the list", ready)
			second := newRealRig(server, time.Minute)
			second.Start()
			if !kind.Traits().Lock {
				s := second.until(t, "the list beside the first", ready)
				shared := 9
				if kind.Traits().Shatters {
					shared = 13
				}
				deleteBeside(t, first, second, s.Rows, shared)
				wantStored(t, server, all[20:])
				return
			}
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

// deleteBeside deletes messages 1 to 12 in one session, and those from a number
// to 20 in another that saw them all too.
func deleteBeside(t *testing.T, first, second *realRig, rows []*mailbox.Row, from int) {
	t.Helper()
	uids := func(from, to int) (uids []string) {
		for _, row := range rows {
			if row.Order >= from && row.Order <= to {
				uids = append(uids, row.UID)
			}
		}
		return uids
	}
	first.Delete(mailbox.Order{UIDs: uids(1, 12)})
	first.DeleteNow()
	s := first.until(t, "the first deletion", finished)
	if want := (mailbox.Report{Asked: 12, Deleted: 12, Verified: true}); s.Deletion.Report != want {
		t.Errorf("the first report is %+v, want %+v", s.Deletion.Report, want)
	}
	second.Delete(mailbox.Order{UIDs: uids(from, 20)})
	second.DeleteNow()
	s = second.until(t, "the second deletion", finished)
	// A session that still lists what another has deleted may be told that it
	// was deleted once more.
	if got := s.Deletion.Report; got.Asked != 21-from || got.Deleted+got.AlreadyGone != got.Asked || got.Deleted < 8 || !got.Verified {
		t.Errorf("the second report is %+v", got)
	}
	for _, r := range []*realRig{first, second} {
		if err := r.Close(context.Background()); err != nil {
			t.Error(err)
		}
	}
}

// TestThreat_P15_DoubledUniqueIDsOnRealServers deletes by sender where a server
// gives all messages the same unique-id. What is not told apart by number, size
// and header within the session must stay.
func TestThreat_P15_DoubledUniqueIDsOnRealServers(t *testing.T) {
	trace := regexp.MustCompile(`(?m)^Received: .*\r\n`)
	for _, kind := range poptest.Kinds {
		if !kind.Traits().TraceUIDs {
			continue
		}
		t.Run(string(kind), func(t *testing.T) {
			all, good := poptest.Bomb(510)
			for _, messages := range [][][]byte{all, good} {
				for i := range messages {
					messages[i] = trace.ReplaceAll(messages[i], nil)
				}
			}
			r := newRealRig(poptest.Start(t, kind, all), 10*time.Millisecond)
			r.Start()
			s := r.until(t, "the list", ready)
			var marked []string
			for _, row := range s.Rows {
				if isBomb(row.Summary) {
					marked = append(marked, row.UID)
				}
			}
			r.Delete(mailbox.Order{UIDs: marked, Alike: isBomb})
			s = r.until(t, "the deletion", finished)
			if want := (mailbox.Report{Asked: 500, Deleted: 500, Verified: true}); s.Deletion.Report != want {
				t.Errorf("report %+v, want %+v", s.Deletion.Report, want)
			}
			if s = r.until(t, "the new list", ready); len(s.Rows) != len(good) {
				t.Errorf("%d rows are left, want %d", len(s.Rows), len(good))
			}
			if err := r.Close(context.Background()); err != nil {
				t.Error(err)
			}
			wantStored(t, r.server, good)
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
