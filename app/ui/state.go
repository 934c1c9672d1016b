package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/groups"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/reader"
	"github.com/restante/restante/app/ui/talk"
	"github.com/restante/restante/app/words"
)

// State is what the window shows, for tests that drive the real window.
type State struct {
	Page  string `json:"page"` // first, signing-in, mailbox or closing
	Title string `json:"title"`

	Shown      int    `json:"shown"` // rows that match the search
	Total      int    `json:"total"`
	Loaded     int    `json:"loaded"`
	Selected   int    `json:"selected"`
	FirstRow   string `json:"firstRow"` // subject of the topmost visible row
	FirstUID   string `json:"firstUid"`
	FocusedUID string `json:"focusedUid"`
	Search     string `json:"search"`

	OpenUID string `json:"openUid"`
	Reader  string `json:"reader"` // empty, loading, message, problem or large
	Subject string `json:"subject"`
	Text    string `json:"text"` // its first thousand bytes

	Deletion     string `json:"deletion"`     // marked, saving, sending, committing, checking, finished or empty
	DeletionText string `json:"deletionText"` // what the floating bar says
	Status       string `json:"status"`
	Line         string `json:"line"` // right side of the status bar
	Problem      string `json:"problem"`
	ProblemText  string `json:"problemText"`
	CardText     string `json:"cardText"`
	Card         string `json:"card"` // title of the question over the window

	Asking bool `json:"asking"` // a card, a menu or a dialog lies over the window

	Talk string `json:"talk"` // the end of the conversation with the server, when it is shown

	Choice  string   `json:"choice"`  // what the list is narrowed to, or nothing
	Flood   string   `json:"flood"`   // what the bar over the list says
	Groups  []string `json:"groups"`  // the first of them at the left, with their numbers
	Group   string   `json:"group"`   // title of the page of a group, when it is shown
	Unlike  []string `json:"unlike"`  // the subjects on it that are not like the rest
	Friends []string `json:"friends"` // whose mail is always kept
	Sorted  int      `json:"sorted"`  // headers that the groups are made of

	CanDelete bool `json:"canDelete"`
	CanSignIn bool `json:"canSignIn"`

	Overlay bool `json:"overlay"` // a card, a menu or a dialog is over the window

	Goroutines int     `json:"goroutines"` // of the program
	Width      float32 `json:"width"`      // of the window
	Height     float32 `json:"height"`

	RowHeight float32         `json:"rowHeight"`
	Rects     map[string]Rect `json:"rects"` // of what can be clicked, when it is visible
}

// Rect is a place in the window in pixels at scale 1.
type Rect struct {
	X float32 `json:"x"`
	Y float32 `json:"y"`
	W float32 `json:"w"`
	H float32 `json:"h"`
}

// State tells what the window shows now.
func (w *Window) State() State {
	m, l := w.mail, w.mail.list
	s := State{
		Page: string(w.page), Title: m.header.title.Text,
		Shown: l.ShownCount(), Total: l.Total(), Selected: l.Selected(),
		FocusedUID: l.Ref(l.Cursor()).UID, Search: m.header.search.Field.Input.Text,
		OpenUID: w.reading.opened.UID, Reader: readerName(m.reader.State),
		Status: m.status.Left.Text, Line: m.status.Right.Text,
		CanDelete: !m.header.delete.Disabled, CanSignIn: !w.signing.first.Open.Disabled,
		RowHeight: kit.Px(kit.RowHeight), Rects: map[string]Rect{},
	}
	s.Overlay = w.win.Canvas().Overlays().Top() != nil
	size := w.win.Canvas().Size()
	s.Width, s.Height = size.Width, size.Height
	if w.snap != nil {
		s.Loaded = w.snap.Loaded
		if d := w.snap.Deletion; d != nil {
			s.Deletion, s.DeletionText = stageName(d.Stage), m.undo.Text.Text
		}
	}
	if r := l.At(int(l.Offset / float64(kit.Px(kit.RowHeight)))); r != nil {
		s.FirstUID, s.FirstRow = r.UID, letters.Clean(r.Summary.Subject, letters.MaxSubject)
	}
	if msg := m.reader.Message; msg != nil {
		s.Subject = letters.Clean(msg.Subject, letters.MaxSubject)
		s.Text = m.reader.Text.Text[:letters.NextRune(m.reader.Text.Text, min(1000, len(m.reader.Text.Text)), len(m.reader.Text.Text))]
	}
	s.Asking = w.asking()
	w.stateOfBars(&s)
	w.stateOfGroups(&s)
	w.rects(&s)
	return s
}

func (w *Window) stateOfBars(s *State) {
	switch {
	case w.page == pageMail && w.mail.problem.Visible():
		s.Problem, s.ProblemText = w.mail.problem.Title.Text, w.mail.problem.Text.Text
	case w.page != pageMail && w.signing.first.Notice.Visible():
		s.Problem, s.ProblemText = w.signing.first.Notice.Title.Text, w.signing.first.Notice.Text.Text
	}
	if w.conversation.talk != nil {
		text := talk.Copy(w.conversation.talk.Lines)
		s.Talk = text[letters.NextRune(text, max(len(text)-4000, 0), len(text)):]
	}
	if w.card != nil && w.asking() {
		s.Card, s.CardText = w.card.Title.Text, w.card.Text.Text
	}
}

func (w *Window) stateOfGroups(s *State) {
	m, k := w.mail, w.sorting.choice
	switch {
	case k.Flood != "":
		s.Choice = k.Flood
	case k.Place == listing.NoPlace:
		s.Choice = k.Group
	case k.Place != listing.PlaceAll:
		s.Choice = words.Place(k.Place)
	}
	s.Friends = w.sorting.wishes.Friends
	s.Sorted = w.sorting.report.Known
	if m.flood.Visible() {
		s.Flood = m.flood.Title.Text + " " + m.flood.Text.Text
	}
	for i := int(listing.NoPlace); i < min(m.side.Length(), int(listing.NoPlace)+8); i++ {
		st := m.side.State(i)
		s.Groups = append(s.Groups, st.Name+": "+st.Size)
	}
	if m.group.Visible() {
		s.Group = m.group.Says.Title
		for _, r := range m.group.Says.Rows {
			s.Unlike = append(s.Unlike, letters.Clean(r.Row.Summary.Subject, letters.MaxSubject))
		}
	}
}

func (w *Window) rects(s *State) {
	f, m := w.signing.first, w.mail
	put := func(page bool, name string, o fyne.CanvasObject) {
		if page && o.Visible() {
			s.Rects[name] = w.rect(o)
		}
	}
	first, mail := w.page == pageFirst || w.page == pageSigning, w.page == pageMail
	for name, o := range map[string]fyne.CanvasObject{
		"address": f.Address, "password": f.Password, "host": f.Host, "port": f.Port, "user": f.User,
		"security": f.Security, "consent": f.Consent, "whose": f.Whose, "change": f.Change, "forget": f.Forget,
		"signIn": f.Open, "cancel": f.Cancel, "sample": f.Sample, "firstNotice": f.Notice, "firstNoticeButton": f.Notice.Action,
	} {
		put(first, name, o)
	}
	for name, o := range map[string]fyne.CanvasObject{
		"search": m.header.search, "getMail": m.header.get, "delete": m.header.delete, "menu": m.header.menu,
		"list": m.list.Body, "listHead": m.list.Head, "scrollBar": m.list.Bar, "reader": m.reader, "splitter": m.split,
		"readerText": m.reader.Text, "readerMenu": m.reader.Head.More, "attachments": m.reader.Parts, "saveAll": m.reader.Parts.All,
		"stop": m.status.Stop, "tryNow": m.status.Try, "problem": m.problem, "sampleBar": m.sample,
		"side": m.side, "floodLifted": m.flood.Lifted, "floodLook": m.flood.Look, "floodSelect": m.flood.Choose, "floodNone": m.flood.None, "floodNow": m.flood.Now,
		"beginning": m.reader.Beginning, "whole": m.reader.Whole,
		"groupSelect": m.group.Choose, "groupRule": m.group.Rule, "groupKeep": m.group.Keep,
		"problemButton": m.problem.Action, "setUp": m.sample.Action, "clearSearch": m.list.Reset,
	} {
		put(mail && (m.group.Visible() || !strings.HasPrefix(name, "group")) && (m.flood.Visible() || !strings.HasPrefix(name, "flood")), name, o)
	}
	undo := mail && m.undo.Visible()
	put(undo, "undo", m.undo.Undo)
	put(undo, "deleteNow", m.undo.Hurry)
	put(undo, "stopSaving", m.undo.Stop)
	put(undo, "dismiss", m.undo.Fine)
	if r, ok := s.Rects["listHead"]; ok {
		s.Rects["checkAll"] = Rect{r.X + kit.Px(10), r.Y + (r.H-kit.Px(14))/2, kit.Px(14), kit.Px(14)}
	}
	w.rectsOfGroups(s)
	if s.Card != "" && w.card != nil && w.card.Pop.Visible() {
		for _, b := range w.card.Buttons {
			s.Rects["card:"+b.Text] = w.rect(b)
		}
	}
}

// rectsOfGroups tells where the entries at the left and the lines of the page are.
func (w *Window) rectsOfGroups(s *State) {
	m := w.mail
	if side, ok := s.Rects["side"]; ok {
		for i := range min(m.side.Length(), int(listing.NoPlace)+8) {
			name := fmt.Sprint("entry:", i)
			if i >= int(listing.NoPlace) {
				name = fmt.Sprint("group:", i-int(listing.NoPlace))
			}
			s.Rects[name] = Rect{side.X, side.Y + float32(m.side.Top(i)), side.W, m.side.Height(i)}
		}
		for i, c := range m.side.Chips {
			s.Rects["trait:"+words.Trait(groups.Traits[i])] = w.rect(c)
		}
	}
	if m.group.Visible() {
		for i := range m.group.Says.Rows {
			s.Rects[fmt.Sprint("unlike:", i)] = w.rect(m.group.Lines[i])
		}
	}
	if w.deletion.sheet != nil && w.deletion.sheet.Pop.Visible() {
		s.Card = w.deletion.sheet.Title.Text
		for name, o := range map[string]fyne.CanvasObject{
			"confirm": w.deletion.sheet.Yes, "keepThem": w.deletion.sheet.No, "saveCopy": w.deletion.sheet.CopyIt, "readFirst": w.deletion.sheet.ReadIt, "leaveOut": w.deletion.sheet.LeaveOut, "copyFolder": w.deletion.sheet.Folder,
		} {
			if o.Visible() {
				s.Rects[name] = w.rect(o)
			}
		}
	}
}

func (w *Window) rect(o fyne.CanvasObject) Rect {
	p := w.deps.App.Driver().AbsolutePositionForObject(o)
	return Rect{p.X, p.Y, o.Size().Width, o.Size().Height}
}

func readerName(s reader.ReaderState) string {
	return [...]string{"empty", "loading", "message", "problem", "large"}[s]
}

func stageName(s mailbox.Stage) string {
	switch s {
	case mailbox.Marked:
		return "marked"
	case mailbox.Saving:
		return "saving"
	case mailbox.Sending:
		return "sending"
	case mailbox.Committing:
		return "committing"
	case mailbox.Checking:
		return "checking"
	}
	return "finished"
}
