package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// textView shows a text of any length. Only the visible lines exist as
// drawings; lines are broken in slices, and between two slices the window
// answers.
type textView struct {
	widget.BaseWidget
	OnLink   func(raw string)
	OnCopy   func(text string)
	OnKey    func(*fyne.KeyEvent)
	OnScroll func()
	OnCombo  func(fyne.Shortcut)
	Focus    func()
	// Later runs a function on the UI goroutine after other events had their turn.
	Later     func(func())
	Modifiers func() fyne.KeyModifier

	text    string
	wrap    *wrapping
	job     int // of the wrapping under way; an older one stops by itself
	offset  float64
	focused bool
	width   float32
	pointer bool // over a link

	from, to int // the selection, in bytes; from is where it began
	selects  bool

	rules rulers
	bar   *scrollBar
	body  *textBody
	clip  *container.Clip
}

func newTextView() *textView {
	v := &textView{rules: rulers{}, bar: newScrollBar()}
	v.bar.OnMove = func(o float64) { v.scrollTo(o) }
	v.body = newTextBody(v)
	v.clip = newClip(v.body)
	v.ExtendBaseWidget(v)
	return v
}

// SetText shows another text from its beginning.
func (v *textView) SetText(s string) {
	v.text, v.offset, v.from, v.to = s, 0, 0, 0
	v.rewrap()
}

func (v *textView) lineHeight() float32 { return px(textSize) * 1.55 }

func (v *textView) padding() float32 { return px(20) }

// rewrap begins to break the lines anew.
func (v *textView) rewrap() {
	v.job++
	room := min(v.body.Size().Width-2*v.padding(), px(760))
	if room < px(40) {
		v.wrap = nil
		return
	}
	v.wrap = newWrapping(v.text, room, v.rules.get(px(textSize), false))
	v.wrap.step(wrapSlice)
	v.goOn(v.job)
	v.redraw()
}

// goOn breaks the next slice of lines after other events had their turn.
func (v *textView) goOn(job int) {
	if v.wrap == nil || v.wrap.done() || v.Later == nil {
		return
	}
	v.Later(func() {
		if job != v.job || v.wrap == nil {
			return
		}
		v.wrap.step(wrapSlice)
		v.redraw()
		v.goOn(job)
	})
}

func (v *textView) height() float64 {
	if v.wrap == nil {
		return 0
	}
	return float64(len(v.wrap.lines))*float64(v.lineHeight()) + float64(px(32))
}

func (v *textView) scrollTo(offset float64) {
	most := v.height() - float64(v.body.Size().Height)
	v.offset = max(min(offset, most), 0)
	v.redraw()
}

func (v *textView) redraw() {
	v.bar.set(v.height(), float64(v.body.Size().Height), v.offset)
	v.body.update()
}

// resized keeps the words at the top where they are while the width changes.
func (v *textView) resized() {
	if v.width == v.body.Size().Width {
		v.redraw()
		return
	}
	v.width = v.body.Size().Width
	at := v.topByte()
	v.rewrap()
	for v.wrap != nil && !v.wrap.done() && v.wrap.next <= at && at < wrapSlice*4 {
		v.wrap.step(wrapSlice)
	}
	if line := v.lineOf(at); line > 0 {
		v.scrollTo(float64(line) * float64(v.lineHeight()))
		return
	}
	v.scrollTo(0)
}

// topByte is where the first visible line begins.
func (v *textView) topByte() int {
	if v.wrap == nil || len(v.wrap.lines) == 0 {
		return 0
	}
	i := min(int(v.offset/float64(v.lineHeight())), len(v.wrap.lines)-1)
	return int(v.wrap.lines[i].start)
}

// TypedKey scrolls.
func (v *textView) key(e *fyne.KeyEvent, m fyne.KeyModifier) {
	page := float64(v.body.Size().Height) - 2*float64(v.lineHeight())
	line := float64(v.lineHeight())
	switch e.Name {
	case fyne.KeySpace:
		if m&fyne.KeyModifierShift != 0 {
			page = -page
		}
		v.scrollTo(v.offset + page)
	case fyne.KeyPageDown:
		v.scrollTo(v.offset + page)
	case fyne.KeyPageUp:
		v.scrollTo(v.offset - page)
	case fyne.KeyDown:
		v.scrollTo(v.offset + 2*line)
	case fyne.KeyUp:
		v.scrollTo(v.offset - 2*line)
	case fyne.KeyHome:
		v.scrollTo(0)
	case fyne.KeyEnd:
		v.scrollTo(v.height())
	default:
		if v.OnKey != nil {
			v.OnKey(e)
		}
	}
}

// CreateRenderer implements [fyne.Widget].
func (v *textView) CreateRenderer() fyne.WidgetRenderer {
	ring := box()
	p := &painted{objects: []fyne.CanvasObject{v.clip, v.bar, ring}, owner: v}
	p.dress = func() {
		v.rules = rulers{}
		v.width = 0
		ring.StrokeColor, ring.StrokeWidth = transparent(), 2
	}
	p.place = func(s fyne.Size) {
		moveTo(v.clip, 0, 0, s.Width, s.Height)
		moveTo(v.bar, s.Width-px(12), 0, px(12), s.Height)
		ring.Resize(s)
		v.resized()
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(120), px(60)) }
	p.dress()
	return p
}

// textBody draws the visible lines and takes the events.
type textBody struct {
	widget.BaseWidget
	v     *textView
	root  *fyne.Container
	marks pool[*canvas.Rectangle]
	words pool[*canvas.Text]
}

var (
	_ fyne.Focusable     = (*textBody)(nil)
	_ fyne.Shortcutable  = (*textBody)(nil)
	_ fyne.Draggable     = (*textBody)(nil)
	_ fyne.Scrollable    = (*textBody)(nil)
	_ desktop.Mouseable  = (*textBody)(nil)
	_ desktop.Hoverable  = (*textBody)(nil)
	_ desktop.Cursorable = (*textBody)(nil)
)

func newTextBody(v *textView) *textBody {
	b := &textBody{v: v, root: &fyne.Container{}}
	b.ExtendBaseWidget(b)
	return b
}

// MinSize implements [fyne.CanvasObject].
func (b *textBody) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// CreateRenderer implements [fyne.Widget].
func (b *textBody) CreateRenderer() fyne.WidgetRenderer {
	p := &painted{objects: []fyne.CanvasObject{b.root}, owner: b}
	p.dress = func() {}
	p.place = func(s fyne.Size) {
		b.root.Resize(s)
		b.v.resized()
	}
	p.least = b.MinSize
	return p
}

// pool lends drawings and takes them all back at once.
type pool[T fyne.CanvasObject] struct {
	all  []T
	used int
}

func (p *pool[T]) take(create func() T) T {
	if p.used == len(p.all) {
		p.all = append(p.all, create())
	}
	p.used++
	return p.all[p.used-1]
}
