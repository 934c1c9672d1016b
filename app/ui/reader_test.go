package ui

import (
	"slices"
	"strings"
	"testing"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/reader"
	"github.com/restante/restante/mime"
)

func TestLargeMessageIsReadableBeforeItsEnd(t *testing.T) {
	s := newStage(t)
	rows := slices.Clone(s.mailbox(5))
	big := *rows[1]
	big.Size = 5_000_000
	rows[1] = &big
	s.snapshot(rows)
	s.reading.open(s.ref(big.UID))
	text := strings.Repeat("line\n", 1000)
	s.ShowMessage(s.ref(big.UID), &mime.Message{Text: text, Size: 5_000_000, Partial: true})
	r := s.mail.reader
	if r.State != reader.ReaderMessage || r.Notes.Hidden || !strings.Contains(r.Notes.Text, "on its way") || !r.Parts.Hidden {
		t.Fatalf("state %v, notes %q", r.State, r.Notes.Text)
	}
	r.Text.ScrollTo(200)
	at := r.Text.Offset
	s.Show(&mailbox.Snapshot{Rows: rows, Count: 5, Phase: mailbox.Opening, Listed: true, Fetching: big.UID, Fetched: 2_000_000})
	if !strings.Contains(r.Notes.Text, "1.9 MB of 4.8 MB") {
		t.Errorf("notes %q", r.Notes.Text)
	}
	s.ShowMessage(s.ref(big.UID), &mime.Message{Text: text, Size: 5_000_000, Attachments: []mime.Attachment{{Name: "a.pdf"}}})
	if !r.Notes.Hidden || r.Parts.Hidden || r.Text.Offset != at || at == 0 {
		t.Errorf("notes %q, at %v of before %v", r.Notes.Text, r.Text.Offset, at)
	}
}
