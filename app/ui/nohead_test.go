package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/words"
)

// TestRowWithoutAHeadSaysSo has messages whose header the server refuses: they are in
// no group, no bar runs for them, and they are named before they go.
func TestRowWithoutAHeadSaysSo(t *testing.T) {
	s := newStage(t)
	rows := slices.Clone(s.ordinary(60))
	for i := range 40 {
		rows[i] = &mailbox.Row{UID: rows[i].UID, Order: rows[i].Order, Size: 900, NoHead: true}
	}
	s.snapshot(rows)
	s.sorted()
	for trait, groups := range s.sorting.sorter.report.Groups {
		n := 0
		for _, g := range groups {
			n += len(g.IDs)
		}
		if n > 20 {
			t.Errorf("trait %d holds %d of 20", trait, n)
		}
	}
	if got := words.Cell(listing.BySubject, rows[0], s.clock); got != "The server does not give the head of this message" || words.Cell(listing.ByFrom, rows[0], s.clock) != "(not known)" {
		t.Errorf("it says %q", got)
	}
	st := s.State()
	if !strings.Contains(st.Status, "40 without a head") || s.mail.status.Part >= 0 {
		t.Errorf("%q, a bar stands at %v", st.Status, s.mail.status.Part)
	}
	at := 0
	for !s.mail.list.At(at).NoHead {
		at++
	}
	s.clickBox(at, 0)
	s.typeKey(fyne.KeyDelete, 0)
	if s.deletion.sheet == nil || !strings.Contains(s.deletion.sheet.Text.Text, "Of 1 the server does not give the head") || len(s.host.deleted) > 0 {
		t.Fatal("it goes, and nobody asks")
	}
	s.confirm()
	if len(s.host.deleted) != 1 {
		t.Errorf("%v go", s.host.deleted)
	}
	s.snapshot(s.ordinary(60)) // the heads have come
	if got := s.State().Status; strings.Contains(got, "without") {
		t.Errorf("%q", got)
	}
}
