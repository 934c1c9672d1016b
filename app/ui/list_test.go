package ui

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/mime"
)

const (
	shift = fyne.KeyModifierShift
	ctrl  = fyne.KeyModifierControl
)

func TestMouseSelects(t *testing.T) {
	s := newStage(t)
	s.mailbox(100)
	s.click(2, 0)
	s.expect("u2")
	if s.host.count("open u2") != 1 {
		t.Fatal("a click must open", s.host.calls)
	}
	s.click(4, ctrl)
	s.expect("u2", "u4")
	s.click(4, ctrl)
	s.expect("u2")
	s.click(6, ctrl)
	s.click(8, shift)
	s.expect("u6", "u7", "u8")
	s.click(10, shift)
	s.expect("u6", "u7", "u8", "u9", "u10")
	s.click(1, ctrl)
	s.click(3, shift|ctrl)
	s.expect("u1", "u2", "u3", "u6", "u7", "u8", "u9", "u10")
	if s.host.count("open u10")+s.host.count("open u3") != 0 {
		t.Fatal("selecting must not open", s.host.calls)
	}
	s.click(0, 0)
	s.expect("u0")
}

func TestBoxes(t *testing.T) {
	s := newStage(t)
	s.mailbox(100)
	s.click(0, 0)
	s.clickBox(3, 0)
	s.expect("u3") // the message that is only read gives way
	s.clickBox(5, 0)
	s.expect("u3", "u5")
	s.clickBox(8, shift)
	s.expect("u3", "u5", "u6", "u7", "u8")
	s.clickBox(6, 0)
	s.expect("u3", "u5", "u7", "u8")
	if s.host.count("open u3") != 0 {
		t.Fatal("a box must not open")
	}
}

func TestDragOverBoxes(t *testing.T) {
	s := newStage(t)
	s.mailbox(100)
	b := s.mail.list.Body
	drag := func(place int) {
		b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: s.rowPoint(place, 15)}})
	}
	s.press(2, 15, 0)
	drag(5) // passes 3 and 4 without an event of their own
	drag(7)
	b.DragEnd()
	s.expect("u2", "u3", "u4", "u5", "u6", "u7")
	s.press(6, 15, 0)
	drag(4)
	b.DragEnd()
	s.expect("u2", "u3", "u7")
	drag(20)
	s.expect("u2", "u3", "u7")
}

func TestKeysSelect(t *testing.T) {
	s := newStage(t)
	s.mailbox(100)
	s.typeKey(fyne.KeyDown, 0)
	s.expect("u0")
	s.typeKey(fyne.KeyDown, 0)
	s.expect("u1")
	s.typeKey(fyne.KeyDown, shift)
	s.typeKey(fyne.KeyDown, shift)
	s.expect("u1", "u2", "u3")
	s.typeKey(fyne.KeyUp, shift)
	s.expect("u1", "u2")
	s.typeKey(fyne.KeyDown, ctrl)
	s.typeKey(fyne.KeyDown, ctrl)
	s.expect("u1", "u2")
	s.typeKey(fyne.KeySpace, 0)
	s.expect("u1", "u2", "u4")
	s.typeKey(fyne.KeySpace, ctrl)
	s.expect("u1", "u2")
	s.typeKey(fyne.KeyEnd, 0)
	s.expect("u99")
	s.typeKey(fyne.KeyHome, shift)
	s.expectCount(100)
	s.typeKey(fyne.KeyEscape, 0)
	s.expectCount(0)
	s.mail.list.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
	s.expectCount(100)
	s.typeKey(fyne.KeyI, ctrl)
	s.expectCount(0)
	s.typeKey(fyne.KeyHome, 0)
	s.typeKey(fyne.KeyPageDown, 0)
	if at := s.mail.list.PlaceOf(s.mail.list.Cursor()); at < 10 || at > 40 {
		t.Fatal("page down went to", at)
	}
	calls := len(s.host.calls)
	s.typeKey(fyne.KeyReturn, 0)
	if len(s.host.calls) != calls+1 {
		t.Fatal("Enter opens")
	}
}

func TestBoxForAll(t *testing.T) {
	s := newStage(t)
	s.mailbox(50)
	h := s.mail.list.Head
	tap := func() {
		e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
		e.Position = fyne.NewPos(15, 10)
		h.MouseDown(e)
	}
	if h.AllState() != kit.BoxEmpty {
		t.Fatal("none")
	}
	s.clickBox(1, 0)
	if h.AllState() != kit.BoxSome {
		t.Fatal("some")
	}
	tap()
	s.expectCount(50)
	if h.AllState() != kit.BoxFull {
		t.Fatal("all")
	}
	tap()
	s.expectCount(0)
	s.click(3, 0)
	if h.AllState() != kit.BoxEmpty {
		t.Fatal("a message that is read is no checked box")
	}
}

func TestSortKeepsSelection(t *testing.T) {
	s := newStage(t)
	rows := s.mailbox(30)
	s.clickBox(4, 0)
	for _, c := range []listing.Column{listing.ByFrom, listing.BySubject, listing.BySize, listing.ByDate, listing.ByDate} {
		s.mail.list.SortBy(c)
		s.expect("u4")
		seen := map[int32]bool{}
		for place := range s.mail.list.ShownCount() {
			id := s.mail.list.IDAt(place)
			seen[id] = true
		}
		if len(seen) != len(rows) {
			t.Fatal("rows were lost")
		}
	}
	if s.mail.list.At(0).UID != "u29" {
		t.Fatal("the oldest first, but", s.mail.list.At(0).UID)
	}
	s.mail.list.SortBy(listing.BySize)
	if a, z := s.mail.list.At(0), s.mail.list.At(29); a.Size < z.Size {
		t.Fatal("the largest first")
	}
}

func TestThreat_G03_RowsMoveUnderSelection(t *testing.T) {
	s := newStage(t)
	rows := s.mailbox(500)
	s.mail.list.ScrollTo(100 * kit.RowHeight)
	s.clickBox(100, 0)
	s.clickBox(102, 0)
	first := s.State().FirstUID

	// Mail arrives on top and other mail vanishes, before and within the view.
	fresh := someRows(3, s.clock.Add(time.Hour))
	for i, r := range fresh {
		r.UID, r.Order = "new"+r.UID, 1000-i
	}
	next := append(fresh, slices.Delete(slices.Clone(rows), 10, 20)...)
	next = slices.DeleteFunc(next, func(r *mailbox.Row) bool { return r.UID == "u102" })
	s.snapshot(next)
	s.expect("u100")
	if got := s.State().FirstUID; got != first {
		t.Fatalf("the view moved from %s to %s", first, got)
	}
	if s.host.count("delete") != 0 {
		t.Fatal("nothing may be deleted by moving rows")
	}

	// The row at the top of the view itself vanishes: the next one stays in place.
	next = slices.DeleteFunc(slices.Clone(next), func(r *mailbox.Row) bool { return r.UID == first })
	s.snapshot(next)
	if got := s.mail.list.At(int(s.mail.list.Offset/kit.RowHeight) + 1); got.UID != "u101" {
		t.Fatal("u101 must stay where it was, but there is", got.UID)
	}
}

func TestThreat_G03_ClickSpeaksOfIdentity(t *testing.T) {
	s := newStage(t)
	rows := s.mailbox(50)
	s.press(5, 200, 0)
	s.snapshot(slices.Delete(slices.Clone(rows), 0, 3)) // between pressing and letting go
	s.mail.list.Body.MouseUp(&desktop.MouseEvent{})
	s.expect("u5")
	if s.State().OpenUID != "u5" {
		t.Fatal("opened", s.State().OpenUID)
	}
}

func TestHeadersArriveLater(t *testing.T) {
	s := newStage(t)
	all := someRows(200, s.clock)
	rows := slices.Clone(all)
	for i := range rows {
		rows[i] = &mailbox.Row{UID: all[i].UID, Order: all[i].Order, Size: all[i].Size}
	}
	s.showMailbox("a", Own)
	s.Show(&mailbox.Snapshot{Rows: rows, Phase: mailbox.Loading, SignedIn: true, Listed: true})
	if len(s.host.wanted) == 0 || s.host.wanted[0] != "u0" {
		t.Fatal("visible headers are asked for first:", s.host.wanted)
	}
	n := len(s.host.wanted)
	s.Show(&mailbox.Snapshot{Rows: slices.Clone(rows), Phase: mailbox.Loading, SignedIn: true, Listed: true})
	if len(s.host.wanted) != n {
		t.Fatal("asked twice for the same headers")
	}
	s.clickBox(3, 0)
	s.snapshot(all)
	s.expect("u3")
	if s.mail.list.At(3).Summary.Subject == "" {
		t.Fatal("headers must be taken over")
	}
}

func TestWholeListReplaced(t *testing.T) {
	s := newStage(t)
	s.mailbox(20)
	s.mail.list.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
	other := someRows(5, s.clock)
	for _, r := range other {
		r.UID = "other" + r.UID
	}
	s.snapshot(other)
	s.expectCount(0)
	s.snapshot(nil)
	if s.State().Shown != 0 || s.mail.list.None.Hidden {
		t.Fatal("an empty mailbox says so")
	}
}

func TestMillionRows(t *testing.T) {
	if testing.Short() {
		t.Skip("a million rows")
	}
	s := newStage(t)
	s.mailbox(1_000_000)
	s.typeKey(fyne.KeyEnd, 0)
	s.expect("u999999")
	s.typeKey(fyne.KeyUp, 0)
	s.expect("u999998")
	if got := s.mail.list.Body.PlaceAt(s.rowPoint(999_998, 0).Y); got != 999_998 {
		t.Fatal("positions are not exact at the end:", got)
	}
}

func TestAddressOfDamagedRows(t *testing.T) {
	s := newStage(t)
	s.snapshotOfDamage()
	s.mail.list.SortBy(listing.ByFrom)
	s.mail.list.SortBy(listing.BySubject)
	s.mail.list.Search("x")
}

func (s *stage) snapshotOfDamage() {
	s.showMailbox("a", Own)
	s.snapshot([]*mailbox.Row{
		{UID: "a", Known: true, Size: -5},
		{UID: "b", Known: true, Summary: mime.Summary{Subject: "\xff\xfe", From: []mime.Address{{}}, Date: time.Date(20000, 1, 1, 0, 0, 0, 0, time.UTC)}},
		{UID: "c"},
	})
}
