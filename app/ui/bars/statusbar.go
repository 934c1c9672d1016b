package bars

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// newsTime is how long something that is said once stays, offerTime what can be taken back.
const (
	newsTime  = 6 * time.Second
	offerTime = 20 * time.Second
)

// Status is the line at the foot: what is shown and chosen, how far loading
// is, and whether the login is held.
type Status struct {
	widget.BaseWidget
	OnStop, OnTry func()
	now           func() time.Time

	Host        string
	snap        *mailbox.Snapshot
	state       string // said as long as there is no news
	news        string // said once, until the next change
	newsUntil   time.Time
	Left, Right *kit.Caption
	Stop, Try   *kit.Button
	Undo        *kit.Button // takes back what was said last
	undo        func()      // how; nil where it cannot be
	Part        float64     // of the headers that are here; negative when not loading
	dot         fyne.ThemeColorName
	Lost        time.Time // since when the server is not reached; zero when it is
}

// NewStatus makes an empty status bar.
func NewStatus(now func() time.Time) *Status {
	s := &Status{now: now, Part: -1}
	s.Left = kit.NewCaption("", kit.TextSmall, false, kit.ColorMuted)
	s.Right = kit.NewCaption("", kit.TextSmall, false, kit.ColorMuted)
	s.Stop = kit.NewButton(kit.Link, kit.IconNone, lang.T("button.stop"), func() { s.OnStop() }).Tall(22)
	s.Try = kit.NewButton(kit.Link, kit.IconNone, lang.T("button.try-now"), func() { s.OnTry() }).Tall(22)
	s.Undo = kit.NewButton(kit.Link, kit.IconNone, lang.T("deletion.undo"), s.takeBack).Tall(22)
	s.Stop.Hidden, s.Try.Hidden, s.Undo.Hidden = true, true, true
	s.ExtendBaseWidget(s)
	return s
}

// Update says everything anew.
func (s *Status) Update(snap *mailbox.Snapshot, l *listing.Listing) {
	s.snap = snap
	if snap.SignedIn {
		s.Lost = time.Time{}
	}
	s.state = statusWords(snap, l)
	text := s.state
	if s.news != "" && s.now().Before(s.newsUntil) {
		text = s.news
	} else {
		s.undo = nil
	}
	s.Left.Set(text)
	s.Part = -1
	if Loading(snap) {
		s.Part = float64(snap.Loaded) / float64(max(snap.Count, 1))
	}
	s.Tick()
}

// SetLost notes that the server is not reached, until it is again.
func (s *Status) SetLost() {
	if s.Lost.IsZero() {
		s.Lost = s.now()
	}
	s.Tick()
}

// Say tells something once, such as that a file was saved.
func (s *Status) Say(text string) {
	s.say(text, newsTime, nil)
}

// Offer tells something once that a button beside it takes back.
func (s *Status) Offer(text string, undo func()) { s.say(text, offerTime, undo) }

func (s *Status) say(text string, long time.Duration, undo func()) {
	s.news, s.newsUntil, s.undo = text, s.now().Add(long), undo
	s.Left.Set(text)
	s.Undo.SetVisible(undo != nil)
	s.Refresh()
}

// takeBack does what the button offers.
func (s *Status) takeBack() {
	undo := s.undo
	s.say(s.state, 0, nil)
	if undo != nil {
		undo()
	}
}

// Forget forgets what was said of a mailbox that is no longer shown, and what it offers to take
// back.
func (s *Status) Forget() {
	s.Lost, s.state = time.Time{}, ""
	s.say("", 0, nil)
}

// Loading tells whether headers are on their way.
func Loading(s *mailbox.Snapshot) bool {
	return !s.Stopped && s.Loaded < s.Count && s.SignedIn && s.Phase >= mailbox.Listing && s.Phase != mailbox.Ready
}

// statusWords is the left side.
func statusWords(s *mailbox.Snapshot, l *listing.Listing) string {
	if Loading(s) && l.Selected() == 0 && !l.Searching() {
		return lang.T("status.loading", lang.Args{"Loaded": s.Loaded, "Count": s.Count})
	}
	facts := []string{words.Waiting(s)}
	if l.Searching() {
		facts = []string{lang.T("status.shown", lang.Args{"Shown": l.ShownCount(), "Count": len(s.Rows)})}
	}
	if l.Selected() > 0 && l.SoftChoice() == listing.None {
		facts = append(facts, lang.T("status.selected", lang.Args{"Count": l.Selected()}), words.ByteSize(l.SelectedBytes()))
		if hidden := l.Selected() - l.ShownChosen(); hidden > 0 {
			facts = append(facts, lang.T("status.selected-hidden", lang.Args{"Count": hidden}))
		}
	}
	if l.WithoutHead() > 0 {
		facts = append(facts, lang.T("status.no-head", lang.Args{"Count": l.WithoutHead()}))
	}
	if s.Stopped && s.Loaded < s.Count {
		facts = append(facts, lang.T("status.stopped", lang.Args{"Count": s.Loaded}))
	}
	return words.Items(facts...)
}

// lineWords is the right side: who holds the mailbox.
func lineWords(s *mailbox.Snapshot, host string, now, lost time.Time) (text string, dot fyne.ThemeColorName) {
	if host == "" {
		host = lang.T("host.unknown")
	}
	switch {
	case !s.Retry.IsZero() && s.Retry.After(now):
		return lang.T("status.retry", lang.Args{"Wait": words.Seconds(s.Retry.Sub(now))}), kit.ColorLookBar
	case s.Phase == mailbox.Connecting:
		return lang.T("status.signing-in", lang.Args{"Host": host}), kit.ColorLookBar
	case s.Phase == mailbox.Opening:
		return lang.T("status.opening", lang.Args{"Host": host}), kit.ColorDone
	case s.SignedIn:
		return lang.T("status.signed-in", lang.Args{"Host": host}), kit.ColorDone
	case !lost.IsZero():
		return lang.T("status.lost", lang.Args{"Time": words.Clock(lost)}), kit.ColorLookBar
	}
	return lang.T("status.signed-out"), kit.ColorFaint
}

// Buttons are those of the bar; see [kit.MoveTo].
func (s *Status) Buttons() []*kit.Button { return []*kit.Button{s.Undo, s.Stop, s.Try} }

// Tick brings the seconds up to date. It reports whether there is more to count.
func (s *Status) Tick() bool {
	if s.snap == nil {
		return false
	}
	text, dot := lineWords(s.snap, s.Host, s.now(), s.Lost)
	s.dot = dot
	s.Right.Set(text)
	counts := !s.snap.Retry.IsZero() && s.snap.Retry.After(s.now())
	s.Try.SetVisible(counts)
	s.Stop.SetVisible(s.Part >= 0)
	s.Undo.SetVisible(s.undo != nil)
	s.Refresh()
	return counts
}

// CreateRenderer implements [fyne.Widget].
func (s *Status) CreateRenderer() fyne.WidgetRenderer {
	back, line, track, done := kit.Box(), kit.Box(), kit.Box(), kit.Box()
	lock, dot := kit.NewIcon(), kit.Box()
	p := &kit.Painted{Owner: s, Parts: []fyne.CanvasObject{back, line, s.Left, track, done, s.Undo, s.Stop, lock, s.Right, dot, s.Try}}
	p.Dress = func() {
		back.FillColor, line.FillColor = kit.Ink(kit.ColorWindow), kit.Ink(kit.ColorLine)
		track.FillColor, done.FillColor = kit.Ink(kit.ColorLine), kit.Ink(kit.ColorAccent)
		track.CornerRadius, done.CornerRadius = kit.Px(2), kit.Px(2)
		dot.CornerRadius = kit.Px(4)
		if s.dot != "" {
			dot.FillColor = kit.Ink(s.dot)
		}
		kit.SetIcon(lock, kit.IconLock, kit.Ink(kit.ColorMuted))
	}
	p.Place = func(size fyne.Size) { s.place(size, back, line, track, done, dot, lock) }
	p.Least = func() fyne.Size { return fyne.NewSize(kit.Px(200), kit.Px(kit.StatusHeight)) }
	p.Dress()
	return p
}

func (s *Status) place(size fyne.Size, back, line, track, done, dot *canvas.Rectangle, lock *canvas.Image) {
	back.Resize(size)
	kit.MoveTo(line, 0, 0, size.Width, 1)
	x := size.Width - kit.Px(12)
	kit.MoveTo(dot, x-kit.Px(8), (size.Height-kit.Px(8))/2, kit.Px(8), kit.Px(8))
	x -= kit.Px(16)
	if !s.Try.Hidden {
		m := s.Try.MinSize()
		x -= m.Width
		kit.MoveTo(s.Try, x, (size.Height-m.Height)/2, m.Width, m.Height)
	}
	undo := fyne.Size{}
	if !s.Undo.Hidden {
		undo = s.Undo.MinSize()
	}
	alone := s.Left.Text == s.news && kit.Px(33)+s.Left.Natural()+undo.Width+s.Right.Natural() > x-kit.Px(20)
	s.Right.Hidden, lock.Hidden, dot.Hidden = alone, alone, alone
	w := min(s.Right.Natural(), size.Width*0.5)
	if alone { // what is said once has all the room
		w = 0
	}
	x -= w
	kit.MoveTo(s.Right, x, 0, w+1, size.Height)
	if !alone {
		x -= kit.Px(20)
	}
	kit.MoveTo(lock, x, (size.Height-kit.Px(14))/2, kit.Px(14), kit.Px(14))
	left := kit.Px(13)
	room := x - left
	if !alone {
		room -= kit.Px(20)
	}
	loading := s.Part >= 0
	if loading {
		room -= kit.Px(150)
	}
	lw := min(s.Left.Natural()+1, max(room-undo.Width, kit.Px(40)))
	kit.MoveTo(s.Left, left, 0, lw, size.Height)
	kit.MoveTo(s.Undo, left+lw, (size.Height-undo.Height)/2, undo.Width, undo.Height)
	lw += undo.Width
	track.Hidden, done.Hidden = !loading, !loading
	if !loading {
		return
	}
	tx := left + lw + kit.Px(12)
	tw := min(kit.Px(220), max(x-kit.Px(70)-tx, kit.Px(30)))
	kit.MoveTo(track, tx, (size.Height-kit.Px(4))/2, tw, kit.Px(4))
	kit.MoveTo(done, tx, (size.Height-kit.Px(4))/2, tw*float32(s.Part), kit.Px(4))
	m := s.Stop.MinSize()
	kit.MoveTo(s.Stop, tx+tw+kit.Px(4), (size.Height-m.Height)/2, m.Width, m.Height)
}
