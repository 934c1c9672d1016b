package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/ui/kit"
)

// Text shows a text of any length. Only the visible lines exist as
// drawings; lines are broken in slices, and between two slices the window
// answers.
type Text struct {
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

	Text    string
	Wrap    *kit.Wrapping
	Links   []link // in what is wrapped so far
	job     int    // of the wrapping under way; an older one stops by itself
	Offset  float64
	focused bool
	width   float32
	pointer bool // over a link

	from, to int // the selection, in bytes; from is where it began
	selects  bool

	rules kit.Rulers
	bar   *kit.ScrollBar
	Body  *textBody
	clip  *container.Clip
}

// NewText makes an empty view.
func NewText() *Text {
	v := &Text{rules: kit.Rulers{}, bar: kit.NewScrollBar()}
	v.bar.OnMove = func(o float64) { v.ScrollTo(o) }
	v.Body = newTextBody(v)
	v.clip = kit.NewClip(v.Body)
	v.ExtendBaseWidget(v)
	return v
}

// SetText shows another text from its beginning.
func (v *Text) SetText(s string) {
	v.Text, v.Offset, v.from, v.to = s, 0, 0, 0
	v.rewrap()
}

// LineHeight is how high a line is.
func (v *Text) LineHeight() float32 { return kit.Px(kit.TextSize) * 1.55 }

// Padding is the room left of the text.
func (v *Text) Padding() float32 { return kit.Px(20) }

// rewrap begins to break the lines anew.
func (v *Text) rewrap() {
	v.job++
	room := min(v.Body.Size().Width-2*v.Padding(), kit.Px(760))
	if room < kit.Px(40) {
		v.Wrap = nil
		return
	}
	v.Wrap = kit.NewWrapping(v.Text, room, v.rules.Get(kit.Px(kit.TextSize), false))
	v.Links = nil
	v.wrapMore()
	v.goOn(v.job)
	v.redraw()
}

// wrapMore breaks the next slice of lines, and finds the links in it.
func (v *Text) wrapMore() {
	from := v.Wrap.Next
	v.Wrap.Step(kit.WrapSlice)
	v.Links = findLinks(v.Wrap.Text, from, v.Wrap.Next, v.Links)
}

// goOn breaks the next slice of lines after other events had their turn.
func (v *Text) goOn(job int) {
	if v.Wrap == nil || v.Wrap.Done() || v.Later == nil {
		return
	}
	v.Later(func() {
		if job != v.job || v.Wrap == nil {
			return
		}
		v.wrapMore()
		v.redraw()
		v.goOn(job)
	})
}

// Height is how high the text is, as far as it is broken into lines.
func (v *Text) Height() float64 {
	if v.Wrap == nil {
		return 0
	}
	return float64(len(v.Wrap.Lines))*float64(v.LineHeight()) + float64(kit.Px(32))
}

// ScrollTo scrolls to so many pixels below the beginning.
func (v *Text) ScrollTo(offset float64) {
	most := v.Height() - float64(v.Body.Size().Height)
	v.Offset = max(min(offset, most), 0)
	v.redraw()
}

func (v *Text) redraw() {
	v.bar.Set(v.Height(), float64(v.Body.Size().Height), v.Offset)
	v.Body.update()
}

// resized keeps the words at the top where they are while the width changes.
func (v *Text) resized() {
	if v.width == v.Body.Size().Width {
		v.redraw()
		return
	}
	v.width = v.Body.Size().Width
	at := v.topByte()
	v.rewrap()
	for v.Wrap != nil && !v.Wrap.Done() && v.Wrap.Next <= at && at < kit.WrapSlice*4 {
		v.wrapMore()
	}
	if line := v.lineOf(at); line > 0 {
		v.ScrollTo(float64(line) * float64(v.LineHeight()))
		return
	}
	v.ScrollTo(0)
}

// topByte is where the first visible line begins.
func (v *Text) topByte() int {
	if v.Wrap == nil || len(v.Wrap.Lines) == 0 {
		return 0
	}
	i := min(int(v.Offset/float64(v.LineHeight())), len(v.Wrap.Lines)-1)
	return int(v.Wrap.Lines[i].Start)
}

// TypedKey scrolls.
func (v *Text) key(e *fyne.KeyEvent, m fyne.KeyModifier) {
	page := float64(v.Body.Size().Height) - 2*float64(v.LineHeight())
	line := float64(v.LineHeight())
	switch e.Name {
	case fyne.KeySpace:
		if m&fyne.KeyModifierShift != 0 {
			page = -page
		}
		v.ScrollTo(v.Offset + page)
	case fyne.KeyPageDown:
		v.ScrollTo(v.Offset + page)
	case fyne.KeyPageUp:
		v.ScrollTo(v.Offset - page)
	case fyne.KeyDown:
		v.ScrollTo(v.Offset + 2*line)
	case fyne.KeyUp:
		v.ScrollTo(v.Offset - 2*line)
	case fyne.KeyHome:
		v.ScrollTo(0)
	case fyne.KeyEnd:
		v.ScrollTo(v.Height())
	default:
		if v.OnKey != nil {
			v.OnKey(e)
		}
	}
}

// CreateRenderer implements [fyne.Widget].
func (v *Text) CreateRenderer() fyne.WidgetRenderer {
	ring := kit.Box()
	p := &kit.Painted{Parts: []fyne.CanvasObject{v.clip, v.bar, ring}, Owner: v}
	p.Dress = func() {
		v.rules = kit.Rulers{}
		v.width = 0
		ring.StrokeColor, ring.StrokeWidth = kit.Transparent(), 2
	}
	p.Place = func(s fyne.Size) {
		kit.MoveTo(v.clip, 0, 0, s.Width, s.Height)
		kit.MoveTo(v.bar, s.Width-kit.Px(12), 0, kit.Px(12), s.Height)
		ring.Resize(s)
		v.resized()
	}
	p.Least = func() fyne.Size { return fyne.NewSize(kit.Px(120), kit.Px(60)) }
	p.Dress()
	return p
}

// textBody draws the visible lines and takes the events.
type textBody struct {
	widget.BaseWidget
	v     *Text
	root  *fyne.Container
	marks pool[*canvas.Rectangle]
	Words pool[*canvas.Text]
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

func newTextBody(v *Text) *textBody {
	b := &textBody{v: v, root: &fyne.Container{}}
	b.ExtendBaseWidget(b)
	return b
}

// MinSize implements [fyne.CanvasObject].
func (b *textBody) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// CreateRenderer implements [fyne.Widget].
func (b *textBody) CreateRenderer() fyne.WidgetRenderer {
	p := &kit.Painted{Parts: []fyne.CanvasObject{b.root}, Owner: b}
	p.Dress = func() {}
	p.Place = func(s fyne.Size) {
		b.root.Resize(s)
		b.v.resized()
	}
	p.Least = b.MinSize
	return p
}

// pool lends drawings and takes them all back at once.
type pool[T fyne.CanvasObject] struct {
	All  []T
	Used int
}

func (p *pool[T]) lend(create func() T) T {
	if p.Used == len(p.All) {
		p.All = append(p.All, create())
	}
	p.Used++
	return p.All[p.Used-1]
}
