package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/cards"
	"github.com/restante/restante/app/ui/groups"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// sorted waits until the groups are up to date.
func (s *stage) sorted() {
	s.t.Helper()
	for range 20 {
		if !s.sorting.sorter.busy && !s.mail.list.HasNews() {
			return
		}
		s.drain(50)
	}
	s.t.Fatal("the groups are never ready")
}

// ordinary opens a mailbox with n messages that came over months.
func (s *stage) ordinary(n int) []*mailbox.Row {
	s.showMailbox("anna@post.example", Own)
	rows := someRows(n, s.clock)
	for i, r := range rows {
		r.Summary.Date = s.clock.Add(-time.Duration(i) * 9 * time.Hour)
	}
	s.snapshot(rows)
	s.sorted()
	return rows
}

// entry presses an entry at the left, or its box.
func (s *stage) entry(i int, x float32) {
	p := s.mail.side
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = fyne.NewPos(x, float32(p.Top(i))+8)
	p.MouseDown(e)
}

func TestGroupsShowWhoFillsTheMailbox(t *testing.T) {
	s := newStage(t)
	s.ordinary(100)
	s.sorted()
	st := s.State()
	if st.Sorted != 100 || len(st.Groups) < 8 || st.Groups[0] != "Sender 0: 10" {
		t.Fatalf("%d sorted, groups %v", st.Sorted, st.Groups)
	}
	s.entry(int(listing.NoPlace)+2, 100)
	st = s.State()
	if st.Shown != 10 || st.Group != "Sender 2" || st.Selected != 0 {
		t.Fatalf("shown %d, page %q, selected %d", st.Shown, st.Group, st.Selected)
	}
	for place := range s.mail.list.ShownCount() {
		id := s.mail.list.IDAt(place)
		if listing.SenderName(s.mail.list.Row(id)) != "Sender 2" {
			t.Fatal("another sender is shown")
		}
	}
	// The search narrows within the group.
	s.mail.header.search.Field.Input.SetText("number 22")
	if got := s.State().Shown; got != 1 {
		t.Errorf("%d shown", got)
	}
	s.mail.header.search.Reset()
	test.Tap(s.mail.group.Choose)
	s.expectCount(10)
	test.Tap(s.mail.group.Choose)
	s.expectCount(0)
	s.entry(0, 100)
	if st = s.State(); st.Shown != 100 || st.Group != "" {
		t.Errorf("all shown: %d, page %q", st.Shown, st.Group)
	}
}

func TestGroupIsSelectedByItsBox(t *testing.T) {
	s := newStage(t)
	s.ordinary(100)
	s.sorted()
	s.entry(int(listing.NoPlace)+1, 20)
	s.expectCount(10)
	if st := s.State(); st.Shown != 100 {
		t.Errorf("selecting narrows to %d", st.Shown)
	}
	s.entry(int(listing.NoPlace)+3, 20)
	s.expectCount(20)
	s.entry(int(listing.NoPlace)+1, 20)
	s.expectCount(10)
}

func TestGroupsByOtherTraits(t *testing.T) {
	s := newStage(t)
	s.ordinary(100)
	s.sorted()
	for i, trait := range groups.Traits {
		test.Tap(s.mail.side.Chips[i])
		for _, g := range s.mail.side.Groups() {
			if g.Trait != trait || words.GroupName(g, s.clock) == "" || words.GroupFacts(g, 100, s.clock) == "" {
				t.Errorf("%s: %+v", words.Trait(trait), g)
			}
		}
	}
}

// TestThreat_G03_GroupGrowsAndVanishes keeps what is looked at when messages come,
// and goes back to all when none of it is left.
func TestThreat_G03_GroupGrowsAndVanishes(t *testing.T) {
	s := newStage(t)
	rows := s.ordinary(100)
	s.sorted()
	s.entry(int(listing.NoPlace)+2, 100)
	more := *rows[2]
	more.UID, more.Order = "new", 1000
	grown := append([]*mailbox.Row{&more}, rows...)
	s.snapshot(grown)
	s.sorted()
	if st := s.State(); st.Shown != 11 || st.Group != "Sender 2" {
		t.Fatalf("%d shown of %q", st.Shown, st.Group)
	}
	left := slices.DeleteFunc(slices.Clone(grown), func(r *mailbox.Row) bool { return listing.SenderName(r) == "Sender 2" })
	s.snapshot(left)
	s.sorted()
	if st := s.State(); st.Shown != 90 || st.Group != "" || st.Choice != "" {
		t.Errorf("%d shown, page %q, choice %q", st.Shown, st.Group, st.Choice)
	}
}

// TestPlaces narrows to the fixed places at the left.
func TestPlaces(t *testing.T) {
	s := newStage(t)
	rows := s.mailbox(30)
	seen, large, attached := *rows[0], *rows[1], *rows[2]
	seen.Seen, large.Size, attached.Summary.HasAttachment = true, 5<<20, true
	rows = append([]*mailbox.Row{&seen, &large, &attached}, rows[3:]...)
	s.snapshot(rows)
	s.sorted()
	for i, want := range []int{30, 29, 1, 1} {
		s.entry(i, 100)
		if got := s.State().Shown; got != want || s.mail.side.Counts[i] != want {
			t.Errorf("%s: %d shown, %d told, want %d", words.Place(listing.Place(i)), got, s.mail.side.Counts[i], want)
		}
	}
}

func TestSideByKeyboard(t *testing.T) {
	s := newStage(t)
	s.ordinary(100)
	s.sorted()
	p := s.mail.side
	p.FocusGained()
	for range int(listing.NoPlace) + 1 {
		p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := s.State().Group; got != "Sender 1" {
		t.Errorf("shown is %q", got)
	}
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	s.expectCount(10)
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if p.At != p.Length()-1 {
		t.Errorf("the end is %d", p.At)
	}
}

// flood makes a report with a flood of the first bad messages, of which some
// do not fit in.
func (s *stage) flood(bad int, lifted ...int32) *triage.Flood {
	f := &triage.Flood{
		Kind: triage.Alike, Key: "f", Senders: 3, Subject: "CLAIM #… you are selected",
		From: s.clock.Add(-3 * time.Hour), To: s.clock.Add(-2 * time.Hour),
	}
	for id := range int32(bad) {
		if slices.Contains(lifted, id) {
			f.Lifted = append(f.Lifted, triage.Lifted{ID: id, Why: []triage.Reason{{Kind: triage.Money, Word: "payment"}}})
			continue
		}
		f.IDs = append(f.IDs, id)
	}
	f.Least = slices.Clone(f.IDs[:min(5, len(f.IDs))])
	f.Match = func(m *mime.Summary) bool { return strings.Contains(m.Subject, "number 7") }
	s.sorting.sorter.report = &triage.Report{Known: 1000, Floods: []*triage.Flood{f}}
	s.sorting.showReport()
	return f
}

// TestThreat_G02_WhatDoesNotFitIsShownFirst follows a frightened user through a
// flood that hides two messages.
func TestThreat_G02_WhatDoesNotFitIsShownFirst(t *testing.T) {
	s := newStage(t)
	rows := s.mailbox(1000)
	s.sorted()
	f := s.flood(900, 17, 333)
	st := s.State()
	if !strings.HasPrefix(st.Flood, "A flood of 898 messages came today between 09:00 and 10:00.") || !strings.Contains(st.Flood, "2 messages are not like the rest, and are not selected.") {
		t.Fatalf("%q", st.Flood)
	}
	if s.mail.flood.Lifted.Kind != kit.Primary || s.mail.flood.Choose.Kind == kit.Primary {
		t.Error("reading what does not fit is not the first thing to do")
	}
	test.Tap(s.mail.flood.Lifted)
	st = s.State()
	if st.Shown != 900 || st.FirstRow != "Subject number 17" || len(st.Unlike) != 2 || st.Unlike[0] != "Subject number 17" {
		t.Fatalf("%d shown, first %q, on the page %v", st.Shown, st.FirstRow, st.Unlike)
	}
	for _, id := range []int{17, 333} {
		if s.mail.flood.Lifted.Kind != kit.Primary {
			t.Error("the rest is the next thing to do before all was read")
		}
		read := *rows[id]
		read.Seen = true
		rows = slices.Clone(rows)
		rows[id] = &read
		s.snapshot(rows)
	}
	if s.mail.flood.Lifted.Kind == kit.Primary || s.mail.flood.Choose.Kind != kit.Primary {
		t.Error("what does not fit was read, and the rest is not the next thing to do")
	}
	s.typeKey(fyne.KeyA, 0)
	s.mail.list.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
	s.expectCount(898)
	if s.mail.list.Has(17) || s.mail.list.Has(333) {
		t.Fatal("choosing all takes what does not fit")
	}
	s.mail.list.Clear()
	s.mail.list.Changed()
	test.Tap(s.mail.flood.Choose)
	s.expectCount(898)
	s.typeKey(fyne.KeyDelete, 0)
	if !strings.HasPrefix(s.State().Card, "Delete 898 messages") || s.deletion.sheet.Says.Kept == "" {
		t.Fatalf("%q, kept %q", s.State().Card, s.deletion.sheet.Says.Kept)
	}
	test.Tap(s.deletion.sheet.Yes)
	if len(s.host.deleted) != 898 || slices.Contains(s.host.deleted, "u17") || slices.Contains(s.host.deleted, "u333") {
		t.Fatalf("%d deleted", len(s.host.deleted))
	}
	if s.host.alike == nil || !s.host.alike(mime.Summary{Subject: "number 7"}) || s.host.alike(mime.Summary{Subject: "other"}) {
		t.Error("what comes to light later is not measured by the flood")
	}
	if got := words.What(s.host.order.What, s.clock.AddDate(1, 0, 0)); got != "A flood of 898 messages came on 3 Jun 2026 between 09:00 and 10:00" {
		t.Errorf("the record is to say %q", got)
	}
	_ = f
}

// TestThreat_G02_OddOnesAmongTheSelected selects everything and is told.
func TestThreat_G02_OddOnesAmongTheSelected(t *testing.T) {
	s := newStage(t)
	s.mailbox(1000)
	s.sorted()
	s.flood(900, 17, 333)
	s.ShowWishes(triage.Wishes{Friends: []string{"s9@example.org"}})
	s.sorting.sorter.asked = false
	s.mail.list.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
	s.expectCount(1000)
	s.typeKey(fyne.KeyDelete, 0)
	if s.deletion.sheet == nil || !strings.HasPrefix(s.deletion.sheet.Says.Inside, "102 of the 1,000 selected do not fit in") || s.deletion.sheet.Yes.Text != "Delete 898" {
		t.Fatalf("%+v, %q", s.deletion.sheet.Says.Inside, s.deletion.sheet.Yes.Text)
	}
	if s.deletion.sheet.Says.Rows[0].Ref.UID != "u17" {
		t.Errorf("the first example is %s", s.deletion.sheet.Says.Rows[0].Ref.UID)
	}
	test.Tap(s.deletion.sheet.LeaveOut)
	if s.deletion.sheet.Yes.Text != "Delete 1,000" {
		t.Errorf("%q", s.deletion.sheet.Yes.Text)
	}
	test.Tap(s.deletion.sheet.LeaveOut)
	test.Tap(s.deletion.sheet.Yes)
	if len(s.host.deleted) != 898 {
		t.Fatalf("%d deleted", len(s.host.deleted))
	}
	for _, uid := range s.host.deleted {
		if strings.HasSuffix(uid, "9") || uid == "u17" || uid == "u333" {
			t.Fatalf("%s is deleted", uid)
		}
	}
}

// TestHiddenOddOnesAreNotCounted tells on the button how many will really go.
func TestHiddenOddOnesAreNotCounted(t *testing.T) {
	s := newStage(t)
	s.mailbox(1000)
	s.sorted()
	s.flood(900, 17, 333)
	s.mail.list.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
	s.mail.header.search.Field.Input.SetText("number 1") // of the two only number 17
	shown := s.mail.list.ShownChosen()
	s.deletion.removeChosen(s.mail.list.ChosenRefs(true))
	if want := fmt.Sprint("Delete ", shown-1); s.deletion.sheet.Yes.Text != want {
		t.Errorf("the button says %q, want %q", s.deletion.sheet.Yes.Text, want)
	}
	test.Tap(s.deletion.sheet.Yes)
	if len(s.host.deleted) != shown-1 {
		t.Errorf("%d go, want %d", len(s.host.deleted), shown-1)
	}
}

// TestThreat_G01_FriendsStayOut deletes a few by hand, among them a friend.
func TestThreat_G01_FriendsStayOut(t *testing.T) {
	s := newStage(t)
	s.mailbox(50)
	s.sorted()
	s.ShowWishes(triage.Wishes{Friends: []string{"s1@example.org"}})
	s.clickBox(0, 0)
	s.clickBox(1, 0)
	s.typeKey(fyne.KeyDelete, 0)
	if s.deletion.sheet == nil || !s.deletion.sheet.Pop.Visible() {
		t.Fatal("a friend goes among others, and nobody asks")
	}
	test.Tap(s.deletion.sheet.No)
	// Alone and picked by hand it goes: it is what the user means.
	s.mail.list.Clear()
	s.clickBox(1, 0)
	s.typeKey(fyne.KeyDelete, 0)
	if len(s.host.deleted) != 1 || s.host.deleted[0] != "u1" {
		t.Errorf("deleted is %v", s.host.deleted)
	}
}

func TestNotAFlood(t *testing.T) {
	s := newStage(t)
	s.mailbox(1000)
	s.sorted()
	s.flood(900)
	test.Tap(s.mail.flood.None)
	if s.host.count("keep sorting") != 1 || !slices.Contains(s.host.sorting.NoFloods, "f") {
		t.Errorf("kept is %+v", s.host.sorting)
	}
	s.sorting.floodsAgain()
	if len(s.host.sorting.NoFloods) != 0 {
		t.Errorf("kept is %+v", s.host.sorting)
	}
	s.flood(900)
	test.Tap(s.mail.flood.None)
	if undo := s.mail.status.Undo; !undo.Visible() {
		t.Error("it cannot be taken back")
	} else if test.Tap(undo); len(s.host.sorting.NoFloods) != 0 || undo.Visible() {
		t.Errorf("kept is %+v", s.host.sorting)
	}
	if got := s.mail.status.Left.Text; !strings.HasPrefix(got, "1,000 messages") {
		t.Errorf("then it says %q", got)
	}
}

// TestOfferIsOfOneMailbox opens another mailbox while something can be taken back.
func TestOfferIsOfOneMailbox(t *testing.T) {
	s := newStage(t)
	s.mailbox(1000)
	s.sorting.keepSender("rosa@garden.example", true)
	if !s.mail.status.Undo.Visible() {
		t.Fatal("nothing can be taken back")
	}
	s.showMailbox("ben@post.example", Own)
	if undo := s.mail.status.Undo; undo.Visible() || s.mail.status.Left.Text != "" {
		t.Errorf("it still says %q", s.mail.status.Left.Text)
	}
}

func TestKeepSender(t *testing.T) {
	s := newStage(t)
	s.ordinary(30)
	s.sorted()
	s.entry(int(listing.NoPlace)+2, 100)
	test.Tap(s.mail.group.Keep)
	if !slices.Equal(s.host.sorting.Friends, []string{"s2@example.org"}) || !s.sorting.wishes.IsFriend("S2@Example.org") {
		t.Fatalf("kept is %+v", s.host.sorting)
	}
	if !strings.HasPrefix(s.mail.group.Keep.Text, "No longer") {
		t.Errorf("the button says %q", s.mail.group.Keep.Text)
	}
	test.Tap(s.mail.group.Keep)
	if len(s.host.sorting.Friends) != 0 {
		t.Errorf("kept is %+v", s.host.sorting)
	}
}

func TestSelectAlike(t *testing.T) {
	s := newStage(t)
	rows := slices.Clone(s.ordinary(100))
	for i, r := range rows {
		next := *r
		next.Summary.Subject = fmt.Sprintf("%s, issue %d", [...]string{"Gardens", "Boats", "Trains", "Bread", "Maps"}[i%5], i)
		rows[i] = &next
	}
	s.snapshot(rows)
	s.sorted()
	s.sorting.askAlike(s.mail.list.IDAt(3))
	s.sorted()
	s.expectCount(20)
	for _, uid := range s.mail.list.ChosenRefs(false) {
		if !strings.HasPrefix(s.mail.list.Row(s.mail.list.IDFor(uid)).Summary.Subject, "Bread") {
			t.Fatal("another subject is chosen")
		}
	}
}

func TestRuleIsPreviewedAndMade(t *testing.T) {
	s := newStage(t)
	rows := s.ordinary(100)
	s.sorted()
	s.ShowWishes(triage.Wishes{Friends: []string{"s4@example.org"}})
	s.sorted()
	s.rules.ruleForMessage(&rows[3].Summary)
	c := s.overlay.(*cards.RuleCard)
	at := slices.IndexFunc(c.Rules, func(r triage.Rule) bool { return r.Domain != "" && r.SubjectForm == "" })
	if at < 0 {
		t.Fatalf("no rule for the domain among %+v", c.Rules)
	}
	c.Pick(at)
	s.drain(10)
	if !strings.Contains(c.Text.Text, "it would have caught 90 messages") || !strings.Contains(c.Text.Text, "10 more are from senders you keep") {
		t.Errorf("the preview says %q", c.Text.Text)
	}
	test.Tap(c.Yes)
	if len(s.host.sorting.Rules) != 1 || s.host.sorting.Rules[0].Domain != "example.org" || s.host.sorting.Rules[0].Made.IsZero() {
		t.Fatalf("kept is %+v", s.host.sorting.Rules)
	}
	s.rules.showRules()
	l := s.overlay.(*kit.Sheet)
	if l.Length != 1 {
		t.Fatalf("%d rules are listed", l.Length)
	}
	l.RowAt(0).Buttons[1].Do()
	if !s.host.sorting.Rules[0].Paused {
		t.Error("it is not paused")
	}
	l.RowAt(0).Buttons[0].Do()
	if len(s.host.sorting.Rules) != 0 {
		t.Error("it is not removed")
	}
}

// TestMarkedMailLeavesTheGroups does not count what is on its way out.
func TestMarkedMailLeavesTheGroups(t *testing.T) {
	s := newStage(t)
	rows := s.ordinary(100)
	s.sorted()
	rows = slices.Clone(rows)
	for i := range 50 {
		r := *rows[i]
		r.Marked = true
		rows[i] = &r
	}
	s.snapshot(rows)
	s.sorted()
	if st := s.State(); st.Sorted != 50 || st.Groups[0] != "Sender 0: 5" {
		t.Errorf("%d sorted, %v", st.Sorted, st.Groups)
	}
}

// TestForgetDropsLateReports shows nothing of the last mailbox in the next one.
func TestForgetDropsLateReports(t *testing.T) {
	s := newStage(t)
	s.mailbox(100)
	s.showMailbox("other@post.example", Own)
	s.drain(50)
	if st := s.State(); st.Sorted != 0 || len(st.Groups) != 0 {
		t.Errorf("%d sorted, %v", st.Sorted, st.Groups)
	}
}

// BenchmarkArrival100k measures the longest time that the UI goroutine is busy with
// one snapshot while 100,000 headers arrive, a thousand at a time.
func BenchmarkArrival100k(b *testing.B) {
	s := newStage(b)
	known := someRows(100_000, s.clock)
	var longest time.Duration
	for b.Loop() {
		b.StopTimer()
		s.showMailbox("anna@post.example", Own)
		rows := make([]*mailbox.Row, len(known))
		for i, r := range known {
			rows[i] = &mailbox.Row{UID: r.UID, Order: r.Order, Size: r.Size}
		}
		b.StartTimer()
		for at := 0; at < len(known); at += 1000 {
			rows = slices.Clone(rows)
			copy(rows[at:at+1000], known[at:at+1000])
			snap := &mailbox.Snapshot{Rows: rows, Count: len(rows), Loaded: at + 1000, Phase: mailbox.Loading, SignedIn: true, Listed: true}
			start := time.Now()
			s.Show(snap)
			longest = max(longest, time.Since(start))
			s.clock = s.clock.Add(40 * time.Millisecond)
			s.drain(20)
		}
	}
	b.ReportMetric(float64(longest.Microseconds())/1000, "ms/longest")
}

// BenchmarkDelete100k is what the UI goroutine does between Delete and the question,
// and between the answer and the bar with Undo.
func BenchmarkDelete100k(b *testing.B) {
	s := newStage(b)
	s.mailbox(100_000)
	s.sorted()
	s.mail.list.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
	for b.Loop() {
		start := time.Now()
		s.deletion.delete()
		asked := time.Now()
		s.deletion.sheet.Accept()
		b.ReportMetric(float64(asked.Sub(start).Microseconds())/1000, "ms/ask")
		b.ReportMetric(float64(time.Since(asked).Microseconds())/1000, "ms/mark")
		b.StopTimer()
		s.mail.list.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
		b.StartTimer()
	}
}

func BenchmarkShowGroup100k(b *testing.B) {
	s := newStage(b)
	s.mailbox(100_000)
	s.sorted()
	for b.Loop() {
		s.entry(int(listing.NoPlace)+2, 100)
		s.entry(0, 100)
	}
}

func BenchmarkScroll1M(b *testing.B) {
	s := newStage(b)
	s.mailbox(1_000_000)
	l := s.mail.list
	for i := 0; b.Loop(); i++ {
		l.ScrollTo(float64(i * 37 % 25_000_000))
	}
}

// TestCaughtMailIsStruckOut shows what a rule has caught, and lets it be kept.
func TestCaughtMailIsStruckOut(t *testing.T) {
	s := newStage(t)
	rows := slices.Clone(s.ordinary(20))
	for _, i := range []int{2, 5} {
		r := *rows[i]
		r.Caught = s.clock.Add(45 * time.Minute)
		rows[i] = &r
	}
	s.snapshot(rows)
	slot := s.mail.list.Body.Slots[2]
	if slot.Strike.Hidden || slot.Tag.Text.Text != "goes 12:45" {
		t.Errorf("struck out %v, tag %q", !slot.Strike.Hidden, slot.Tag.Text.Text)
	}
	if other := s.mail.list.Body.Slots[3]; !other.Strike.Hidden || !other.Tag.Text.Hidden {
		t.Error("another row is struck out")
	}
	s.mail.header.search.Field.Input.SetText("is:caught")
	if got := s.State().Shown; got != 2 {
		t.Errorf("%d are found", got)
	}
	s.mail.header.search.Reset()
	s.rules.keepCaught(s.mail.list.IDFor(s.ref("u5")))
	if !slices.Equal(s.host.released, []string{"u5"}) {
		t.Errorf("kept is %v", s.host.released)
	}
	s.rules.showRules()
	sheet := s.overlay.(*kit.Sheet)
	if !strings.Contains(sheet.Text.Text, "2 messages are caught now; the first goes at 12:45.") {
		t.Errorf("%q", sheet.Text.Text)
	}
	test.Tap(sheet.Foot[0])
	if len(s.host.released) != 3 {
		t.Errorf("kept is %v", s.host.released)
	}
}

// TestThreat_G03_TheOpenMessageIsNotChosenAlong reads a message and then chooses a
// group: the message is not part of it.
func TestThreat_G03_TheOpenMessageIsNotChosenAlong(t *testing.T) {
	s := newStage(t)
	s.ordinary(100)
	s.click(0, 0)
	s.expect("u0")
	s.entry(int(listing.NoPlace)+2, 20)
	s.expectCount(10)
	if s.mail.list.Has(s.mail.list.IDFor(s.ref("u0"))) {
		t.Error("the message that is read is chosen along")
	}
	s.mail.list.Clear()
	s.click(0, 0)
	s.sorting.askAlike(s.mail.list.IDFor(s.ref("u3")))
	s.sorted()
	if s.mail.list.SoftChoice() != listing.None {
		t.Error("a soft choice is among those that are alike")
	}
}
