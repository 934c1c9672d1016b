package mailbox_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

type peekResult struct {
	msg    *mime.Message
	err    error
	called int
}

func (r *rig) peek(uid string) *peekResult {
	res := &peekResult{}
	r.Peek(uid, func(m *mime.Message, err error) {
		r.mu.Lock()
		defer r.mu.Unlock()
		res.msg, res.err = m, err
		res.called++
	})
	return res
}

func TestPeek(t *testing.T) {
	in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		long := "Subject: Long\r\n\r\n" + strings.Repeat("A line of many.\r\n", 4000)
		r.box.Add("long", []byte(long))
		r.Refresh()
		r.last()
		res := r.peek("long")
		s := r.last()
		if res.err != nil || res.called != 1 || res.msg.Subject != "Long" || !res.msg.Partial {
			t.Fatalf("got %+v", res)
		}
		if lines := strings.Count(res.msg.Text, "A line of many."); lines < 15 || lines > 25 {
			t.Errorf("%d lines came", lines)
		}
		if s.Rows[0].Seen || s.Phase != mailbox.Ready {
			t.Errorf("seen %v, phase %v", s.Rows[0].Seen, s.Phase)
		}
		// The second look needs no server.
		dials := r.connections()
		time.Sleep(time.Minute) // the session is over
		if r.last().SignedIn {
			t.Fatal("still signed in")
		}
		res = r.peek("long")
		if r.last(); res.called != 1 || res.err != nil || r.connections() != dials {
			t.Errorf("called %d, %v, %d new logins", res.called, res.err, r.connections()-dials)
		}
		res = r.peek("never was")
		if r.last(); !errors.Is(res.err, mailbox.ErrGone) {
			t.Errorf("of what is not there: %v", res.err)
		}
	})
}

func TestPeekNewestWins(t *testing.T) {
	in(t, 50, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		var all []*peekResult
		for i := 1; i <= 50; i++ {
			all = append(all, r.peek(uid(i)))
		}
		r.last()
		for i, res := range all[:49] {
			if res.called > 1 {
				t.Errorf("%d was answered %d times", i, res.called)
			}
		}
		if all[49].called != 1 || all[49].err != nil {
			t.Errorf("the newest: %+v", all[49])
		}
	})
}

// TestPeekWhileHeadersArrive goes ahead of them, and they come all the same.
func TestPeekWhileHeadersArrive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, 2000, memserver.Faults{Rules: []memserver.Rule{{Verb: "TOP", Delay: 2 * time.Millisecond}}})
		r.Start()
		defer r.Close(t.Context())
		time.Sleep(500 * time.Millisecond)
		res := r.peek(uid(3))
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if res.called != 1 || res.err != nil || res.msg.Subject != "Message 3" {
			t.Errorf("%+v", res)
		}
		time.Sleep(time.Minute)
		if s := r.last(); s.Loaded != 2000 || s.Problem != nil {
			t.Errorf("%d loaded, %v", s.Loaded, s.Problem)
		}
	})
}

func TestPeekWithoutTOP(t *testing.T) {
	in(t, 3, memserver.Faults{NoTOP: true}, func(t *testing.T, r *rig) {
		r.last()
		res := r.peek(uid(2))
		if r.last(); !errors.Is(res.err, mailbox.ErrNoPeek) {
			t.Errorf("%v", res.err)
		}
	})
}

func TestPeekOfARefusedMessage(t *testing.T) {
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "TOP", Arg: "2", Nth: 2, Act: memserver.Reply, Text: "-ERR no such message\r\n"}}}
	in(t, 3, faults, func(t *testing.T, r *rig) {
		r.last()
		res := r.peek(uid(2))
		var no *pop3.Error
		if s := r.last(); !errors.As(res.err, &no) || no.Text != "no such message" || errors.Is(res.err, mailbox.ErrGone) || !s.SignedIn {
			t.Errorf("%v, signed in %v", res.err, s.SignedIn)
		}
	})
}
