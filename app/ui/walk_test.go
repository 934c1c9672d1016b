package ui

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// walkedKeys are the keys and combinations that every part gets to feel.
var (
	walkedKeys = []fyne.KeyName{
		fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyEnd, fyne.KeyHome, fyne.KeyLeft, fyne.KeyRight, fyne.KeySpace,
		fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyInsert, fyne.KeyF1, fyne.KeyF5, fyne.KeyF10,
		fyne.KeyF12, fyne.KeyEscape, fyne.KeyX, fyne.KeyUnknown,
	}
	walkedCombos = []fyne.KeyName{
		fyne.KeyA, fyne.KeyC, fyne.KeyF, fyne.KeyI, fyne.KeyR, fyne.KeyW, fyne.KeyPlus, fyne.KeyEqual, fyne.KeyMinus, fyne.Key0, fyne.KeyUp, fyne.KeyDown,
		fyne.KeySpace, fyne.KeyHome, fyne.KeyEnd, fyne.KeyX,
	}
)

// walker presses everything there is on a page, each thing on a page of its own.
// What opens over the page is walked as well.
type walker struct {
	t       *testing.T
	app     fyne.App
	name    string
	page    func(*stage)
	visited map[string]bool // what opened over the page, by what it holds
	pressed int
}

// objects lists what is visible and can be pressed, typed into or pointed at.
func (s *stage) objects(c fyne.Canvas) (out []fyne.CanvasObject) {
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		if touchable(o) {
			out = append(out, o)
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child)
			}
		}
	}
	if top := c.Overlays().Top(); top != nil {
		walk(top)
		// The file dialog is the toolkit's: of it, the answers are pressed.
		if slices.ContainsFunc(out, func(o fyne.CanvasObject) bool { b, ok := o.(*widget.Button); return ok && b.Text == "Cancel" }) {
			return slices.DeleteFunc(out, func(o fyne.CanvasObject) bool {
				b, ok := o.(*widget.Button)
				return !ok || !slices.Contains([]string{"Cancel", "Open", "Save"}, b.Text)
			})
		}
		return out
	}
	walk(c.Content())
	return out
}

func touchable(o fyne.CanvasObject) bool {
	switch o.(type) {
	case fyne.Tappable, fyne.SecondaryTappable, fyne.DoubleTappable, fyne.Focusable, fyne.Draggable, fyne.Scrollable, desktop.Mouseable, desktop.Hoverable:
		return true
	}
	return false
}

// describe tells one object from another, and one card from another.
func describe(o fyne.CanvasObject) string {
	name := fmt.Sprintf("%T", o)
	v := reflect.Indirect(reflect.ValueOf(o))
	for _, field := range []string{"text", "Text", "name", "uid"} {
		if f := v; f.Kind() == reflect.Struct && f.FieldByName(field).IsValid() && f.FieldByName(field).Kind() == reflect.String {
			name += " “" + f.FieldByName(field).String() + "”"
		}
	}
	if name == "*widget.menuItem" {
		name += " “" + reflect.Indirect(v.FieldByName("Item")).FieldByName("Label").String() + "”"
	}
	return name
}

// touch is one thing that can be done to an object.
type touch struct {
	what string
	do   func(fyne.CanvasObject)
}

// touches lists all that can be done to an object.
func touches(o fyne.CanvasObject) (out []touch) {
	size := o.Size()
	add := func(what string, do func(fyne.CanvasObject)) { out = append(out, touch{what, do}) }
	points := []fyne.Position{{X: size.Width / 2, Y: size.Height / 2}}
	if size.Width > 60 || size.Height > 60 {
		points = append(points, fyne.NewPos(8, 8), fyne.NewPos(size.Width/3, size.Height/4))
	}
	at := func(p fyne.Position) fyne.PointEvent { return fyne.PointEvent{Position: p, AbsolutePosition: p} }
	for _, p := range points {
		if _, ok := o.(desktop.Hoverable); ok {
			add(fmt.Sprint("hover ", p), func(o fyne.CanvasObject) {
				h, e := o.(desktop.Hoverable), &desktop.MouseEvent{PointEvent: at(p)}
				h.MouseIn(e)
				h.MouseMoved(e)
				h.MouseOut()
			})
		}
		if _, ok := o.(desktop.Mouseable); ok {
			for _, e := range []desktop.MouseEvent{
				{Button: desktop.MouseButtonPrimary},
				{Button: desktop.MouseButtonPrimary, Modifier: fyne.KeyModifierShift},
				{Button: desktop.MouseButtonPrimary, Modifier: fyne.KeyModifierControl},
				{Button: desktop.MouseButtonSecondary},
			} {
				if e.Modifier != 0 && p != points[0] {
					continue
				}
				e.PointEvent = at(p)
				add(fmt.Sprint("press ", e.Button, e.Modifier, p), func(o fyne.CanvasObject) {
					o.(desktop.Mouseable).MouseDown(&e)
					if d, ok := o.(fyne.Draggable); ok && e.Button == desktop.MouseButtonPrimary {
						d.Dragged(&fyne.DragEvent{PointEvent: at(p.AddXY(13, 29)), Dragged: fyne.NewDelta(13, 29)})
						d.DragEnd()
					}
					o.(desktop.Mouseable).MouseUp(&e)
				})
			}
		} else if _, ok := o.(fyne.Draggable); ok {
			add(fmt.Sprint("drag ", p), func(o fyne.CanvasObject) {
				o.(fyne.Draggable).Dragged(&fyne.DragEvent{PointEvent: at(p), Dragged: fyne.NewDelta(40, 40)})
				o.(fyne.Draggable).DragEnd()
			})
		}
		if _, ok := o.(fyne.Scrollable); ok {
			for _, by := range []float32{-500, 500} {
				add(fmt.Sprint("wheel ", by), func(o fyne.CanvasObject) {
					o.(fyne.Scrollable).Scrolled(&fyne.ScrollEvent{PointEvent: at(p), Scrolled: fyne.NewDelta(0, by)})
				})
			}
		}
		if _, ok := o.(fyne.DoubleTappable); ok {
			add(fmt.Sprint("double click ", p), func(o fyne.CanvasObject) { e := at(p); o.(fyne.DoubleTappable).DoubleTapped(&e) })
		}
		if _, ok := o.(fyne.SecondaryTappable); ok {
			add(fmt.Sprint("right click ", p), func(o fyne.CanvasObject) { e := at(p); o.(fyne.SecondaryTappable).TappedSecondary(&e) })
		}
		if _, ok := o.(fyne.Tappable); ok {
			add(fmt.Sprint("click ", p), func(o fyne.CanvasObject) { e := at(p); o.(fyne.Tappable).Tapped(&e) })
		}
	}
	if _, ok := o.(fyne.Focusable); ok {
		for _, k := range walkedKeys {
			add("key "+string(k), func(o fyne.CanvasObject) {
				typeInto(o.(fyne.Focusable), func() { o.(fyne.Focusable).TypedKey(&fyne.KeyEvent{Name: k}) })
			})
		}
		add("a letter", func(o fyne.CanvasObject) { typeInto(o.(fyne.Focusable), func() { o.(fyne.Focusable).TypedRune('ß') }) })
	}
	if _, ok := o.(fyne.Shortcutable); ok {
		for _, k := range walkedCombos {
			add("Ctrl "+string(k), func(o fyne.CanvasObject) {
				o.(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault})
			})
		}
		for _, sc := range []fyne.Shortcut{&fyne.ShortcutSelectAll{}, &fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}} {
			add(sc.ShortcutName(), func(o fyne.CanvasObject) { o.(fyne.Shortcutable).TypedShortcut(sc) })
		}
	}
	return out
}

func typeInto(o fyne.Focusable, f func()) {
	o.FocusGained()
	f()
	o.FocusLost()
}

// step leads to what is touched: the nth object there is now, and how it was touched.
type step struct{ object, touch int }

// canvas is where the next touch lands: the conversation has a window of its own.
func (w *walker) canvas(s *stage) fyne.Canvas {
	if w.name == "conversation" {
		return s.conversation.talk.Win.Canvas()
	}
	return s.win.Canvas()
}

// begin makes the page anew and goes the steps that lead to what is looked at.
func (w *walker) begin(path []step) *stage {
	if len(path) == 0 {
		dropDrawings() // no other page is in use
	}
	s := newStageOn(w.t, w.app, account.View{})
	w.page(s)
	s.settle()
	for _, p := range path {
		o := s.objects(w.canvas(s))[p.object]
		touches(o)[p.touch].do(o)
		s.settle()
	}
	return s
}

// settle lets everything happen that was begun.
func (s *stage) settle() {
	s.drain(100)
	s.pass(2 * time.Second)
	s.drain(100)
}

// walk touches all there is in all ways. What has changed the page is followed by a
// page made anew.
func (w *walker) walk(path []step, trail string) {
	s := w.begin(path)
	holds := s.holds(w.canvas(s))
	for i, name := range holds {
		name = trail + " › " + name
		for k := 0; ; k++ {
			if w.closed(s) || !slices.Equal(s.holds(w.canvas(s)), holds) {
				s.win.Close()
				s = w.begin(path)
			}
			objects := s.objects(w.canvas(s))
			if i >= len(objects) {
				w.t.Fatalf("%s is not there a second time", name)
			}
			list := touches(objects[i])
			if k >= len(list) {
				break
			}
			w.touch(s, path, objects[i], step{i, k}, name+": "+list[k].what)
		}
	}
	s.win.Close()
}

// holds describes what can be touched now.
func (s *stage) holds(c fyne.Canvas) (out []string) {
	for _, o := range s.objects(c) {
		out = append(out, describe(o))
	}
	return out
}

// back closes what a touch has opened over the page.
func (s *stage) back(before fyne.CanvasObject) {
	for o := s.win.Canvas().Overlays(); o.Top() != nil && o.Top() != before; {
		o.Remove(o.Top())
	}
}

// closed reports whether the window that is walked is gone.
func (w *walker) closed(s *stage) bool { return w.name == "conversation" && s.conversation.talk == nil }

// touch does one thing, and walks what it has opened.
func (w *walker) touch(s *stage, path []step, o fyne.CanvasObject, at step, name string) {
	defer func() {
		if r := recover(); r != nil {
			w.t.Fatalf("%s: %s: %v", w.name, name, r)
		}
	}()
	before := s.win.Canvas().Overlays().Top()
	list := touches(o)
	if at.touch >= len(list) {
		return
	}
	list[at.touch].do(o)
	s.settle()
	s.State()
	w.pressed++
	top := s.win.Canvas().Overlays().Top()
	defer s.back(before)
	if top == nil || top == before || len(path) == 2 {
		return
	}
	if key := strings.Join(s.holds(s.win.Canvas()), "\n"); !w.visited[key] {
		w.visited[key] = true
		w.walk(append(slices.Clone(path), at), name)
	}
}

// letter is a message with all that the reader can show.
func letter() *mime.Message {
	raw := strings.ReplaceAll(`From: "Ingrid" <ingrid@fjord.example>
To: anna@post.example
Cc: olav@post.example
Subject: The cabin
Date: Tue, 02 Jun 2026 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

See https://fjord.example/cabin and mailto:olav@post.example
> quoted

--b
Content-Type: application/pdf
Content-Disposition: attachment; filename="map.pdf"

map
--b
Content-Type: application/x-sh
Content-Disposition: attachment; filename="run.sh"

run
--b--
`, "\n", "\r\n")
	return mime.Read(strings.NewReader(raw), int64(len(raw)), mime.Limits{})
}

// walkedPages are all pages of the program, with what can lie over them.
var walkedPages = []struct {
	name string
	page func(*stage)
}{
	{"first page", func(s *stage) { s.ShowFirstPage(first.SignInForm{}, nil) }},
	{"first page, filled in", func(s *stage) {
		f := someForm()
		f.Account.Server.Host, f.Account.Server.Security = "mail.other.example", "plain"
		s.ShowFirstPage(f, &words.Notice{Title: "It failed", Cause: "A cause.", Details: "-ERR", Button: "Try again", Action: words.ActionRetry})
		s.signing.first.Unfolded = true
		s.signing.first.Update()
	}},
	{"first page, certificate", func(s *stage) {
		s.ShowFirstPage(someForm(), &words.Notice{Title: "Who is it?", Button: "Look at it", Action: words.ActionTrust, Trust: "00", Papers: "a\nb"})
	}},
	{"signing in", func(s *stage) { s.ShowSigningIn(someForm()) }},
	{"list", func(s *stage) { s.ordinary(60) }},
	{"list, small", func(s *stage) { s.win.Resize(fyne.NewSize(640, 420)); s.ordinary(60) }},
	{"empty mailbox", func(s *stage) { s.mailbox(0) }},
	{"search without a result", func(s *stage) { s.mailbox(20); s.mail.header.search.Field.Input.SetText("nothing is called so") }},
	{"search", func(s *stage) {
		s.mailbox(20)
		s.searching.focusSearch()
		s.mail.header.search.Field.Input.SetText("fr")
	}},
	{"reader", func(s *stage) { s.mailbox(20); s.click(2, 0); s.ShowMessage(s.ref("u2"), letter()) }},
	{"reader, a large message", func(s *stage) {
		rows := slices.Clone(s.mailbox(3))
		big := *rows[1]
		big.Size = 90 << 20
		rows[1] = &big
		s.snapshot(rows)
		s.click(1, 0)
	}},
	{"reader, a problem", func(s *stage) {
		s.mailbox(3)
		s.click(1, 0)
		s.ShowMessageProblem(s.ref("u1"), words.Notice{Title: "Gone", Cause: "So.", Try: "Again."})
	}},
	{"reader, on its way", func(s *stage) {
		rows := slices.Clone(s.mailbox(3))
		big := *rows[1]
		big.Size = 2 << 20
		rows[1] = &big
		s.snapshot(rows)
		s.click(1, 0)
	}},
	{"flood", func(s *stage) { s.flooded() }},
	{"page of a flood", func(s *stage) { s.sorting.choose(floodKey(s.flooded())) }},
	{"page of a group", func(s *stage) { s.ordinary(60); s.entry(int(listing.NoPlace)+2, 100) }},
	{"before a deletion", func(s *stage) {
		f := s.flooded()
		s.deletion.copyDir, s.deletion.copyOn = s.t.TempDir(), true
		s.sorting.selectChoice(floodKey(f))
		s.mail.list.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
		s.deletion.delete()
	}},
	{"before a deletion of what is hidden", func(s *stage) {
		s.mailbox(100)
		s.clickBox(0, 0)
		s.clickBox(3, 0)
		s.mail.header.search.Field.Input.SetText("SENDER 3")
		s.deletion.delete()
	}},
	{"marked", func(s *stage) {
		s.inDeletion(mailbox.Deletion{Stage: mailbox.Marked, Asked: 3, Until: s.clock.Add(time.Minute)})
	}},
	{"saving", func(s *stage) { s.inDeletion(mailbox.Deletion{Stage: mailbox.Saving, Asked: 3, Bytes: 100}) }},
	{"deletion held up", func(s *stage) {
		s.inDeletion(mailbox.Deletion{Stage: mailbox.Sending, Asked: 3, Problem: fmt.Errorf("cut"), Retry: s.clock.Add(time.Minute)})
	}},
	{"deleted", func(s *stage) {
		s.inDeletion(mailbox.Deletion{Stage: mailbox.Finished, Asked: 3, Report: mailbox.Report{Asked: 3, Deleted: 3, Folder: "/home/anna/Restante"}})
	}},
	{"notice", func(s *stage) {
		s.mailbox(3)
		s.ShowNotice(words.Notice{Title: "It failed", Details: "why", Button: "Try again", Action: words.ActionRetry})
	}},
	{"sample", func(s *stage) { s.showMailbox("sample", Sample); s.snapshot(someRows(20, s.clock)) }},
	{"loading", func(s *stage) {
		rows := someRows(20, s.clock)
		rows[3] = &mailbox.Row{UID: "u3", Size: 10}
		s.showMailbox("a", Private)
		s.Show(&mailbox.Snapshot{Rows: rows, Count: 20, Loaded: 19, Phase: mailbox.Loading, SignedIn: true, Listed: true, Retry: s.clock.Add(time.Hour)})
	}},
	{"deletions", func(s *stage) {
		s.mailbox(3)
		s.host.past = []store.Heading{{At: s.clock, What: []store.What{{Kind: store.WhatTold, Text: "A flood"}}, Asked: 2, Deleted: 2, Folder: "/home/anna"}, {What: []store.What{{Kind: store.WhatTold, Text: "By a rule"}}, ByRule: true, Asked: 1, Kept: 1}}
		s.host.pastMail = []store.Deleted{{Subject: "CLAIM", Fate: store.FateDeleted}, {Fate: store.FateKept}}
		s.record.showDeletions()
	}},
	{"rules", func(s *stage) {
		s.mailbox(3)
		s.ShowWishes(triage.Wishes{Rules: []triage.Rule{{Sender: "a@b.example"}, {Domain: "c.example", Paused: true}}})
		s.rules.showRules()
	}},
	{"a rule is made", func(s *stage) { rows := s.ordinary(30); s.rules.ruleForMessage(&rows[3].Summary) }},
	{"conversation", func(s *stage) {
		s.mailbox(3)
		s.host.talk, s.host.talkRev = someTalk(s.clock), 1
		s.conversation.showTalk()
	}},
	{"closing", func(s *stage) { s.mailbox(3); s.ShowClosing(true) }},
	{"menu", func(s *stage) { s.mailbox(3); s.click(1, 0); s.menu.showMenu() }},
	{"menu of a row", func(s *stage) { s.ordinary(20); s.click(1, 0); s.menu.rowMenu(s.ref("u1"), fyne.NewPos(200, 200)) }},
	{"menu of a message", func(s *stage) {
		s.mailbox(3)
		s.click(1, 0)
		s.ShowMessage(s.ref("u1"), letter())
		s.menu.messageMenu()
	}},
	{"a link", func(s *stage) { s.mailbox(3); s.reading.showLink("https://fjord.example/") }},
}

// flooded opens a mailbox in which a flood is found that hides two messages.
func (s *stage) flooded() *triage.Flood {
	s.showMailbox("anna@post.example", Own)
	rows := someRows(300, s.clock)
	for i, r := range rows {
		r.Summary.Date = s.clock.Add(-time.Duration(i) * 9 * time.Hour)
		if i >= 250 {
			continue
		}
		r.Summary.Date = s.clock.Add(-time.Duration(i) * time.Second)
		r.Summary.From = []mime.Address{{Name: "Win-Big-Now", Addr: fmt.Sprintf("claims%d@win-big-now.example", i%3)}}
		r.Summary.Subject = fmt.Sprintf("CLAIM #%d you are selected", 88000+i)
		if i == 17 || i == 33 {
			r.Summary.From = []mime.Address{{Name: "Harbour Bank", Addr: "service@harbour-bank.example"}}
			r.Summary.Subject = "Your payment of 389.00"
		}
	}
	s.snapshot(rows)
	s.sorted()
	if f := s.sorting.sorter.report.Floods; len(f) == 0 || len(f[0].Lifted) == 0 {
		s.t.Fatal("no flood that hides something was found")
	}
	return s.sorting.sorter.report.Floods[0]
}

func someForm() first.SignInForm {
	f := first.SignInForm{Password: "secret"}
	f.Account.Address, f.Account.User = "anna@post.example", "anna@post.example"
	f.Account.Server.Host, f.Account.Server.Port, f.Account.Server.Security = "pop.post.example", 995, "tls"
	return f
}

func (s *stage) inDeletion(d mailbox.Deletion) {
	rows := s.mailbox(20)
	s.host.deleted = []string{"u1", "u2", "u3"}
	s.inDeletionOf(rows, d)
}

// TestEverythingCanBePressed presses every button, entry and key of every page: none
// of them ends the program.
func TestEverythingCanBePressed(t *testing.T) {
	visited := map[string]bool{}
	for _, p := range walkedPages {
		t.Run(p.name, func(t *testing.T) {
			t.Setenv("HOME", t.TempDir())
			start := time.Now()
			w := &walker{t: t, app: test.NewTempApp(t), name: p.name, page: p.page, visited: visited}
			w.walk(nil, "")
			t.Log(w.pressed, "presses", time.Since(start))
			if w.pressed < 20 {
				t.Errorf("only %d things were pressed", w.pressed)
			}
		})
	}
}
