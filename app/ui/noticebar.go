package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/words"
)

// noticeBar tells about a problem in place, in yellow, or about the sample
// mailbox in blue: what happened, why, what to do, one button.
type noticeBar struct {
	widget.BaseWidget
	OnAction  func(words.Action)
	OnDismiss func()
	OnResize  func() // the bar needs another height

	blue    bool
	notice  words.Notice
	open    bool // details unfolded
	title   *paragraph
	text    *paragraph
	details *paragraph
	action  *button
	fold    *button
	close   *button
}

func newNoticeBar(blue bool) *noticeBar {
	n := &noticeBar{blue: blue}
	n.title = newParagraph("", textSize, true, colorText)
	n.text = newParagraph("", textSize, false, colorText)
	n.details = newParagraph("", textSmall, false, colorMuted)
	n.action = newButton(kindPlain, iconNone, "", func() {
		if n.OnAction != nil {
			n.OnAction(n.notice.Action)
		}
	})
	n.fold = newButton(kindLink, iconNone, "Details", func() { n.open = !n.open; n.changed() }).tall(buttonHeight)
	n.close = newButton(kindBare, iconClose, "", func() {
		if n.OnDismiss != nil {
			n.OnDismiss()
		}
	}).tall(barButton)
	n.ExtendBaseWidget(n)
	n.Hide()
	return n
}

// set shows a notice; nil hides the bar. It reports whether something changed.
func (n *noticeBar) set(notice *words.Notice) bool {
	if notice == nil {
		if !n.Visible() {
			return false
		}
		n.notice, n.open = words.Notice{}, false
		n.Hide()
		return true
	}
	if n.Visible() && *notice == n.notice {
		return false
	}
	n.notice, n.open = *notice, false
	n.title.set(notice.Title)
	n.text.set(strings.TrimSpace(notice.Cause + " " + notice.Try))
	n.details.setLines(notice.Details)
	n.action.setText(Clean(notice.Button, maxName))
	n.action.show(notice.Button != "")
	n.fold.show(notice.Details != "")
	n.close.show(n.OnDismiss != nil)
	n.Show()
	n.changed()
	return true
}

// changed lets the parent give the bar another height.
func (n *noticeBar) changed() {
	n.details.Hidden = !n.open
	fold := "Details"
	if n.open {
		fold = "Hide details"
	}
	n.fold.setText(fold)
	n.Refresh()
	if n.OnResize != nil {
		n.OnResize()
	}
}

func (n *noticeBar) buttons() []*button { return []*button{n.action, n.fold, n.close} }

func (n *noticeBar) inner(width float32) float32 { return width - px(26) }

// oneLine reports whether a blue bar has room for everything side by side: what
// is no problem should not take the room of one.
func (n *noticeBar) oneLine(width float32) bool {
	return n.blue && !n.open && n.fold.Hidden && n.titleWidth()+n.textWidth()+n.action.MinSize().Width+px(50) <= width
}

func (n *noticeBar) titleWidth() float32 {
	return fyne.MeasureText(n.title.text, px(textSize), fyne.TextStyle{Bold: true}).Width
}

func (n *noticeBar) textWidth() float32 {
	return fyne.MeasureText(n.text.text, px(textSize), fyne.TextStyle{}).Width
}

// placeOneLine sets title, text and button side by side.
func (n *noticeBar) placeOneLine(s fyne.Size) {
	x, line := px(13), n.title.lineHeight()
	moveTo(n.title, x, (s.Height-line)/2, n.titleWidth()+px(4), line)
	moveTo(n.text, x+n.titleWidth()+px(10), (s.Height-line)/2, n.textWidth()+px(4), line)
	m := n.action.MinSize()
	moveTo(n.action, s.Width-m.Width-px(8), (s.Height-m.Height)/2, m.Width, m.Height)
}

// heightFor is how high the bar is at a width.
func (n *noticeBar) heightFor(width float32) float32 {
	if !n.Visible() {
		return 0
	}
	if n.oneLine(width) {
		return px(44)
	}
	w := n.inner(width)
	h := px(12) + n.title.heightFor(w-px(24))
	if n.text.text != "" {
		h += px(2) + n.text.heightFor(w)
	}
	if !n.action.Hidden || !n.fold.Hidden {
		h += px(8) + px(buttonHeight)
	}
	if n.open {
		h += px(6) + n.details.heightFor(w)
	}
	return h + px(11)
}

// CreateRenderer implements [fyne.Widget].
func (n *noticeBar) CreateRenderer() fyne.WidgetRenderer {
	back := box()
	p := &painted{objects: []fyne.CanvasObject{back, n.title, n.text, n.details, n.action, n.fold, n.close}, owner: n}
	p.dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth = ink(colorLook), ink(colorLookLine), 1
		if n.blue {
			back.FillColor, back.StrokeColor = ink(colorTint), ink(theme.ColorNameSelection)
		}
		back.CornerRadius = px(cardRadius)
	}
	p.place = func(s fyne.Size) {
		back.Resize(s)
		if n.oneLine(s.Width) {
			n.placeOneLine(s)
			return
		}
		x, w := px(13), n.inner(s.Width)
		y := px(12)
		h := n.title.heightFor(w - px(24))
		moveTo(n.title, x, y, w-px(24), h)
		moveTo(n.close, s.Width-px(30), px(7), px(barButton), px(barButton))
		y += h
		if n.text.text != "" {
			h = n.text.heightFor(w)
			moveTo(n.text, x, y+px(2), w, h)
			y += h + px(2)
		}
		y += px(8)
		if !n.action.Hidden {
			m := n.action.MinSize()
			moveTo(n.action, x, y, m.Width, m.Height)
			x += m.Width + px(6)
		}
		if !n.fold.Hidden {
			m := n.fold.MinSize()
			moveTo(n.fold, x, y, m.Width, m.Height)
		}
		if n.open {
			moveTo(n.details, px(13), y+px(buttonHeight)+px(6), w, n.details.heightFor(w))
		}
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(100), px(20)) }
	p.dress()
	return p
}
