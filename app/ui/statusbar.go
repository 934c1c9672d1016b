package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/mailbox"
)

// newsTime is how long something that is said once stays.
const newsTime = 6 * time.Second

// statusBar is the line at the foot: what is shown and chosen, how far loading
// is, and whether the login is held.
type statusBar struct {
	widget.BaseWidget
	OnStop, OnTry func()
	now           func() time.Time

	host        string
	snap        *mailbox.Snapshot
	news        string // said once, until the next change
	newsUntil   time.Time
	left, right *caption
	stop, try   *button
	part        float64 // of the headers that are here; negative when not loading
	dot         fyne.ThemeColorName
	lost        time.Time // since when the server is not reached; zero when it is
}

func newStatusBar(now func() time.Time) *statusBar {
	s := &statusBar{now: now, part: -1}
	s.left = newCaption("", textSmall, false, colorMuted)
	s.right = newCaption("", textSmall, false, colorMuted)
	s.stop = newButton(kindLink, iconNone, "Stop", func() { s.OnStop() }).tall(22)
	s.try = newButton(kindLink, iconNone, "Try now", func() { s.OnTry() }).tall(22)
	s.ExtendBaseWidget(s)
	return s
}

// Update says everything anew.
func (s *statusBar) Update(snap *mailbox.Snapshot, l *listing) {
	s.snap = snap
	if snap.SignedIn {
		s.lost = time.Time{}
	}
	text := statusWords(snap, l)
	if s.news != "" && s.now().Before(s.newsUntil) {
		text = s.news
	}
	s.left.set(text)
	s.part = -1
	if loading(snap) {
		s.part = float64(snap.Loaded) / float64(max(snap.Count, 1))
	}
	s.tick()
}

// setLost notes that the server is not reached, until it is again.
func (s *statusBar) setLost() {
	if s.lost.IsZero() {
		s.lost = s.now()
	}
	s.tick()
}

// say tells something once, such as that a file was saved.
func (s *statusBar) say(text string) {
	s.news, s.newsUntil = text, s.now().Add(newsTime)
	s.left.set(text)
	s.Refresh()
}

// loading tells whether headers are on their way.
func loading(s *mailbox.Snapshot) bool {
	return !s.Stopped && s.Loaded < s.Count && s.SignedIn && s.Phase >= mailbox.Listing && s.Phase != mailbox.Ready
}

// statusWords is the left side.
func statusWords(s *mailbox.Snapshot, l *listing) string {
	if loading(s) && l.count == 0 && len(l.query) == 0 {
		return count(s.Loaded) + " of " + count(s.Count) + " headers"
	}
	text := sizeWords(s)
	if len(l.query) > 0 {
		text = count(len(l.shown)) + " of " + count(len(s.Rows)) + " shown"
	}
	if l.count > 0 && l.soft == none {
		text += " · " + count(l.count) + " selected · " + byteSize(l.bytes)
		if hidden := l.count - l.shownChosen(); hidden > 0 {
			text += " · " + count(hidden) + " of them hidden by the search"
		}
	}
	if l.noHead > 0 {
		text += " · " + count(l.noHead) + " without a head"
	}
	if s.Stopped && s.Loaded < s.Count {
		text += " · stopped at " + count(s.Loaded) + " headers"
	}
	return text
}

// sizeWords tells how much waits, as far as is known.
func sizeWords(s *mailbox.Snapshot) string {
	if !s.Listed {
		return messages(s.Count)
	}
	return messages(s.Count) + " · " + byteSize(s.Bytes)
}

// lineWords is the right side: who holds the mailbox.
func lineWords(s *mailbox.Snapshot, host string, now, lost time.Time) (text string, dot fyne.ThemeColorName) {
	if host == "" {
		host = "the server"
	}
	switch {
	case !s.Retry.IsZero() && s.Retry.After(now):
		return "Trying again in " + seconds(s.Retry.Sub(now)), colorLookBar
	case s.Phase == mailbox.Connecting:
		return "Signing in to " + host + "…", colorLookBar
	case s.Phase == mailbox.Opening:
		return "Getting a message from " + host, colorDone
	case s.SignedIn:
		return "Signed in to " + host, colorDone
	case !lost.IsZero():
		return "No connection since " + lost.Format("15:04"), colorLookBar
	}
	return "Signed out: other programs can get in", colorFaint
}

func (s *statusBar) buttons() []*button { return []*button{s.stop, s.try} }

// tick brings the seconds up to date. It reports whether there is more to count.
func (s *statusBar) tick() bool {
	if s.snap == nil {
		return false
	}
	text, dot := lineWords(s.snap, s.host, s.now(), s.lost)
	s.dot = dot
	s.right.set(text)
	counts := !s.snap.Retry.IsZero() && s.snap.Retry.After(s.now())
	s.try.show(counts)
	s.stop.show(s.part >= 0)
	s.Refresh()
	return counts
}

// CreateRenderer implements [fyne.Widget].
func (s *statusBar) CreateRenderer() fyne.WidgetRenderer {
	back, line, track, done := box(), box(), box(), box()
	lock, dot := newIcon(), box()
	p := &painted{owner: s, objects: []fyne.CanvasObject{back, line, s.left, track, done, s.stop, lock, s.right, dot, s.try}}
	p.dress = func() {
		back.FillColor, line.FillColor = ink(colorWindow), ink(colorLine)
		track.FillColor, done.FillColor = ink(colorLine), ink(colorAccent)
		track.CornerRadius, done.CornerRadius = px(2), px(2)
		dot.CornerRadius = px(4)
		if s.dot != "" {
			dot.FillColor = ink(s.dot)
		}
		setIcon(lock, iconLock, ink(colorMuted))
	}
	p.place = func(size fyne.Size) { s.place(size, back, line, track, done, dot, lock) }
	p.least = func() fyne.Size { return fyne.NewSize(px(200), px(statusHeight)) }
	p.dress()
	return p
}

func (s *statusBar) place(size fyne.Size, back, line, track, done, dot *canvas.Rectangle, lock *canvas.Image) {
	back.Resize(size)
	moveTo(line, 0, 0, size.Width, 1)
	x := size.Width - px(12)
	moveTo(dot, x-px(8), (size.Height-px(8))/2, px(8), px(8))
	x -= px(16)
	if !s.try.Hidden {
		m := s.try.MinSize()
		x -= m.Width
		moveTo(s.try, x, (size.Height-m.Height)/2, m.Width, m.Height)
	}
	w := min(s.right.natural(), size.Width*0.5)
	x -= w
	moveTo(s.right, x, 0, w+1, size.Height)
	x -= px(20)
	moveTo(lock, x, (size.Height-px(14))/2, px(14), px(14))
	left := px(13)
	room := x - px(20) - left
	loading := s.part >= 0
	if loading {
		room -= px(150)
	}
	lw := min(s.left.natural()+1, max(room, px(40)))
	moveTo(s.left, left, 0, lw, size.Height)
	track.Hidden, done.Hidden = !loading, !loading
	if !loading {
		return
	}
	tx := left + lw + px(12)
	tw := min(px(220), max(x-px(70)-tx, px(30)))
	moveTo(track, tx, (size.Height-px(4))/2, tw, px(4))
	moveTo(done, tx, (size.Height-px(4))/2, tw*float32(s.part), px(4))
	m := s.stop.MinSize()
	moveTo(s.stop, tx+tw+px(4), (size.Height-m.Height)/2, m.Width, m.Height)
}
