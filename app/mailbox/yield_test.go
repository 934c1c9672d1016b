package mailbox_test

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/pop3/memserver"
)

// savingSlowly saves a message that takes 100 seconds to come, and hands over what has
// come of it when it is over.
func savingSlowly(t *testing.T, f func(r *rig, saved func() ([]byte, error))) {
	t.Helper()
	in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.box.Add("long", longLetter("A line of many."))
		r.srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "RETR", Act: memserver.Drip, Delay: 5 * time.Millisecond}}})
		r.Refresh()
		r.last()
		var text []byte
		var failed error
		over := make(chan struct{})
		from := r.SaveMessage("long")
		go func() {
			defer close(over)
			text, failed = io.ReadAll(from)
		}()
		r.after(time.Second)
		f(r, func() ([]byte, error) {
			select {
			case <-over:
				return text, failed
			default:
				return nil, nil
			}
		})
	})
}

func longLetter(line string) []byte {
	return []byte("Subject: Long\r\n\r\n" + strings.Repeat(line+"\r\n", 20_000/(len(line)+2)))
}

// TestDeletionDoesNotWaitForASave, and the save is taken up again behind it.
func TestDeletionDoesNotWaitForASave(t *testing.T) {
	savingSlowly(t, func(r *rig, saved func() ([]byte, error)) {
		r.Delete(mailbox.Order{UIDs: []string{uid(2)}})
		if d := r.after(time.Second).Deletion; d == nil || d.Stage != mailbox.Marked {
			t.Fatalf("it is not marked at once: %+v", d)
		}
		r.after(28 * time.Second)
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
		if text, err := saved(); text != nil || err != nil {
			t.Fatalf("the save has ended: %d bytes, %v", len(text), err)
		}
		r.after(3 * time.Minute)
		if text, err := saved(); err != nil || !bytes.Equal(text, longLetter("A line of many.")) {
			t.Errorf("saved are %d bytes, %v", len(text), err)
		}
	})
}

// TestUndoneDeletionDoesNotDisturbASave, nor does one when little is missing.
func TestUndoneDeletionDoesNotDisturbASave(t *testing.T) {
	for name, try := range map[string]func(r *rig){
		"undone":      func(r *rig) { r.Delete(mailbox.Order{UIDs: []string{uid(2)}}); r.after(5 * time.Second); r.Undo() },
		"soon enough": func(r *rig) { r.after(85 * time.Second); r.Delete(mailbox.Order{UIDs: []string{uid(2)}}) },
	} {
		t.Run(name, func(t *testing.T) {
			savingSlowly(t, func(r *rig, saved func() ([]byte, error)) {
				dials := r.connections()
				try(r)
				for range 200 {
					if text, _ := saved(); text != nil {
						break
					}
					r.after(time.Second)
				}
				if text, err := saved(); err != nil || !bytes.Equal(text, longLetter("A line of many.")) || r.connections() > dials+1 { // one may look at the deletion behind it
					t.Errorf("saved are %d bytes, %v, %d connections", len(text), err, r.connections()-dials)
				}
			})
		})
	}
}

// TestWhatIsBeingSavedIsDeletedBehindThat.
func TestWhatIsBeingSavedIsDeletedBehindThat(t *testing.T) {
	savingSlowly(t, func(r *rig, saved func() ([]byte, error)) {
		next := make(chan []byte, 1)
		from := r.SaveMessage(uid(1))
		go func() { text, _ := io.ReadAll(from); next <- text }()
		r.Delete(mailbox.Order{UIDs: []string{uid(1), "long"}})
		r.after(4 * time.Minute)
		r.wantReport(mailbox.Report{Asked: 2, Deleted: 2, Verified: true})
		if text, err := saved(); err != nil || !bytes.Equal(text, longLetter("A line of many.")) {
			t.Errorf("saved are %d bytes, %v", len(text), err)
		}
		if text := <-next; !bytes.Equal(text, letter(1)) {
			t.Errorf("of the one behind, %q", text)
		}
	})
}

// TestSaveIsNotGoneOnWithAnotherText, should the name mean another message by then.
func TestSaveIsNotGoneOnWithAnotherText(t *testing.T) {
	for name, text := range map[string][]byte{"another": longLetter("Another line"), "a shorter one": letter(5)} {
		t.Run(name, func(t *testing.T) {
			savingSlowly(t, func(r *rig, saved func() ([]byte, error)) {
				r.Delete(mailbox.Order{UIDs: []string{uid(2)}})
				r.box.Remove("long")
				r.box.Add("long", text)
				r.after(5 * time.Minute)
				if _, err := saved(); err == nil {
					t.Error("nothing is said")
				}
			})
		})
	}
}
