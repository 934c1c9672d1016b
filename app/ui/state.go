package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/mailbox"
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
		Page: string(w.page), Title: m.header.title.text,
		Shown: len(l.shown), Total: len(l.rows), Selected: l.count,
		FocusedUID: l.uid(l.focus), Search: m.header.search.field.input.Text,
		OpenUID: w.opened, Reader: readerName(m.reader.state),
		Status: m.status.left.text, Line: m.status.right.text,
		CanDelete: !m.header.delete.disabled, CanSignIn: !w.first.open.disabled,
		RowHeight: px(rowHeight), Rects: map[string]Rect{},
	}
	s.Overlay = w.win.Canvas().Overlays().Top() != nil
	size := w.win.Canvas().Size()
	s.Width, s.Height = size.Width, size.Height
	if w.snap != nil {
		s.Loaded = w.snap.Loaded
		if d := w.snap.Deletion; d != nil {
			s.Deletion, s.DeletionText = stageName(d.Stage), m.undo.text.text
		}
	}
	if r := l.at(int(l.offset / float64(px(rowHeight)))); r != nil {
		s.FirstUID, s.FirstRow = r.UID, Clean(r.Summary.Subject, maxSubject)
	}
	if msg := m.reader.message; msg != nil {
		s.Subject = Clean(msg.Subject, maxSubject)
		s.Text = m.reader.text.text[:nextRune(m.reader.text.text, min(1000, len(m.reader.text.text)), len(m.reader.text.text))]
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
		s.Problem, s.ProblemText = w.mail.problem.title.text, w.mail.problem.text.text
	case w.page != pageMail && w.first.notice.Visible():
		s.Problem, s.ProblemText = w.first.notice.title.text, w.first.notice.text.text
	}
	if w.talk != nil {
		text := talkCopy(w.talk.lines)
		s.Talk = text[nextRune(text, max(len(text)-4000, 0), len(text)):]
	}
	if w.card != nil && w.asking() {
		s.Card, s.CardText = w.card.title.text, w.card.text.text
	}
}

func (w *Window) stateOfGroups(s *State) {
	m, k := w.mail, w.choice
	switch {
	case k.flood != "":
		s.Choice = k.flood
	case k.place == noPlace:
		s.Choice = k.group
	case k.place != placeAll:
		s.Choice = places[k.place].name
	}
	s.Friends = w.sorting.Friends
	s.Sorted = w.sorter.report.Known
	if m.flood.Visible() {
		s.Flood = m.flood.title.text + " " + m.flood.text.text
	}
	for i := int(noPlace); i < min(m.side.length(), int(noPlace)+8); i++ {
		st := m.side.state(i)
		s.Groups = append(s.Groups, st.name+": "+st.size)
	}
	if m.group.Visible() {
		s.Group = m.group.says.title
		for _, r := range m.group.says.rows {
			s.Unlike = append(s.Unlike, Clean(r.row.Summary.Subject, maxSubject))
		}
	}
}

func (w *Window) rects(s *State) {
	f, m := w.first, w.mail
	put := func(page bool, name string, o fyne.CanvasObject) {
		if page && o.Visible() {
			s.Rects[name] = w.rect(o)
		}
	}
	first, mail := w.page == pageFirst || w.page == pageSigning, w.page == pageMail
	for name, o := range map[string]fyne.CanvasObject{
		"address": f.address, "password": f.password, "host": f.host, "port": f.port, "user": f.user,
		"security": f.security, "consent": f.consent, "whose": f.whose, "change": f.change, "forget": f.forget,
		"signIn": f.open, "cancel": f.cancel, "sample": f.sample, "firstNotice": f.notice, "firstNoticeButton": f.notice.action,
	} {
		put(first, name, o)
	}
	for name, o := range map[string]fyne.CanvasObject{
		"search": m.header.search, "getMail": m.header.get, "delete": m.header.delete, "menu": m.header.menu,
		"list": m.list.body, "listHead": m.list.head, "scrollBar": m.list.bar, "reader": m.reader, "splitter": m.split,
		"readerText": m.reader.text, "readerMenu": m.reader.head.more, "attachments": m.reader.parts, "saveAll": m.reader.parts.all,
		"stop": m.status.stop, "tryNow": m.status.try, "problem": m.problem, "sampleBar": m.sample,
		"side": m.side, "floodLifted": m.flood.lifted, "floodLook": m.flood.look, "floodSelect": m.flood.choose, "floodNone": m.flood.none,
		"beginning": m.reader.beginning, "whole": m.reader.whole,
		"groupSelect": m.group.choose, "groupRule": m.group.rule, "groupKeep": m.group.keep,
		"problemButton": m.problem.action, "setUp": m.sample.action, "clearSearch": m.list.reset,
	} {
		put(mail && (m.group.Visible() || !strings.HasPrefix(name, "group")) && (m.flood.Visible() || !strings.HasPrefix(name, "flood")), name, o)
	}
	undo := mail && m.undo.Visible()
	put(undo, "undo", m.undo.undo)
	put(undo, "deleteNow", m.undo.hurry)
	put(undo, "stopSaving", m.undo.stop)
	put(undo, "dismiss", m.undo.fine)
	if r, ok := s.Rects["listHead"]; ok {
		s.Rects["checkAll"] = Rect{r.X + px(10), r.Y + (r.H-px(14))/2, px(14), px(14)}
	}
	w.rectsOfGroups(s)
	if s.Card != "" && w.card != nil && w.card.pop.Visible() {
		for _, b := range w.card.buttons {
			s.Rects["card:"+b.text] = w.rect(b)
		}
	}
}

// rectsOfGroups tells where the entries at the left and the lines of the page are.
func (w *Window) rectsOfGroups(s *State) {
	m := w.mail
	if side, ok := s.Rects["side"]; ok {
		for i := range min(m.side.length(), int(noPlace)+8) {
			name := fmt.Sprint("entry:", i)
			if i >= int(noPlace) {
				name = fmt.Sprint("group:", i-int(noPlace))
			}
			s.Rects[name] = Rect{side.X, side.Y + float32(m.side.top(i)), side.W, m.side.height(i)}
		}
		for i, c := range m.side.chips {
			s.Rects["trait:"+traitNames[i].name] = w.rect(c)
		}
	}
	if m.group.Visible() {
		for i := range m.group.says.rows {
			s.Rects[fmt.Sprint("unlike:", i)] = w.rect(m.group.lines[i])
		}
	}
	if w.sheet != nil && w.sheet.pop.Visible() {
		s.Card = w.sheet.title.text
		for name, o := range map[string]fyne.CanvasObject{
			"confirm": w.sheet.yes, "keepThem": w.sheet.no, "saveCopy": w.sheet.copyIt, "readFirst": w.sheet.readIt, "leaveOut": w.sheet.leaveOut, "copyFolder": w.sheet.folder,
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

func readerName(s readerState) string {
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
