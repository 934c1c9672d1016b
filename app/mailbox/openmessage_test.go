package mailbox_test

import (
	"encoding/base64"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3/memserver"
)

// large is a message with an attachment of n bytes.
func large(n int) []byte {
	text := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("a", n)))
	var b strings.Builder
	b.WriteString("Subject: Large\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee below.\r\n--b\r\n" +
		"Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n")
	for len(text) > 76 {
		b.WriteString(text[:76] + "\r\n")
		text = text[76:]
	}
	b.WriteString(text + "\r\n--b--\r\n")
	return []byte(b.String())
}

func TestOpenLarge(t *testing.T) {
	in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.box.Add("large", large(5_000_000))
		r.Refresh()
		r.last()
		res := r.open("large")
		if r.last(); res.err != nil || res.msg.Text != "See below.\n" || len(res.msg.Attachments) != 1 {
			t.Fatalf("got %+v", res)
		}
		content, err := io.ReadAll(res.msg.Attachments[0].Reader())
		if err != nil || string(content) != strings.Repeat("a", 5_000_000) {
			t.Errorf("%d bytes, %v", len(content), err)
		}
	})
}

func TestThreat_P16_OpenBringsAnotherMessage(t *testing.T) {
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "RETR", Arg: "2", Act: memserver.Mistake, Text: "RETR 3"}}}
	in(t, 3, faults, func(t *testing.T, r *rig) {
		r.last()
		for uid, want := range map[string]int{"uid-1": 0, "uid-2": 1} {
			res := r.open(uid)
			if r.last(); res.err != nil || len(res.msg.Notes) != want || want == 1 && (res.msg.Notes[0].Kind != mime.NoteOther || res.msg.Subject != "Message 3") {
				t.Errorf("%s: %+v, notes %v", uid, res, res.msg.Notes)
			}
		}
		if s := r.last(); s.Rows[1].Summary.Subject != "Message 2" {
			t.Errorf("the row was changed to %q", s.Rows[1].Summary.Subject)
		}
	})
}

func TestOpenLargeWithoutRoom(t *testing.T) {
	nowhere := filepath.Join(t.TempDir(), "is", "not", "there")
	t.Setenv("TMPDIR", nowhere)
	t.Setenv("TMP", nowhere)
	in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.box.Add("large", large(5_000_000))
		r.Refresh()
		r.last()
		res := r.open("large")
		if r.last(); !errors.Is(res.err, os.ErrNotExist) {
			t.Fatalf("got %+v", res)
		}
		// The session goes on.
		res = r.open("uid-2")
		if s := r.last(); res.err != nil || s.Phase != mailbox.Ready || r.connections() != 2 {
			t.Errorf("%v, phase %v, %d connections", res.err, s.Phase, r.connections())
		}
	})
}

func TestTextOfALargeMessageComesFirst(t *testing.T) {
	// The end of the message never comes.
	in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.box.Add("large", large(2_000_000))
		r.srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "RETR", Act: memserver.NoDot}}})
		r.Refresh()
		r.last()
		res := r.open("large")
		if r.last(); res.n != 1 || res.err != nil || !res.msg.Partial || res.msg.Text != "See below.\n" || res.msg.Attachments != nil {
			t.Fatalf("got %+v", res)
		}
		if res.msg.Size < 2_000_000 || len(res.msg.Notes) > 0 {
			t.Errorf("%d bytes, notes %v", res.msg.Size, res.msg.Notes)
		}
		r.Stop()
	})
}
