package bars

import (
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// Deletion floats over the foot of the list while messages are being deleted and
// tells the truth about it at every moment.
type Deletion struct {
	widget.BaseWidget
	OnUndo, OnNow, OnDismiss func()
	OnStop, OnUnlisted       func()
	Explain                  func(error) string // why some were kept
	now                      func() time.Time

	deletion *mailbox.Deletion
	total    time.Duration // of the undo time, as seen when it began
	Text     *kit.Paragraph
	Undo     *kit.Button
	Hurry    *kit.Button
	Again    *kit.Button // try now
	Steps    *kit.Button // delete without what the server cannot bear
	Stop     *kit.Button
	Fine     *kit.Button
	part     float64 // of the time or the work that is over
	good     bool
}

// NewDeletion makes a hidden bar.
func NewDeletion(now func() time.Time) *Deletion {
	u := &Deletion{now: now}
	u.Text = kit.NewParagraph("", kit.TextSize, false, kit.ColorOnFloat)
	u.Undo = kit.NewButton(kit.Float, kit.IconNone, lang.T("deletion.undo"), func() { u.OnUndo() }).Tall(28)
	u.Hurry = kit.NewButton(kit.FloatLink, kit.IconNone, lang.T("deletion.now"), func() { u.OnNow() }).Tall(28)
	u.Again = kit.NewButton(kit.Float, kit.IconNone, lang.T("button.try-now"), func() { u.OnNow() }).Tall(28)
	u.Steps = kit.NewButton(kit.Float, kit.IconNone, words.UnlistedButton(), func() { u.OnUnlisted() }).Tall(28)
	u.Stop = kit.NewButton(kit.Float, kit.IconNone, lang.T("button.stop"), func() { u.OnStop() }).Tall(28)
	u.Fine = kit.NewButton(kit.Float, kit.IconNone, lang.T("button.ok"), func() { u.OnDismiss() }).Tall(28)
	u.ExtendBaseWidget(u)
	u.Hide()
	return u
}

// Update takes the deletion of a snapshot over; nil hides the bar.
func (u *Deletion) Update(d *mailbox.Deletion) {
	if d == nil {
		u.deletion, u.total = nil, 0
		if u.Visible() {
			u.Hide()
		}
		return
	}
	if u.deletion == nil || u.deletion.Stage != mailbox.Marked || !u.deletion.Until.Equal(d.Until) {
		u.total = max(d.Until.Sub(u.now()), time.Second)
	}
	u.deletion = d
	u.words()
	if !u.Visible() {
		u.Show()
	}
	u.Refresh()
}

// Tick brings the seconds up to date. It reports whether there is more to count.
func (u *Deletion) Tick() bool {
	d := u.deletion
	if d == nil || (d.Stage != mailbox.Marked && d.Retry.IsZero()) {
		return false
	}
	u.words()
	u.Refresh()
	return true
}

// words writes the sentence and decides which buttons there are.
func (u *Deletion) words() {
	d := u.deletion
	u.Undo.SetVisible(d.Stage == mailbox.Marked)
	u.Hurry.SetVisible(d.Stage == mailbox.Marked)
	u.Fine.SetVisible(d.Stage == mailbox.Finished)
	held := d.Problem != nil && !d.Retry.IsZero() && d.Stage != mailbox.Finished
	u.Again.SetVisible(held)
	u.Steps.SetVisible(d.Stage == mailbox.Finished && errors.Is(d.Report.Err, ledger.ErrUnlisted))
	u.Stop.SetVisible(held || d.Stage == mailbox.Saving)
	switch {
	case !held:
		u.Stop.SetText(lang.T("button.stop"))
	case d.Final:
		u.Stop.SetText(lang.T("deletion.stop-trying"))
	default:
		u.Stop.SetText(lang.T("deletion.do-not"))
	}
	u.good = true
	u.Text.Set(u.sentence())
}

func (u *Deletion) sentence() string {
	d := u.deletion
	switch d.Stage {
	case mailbox.Marked:
		left := d.Until.Sub(u.now())
		u.part = min(max(float64(left)/float64(u.total), 0), 1)
		return lang.T("deletion.marked", lang.Args{"Count": d.Asked, "Wait": words.Seconds(max(left, 0))})
	case mailbox.Finished:
		u.part = 0
		text, good := words.Result(d.Report)
		if d.ByRule {
			text = lang.T("deletion.by-rule", lang.Args{"Result": text})
		}
		u.good = good
		why, folder := "", ""
		if d.Report.Err != nil && u.Explain != nil {
			why = u.Explain(d.Report.Err)
		}
		if d.Report.Folder != "" && d.Report.Deleted+d.Report.Unknown > 0 {
			folder = lang.T("deletion.copy-in", lang.Args{"Folder": words.ShortDir(d.Report.Folder)})
		}
		return words.Sentences(text, why, folder)
	}
	u.part = 0
	if d.Asked > 0 {
		u.part = float64(d.Sent) / float64(d.Asked)
	}
	if d.Problem != nil && !d.Retry.IsZero() {
		return u.heldUp()
	}
	switch d.Stage {
	case mailbox.Saving:
		u.part = kit.Part(int(d.Fetched), int(d.Bytes))
		return lang.T("deletion.saving", lang.Args{"Saved": d.Saved, "Count": d.Asked, "Bytes": words.Progress(d.Fetched, d.Bytes)})
	case mailbox.Committing:
		if d.Sent < d.Asked {
			return lang.T("deletion.committing-some", lang.Args{"Sent": d.Sent, "Count": d.Asked})
		}
		return lang.T("deletion.committing", lang.Args{"Count": d.Asked})
	case mailbox.Checking:
		if d.Found > 0 {
			return lang.T("deletion.checking-more", lang.Args{"Count": d.Sent})
		}
		return lang.T("deletion.checking", lang.Args{"Count": d.Asked})
	}
	return lang.T("deletion.sending", lang.Args{"Sent": d.Sent, "Count": d.Asked})
}

// heldUp tells what keeps a deletion from going on, what is known of it by then, and
// when it is tried again.
func (u *Deletion) heldUp() string {
	d := u.deletion
	why, known, next := lang.T("deletion.held"), lang.T("deletion.held-before"), lang.T("deletion.trying-again")
	if u.Explain != nil {
		why = u.Explain(d.Problem)
	}
	if d.Final {
		known = lang.T("deletion.held-final")
	}
	if left := d.Retry.Sub(u.now()); left > 0 {
		next = lang.T("deletion.next-try", lang.Args{"Wait": words.Seconds(left)})
	}
	return words.Sentences(why, known, next)
}

// HeightFor is how high the bar is at a width.
func (u *Deletion) HeightFor(width float32) float32 {
	return max(kit.Px(46), u.Text.HeightFor(u.textWidth(width))+kit.Px(26))
}

// Natural is the width at which the sentence stands on one line.
func (u *Deletion) Natural() float32 {
	w := fyne.MeasureText(u.Text.Text, kit.Px(kit.TextSize), fyne.TextStyle{}).Width
	return w + kit.Px(40) + u.buttonsWidth()
}

// Buttons are those of the bar; see [kit.MoveTo].
func (u *Deletion) Buttons() []*kit.Button {
	return []*kit.Button{u.Undo, u.Hurry, u.Again, u.Steps, u.Stop, u.Fine}
}

func (u *Deletion) buttonsWidth() float32 {
	var w float32
	for _, b := range u.Buttons() {
		if !b.Hidden {
			w += b.MinSize().Width + kit.Px(4)
		}
	}
	return w
}

func (u *Deletion) textWidth(width float32) float32 {
	return max(width-kit.Px(38)-u.buttonsWidth(), kit.Px(80))
}

// CreateRenderer implements [fyne.Widget].
func (u *Deletion) CreateRenderer() fyne.WidgetRenderer {
	back, line, mark := kit.Box(), kit.Box(), kit.Box()
	p := &kit.Painted{Parts: []fyne.CanvasObject{back, line, mark, u.Text, u.Undo, u.Hurry, u.Again, u.Steps, u.Stop, u.Fine}, Owner: u}
	p.Dress = func() {
		back.FillColor, back.CornerRadius = kit.Ink(kit.ColorFloat), kit.Px(kit.CardRadius)
		back.Shadow = canvas.Shadow{Color: kit.Ink("shadow"), BlurRadius: kit.Px(18), Offset: fyne.NewPos(0, kit.Px(4))}
		line.FillColor = kit.RGB(0xF5B82E)
		if u.deletion != nil && u.deletion.Stage != mailbox.Marked {
			line.FillColor = kit.RGB(0x82B3F4)
		}
		line.CornerRadius = kit.Px(1)
		mark.FillColor = kit.RGB(0x7CC99A)
		if !u.good {
			mark.FillColor = kit.RGB(0xF5B82E)
		}
		mark.CornerRadius = kit.Px(2)
	}
	p.Place = func(s fyne.Size) {
		back.Resize(s)
		finished := u.deletion != nil && u.deletion.Stage == mailbox.Finished
		mark.Hidden = !finished
		kit.MoveTo(mark, kit.Px(8), kit.Px(13), kit.Px(3), s.Height-kit.Px(26))
		kit.MoveTo(line, kit.Px(6), s.Height-kit.Px(3), (s.Width-kit.Px(12))*float32(u.part), kit.Px(2))
		w := u.textWidth(s.Width)
		h := u.Text.HeightFor(w)
		kit.MoveTo(u.Text, kit.Px(18), (s.Height-h)/2, w, h)
		x := s.Width - kit.Px(10)
		for _, b := range []*kit.Button{u.Fine, u.Stop, u.Steps, u.Again, u.Hurry, u.Undo} {
			if b.Hidden {
				continue
			}
			m := b.MinSize()
			x -= m.Width
			kit.MoveTo(b, x, (s.Height-m.Height)/2, m.Width, m.Height)
			x -= kit.Px(4)
		}
	}
	p.Least = func() fyne.Size { return fyne.NewSize(kit.Px(200), kit.Px(46)) }
	p.Dress()
	return p
}
