package mailbox_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/pop3/memserver"
)

// wantOwnHeaders checks that no row has the header of another message.
func wantOwnHeaders(t *testing.T, s *mailbox.Snapshot) {
	t.Helper()
	for _, row := range s.Rows {
		var n int
		if _, err := fmt.Sscanf(row.Summary.Subject, "Message %d", &n); row.Known && (err != nil || uid(n) != row.UID) {
			t.Errorf("%s has the header of %q", row.UID, row.Summary.Subject)
		}
	}
}

// A refusal that nobody has asked for stands before or behind answers. Later the server is
// sound: then every row has its header, and no other one.
func TestSurplusRefusalsPutNoHeaderOnAnotherRow(t *testing.T) {
	refusal := func(act memserver.Act, nth int) memserver.Rule {
		return memserver.Rule{Verb: "TOP", Nth: nth, Act: act, Text: "-ERR no\r\n"}
	}
	for name, faults := range map[string]memserver.Faults{
		"before each":                {Rules: []memserver.Rule{refusal(memserver.Before, 0)}},
		"behind each":                {Rules: []memserver.Rule{refusal(memserver.After, 0)}},
		"before one":                 {Rules: []memserver.Rule{refusal(memserver.Before, 2)}},
		"behind the last":            {Rules: []memserver.Rule{refusal(memserver.After, 6)}},
		"behind one, one at a time":  {NoPipelining: true, Rules: []memserver.Rule{refusal(memserver.After, 3)}},
		"behind each, one at a time": {NoPipelining: true, Rules: []memserver.Rule{refusal(memserver.After, 0)}},
		"STAT is refused, too":       {Rules: []memserver.Rule{refusal(memserver.Before, 0), {Verb: "STAT", Act: memserver.Reply, Text: "-ERR what?\r\n"}}},
	} {
		t.Run(name, func(t *testing.T) {
			for range 10 { // who is faster decides what is seen
				in(t, 6, faults, func(t *testing.T, r *rig) {
					wantOwnHeaders(t, r.after(30*time.Minute))
					r.srv.SetFaults(memserver.Faults{})
					r.Refresh()
					s := r.after(time.Minute)
					wantOwnHeaders(t, s)
					if s.Loaded != 6 {
						t.Errorf("%d headers in the end", s.Loaded)
					}
				})
			}
		})
	}
}

// Where STAT is always refused, LIST for one message shows that answers are in step.
func TestHeadersComeWithoutSTAT(t *testing.T) {
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "STAT", Act: memserver.Reply, Text: "-ERR unknown command\r\n"}}}
	in(t, 1000, faults, func(t *testing.T, r *rig) {
		s := r.after(time.Minute)
		if wantOwnHeaders(t, s); s.Loaded != 1000 || r.connections() != 1 {
			t.Errorf("%d headers with %d connections: %v", s.Loaded, r.connections(), s.Problem)
		}
	})
}

// The server lists a size, and sends nothing: that is no message, and no copy of one.
func TestEmptyAnswerIsNoMessage(t *testing.T) {
	nothing := memserver.Rule{Verb: "RETR", UID: uid(2), Act: memserver.Reply, Text: "+OK\r\n.\r\n"}
	t.Run("copy", func(t *testing.T) {
		dir := t.TempDir()
		in(t, 9, memserver.Faults{Rules: []memserver.Rule{nothing}}, func(t *testing.T, r *rig) {
			r.last()
			r.Delete(mailbox.Order{UIDs: []string{uid(1), uid(2), uid(3)}, Copy: &mailbox.Copy{Dir: dir}})
			rep := r.after(30 * time.Minute).Deletion.Report
			r.wantLeft(9, 1, 3)
			var unsaved *ledger.UnsavedError
			if rep.Deleted != 2 || rep.Kept != 1 || !errors.As(rep.Err, &unsaved) || !errors.Is(rep.Err, mailbox.ErrEmpty) {
				t.Errorf("report %+v", rep)
			}
		})
	})
	t.Run("open and save", func(t *testing.T) {
		in(t, 9, memserver.Faults{Rules: []memserver.Rule{nothing}}, func(t *testing.T, r *rig) {
			r.last()
			res := r.open(uid(2))
			r.after(time.Minute)
			if !errors.Is(res.err, mailbox.ErrEmpty) {
				t.Errorf("opened %+v", res)
			}
			from := r.SaveMessage(uid(2))
			if _, err := io.ReadAll(from); !errors.Is(err, mailbox.ErrEmpty) {
				t.Errorf("saved with %v", err)
			}
		})
	})
	t.Run("once", func(t *testing.T) {
		once := nothing
		once.Nth = 1
		in(t, 9, memserver.Faults{Rules: []memserver.Rule{once}}, func(t *testing.T, r *rig) {
			r.last()
			res := r.open(uid(2))
			r.after(time.Minute)
			if res.err != nil || res.msg.Subject != "Message 2" {
				t.Errorf("opened %+v", res)
			}
		})
	})
}

// Some servers give the name of a message that is gone to the next one. Another size says
// that it may be another message.
func TestAnotherSizeIsAnotherHeader(t *testing.T) {
	in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.after(time.Minute)
		r.box.Remove(uid(3))
		r.box.Add(uid(3), append(letter(77), "a much longer text\r\n"...))
		r.Refresh()
		s := r.after(time.Minute)
		if got := s.Rows[0]; got.UID != uid(3) || got.Summary.Subject != "Message 77" {
			t.Errorf("%s is shown as %q", got.UID, got.Summary.Subject)
		}
	})
}

// Who reads what is saved is told when nothing comes any more, whenever that was asked for.
func TestSaveEndsWithTheMailbox(t *testing.T) {
	ends := func(t *testing.T, from io.Reader) {
		t.Helper()
		done := make(chan error, 1)
		go func() { _, err := io.ReadAll(from); done <- err }()
		synctest.Wait()
		select {
		case err := <-done:
			if !errors.Is(err, mailbox.ErrStopped) {
				t.Errorf("ended with %v", err)
			}
		default:
			t.Error("the reader waits for ever")
		}
	}
	in(t, 9, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.setDown(true)
		r.after(time.Minute)
		r.Delete(mailbox.Order{UIDs: []string{uid(6)}})
		r.after(10 * time.Second)
		during := r.SaveMessage(uid(2))
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = r.Close(ctx) // there is no time for the deletion
		r.last()
		ends(t, during)
		ends(t, r.SaveMessage(uid(3)))
	})
}
