package ui

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/file"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/transcript"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// fakeHost writes down what the window asks for.
type fakeHost struct {
	t           testing.TB
	box         account.ID // the mailbox that is shown
	columns     []account.Column
	keptAccount string
	calls       []string
	form        first.SignInForm
	deleted     []string
	wanted      []string
	alike       func(mime.Summary) bool
	active      int
	view        account.View
	sorting     triage.Wishes
	peeked      mime.Message

	released []string

	past     []store.Heading
	pastMail []store.Deleted
	order    mailbox.Order
	talk     []transcript.Line
	talkRev  uint64
}

// check notes that a mailbox is meant that is not shown.
func (h *fakeHost) check(id account.ID) {
	if h.box != "" && id != h.box {
		h.t.Errorf("%q is meant, and %q is shown", id, h.box)
	}
}

func (h *fakeHost) KeepColumns(id account.ID, columns []account.Column) {
	h.check(id)
	h.columns = columns
	h.note("keep columns")
}

func (h *fakeHost) note(s string) { h.calls = append(h.calls, s) }

func (h *fakeHost) SignIn(f first.SignInForm) { h.form = f; h.note("sign in") }

func (h *fakeHost) CancelSignIn() { h.note("cancel") }

func (h *fakeHost) OpenSample() { h.note("sample") }

func (h *fakeHost) SignOut() { h.note("sign out") }

func (h *fakeHost) ForgetAccount() { h.note("forget") }

func (h *fakeHost) Stay() { h.note("stay") }

func (h *fakeHost) GiveUpAndLeave() { h.note("give up") }

func (h *fakeHost) Refresh(id account.ID) { h.check(id); h.note("refresh") }

func (h *fakeHost) AgreeWeaker(id account.ID, m, _ string) { h.check(id); h.note("agree to " + m) }

func (h *fakeHost) Stop(id account.ID) { h.check(id); h.note("stop") }

func (h *fakeHost) Want(id account.ID, uids []string) {
	h.check(id)
	h.wanted = append(h.wanted, uids...)
}

func (h *fakeHost) Open(r mailbox.Ref) { h.check(r.Mailbox); h.note("open " + r.UID) }

func (h *fakeHost) CloseMessage(id account.ID) { h.check(id); h.note("close") }

func (h *fakeHost) Undo(id account.ID) { h.check(id); h.note("undo") }

func (h *fakeHost) DeleteUnlisted(id account.ID) { h.check(id); h.note("delete unlisted") }

func (h *fakeHost) FetchWhole(id account.ID, uids []string) {
	h.check(id)
	h.note("fetch " + strings.Join(uids, " "))
}

func (h *fakeHost) SaveMessage(r mailbox.Ref, to file.Target, done func(string, error)) {
	h.check(r.Mailbox)
	h.note("save " + r.UID + " as " + to.Name)
	done(filepath.Join(to.Dir, to.Name), nil)
}

func (h *fakeHost) DeleteNow(id account.ID) { h.check(id); h.note("delete now") }

func (h *fakeHost) DismissDeletion(id account.ID) { h.check(id); h.note("dismiss") }

func (h *fakeHost) ListenToTalk(on bool) { h.note(fmt.Sprint("listen ", on)) }

func (h *fakeHost) KeepView(v account.View) { h.view = v; h.note("keep view") }

func (h *fakeHost) ForgetTalk() { h.talk = nil; h.talkRev++ }

func (h *fakeHost) Talk(known uint64) ([]transcript.Line, uint64) {
	if known == h.talkRev {
		return nil, known
	}
	return h.talk, h.talkRev
}

func (h *fakeHost) Active() { h.active++ }

func (h *fakeHost) KeptAccount() string { return h.keptAccount }

func (h *fakeHost) Peek(r mailbox.Ref, done func(*mime.Message, error)) {
	h.check(r.Mailbox)
	h.note("peek " + r.UID)
	done(&h.peeked, nil)
}

func (h *fakeHost) Deletions(id account.ID, done func([]store.Heading, error)) {
	h.check(id)
	done(h.past, nil)
}

func (h *fakeHost) DeletionMessages(id account.ID, _ store.Heading, done func([]store.Deleted, error)) {
	h.check(id)
	done(h.pastMail, nil)
}

func (h *fakeHost) Release(id account.ID, uids []string) {
	h.check(id)
	h.released = append(h.released, uids...)
}

func (h *fakeHost) KeepWishes(id account.ID, s triage.Wishes) {
	h.check(id)
	h.sorting = s
	h.note("keep sorting")
}

func (h *fakeHost) Delete(id account.ID, o mailbox.Order) {
	h.check(id)
	h.deleted, h.alike, h.order = append(h.deleted, o.UIDs...), o.Alike, o
	h.note("delete")
}

func (h *fakeHost) count(call string) (n int) {
	return strings.Count(strings.Join(h.calls, "|")+"|", call+"|")
}

func (h *fakeHost) SaveAttachment(to file.Target, a mime.Attachment, done func(string, error)) {
	done(file.Save(to, a.Reader()))
}

func (h *fakeHost) Suggest(address string) account.Server {
	_, domain, _ := strings.Cut(address, "@")
	if domain == "" {
		return account.Server{}
	}
	return account.Server{Host: "pop." + domain, Port: 995, Security: account.TLS}
}

// stage is a window without a screen.
type stage struct {
	*Window
	t     testing.TB
	host  *fakeHost
	posts []func()
	mods  fyne.KeyModifier
	clock time.Time
	alarm []*alarm
}

// alarm is something that waits for its time.
type alarm struct {
	at time.Time
	f  func() // nil once it has run or was cancelled
}

func newStage(t testing.TB) *stage {
	t.Helper()
	return newStageWith(t, account.View{})
}

func newStageWith(t testing.TB, view account.View) *stage {
	t.Helper()
	s := newStageOn(t, test.NewTempApp(t), view)
	t.Cleanup(dropDrawings)
	return s
}

// newStageOn makes another window of the same app, which spares it its fonts.
func newStageOn(t testing.TB, app fyne.App, view account.View) *stage {
	t.Helper()
	s := &stage{t: t, host: &fakeHost{t: t}, clock: time.Date(2026, 6, 3, 12, 0, 0, 0, time.UTC)}
	s.Window = New(Deps{
		App: app, Host: s.host,
		Work: func(f func()) {
			s.posts = append(s.posts, f) // what is done elsewhere waits as well
		},
		Post:      func(f func()) { s.posts = append(s.posts, f) },
		After:     s.after,
		Now:       func() time.Time { return s.clock },
		View:      view,
		Modifiers: func() fyne.KeyModifier { return s.mods },
		Explain: func(err error, _ words.Doing) words.Notice {
			return words.Notice{Title: err.Error(), Button: "Try again", Action: words.ActionRetry}
		},
	})
	s.win.Resize(fyne.NewSize(1280, 800))
	return s
}

func (s *stage) after(d time.Duration, f func()) func() {
	a := &alarm{at: s.clock.Add(d), f: f}
	s.alarm = append(s.alarm, a)
	return func() { a.f = nil }
}

// pass lets a time pass, and runs what is due by its end, in order.
func (s *stage) pass(d time.Duration) {
	end := s.clock.Add(d)
	for {
		s.alarm = slices.DeleteFunc(s.alarm, func(a *alarm) bool { return a.f == nil })
		if len(s.alarm) == 0 {
			break
		}
		a := slices.MinFunc(s.alarm, func(a, b *alarm) int { return a.at.Compare(b.at) })
		if a.at.After(end) {
			break
		}
		s.clock = a.at
		f := a.f
		a.f = nil
		f()
	}
	s.clock = end
}

// drain runs what waits, and what comes of it, so many times.
func (s *stage) drain(times int) {
	for ; times > 0 && len(s.posts) > 0; times-- {
		f := s.posts[0]
		s.posts = s.posts[1:]
		f()
	}
}

// showMailbox shows an open mailbox, named by its title.
func (s *stage) showMailbox(title string, kind Kind) {
	s.host.box = account.ID(title)
	s.ShowMailbox(s.host.box, title, kind, s.host.columns)
}

// ref names a message of the mailbox that is shown.
func (s *stage) ref(uid string) mailbox.Ref { return mailbox.Ref{Mailbox: s.host.box, UID: uid} }

// mailbox opens a mailbox with n messages.
func (s *stage) mailbox(n int) []*mailbox.Row {
	s.showMailbox("anna@post.example", Own)
	rows := someRows(n, s.clock)
	s.snapshot(rows)
	return rows
}

// Show shows a snapshot, which is of the mailbox that is shown if it does not say whose.
func (s *stage) Show(snap *mailbox.Snapshot) {
	if snap.Mailbox == "" {
		snap.Mailbox = s.id
	}
	s.Window.Show(snap)
}

func (s *stage) snapshot(rows []*mailbox.Row) *mailbox.Snapshot {
	snap := &mailbox.Snapshot{Rows: rows, Count: len(rows), Phase: mailbox.Ready, SignedIn: true, Listed: true}
	for _, r := range rows {
		snap.Bytes += r.Size
		if r.Known {
			snap.Loaded++
		}
	}
	s.Show(snap)
	return snap
}

// someRows makes messages, the newest first.
func someRows(n int, now time.Time) []*mailbox.Row {
	rows := make([]*mailbox.Row, n)
	for i := range rows {
		rows[i] = &mailbox.Row{
			UID: fmt.Sprint("u", i), Order: n - i, Size: 1000 + int64(i%7), Known: true,
			Summary: mime.Summary{
				From:    []mime.Address{{Name: fmt.Sprint("Sender ", i%10), Addr: fmt.Sprintf("s%d@example.org", i%10)}},
				Subject: fmt.Sprintf("Subject number %d", i), Date: now.Add(-time.Duration(i) * time.Minute),
			},
		}
	}
	return rows
}

// rowPoint is a point on a visible row.
func (s *stage) rowPoint(place int, x float32) fyne.Position {
	l := s.mail.list
	return fyne.NewPos(x, float32(float64(place)*float64(kit.Px(kit.RowHeight))-l.Offset)+kit.Px(kit.RowHeight)/2)
}

func (s *stage) press(place int, x float32, m fyne.KeyModifier) {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: m}
	e.Position = s.rowPoint(place, x)
	s.mail.list.Body.MouseDown(e)
}

func (s *stage) click(place int, m fyne.KeyModifier) {
	s.press(place, 200, m)
	s.mail.list.Body.MouseUp(&desktop.MouseEvent{})
}

func (s *stage) clickBox(place int, m fyne.KeyModifier) {
	s.press(place, 15, m)
	s.mail.list.Body.MouseUp(&desktop.MouseEvent{})
}

func (s *stage) typeKey(k fyne.KeyName, m fyne.KeyModifier) {
	s.mods = m
	defer func() { s.mods = 0 }()
	if m&fyne.KeyModifierControl != 0 {
		s.mail.list.Body.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: m})
		return
	}
	s.mail.list.Body.TypedKey(&fyne.KeyEvent{Name: k})
}

// expect compares the chosen messages.
func (s *stage) expect(uids ...string) {
	s.t.Helper()
	got := s.mail.list.ChosenRefs(false)
	if strings.Join(uidsOf(got), " ") != strings.Join(uids, " ") || s.mail.list.Selected() != len(uids) {
		s.t.Fatalf("chosen %v (count %d), want %v", got, s.mail.list.Selected(), uids)
	}
}

func (s *stage) expectCount(n int) {
	s.t.Helper()
	if s.mail.list.Selected() != n {
		s.t.Fatalf("%d chosen, want %d", s.mail.list.Selected(), n)
	}
	var bytes int64
	for _, uid := range s.mail.list.ChosenRefs(false) {
		bytes += s.mail.list.Row(s.mail.list.IDFor(uid)).Size
	}
	if bytes != s.mail.list.SelectedBytes() {
		s.t.Fatalf("%d bytes told, %d chosen", s.mail.list.SelectedBytes(), bytes)
	}
}
