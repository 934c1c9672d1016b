package mailbox_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

func TestSaveMessage(t *testing.T) {
	in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		got, err := io.ReadAll(r.SaveMessage(uid(2)))
		if err != nil || !bytes.Equal(got, letter(2)) {
			t.Errorf("%q, %v", got, err)
		}
		if _, err := io.ReadAll(r.SaveMessage("nobody")); !errors.Is(err, mailbox.ErrGone) {
			t.Errorf("a message that is gone: %v", err)
		}
		if s := r.last(); s.Phase != mailbox.Ready || s.Fetching != "" || !s.SignedIn {
			t.Errorf("afterwards: %+v", s)
		}
	})
}

// TestLargeMessageIsRefusedAtOnce is told a size that is too large to be opened, and
// saves the message all the same.
func TestLargeMessageIsRefusedAtOnce(t *testing.T) {
	list := "+OK\r\n1 10\r\n2 2147483648\r\n3 10\r\n.\r\n"
	in(t, 3, memserver.Faults{Rules: []memserver.Rule{{Verb: "LIST", Act: memserver.Reply, Text: list}, {Verb: "RETR", Arg: "2", Delay: time.Second}}}, func(t *testing.T, r *rig) {
		r.last()
		began := time.Now()
		if res := r.open(uid(2)); r.last() == nil || !errors.Is(res.err, mailbox.ErrTooLarge) || time.Now() != began {
			t.Errorf("%v after %v", res.err, time.Since(began))
		}
		if s := r.last(); !s.SignedIn {
			t.Error("the session was ended")
		}
		if got, err := io.ReadAll(r.SaveMessage(uid(2))); err != nil || !bytes.Equal(got, letter(2)) {
			t.Errorf("%q, %v", got, err)
		}
	})
}

// TestSavingIsGivenUp when nobody wants the rest, at Stop, and at the end.
func TestSavingIsGivenUp(t *testing.T) {
	in(t, 3, memserver.Faults{Rules: []memserver.Rule{{Verb: "RETR", Act: memserver.Endless}}}, func(t *testing.T, r *rig) {
		r.last()
		from := r.SaveMessage(uid(2))
		if _, err := io.ReadFull(from, make([]byte, 1<<20)); err != nil {
			t.Fatal(err)
		}
		from.Close()
		if s := r.last(); s.Phase == mailbox.Opening {
			t.Error("it goes on")
		}
		from = r.SaveMessage(uid(3))
		if _, err := io.ReadFull(from, make([]byte, 1<<20)); err != nil {
			t.Fatal(err)
		}
		waiting := r.SaveMessage(uid(1))
		go r.Stop()
		if _, err := io.Copy(io.Discard, from); !errors.Is(err, mailbox.ErrStopped) {
			t.Errorf("stopped: %v", err)
		}
		if all, err := io.ReadAll(waiting); !errors.Is(err, mailbox.ErrStopped) || strings.Contains(string(all), "Subject") {
			t.Errorf("the one behind: %q, %v", all, err)
		}
	})
}

// TestSaveThatNobodyReadsEnds: a reader that neither reads nor closes holds up neither
// Stop nor the end.
func TestSaveThatNobodyReadsEnds(t *testing.T) {
	for name, end := range map[string]func(r *rig){
		"stop": func(r *rig) {
			r.Stop()
			r.Delete(mailbox.Order{UIDs: []string{uid(1)}})
			r.after(time.Minute)
			r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
		},
		"close": func(*rig) {},
	} {
		t.Run(name, func(t *testing.T) {
			synctestRig(t, 3, func(t *testing.T, r *rig) {
				r.Start()
				r.last()
				from := r.SaveMessage(uid(2))
				r.after(time.Second)
				end(r)
				ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
				defer cancel()
				ended := make(chan error, 1)
				go func() { ended <- r.Close(ctx) }()
				select {
				case <-ended:
				case <-time.After(time.Hour):
					t.Error("Close waits for the reader")
					from.Close()
					<-ended
				}
				if _, err := io.ReadAll(from); !errors.Is(err, mailbox.ErrStopped) {
					t.Errorf("reading ends with %v", err)
				}
				r.srv.Close()
			})
		})
	}
}

// TestHalfAMessageIsNotSaved has a dot alone in a line of the text, which the server does
// not double: what comes behind it is lost, and nobody is told that all was saved.
func TestHalfAMessageIsNotSaved(t *testing.T) {
	in(t, 3, memserver.Faults{Unstuffed: true}, func(t *testing.T, r *rig) {
		r.box.Add("dotted", []byte("Subject: Dots\r\n\r\nBefore\r\n.\r\nBehind\r\n"))
		r.Refresh()
		r.last()
		got, err := io.ReadAll(r.SaveMessage("dotted"))
		if err == nil || bytes.Contains(got, []byte("Behind")) {
			t.Errorf("%q, %v", got, err)
		}
		if got, err := io.ReadAll(r.SaveMessage(uid(2))); err != nil || !bytes.Equal(got, letter(2)) {
			t.Errorf("the next one: %q, %v", got, err)
		}
	})
}

// TestUnendedIsToldAsItIs: a message is called whole only where all that was announced has
// come.
func TestUnendedIsToldAsItIs(t *testing.T) {
	dotted := []byte("Subject: Dots\r\n\r\nBefore\r\n.\r\n" + strings.Repeat("Behind\r\n", 20))
	for name, c := range map[string]struct {
		faults memserver.Faults
		text   []byte
		all    bool
		note   mime.NoteKind
	}{
		"a dot in the text":     {memserver.Faults{Unstuffed: true}, dotted, false, mime.NoteUncertain},
		"sizes are not told":    {memserver.Faults{Unstuffed: true, Row: func(_, row string) string { return strings.Replace(row, " "+strconv.Itoa(len(dotted)), " 0", 1) }}, dotted, false, mime.NoteUncertain},
		"more behind the end":   {memserver.Faults{Rules: []memserver.Rule{{Verb: "RETR", Act: memserver.After, Text: "+OK\r\n"}}}, letter(4), true, mime.NoteUnended},
		"a dot as the last one": {memserver.Faults{Unstuffed: true}, []byte("Subject: Dots\r\n\r\nBefore\r\n.\r\n"), false, mime.NoteUncertain},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
				r.box.Add("dotted", c.text)
				r.after(time.Minute)
				r.srv.SetFaults(c.faults)
				r.Refresh()
				r.last()
				_, err := io.ReadAll(r.SaveMessage("dotted"))
				var unended *pop3.UnendedError
				if !errors.As(err, &unended) || unended.All != c.all {
					t.Errorf("saving ends with %v", err)
				}
				res := r.open("dotted")
				r.after(time.Minute)
				if res.err != nil || len(res.msg.Notes) != 1 || res.msg.Notes[0].Kind != c.note {
					t.Errorf("opened: %+v", res)
				}
			})
		})
	}
}

// TestCutInTheMiddleIsNotSaved tells that the line broke, and nothing of the end.
func TestCutInTheMiddleIsNotSaved(t *testing.T) {
	in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.box.Add("large", large(100_000))
		r.after(time.Minute)
		r.srv.SetFaults(memserver.Faults{CutAfter: 50_000})
		_, err := io.ReadAll(r.SaveMessage("large"))
		if !errors.As(err, new(*pop3.LineError)) || errors.As(err, new(*pop3.UnendedError)) {
			t.Errorf("saving ends with %v", err)
		}
	})
}
