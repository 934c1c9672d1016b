package ui

import (
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/app/ui/groups"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// tickEvery is how often seconds that run down are drawn anew.
const tickEvery = 100 * time.Millisecond

// Window is the window of the program. Its methods belong to the UI goroutine. It joins
// its parts with one another and with the program, and shows what the program tells.
type Window struct {
	*frame
	host Host

	notices      *notices
	reading      *reading
	saving       *saving
	sorting      *sorting
	rules        *rules
	deletion     *deletion
	record       *record
	signing      *signing
	searching    *searching
	conversation *conversation
	view         *view
	menu         *menu
	keys         *keys

	ticking bool
}

// New makes the window; Run shows it.
func New(d Deps) *Window {
	w := &Window{host: d.Host, frame: newFrame(d)}
	w.assemble()
	w.win.Resize(windowSize(d.View))
	return w
}

// assemble makes the parts of the window, and joins them.
func (w *Window) assemble() {
	f, h, d := w.frame, w.host, w.deps
	w.notices = &notices{frame: f}
	w.reading = &reading{frame: f, host: h, notices: w.notices, unhover: func() {}}
	w.saving = &saving{frame: f, host: h, notices: w.notices, reading: w.reading}
	w.sorting = &sorting{frame: f, host: h, reading: w.reading, sorter: newSorter(f)}
	w.rules = &rules{frame: f, host: h, sorting: w.sorting}
	w.deletion = &deletion{frame: f, host: h, reading: w.reading, sorting: w.sorting, saving: w.saving}
	w.record = &record{frame: f, host: h}
	w.signing = &signing{frame: f, host: h, first: first.New()}
	w.searching = &searching{frame: f, reading: w.reading}
	w.conversation = &conversation{frame: f, host: h}
	w.view = &view{frame: f, host: h, reading: w.reading}
	w.menu = &menu{
		frame: f, host: h, reading: w.reading, sorting: w.sorting, rules: w.rules, deletion: w.deletion, record: w.record,
		signing: w.signing, searching: w.searching, conversation: w.conversation, view: w.view, saving: w.saving, speak: w.speak,
	}
	w.keys = &keys{frame: f, host: h, menu: w.menu, searching: w.searching, view: w.view, conversation: w.conversation, deletion: w.deletion}
	w.sorting.onReport = w.sorting.reported
	w.reading.readerChanged, w.reading.whyUnlike = w.readerChanged, w.sorting.whyLifted
	w.mail.problem.Version, w.signing.first.Notice.Version = d.Version, d.Version
	w.showPages(w.signing.first)
	w.joinFirst()
	w.joinMail()
	w.joinGroups()
	w.keys.joinKeys()
}

// giveWayAfter is when the bars give way to a message that was opened: when no second click
// comes any more, which would meet another row.
const giveWayAfter = 500 * time.Millisecond

// readerChanged follows a message that is opened, or closed.
func (w *Window) readerChanged() {
	w.sorting.showGroup()
	m := w.mail
	if w.reading.opened == (mailbox.Ref{}) {
		if m.letter {
			m.letter = false
			m.relayout()
		}
		return
	}
	w.deps.After(giveWayAfter, func() {
		if open := w.reading.opened != (mailbox.Ref{}); m.letter != open {
			m.letter = open
			m.relayout()
		}
	})
}

// SetOnClosing sets what happens when the user closes the window. The window
// stays until the program quits.
func (w *Window) SetOnClosing(f func()) {
	w.closing = func() {
		if w.page != pageClosing {
			w.view.keepView()
		}
		f()
	}
	w.win.SetCloseIntercept(w.closing)
}

// show changes the page.
func (w *Window) show(p pageName) {
	if w.page == pageClosing {
		w.closeCards()
	}
	w.page = p
	mail := p == pageMail
	if mail {
		w.signing.first.Hide()
		w.mail.Show()
	} else {
		w.mail.Hide()
		w.signing.first.Show()
	}
	w.win.Canvas().Unfocus()
}

// ShowFirstPage shows the page that asks for a mailbox, filled in, with a
// problem over the button if there is one.
func (w *Window) ShowFirstPage(form first.SignInForm, problem *words.Notice) {
	w.id = ""
	w.forget()
	w.show(pageFirst)
	w.win.SetTitle("Restante")
	w.signing.first.SetKept(w.host.KeptAccount())
	w.signing.first.Set(form, problem)
	if form.Account.Address == "" {
		w.focus(w.signing.first.Address.Input)
	} else {
		w.focus(w.signing.first.Password.Input)
	}
}

// ShowFirstNotice shows a notice on the first page, and leaves what was typed there.
func (w *Window) ShowFirstNotice(n words.Notice) { w.signing.first.Tell(n) }

// ShowSigningIn shows that a mailbox is being opened.
func (w *Window) ShowSigningIn(form first.SignInForm) {
	w.id = form.Account.ID()
	w.forget()
	w.show(pageSigning)
	w.signing.first.SetBusy(form)
}

// ShowTrying tells, while signing in, what came in the way, and when it is tried again.
func (w *Window) ShowTrying(n words.Notice, next time.Time) {
	if w.page == pageSigning {
		w.signing.first.SetTrying(n, next, w.deps.Now())
		w.tick()
	}
}

// forget drops everything about the mailbox that was open.
func (w *Window) forget() {
	w.snap, w.reading.opened, w.notices.problem, w.notices.unheard = nil, mailbox.Ref{}, "", ""
	w.notices.told, w.deletion.restore, w.deletion.last, w.notices.headless = nil, nil, nil, false
	w.reading.stopResting()
	w.sorting.forget()
	w.sorting.choice, w.sorting.wishes = groups.ChoiceKey{}, triage.Wishes{}
	m := w.mail
	m.header.search.Reset()
	m.list.Forget(w.id)
	w.sorting.showReport()
	w.sorting.showGroup()
	m.side.Choose(w.sorting.choice)
	m.reader.Clear()
	m.undo.Update(nil)
	m.status.Forget()
	m.problem.Set(nil)
	m.sample.Set(nil)
}

// ShowMailbox shows an open mailbox, empty until the first snapshot, with the columns as
// they stood there the last time.
func (w *Window) ShowMailbox(id account.ID, title string, kind Kind, columns []account.Column) {
	w.id = id
	w.forget()
	w.mail.list.Arranged.Take(columns)
	w.kind = kind
	w.signing.first.Password.Input.SetText("")
	title = letters.Clean(title, letters.MaxName)
	w.win.SetTitle(lang.T("window.title", lang.Args{"Mailbox": title}))
	w.mail.header.title.Set(title)
	w.mail.header.tell()
	w.mail.list.SetEmpty(lang.T("list.looking"))
	if kind == Sample {
		w.mail.sample.Set(&words.Notice{
			Title: lang.T("sample.title"), Cause: lang.T("sample.text"),
			Button: lang.T("sample.set-up"), Action: words.ActionSettings,
		})
	}
	w.show(pageMail)
	w.mail.relayout()
	w.focusList()
}

// Show takes a snapshot over. It is quick, whatever the size of the mailbox,
// and may be called many times a second. One of a mailbox that is not shown changes nothing.
func (w *Window) Show(s *mailbox.Snapshot) {
	if s.Mailbox != w.id {
		return
	}
	m := w.mail
	w.snap = s
	m.list.Update(s)
	if s.Listed && len(s.Rows) == 0 {
		m.list.SetEmpty(lang.T("list.none"))
	}
	w.deletion.reselect()
	w.sorting.sortOut()
	w.sorting.followReading()
	m.side.Update(w.sorting.report, len(s.Rows), m.list.PlaceCounts())
	m.header.tell(w.countWords()...)
	m.status.Host = w.hostName()
	m.status.Update(s, &m.list.Listing)
	m.undo.Update(s.Deletion)
	m.replaceUndo()
	m.reader.SetWaiting(s.Count)
	m.reader.SetProgress(mailbox.Ref{Mailbox: w.id, UID: s.Fetching}, s.Fetched)
	w.notices.tellOfHeads(s)
	w.notices.showProblem()
	w.enable()
	w.deletion.tellClosing()
	w.tick()
}

func (w *Window) countWords() []string {
	facts := []string{words.Waiting(w.snap)}
	if w.kind == Private {
		facts = append(facts, lang.T("header.private"))
	}
	return facts
}

func (w *Window) hostName() string {
	if w.kind == Sample {
		return lang.T("host.sample")
	}
	return w.signing.first.Form().Account.Server.Host
}

// ShowNotice tells about something that is not part of a snapshot.
func (w *Window) ShowNotice(n words.Notice) { w.notices.showNotice(n) }

// DropNotice takes a notice back, by its ID, when what it tells of has worked since.
func (w *Window) DropNotice(id string) { w.notices.dropNotice(id) }

// ShowClosing tells that a deletion is finished before the mailbox is left, and lets the
// user stay, or leave without waiting. closing is whether the program ends with it.
func (w *Window) ShowClosing(closing bool) { w.deletion.showClosing(closing) }

// act follows the button of a notice over the list.
func (w *Window) act(a words.Action) {
	switch a {
	case words.ActionRetry:
		w.host.Refresh(w.id)
	case words.ActionSettings, words.ActionTrust: // the first page asks
		w.host.SignOut()
	case words.ActionWeaker:
		n := w.mail.problem.Notice
		w.signing.askWeaker(n, func() { w.host.AgreeWeaker(w.id, n.Weaker, n.Unfit) })
	case words.ActionWhole:
		_, _, uids := w.mail.list.UnknownInView()
		w.host.FetchWhole(w.id, uids)
	}
}

// ShowMessage shows a message, if it is still the one the user waits for.
func (w *Window) ShowMessage(r mailbox.Ref, msg *mime.Message) {
	if r == w.reading.opened && w.page == pageMail {
		w.mail.reader.SetMessage(r, msg)
	}
}

// ShowMessageProblem tells why a message could not be shown.
func (w *Window) ShowMessageProblem(r mailbox.Ref, n words.Notice) {
	if r == w.reading.opened && w.page == pageMail {
		w.mail.reader.SetProblem(r, n)
		if n.Lost {
			w.mail.status.SetLost()
		}
	}
}

// tick draws seconds that run down, for as long as there are any.
func (w *Window) tick() {
	if w.ticking {
		return
	}
	undo, line := w.mail.undo.Tick(), w.mail.status.Tick()
	w.deletion.tellClosing()
	trying := w.page == pageSigning && w.signing.first.CountDown(w.deps.Now())
	if !undo && !line && !trying {
		return
	}
	w.ticking = true
	w.deps.After(tickEvery, func() {
		w.ticking = false
		w.tick()
	})
}

// selected follows a change of the selection.
func (w *Window) selected() {
	w.host.Active()
	w.reading.followChoice()
	w.followSelection()
	if w.mail.flood.Visible() {
		w.sorting.showFlood()
	}
}

// ShowWishes takes over what was wishes at an earlier visit.
func (w *Window) ShowWishes(s triage.Wishes) { w.sorting.setWishes(s) }
