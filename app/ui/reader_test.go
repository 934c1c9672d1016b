package ui

import (
	"slices"
	"strings"
	"testing"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
)

func TestLargeMessageIsReadableBeforeItsEnd(t *testing.T) {
	s := newStage(t)
	rows := slices.Clone(s.mailbox(5))
	big := *rows[1]
	big.Size = 5_000_000
	rows[1] = &big
	s.snapshot(rows)
	s.open(big.UID)
	text := strings.Repeat("line\n", 1000)
	s.ShowMessage(big.UID, &mime.Message{Text: text, Size: 5_000_000, Partial: true})
	r := s.mail.reader
	if r.state != readerMessage || r.notes.Hidden || !strings.Contains(r.notes.text, "on its way") || !r.parts.Hidden {
		t.Fatalf("state %v, notes %q", r.state, r.notes.text)
	}
	r.text.scrollTo(200)
	at := r.text.offset
	s.Show(&mailbox.Snapshot{Rows: rows, Count: 5, Phase: mailbox.Opening, Listed: true, Fetching: big.UID, Fetched: 2_000_000})
	if !strings.Contains(r.notes.text, "1.9 MB of 4.8 MB") {
		t.Errorf("notes %q", r.notes.text)
	}
	s.ShowMessage(big.UID, &mime.Message{Text: text, Size: 5_000_000, Attachments: []mime.Attachment{{Name: "a.pdf"}}})
	if !r.notes.Hidden || r.parts.Hidden || r.text.offset != at || at == 0 {
		t.Errorf("notes %q, at %v of before %v", r.notes.text, r.text.offset, at)
	}
}
