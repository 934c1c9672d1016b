package ui

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/cards"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/app/ui/groups"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/talk"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// tickEvery is how often seconds that run down are drawn anew.
const tickEvery = 100 * time.Millisecond

// pageName says which page is shown.
type pageName string

const (
	pageFirst   pageName = "first"
	pageSigning pageName = "signing-in"
	pageMail    pageName = "mailbox"
	pageClosing pageName = "closing"
)

// Window is the window of the program. Its methods belong to the UI goroutine.
type Window struct {
	deps  Deps
	win   fyne.Window
	look  *kit.Look
	first *first.Page
	mail  *mailPage
	root  *fyne.Container
	pages *pages
	page  pageName

	kind     Kind
	snap     *mailbox.Snapshot
	opened   string        // unique-id in the reader
	problem  string        // the error the problem bar is about
	unheard  string        // an error the user has put away
	told     *words.Notice // a notice that is not part of a snapshot
	headless bool          // the server gives no header blocks alone, and it was told
	unsaved  string        // the title of the notice about a file that could not be saved
	restore  []string      // chosen again once the deletion is undone
	last     []string      // what was deleted last
	card     *kit.Question
	talk     *talk.Window // open now, or nil
	sorter   *sorter
	choice   groups.ChoiceKey // what the list is narrowed to
	read     map[string]bool  // floods that were looked at, by key
	sorting  Sorting
	sheet    *cards.DeleteCard    // the question before a large deletion
	hovering int                  // grows with every move of the pointer to another row
	unhover  func()               // ends the wait until the pointer has rested
	resting  func()               // ends the wait before the letter is fetched that the reader announces; nil when there is none
	overlay  interface{ Close() } // another card over the window
	copyDir  string               // where the last copy was saved
	copyOn   bool                 // whether one was asked for
	copyOne  bool                 // and in one file
	ticking  bool
	quitting bool // the program ends once the mailbox is left
	closing  func()
}

// New makes the window; Run shows it.
func New(d Deps) *Window {
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.Modifiers == nil {
		d.Modifiers = func() fyne.KeyModifier { return 0 }
	}
	if d.Explain == nil {
		d.Explain = func(err error, _ words.Doing) words.Notice {
			return words.Notice{Title: "Something failed", Details: err.Error()}
		}
	}
	w := &Window{deps: d, look: kit.NewLook(d.Now), page: pageFirst, sorter: newSorter(), read: map[string]bool{}, unhover: func() {}}
	w.pages = &pages{most: fyne.NewSquareSize(math.MaxFloat32)}
	w.takeView()
	choosePlaces()
	d.App.Settings().SetTheme(w.look)
	w.win = d.App.NewWindow("Restante")
	w.first = first.New()
	w.mail = newMailPage(d.Now)
	w.mail.Hide()
	w.root = container.New(w.pages, w.first, w.mail)
	w.win.SetPadded(false)
	w.win.SetContent(w.root)
	w.mail.list.Arranged.Take(d.View.Columns)
	w.win.Resize(windowSize(d.View))
	w.win.SetMaster()
	w.joinFirst()
	w.joinMail()
	w.joinGroups()
	w.joinKeys()
	return w
}

// SetOnClosing sets what happens when the user closes the window. The window
// stays until the program quits.
func (w *Window) SetOnClosing(f func()) {
	w.closing = func() {
		if w.page != pageClosing {
			w.keepView()
		}
		f()
	}
	w.win.SetCloseIntercept(w.closing)
}

// joinFirst joins the first page with the program.
func (w *Window) joinFirst() {
	h := w.deps.Host
	w.first.Suggest = h.Suggest
	w.first.OnSignIn = h.SignIn
	w.first.OnCancel = h.CancelSignIn
	w.first.OnSample = h.OpenSample
	w.first.OnForget = w.askForget
	w.first.OnAgain = h.Refresh
	w.first.OnTrust = w.askTrust
	w.first.OnWeaker = func(n words.Notice) {
		w.askWeaker(n, func() {
			form := w.first.Form()
			form.Account.Login, form.Account.Refused = n.Weaker, n.Unfit
			w.deps.Host.SignIn(form)
		})
	}
	for _, f := range w.first.Fields() {
		f.Input.OnCombo, f.Input.OnKey = w.combo, w.fieldKey
	}
}

// joinMail joins the parts of the open mailbox with one another and the program.
func (w *Window) joinMail() {
	h, m := w.deps.Host, w.mail
	m.header.get.OnTapped = h.Refresh
	m.header.delete.OnTapped = w.delete
	m.header.menu.OnTapped = w.showMenu
	m.header.search.OnChange = func(s string) { m.list.Search(s); w.showSearchHelp() }
	m.header.search.OnFocus = w.showSearchHelp
	m.help.OnPick = w.pickSearchWord
	m.header.search.OnLeave = w.focusList
	m.header.search.Field.Input.OnCombo = w.combo

	l := m.list
	l.Modifiers, l.Focus = w.deps.Modifiers, w.focusList
	l.OnOpen, l.OnDelete, l.OnVisible = w.open, w.delete, h.Want
	l.OnSelect, l.OnMenu = w.selected, w.rowMenu
	l.OnClear = func() { m.header.search.Reset(); w.focusList() }
	l.OnHover = w.hover
	l.OnHeadMenu, l.OnColumns = w.headMenu, w.keepView
	l.OnKey, l.OnCombo, l.OnScroll = w.key, w.combo, h.Active

	m.undo.OnUndo, m.undo.OnNow, m.undo.OnDismiss, m.undo.OnStop = w.undo, h.DeleteNow, h.DismissDeletion, h.Stop
	m.undo.OnUnlisted = h.DeleteUnlisted
	m.undo.Explain = func(err error) string {
		n := w.deps.Explain(err, words.Deleting)
		if n.Action == words.ActionUnlisted {
			return n.Title + ". " + n.Try // there is a button for it
		}
		return n.Short()
	}
	m.status.OnStop, m.status.OnTry = h.Stop, h.Refresh
	m.sample.OnAction = func(words.Action) { h.SignOut() }
	m.problem.OnAction, m.problem.OnDismiss = w.act, w.dismissProblem
	w.joinReader()
}

func (w *Window) joinReader() {
	r := w.mail.reader
	r.OnStop = w.closeMessage
	r.OnBeginning = w.showBeginning
	r.OnWhole = func(uid string) { w.opened = ""; w.download(uid) }
	r.OnSave = w.saveMessage
	r.OnRetry = func(uid string) { w.opened = ""; w.open(uid) }
	r.Head.OnMenu = w.messageMenu
	r.Parts.OnSave, r.Parts.OnSaveAll = w.saveOne, w.saveAll
	t := r.Text
	t.Modifiers = w.deps.Modifiers
	t.Focus = func() { w.focus(t.Body) }
	t.OnLink, t.OnCopy = w.showLink, w.copy
	t.OnKey, t.OnCombo, t.OnScroll = w.key, w.combo, w.deps.Host.Active
	t.Later = func(f func()) { w.deps.Work(func() { w.deps.Post(f) }) }
}

// show changes the page.
func (w *Window) show(p pageName) {
	if w.page == pageClosing {
		w.closeCards()
	}
	w.page = p
	mail := p == pageMail
	if mail {
		w.first.Hide()
		w.mail.Show()
	} else {
		w.mail.Hide()
		w.first.Show()
	}
	w.win.Canvas().Unfocus()
}

// ShowFirstPage shows the page that asks for a mailbox, filled in, with a
// problem over the button if there is one.
func (w *Window) ShowFirstPage(form first.SignInForm, problem *words.Notice) {
	w.forget()
	w.show(pageFirst)
	w.win.SetTitle("Restante")
	w.first.SetKept(w.deps.Host.KeptAccount())
	w.first.Set(form, problem)
	if form.Account.Address == "" {
		w.focus(w.first.Address.Input)
	} else {
		w.focus(w.first.Password.Input)
	}
}

// ShowFirstNotice shows a notice on the first page, and leaves what was typed there.
func (w *Window) ShowFirstNotice(n words.Notice) { w.first.Tell(n) }

// ShowSigningIn shows that a mailbox is being opened.
func (w *Window) ShowSigningIn(form first.SignInForm) {
	w.forget()
	w.show(pageSigning)
	w.first.SetBusy(form)
}

// ShowTrying tells, while signing in, what came in the way, and when it is tried again.
func (w *Window) ShowTrying(n words.Notice, next time.Time) {
	if w.page == pageSigning {
		w.first.SetTrying(n, next, w.deps.Now())
		w.tick()
	}
}

// forget drops everything about the mailbox that was open.
func (w *Window) forget() {
	w.snap, w.opened, w.problem, w.unheard = nil, "", "", ""
	w.told, w.restore, w.last, w.headless = nil, nil, nil, false
	w.stopResting()
	w.forgetSorting()
	w.choice, w.read, w.sorting = groups.ChoiceKey{}, map[string]bool{}, Sorting{}
	m := w.mail
	m.header.search.Reset()
	m.list.Forget()
	w.showReport()
	w.showGroup()
	m.side.Choose(w.choice)
	m.reader.Clear()
	m.undo.Update(nil)
	m.status.Lost = time.Time{}
	m.problem.Set(nil)
	m.sample.Set(nil)
}

// ShowMailbox shows an open mailbox, empty until the first snapshot.
func (w *Window) ShowMailbox(title string, kind Kind) {
	w.forget()
	w.kind = kind
	w.first.Password.Input.SetText("")
	title = letters.Clean(title, letters.MaxName)
	w.win.SetTitle(title + " – Restante")
	w.mail.header.title.Set(title)
	w.mail.header.counts.Set("")
	w.mail.list.SetEmpty("Looking into the mailbox…")
	if kind == Sample {
		w.mail.sample.Set(&words.Notice{
			Title: "This is a sample mailbox", Cause: "Nothing here is real.",
			Button: "Set up your own mailbox", Action: words.ActionSettings,
		})
	}
	w.show(pageMail)
	w.mail.relayout()
	w.focusList()
}

// Show takes a snapshot over. It is quick, whatever the size of the mailbox,
// and may be called many times a second.
func (w *Window) Show(s *mailbox.Snapshot) {
	m := w.mail
	w.snap = s
	m.list.Update(s)
	if s.Listed && len(s.Rows) == 0 {
		m.list.SetEmpty("No message waits for you.")
	}
	w.reselect()
	w.sortOut()
	m.side.Update(w.sorter.report, len(s.Rows), m.list.PlaceCounts())
	m.header.counts.Set(w.countWords())
	m.status.Host = w.hostName()
	m.status.Update(s, &m.list.Listing)
	m.undo.Update(s.Deletion)
	m.replaceUndo()
	m.reader.SetWaiting(s.Count)
	m.reader.SetProgress(s.Fetching, s.Fetched)
	w.tellOfHeads(s)
	w.showProblem()
	w.enable()
	w.tellClosing()
	w.tick()
}

func (w *Window) countWords() string {
	text := words.Waiting(w.snap)
	if w.kind == Private {
		text += " · nothing is kept here"
	}
	return text
}

func (w *Window) hostName() string {
	if w.kind == Sample {
		return "the sample mailbox"
	}
	return w.first.Form().Account.Server.Host
}

// reselect chooses again what an undone deletion had marked.
func (w *Window) reselect() {
	d := w.snap.Deletion
	if w.restore == nil || (d != nil && d.Stage != mailbox.Finished) {
		return
	}
	l := w.mail.list
	for _, uid := range w.restore {
		l.Choose(l.IDFor(uid), true)
	}
	w.restore = nil
	l.Changed()
}

// tellOfHeads tells, once for a mailbox, that the server gives no headers.
func (w *Window) tellOfHeads(s *mailbox.Snapshot) {
	if s.NoTOP && s.Missing > 0 && !w.headless {
		w.ShowNotice(words.NoHeads())
	}
	if w.headless && (!s.NoTOP || s.Missing == 0) {
		w.DropNotice(words.NoHeads().Title)
	}
	w.headless = s.NoTOP && s.Missing > 0
}

// showProblem shows what failed last, unless the user has put it away.
func (w *Window) showProblem() {
	err := w.snap.Problem
	if err == nil {
		w.problem, w.unheard = "", ""
		w.mail.problem.Set(w.told)
		return
	}
	text := err.Error()
	if text == w.problem || text == w.unheard {
		return
	}
	w.problem = text
	n := w.deps.Explain(err, words.Reading).Again(!w.snap.Retry.IsZero())
	w.mail.problem.Set(&n)
	if n.Lost && !w.snap.SignedIn {
		w.mail.status.SetLost()
	}
}

// ShowNotice tells about something that is not part of a snapshot.
func (w *Window) ShowNotice(n words.Notice) {
	w.told = &n
	w.mail.problem.Set(&n)
}

// DropNotice takes a notice back, by its title, when what it tells of has worked since.
func (w *Window) DropNotice(title string) {
	if w.told == nil || w.told.Title != title {
		return
	}
	w.told = nil
	if w.problem == "" {
		w.mail.problem.Set(nil)
	}
	w.mail.relayout()
}

func (w *Window) dismissProblem() {
	w.unheard, w.problem, w.told = w.problem, "", nil
	w.mail.problem.Set(nil)
	w.mail.relayout()
}

// act follows the button of a notice over the list.
func (w *Window) act(a words.Action) {
	switch a {
	case words.ActionRetry:
		w.deps.Host.Refresh()
	case words.ActionSettings, words.ActionTrust: // the first page asks
		w.deps.Host.SignOut()
	case words.ActionWeaker:
		n := w.mail.problem.Notice
		w.askWeaker(n, func() { w.deps.Host.AgreeWeaker(n.Weaker, n.Unfit) })
	case words.ActionSample:
		w.deps.Host.OpenSample()
	case words.ActionWhole:
		_, _, uids := w.mail.list.UnknownInView()
		w.deps.Host.FetchWhole(uids)
	}
}

// ShowMessage shows a message, if it is still the one the user waits for.
func (w *Window) ShowMessage(uid string, msg *mime.Message) {
	if uid == w.opened && w.page == pageMail {
		w.mail.reader.SetMessage(uid, msg)
	}
}

// ShowMessageProblem tells why a message could not be shown.
func (w *Window) ShowMessageProblem(uid string, n words.Notice) {
	if uid == w.opened && w.page == pageMail {
		w.mail.reader.SetProblem(uid, n)
		if n.Lost {
			w.mail.status.SetLost()
		}
	}
}

// ShowClosing tells that a deletion is finished before the mailbox is left, and lets the
// user stay, or leave without waiting. closing is whether the program ends with it.
func (w *Window) ShowClosing(closing bool) {
	w.closeCards()
	w.page, w.quitting = pageClosing, closing
	leave := "Leave"
	if closing {
		leave = "Close"
	}
	if d := w.snap.Deletion; d != nil && d.Final {
		leave += " without waiting"
	} else {
		leave += ", and delete nothing"
	}
	w.card = kit.Ask(
		w.win.Canvas(), "Finishing the deletion…", "", "",
		kit.NewChoice(leave, kit.Delete, func() { w.page = pageMail; w.deps.Host.GiveUpAndLeave() }),
		kit.NewChoice("Stay", kit.Plain, func() { w.page = pageMail; w.deps.Host.Stay() }),
	)
	w.card.OnEscape = w.card.Buttons[1].OnTapped
	for _, b := range w.card.Buttons {
		b.OnEscape = w.card.OnEscape
	}
	w.tellClosing()
}

// tellClosing says why leaving takes a while.
func (w *Window) tellClosing() {
	if w.page != pageClosing || w.card == nil {
		return
	}
	what := "Then this mailbox is left."
	if w.quitting {
		what = "Then the window closes by itself."
	}
	if d := w.snap.Deletion; d == nil || !d.Final {
		what += " Left now, nothing is deleted."
	} else {
		what += " Left now, it is not found out what of it is deleted; the next visit shows it."
	}
	if w.card.Text.Text != w.mail.undo.Text.Text || w.card.Extra.Text != what {
		w.card.Extra.Set(what)
		w.card.SetLines(w.mail.undo.Text.Text)
	}
}

// tick draws seconds that run down, for as long as there are any.
func (w *Window) tick() {
	if w.ticking {
		return
	}
	undo, line := w.mail.undo.Tick(), w.mail.status.Tick()
	w.tellClosing()
	trying := w.page == pageSigning && w.first.CountDown(w.deps.Now())
	if !undo && !line && !trying {
		return
	}
	w.ticking = true
	w.deps.After(tickEvery, func() {
		w.ticking = false
		w.tick()
	})
}
