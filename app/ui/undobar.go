package ui

import (
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/words"
)

// undoBar floats over the foot of the list while messages are being deleted and
// tells the truth about it at every moment.
type undoBar struct {
	widget.BaseWidget
	OnUndo, OnNow, OnDismiss func()
	OnStop, OnUnlisted       func()
	Explain                  func(error) string // why some were kept
	now                      func() time.Time

	deletion *mailbox.Deletion
	total    time.Duration // of the undo time, as seen when it began
	text     *paragraph
	undo     *button
	hurry    *button
	again    *button // try now
	steps    *button // delete without what the server cannot bear
	stop     *button
	fine     *button
	part     float64 // of the time or the work that is over
	good     bool
}

func newUndoBar(now func() time.Time) *undoBar {
	u := &undoBar{now: now}
	u.text = newParagraph("", textSize, false, colorOnFloat)
	u.undo = newButton(kindFloat, iconNone, "Undo", func() { u.OnUndo() }).tall(28)
	u.hurry = newButton(kindFloatLink, iconNone, "Delete now", func() { u.OnNow() }).tall(28)
	u.again = newButton(kindFloat, iconNone, "Try now", func() { u.OnNow() }).tall(28)
	u.steps = newButton(kindFloat, iconNone, words.UnlistedButton, func() { u.OnUnlisted() }).tall(28)
	u.stop = newButton(kindFloat, iconNone, "Stop", func() { u.OnStop() }).tall(28)
	u.fine = newButton(kindFloat, iconNone, "OK", func() { u.OnDismiss() }).tall(28)
	u.ExtendBaseWidget(u)
	u.Hide()
	return u
}

// Update takes the deletion of a snapshot over; nil hides the bar.
func (u *undoBar) Update(d *mailbox.Deletion) {
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

// tick brings the seconds up to date. It reports whether there is more to count.
func (u *undoBar) tick() bool {
	d := u.deletion
	if d == nil || (d.Stage != mailbox.Marked && d.Retry.IsZero()) {
		return false
	}
	u.words()
	u.Refresh()
	return true
}

// words writes the sentence and decides which buttons there are.
func (u *undoBar) words() {
	d := u.deletion
	u.undo.show(d.Stage == mailbox.Marked)
	u.hurry.show(d.Stage == mailbox.Marked)
	u.fine.show(d.Stage == mailbox.Finished)
	held := d.Problem != nil && !d.Retry.IsZero() && d.Stage != mailbox.Finished
	u.again.show(held)
	u.steps.show(d.Stage == mailbox.Finished && errors.Is(d.Report.Err, mailbox.ErrUnlisted))
	u.stop.show(held || d.Stage == mailbox.Saving)
	switch {
	case !held:
		u.stop.setText("Stop")
	case d.Final:
		u.stop.setText("Stop trying")
	default:
		u.stop.setText("Do not delete")
	}
	u.good = true
	u.text.set(u.sentence())
}

func (u *undoBar) sentence() string {
	d := u.deletion
	switch d.Stage {
	case mailbox.Marked:
		left := d.Until.Sub(u.now())
		u.part = min(max(float64(left)/float64(u.total), 0), 1)
		return messages(d.Asked) + " will be deleted from the server in " + seconds(max(left, 0))
	case mailbox.Finished:
		u.part = 0
		text, good := resultWords(d.Report)
		if d.ByRule {
			text = "By your rules: " + text
		}
		u.good = good
		if d.Report.Err != nil && u.Explain != nil {
			text += " " + u.Explain(d.Report.Err)
		}
		if d.Report.Folder != "" && d.Report.Deleted+d.Report.Unknown > 0 {
			text += " A copy is in " + shortDir(d.Report.Folder) + "."
		}
		return text
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
		u.part = part(int(d.Fetched), int(d.Bytes))
		return "Saving a copy first… " + count(d.Saved) + " of " + count(d.Asked) + " · " + progressWords(d.Fetched, d.Bytes) + ". Nothing is deleted yet."
	case mailbox.Committing:
		if d.Sent < d.Asked {
			return "The server is deleting, " + count(d.Sent) + " of " + count(d.Asked) + " so far. This can take a while."
		}
		return "The server is deleting " + messages(d.Asked) + ". This can take a while."
	case mailbox.Checking:
		if d.Found > 0 {
			return "This mailbox gives out only a part at a time. " + count(d.Sent) + " deleted, looking for more…"
		}
		return "Looking whether " + plural(d.Asked, "it is", "all "+count(d.Asked)+" are") + " really gone…"
	}
	return "Deleting… " + count(d.Sent) + " of " + count(d.Asked)
}

// heldUp tells what keeps a deletion from going on, what is known of it by then, and
// when it is tried again.
func (u *undoBar) heldUp() string {
	d := u.deletion
	text := "It does not go on."
	if u.Explain != nil {
		text = u.Explain(d.Problem)
	}
	if d.Final {
		text += " It is not known yet what of it is deleted."
	} else {
		text += " Nothing has been deleted yet."
	}
	left := d.Retry.Sub(u.now())
	if left <= 0 {
		return text + " Trying again…"
	}
	return text + " Next try in " + seconds(left) + "."
}

// heightFor is how high the bar is at a width.
func (u *undoBar) heightFor(width float32) float32 {
	return max(px(46), u.text.heightFor(u.textWidth(width))+px(26))
}

// natural is the width at which the sentence stands on one line.
func (u *undoBar) natural() float32 {
	w := fyne.MeasureText(u.text.text, px(textSize), fyne.TextStyle{}).Width
	return w + px(40) + u.buttonsWidth()
}

func (u *undoBar) buttons() []*button {
	return []*button{u.undo, u.hurry, u.again, u.steps, u.stop, u.fine}
}

func (u *undoBar) buttonsWidth() float32 {
	var w float32
	for _, b := range u.buttons() {
		if !b.Hidden {
			w += b.MinSize().Width + px(4)
		}
	}
	return w
}

func (u *undoBar) textWidth(width float32) float32 { return max(width-px(38)-u.buttonsWidth(), px(80)) }

// CreateRenderer implements [fyne.Widget].
func (u *undoBar) CreateRenderer() fyne.WidgetRenderer {
	back, line, mark := box(), box(), box()
	p := &painted{objects: []fyne.CanvasObject{back, line, mark, u.text, u.undo, u.hurry, u.again, u.steps, u.stop, u.fine}, owner: u}
	p.dress = func() {
		back.FillColor, back.CornerRadius = ink(colorFloat), px(cardRadius)
		back.Shadow = canvas.Shadow{Color: ink("shadow"), BlurRadius: px(18), Offset: fyne.NewPos(0, px(4))}
		line.FillColor = rgb(0xF5B82E)
		if u.deletion != nil && u.deletion.Stage != mailbox.Marked {
			line.FillColor = rgb(0x82B3F4)
		}
		line.CornerRadius = px(1)
		mark.FillColor = rgb(0x7CC99A)
		if !u.good {
			mark.FillColor = rgb(0xF5B82E)
		}
		mark.CornerRadius = px(2)
	}
	p.place = func(s fyne.Size) {
		back.Resize(s)
		finished := u.deletion != nil && u.deletion.Stage == mailbox.Finished
		mark.Hidden = !finished
		moveTo(mark, px(8), px(13), px(3), s.Height-px(26))
		moveTo(line, px(6), s.Height-px(3), (s.Width-px(12))*float32(u.part), px(2))
		w := u.textWidth(s.Width)
		h := u.text.heightFor(w)
		moveTo(u.text, px(18), (s.Height-h)/2, w, h)
		x := s.Width - px(10)
		for _, b := range []*button{u.fine, u.stop, u.steps, u.again, u.hurry, u.undo} {
			if b.Hidden {
				continue
			}
			m := b.MinSize()
			x -= m.Width
			moveTo(b, x, (s.Height-m.Height)/2, m.Width, m.Height)
			x -= px(4)
		}
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(200), px(46)) }
	p.dress()
	return p
}
