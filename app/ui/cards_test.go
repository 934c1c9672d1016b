package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/list"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// wordy is a text of many lines.
var wordy = strings.Repeat("The server of the mailbox has sent a long text. ", 20)

// cardPages are all cards and dialogs of the window, with as much in them as there may be.
var cardPages = []struct {
	name string
	show func(*stage)
}{
	{"before a deletion", func(s *stage) {
		f := s.flooded()
		s.deletion.copyDir, s.deletion.copyOn = s.t.TempDir(), true
		s.sorting.selectChoice(floodKey(f))
		s.deletion.delete()
	}},
	{"before a deletion of all", func(s *stage) {
		s.flooded()
		s.deletion.copyDir, s.deletion.copyOn = s.t.TempDir(), true
		s.mail.list.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
		s.deletion.delete()
	}},
	{"before a deletion of what is hidden", func(s *stage) {
		s.mailbox(100)
		s.mail.list.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
		s.mail.header.search.Field.Input.SetText("SENDER 3")
		s.deletion.delete()
	}},
	{"certificate", func(s *stage) {
		s.ShowFirstPage(someForm(), nil)
		s.signing.askTrust(words.Notice{Trust: "00", Papers: strings.Repeat("Name: mail.post.example, and others\n", 30)})
	}},
	{"weaker login", func(s *stage) {
		s.ShowFirstPage(someForm(), nil)
		s.signing.askWeaker(words.Notice{Cause: wordy}, func() {})
	}},
	{"forget", func(s *stage) { s.ShowFirstPage(someForm(), nil); s.signing.askForget() }},
	{"link", func(s *stage) {
		s.mailbox(3)
		s.reading.showLink("https://fjord.example/" + strings.Repeat("a-long-way/", 150))
	}},
	{"keys", func(s *stage) { s.mailbox(3); s.menu.showKeys() }},
	{"about", func(s *stage) { s.mailbox(3); s.menu.about() }},
	{"why", func(s *stage) { f := s.flooded(); s.sorting.showWhy(f.Lifted[0].ID) }},
	{"what to do now", func(s *stage) { s.flooded(); s.sorting.tellWhatNow() }},
	{"closing", func(s *stage) {
		s.inDeletion(mailbox.Deletion{Stage: mailbox.Sending, Asked: 3, Problem: fmt.Errorf("%s", wordy), Retry: s.clock.Add(time.Minute)})
		s.ShowClosing(true)
	}},
	{"a rule is made", func(s *stage) {
		rows := s.ordinary(200)
		s.rules.ruleForMessage(&rows[3].Summary)
		s.drain(100)
	}},
	{"rules", func(s *stage) {
		s.mailbox(3)
		s.snap.Rows[0].Caught, s.snap.Rows[1].Caught = s.clock, s.clock
		s.ShowWishes(triage.Wishes{Rules: []triage.Rule{{Sender: "a@b.example"}, {Domain: "c.example", Paused: true}}})
		s.rules.showRules()
	}},
	{"deletions", func(s *stage) { s.mailbox(3); s.record.showDeletions() }},
	{"one deletion", func(s *stage) {
		s.mailbox(3)
		s.host.pastMail = []store.Deleted{{Subject: "CLAIM", Fate: store.FateDeleted}}
		s.record.showDeletion(store.Heading{At: s.clock, What: []store.What{{Kind: store.WhatTold, Text: wordy[:100]}}, Asked: 2, Kept: 2, Folder: "/home/anna/letters", Said: []string{wordy, wordy, wordy}})
	}},
	{"saving a message", func(s *stage) { s.mailbox(3); s.saving.saveMessage(s.ref("u1")) }},
	{"saving an attachment", func(s *stage) { s.mailbox(3); s.saving.saveOne(mime.Attachment{Name: "map.pdf"}) }},
	{"saving all", func(s *stage) { s.mailbox(3); s.saving.saveAll(nil) }},
	{"folder of the copies", func(s *stage) { s.mailbox(3); s.saving.chooseFolder(func(string) {}) }},
}

// smallWindows are windows for which a card may be too large.
var smallWindows = []struct {
	size fyne.Size
	text float32
}{
	{fyne.NewSize(620, 420), 1},
	{fyne.NewSize(800, 600), 1.5},
	{fyne.NewSize(800, 600), 2},
	{fyne.NewSize(1280, 800), 1},
}

// TestCardsFitIntoTheWindow shows every card in small windows: the buttons below what it
// says are in sight, and what it says is there from its beginning to its end, if one
// scrolls.
func TestCardsFitIntoTheWindow(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	app := test.NewTempApp(t)
	for _, page := range cardPages {
		for _, small := range smallWindows {
			name := fmt.Sprint(page.name, " at ", small.size, " ", small.text)
			s := newCardStage(t, app, small.size, small.text)
			page.show(s)
			s.drain(100)
			if !s.asking() {
				t.Fatalf("%s: there is no card", name)
			}
			s.expectCardWhole(name)
			// A window that is made smaller keeps its card whole.
			s.win.Resize(fyne.NewSize(1280, 1000))
			s.expectCardWhole(name + ", made larger")
			s.win.Resize(small.size)
			s.expectCardWhole(name + ", made smaller")
			s.win.Close()
		}
	}
}

func newCardStage(t *testing.T, app fyne.App, size fyne.Size, text float32) *stage {
	dropDrawings() // no other stage is in use
	s := newStageOn(t, app, account.View{TextSize: int(text*100 + 0.5)})
	s.win.Resize(size)
	return s
}

// expectCardWhole looks whether all of the card can be reached.
func (s *stage) expectCardWhole(name string) {
	s.t.Helper()
	c := s.win.Canvas()
	window := area{0, 0, c.Size().Width, c.Size().Height}
	pop, ok := test.WidgetRenderer(c.Overlays().Top().(fyne.Widget)).Objects()[1].(*widget.PopUp)
	if !ok {
		s.t.Fatalf("%s: the card is not over the window", name)
	}
	whole := s.areaOf(pop)
	if !whole.within(window) {
		s.t.Errorf("%s: the card %v is larger than the window %v", name, whole, window)
	}
	seen := 0
	var walk func(o fyne.CanvasObject, in area, rolls bool)
	walk = func(o fyne.CanvasObject, in area, rolls bool) {
		if o == nil || !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *container.Scroll:
			if own := o.Content; own != nil {
				if !s.areaOf(o).within(in) || o.Size().Height < 20 {
					s.t.Errorf("%s: what scrolls is at %v, beyond %v", name, s.areaOf(o), in)
				}
				walk(own, s.areaOf(own), true)
			}
			return
		case *kit.Button, *widget.Button, *kit.CheckLine, *kit.Paragraph, *kit.Caption, *list.MessageLine:
			if !rolls {
				seen++
			}
			if p, ok := o.(*kit.Paragraph); ok && p.HeightFor(p.Size().Width) > p.Size().Height+1 {
				s.t.Errorf("%s: %s is cut", name, describe(o))
			}
			if !s.areaOf(o).within(in) {
				s.t.Errorf("%s: %s is at %v, beyond %v", name, describe(o), s.areaOf(o), in)
			}
			return
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child, in, rolls)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child, in, rolls)
			}
		}
	}
	walk(pop, whole, false)
	if seen == 0 {
		s.t.Errorf("%s: there is no button", name)
	}
}

// area is a place in the window.
type area struct{ left, top, right, bottom float32 }

func (a area) within(b area) bool {
	return a.left >= b.left-0.5 && a.top >= b.top-0.5 && a.right <= b.right+0.5 && a.bottom <= b.bottom+0.5
}

func (s *stage) areaOf(o fyne.CanvasObject) area {
	p, size := s.deps.App.Driver().AbsolutePositionForObject(o), o.Size()
	return area{p.X, p.Y, p.X + size.Width, p.Y + size.Height}
}

// TestCardIsScrolledByKeys reads a card that is larger than its window with the keyboard
// alone.
func TestCardIsScrolledByKeys(t *testing.T) {
	s := newCardStage(t, test.NewTempApp(t), fyne.NewSize(620, 420), 1)
	f := s.flooded()
	s.deletion.copyDir, s.deletion.copyOn = t.TempDir(), true
	s.sorting.selectChoice(floodKey(f))
	s.deletion.delete()
	d := s.deletion.sheet
	c := s.win.Canvas()
	if c.Focused() != d.No || d.Scroll.Offset.Y != 0 {
		t.Fatalf("the keyboard is with %v, scrolled to %v", c.Focused(), d.Scroll.Offset.Y)
	}
	d.No.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if end := d.Said.Size().Height - d.Scroll.Size().Height; end < 10 || d.Scroll.Offset.Y != end {
		t.Errorf("End scrolls to %v of %v", d.Scroll.Offset.Y, end)
	}
	d.No.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if d.Scroll.Offset.Y != 0 {
		t.Errorf("Home scrolls to %v", d.Scroll.Offset.Y)
	}
	for range 12 {
		s.win.Canvas().FocusNext()
		o, ok := c.Focused().(fyne.CanvasObject)
		if !ok || !s.areaOf(o).within(area{0, 0, 620, 420}) || o != d.Yes && o != d.No && !s.areaOf(o).within(s.areaOf(d.Scroll)) {
			t.Errorf("%s has the keyboard and is at %v", describe(o), s.areaOf(o))
		}
	}
	d.ReadIt.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.asking() {
		t.Error("Escape does not close the card")
	}
}

// TestCardIsAnsweredOnce presses each button of each card twice in a row: what it does is
// done once.
func TestCardIsAnsweredOnce(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	app := test.NewTempApp(t)
	answer := func(page func(*stage), which, times int) (wishes, name string, more bool) {
		dropDrawings() // no other stage is in use
		s := newStageOn(t, app, account.View{})
		defer s.win.Close()
		page(s)
		s.drain(100)
		buttons := s.cardButtons()
		if which >= len(buttons) {
			return "", "", false
		}
		s.host.calls = nil
		for range times {
			test.Tap(buttons[which])
		}
		s.drain(100)
		return strings.Join(s.host.calls, ", ") + " " + strings.Join(s.host.deleted, " "), buttons[which].Text, true
	}
	pressed := 0
	for _, page := range cardPages {
		for i := 0; ; i++ {
			once, name, more := answer(page.show, i, 1)
			if !more {
				break
			}
			pressed++
			if twice, _, _ := answer(page.show, i, 2); twice != once {
				t.Errorf("%s: “%s” once: %s; twice: %s", page.name, name, once, twice)
			}
		}
	}
	if pressed < 20 {
		t.Errorf("only %d buttons were pressed", pressed)
	}
}

// cardButtons are the buttons below the card that lies over the window.
func (s *stage) cardButtons() []*kit.Button {
	pop := test.WidgetRenderer(s.win.Canvas().Overlays().Top().(fyne.Widget)).Objects()[1].(*widget.PopUp)
	var out []*kit.Button
	if o, ok := pop.Content.(fyne.Widget); ok {
		for _, o := range test.WidgetRenderer(o).Objects() {
			if b, ok := o.(*kit.Button); ok {
				out = append(out, b)
			}
		}
	}
	return out
}

// TestSecondClickHitsNoOtherRow clicks twice on the button of a row that goes away with
// the first click: the row that comes in its place stays.
func TestSecondClickHitsNoOtherRow(t *testing.T) {
	s := newStage(t)
	s.mailbox(3)
	s.ShowWishes(triage.Wishes{Rules: []triage.Rule{{Sender: "a@b.example"}, {Domain: "c.example"}, {Domain: "d.example"}}})
	s.rules.showRules()
	s.pass(time.Second)
	remove := s.overlay.(*kit.Sheet).Body.Slots[0].Buttons[0]
	click := func() {
		remove.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
		remove.Tapped(&fyne.PointEvent{})
	}
	click()
	click()
	if got := s.sorting.wishes.Rules; len(got) != 2 || got[0].Domain != "c.example" {
		t.Errorf("left are %+v", got)
	}
	s.pass(time.Second)
	if click(); len(s.sorting.wishes.Rules) != 1 {
		t.Errorf("left are %+v", s.sorting.wishes.Rules)
	}
}
