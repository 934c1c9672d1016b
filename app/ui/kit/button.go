package kit

import (
	"image/color"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Kind is how loud a button is.
type Kind int

const (
	Plain     Kind = iota // on paper, with a line around
	Primary               // the one thing to do
	Delete                // as plain, in red
	Link                  // words only
	Float                 // on the floating bar
	FloatLink             // words only, on the floating bar
	Bare                  // an icon only, muted
	Chip                  // one of a few that exclude one another
	Danger                // deletes; the only red thing
)

// Button is a push button in the measures of the drawings.
type Button struct {
	widget.BaseWidget
	OnTapped func()
	OnEscape func()             // Escape was pressed; nil where it means nothing
	OnOther  func(fyne.KeyName) // a key was pressed that means nothing to a button; may be nil
	OnFocus  func()             // it has got the keyboard; may be nil

	Kind     Kind
	Text     string
	Icon     Icon
	height   float32
	Disabled bool
	hovered  bool
	focused  bool
	Pressed  bool // the one of its kind that holds

	placed time.Time // when it came to where it is, or began to mean what it does
	early  bool      // the mouse was pressed a moment after that: it was meant for something else
	widest []string  // all it may say: it is as wide as the longest, so that its neighbours stay
}

// SettleTime is how long a button does not react to the mouse after it came under it.
// A second click follows the first one faster than anybody reads.
const SettleTime = 400 * time.Millisecond

// Moved notes that the button is somewhere else now, or means something else.
func (b *Button) Moved() { b.placed = clock() }

// Move implements [fyne.CanvasObject].
func (b *Button) Move(p fyne.Position) {
	if farther(p, b.Position()) {
		b.Moved()
	}
	b.BaseWidget.Move(p)
}

// farther reports whether two places are so far apart that who aims at one misses the
// other.
func farther(a, b fyne.Position) bool {
	d := a.Subtract(b)
	return max(d.X, -d.X, d.Y, -d.Y) > Px(8)
}

// SetVisible lets the button be seen or not.
func (b *Button) SetVisible(on bool) {
	if on && b.Hidden {
		b.Moved()
	}
	b.Hidden = !on
}

// Says makes room for all that the button may say.
func (b *Button) Says(texts ...string) *Button {
	b.widest = texts
	return b
}

// MouseDown implements [desktop.Mouseable].
func (b *Button) MouseDown(*desktop.MouseEvent) { b.early = clock().Sub(b.placed) < SettleTime }

// MouseUp implements [desktop.Mouseable].
func (b *Button) MouseUp(*desktop.MouseEvent) {}

var (
	_ fyne.Focusable     = (*Button)(nil)
	_ fyne.Tappable      = (*Button)(nil)
	_ desktop.Mouseable  = (*Button)(nil)
	_ desktop.Hoverable  = (*Button)(nil)
	_ desktop.Cursorable = (*Button)(nil)
)

// NewButton makes a button of the usual height.
func NewButton(kind Kind, i Icon, text string, tapped func()) *Button {
	b := &Button{Kind: kind, Icon: i, Text: text, height: ButtonHeight, OnTapped: tapped, placed: clock()}
	b.ExtendBaseWidget(b)
	return b
}

// Tall sets the height at 100 %.
func (b *Button) Tall(h float32) *Button {
	b.height = h
	return b
}

// SetText changes the words.
func (b *Button) SetText(text string) {
	if b.Text != text {
		if wordsOnly(b.Text) != wordsOnly(text) {
			b.Moved()
		}
		b.Text = text
		b.Refresh()
	}
}

// wordsOnly leaves figures out, which may run while nothing else changes, with what
// languages group their digits by.
func wordsOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || unicode.IsSpace(r) || strings.ContainsRune(",.'’", r) {
			return -1
		}
		return r
	}, s)
}

// Enable lets the button be pressed or not.
func (b *Button) Enable(on bool) {
	if b.Disabled == on {
		b.Disabled = !on
		b.Refresh()
	}
}

// Tapped implements [fyne.Tappable].
func (b *Button) Tapped(*fyne.PointEvent) {
	early := b.early
	b.early = false
	if !early && !b.Disabled && b.OnTapped != nil {
		b.OnTapped()
	}
}

// FocusGained implements [fyne.Focusable].
func (b *Button) FocusGained() {
	b.focused = true
	b.Refresh()
	if b.OnFocus != nil {
		b.OnFocus()
	}
}

// FocusLost implements [fyne.Focusable].
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune implements [fyne.Focusable].
func (b *Button) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	case fyne.KeyEscape:
		if b.OnEscape != nil {
			b.OnEscape()
		}
	default:
		if b.OnOther != nil {
			b.OnOther(e.Name)
		}
	}
}

// MouseIn implements [desktop.Hoverable].
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (b *Button) MouseOut() { b.hovered = false; b.Refresh() }

// Cursor implements [desktop.Cursorable].
func (b *Button) Cursor() desktop.Cursor {
	if b.Disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer implements [fyne.Widget].
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		b: b, box: canvas.NewRectangle(color.Transparent),
		ring: canvas.NewRectangle(color.Transparent), label: canvas.NewText("", color.Black), img: NewIcon(),
	}
	r.objects = []fyne.CanvasObject{r.box, r.img, r.label, r.ring}
	r.dress()
	return r
}

// colors tells fill, line and letters for the present state.
func (b *Button) colors() (fill, line, letters color.Color) {
	switch b.Kind {
	case Primary:
		fill, line, letters = Ink(ColorAccent), color.Transparent, Ink(colorOnAccent)
		if b.hovered && !b.Disabled {
			fill = Mix(fill, Ink(colorOnAccent), 0.1)
		}
	case Delete:
		fill, line, letters = Ink(ColorPanel), Ink(ColorLine), Ink(ColorDelete)
	case Link:
		fill, line, letters = color.Transparent, color.Transparent, Ink(ColorAccent)
	case Float:
		fill, line, letters = Ink(colorFloatTint), color.Transparent, Ink(ColorOnFloat)
	case FloatLink:
		fill, line, letters = color.Transparent, color.Transparent, Ink(colorFloatSoft)
	case Danger:
		fill, line, letters = Ink(colorDanger), color.Transparent, Ink(colorOnDanger)
		if b.hovered && !b.Disabled {
			fill = Mix(fill, Ink(colorOnDanger), 0.12)
		}
	case Chip:
		fill, line, letters = Ink(ColorPanel), Ink(ColorLine), Ink(ColorText)
		if b.Pressed {
			fill = Ink(ColorTint)
		}
	case Bare:
		fill, line, letters = color.Transparent, color.Transparent, Ink(ColorMuted)
	default:
		fill, line, letters = Ink(ColorPanel), Ink(ColorLine), Ink(ColorText)
	}
	return b.touched(fill, line, letters)
}

// touched changes the colours of a button under the pointer or out of use.
func (b *Button) touched(fill, line, letters color.Color) (color.Color, color.Color, color.Color) {
	if b.Disabled {
		if b.Kind == Primary || b.Kind == Danger {
			fill = Ink(ColorBlank)
		}
		return fill, line, Ink(ColorFaint)
	}
	if b.hovered {
		switch b.Kind {
		case Primary, Danger:
		case Float, FloatLink:
			fill, letters = Mix(Ink(colorFloatTint), Ink(ColorOnFloat), 0.12), Ink(ColorOnFloat)
		default:
			fill = Ink(ColorHover)
		}
	}
	return fill, line, letters
}

// Mix blends b into a.
func Mix(a, b color.Color, part float64) color.Color {
	x, y := color.NRGBAModel.Convert(a).(color.NRGBA), color.NRGBAModel.Convert(b).(color.NRGBA)
	m := func(p, q uint8) uint8 { return uint8(float64(p)*(1-part) + float64(q)*part) }
	return color.NRGBA{R: m(x.R, y.R), G: m(x.G, y.G), B: m(x.B, y.B), A: x.A}
}

type buttonRenderer struct {
	b         *Button
	box, ring *canvas.Rectangle
	label     *canvas.Text
	img       *canvas.Image
	objects   []fyne.CanvasObject
}

func (r *buttonRenderer) dress() {
	b := r.b
	fill, line, letters := b.colors()
	r.box.FillColor, r.box.StrokeColor, r.box.StrokeWidth = fill, line, 1
	r.box.CornerRadius, r.ring.CornerRadius = Px(Radius), Px(Radius)
	r.ring.StrokeWidth, r.ring.StrokeColor = 2, color.Transparent
	if b.focused {
		r.ring.StrokeColor = Ink(ColorAccent)
		if b.Kind == Primary || b.Kind == Danger {
			r.ring.StrokeColor = Ink(ColorText)
		}
	}
	r.label.Text, r.label.Color, r.label.TextSize = b.Text, letters, Px(TextSize)
	if b.height <= BarButton {
		r.label.TextSize = Px(TextSmall)
	}
	r.label.TextStyle.Bold = b.Kind == Primary || b.Kind == Float || b.Kind == Delete || b.Kind == Danger
	SetIcon(r.img, b.Icon, letters)
}

// pad is the room left and right of the words.
func (r *buttonRenderer) pad() float32 {
	switch {
	case r.b.Text == "":
		return (Px(r.b.height) - Px(IconSize)) / 2
	case r.b.Kind == Link || r.b.Kind == FloatLink:
		return Px(8)
	case r.b.Kind == Chip:
		return Px(9)
	case r.b.height >= PageButton:
		return Px(20)
	}
	return Px(13)
}

// MinSize implements [fyne.WidgetRenderer].
func (r *buttonRenderer) MinSize() fyne.Size {
	w := 2 * r.pad()
	if r.b.Text != "" {
		w += max(r.label.MinSize().Width, r.widest())
	}
	if r.b.Icon != IconNone {
		w += Px(IconSize)
		if r.b.Text != "" {
			w += Px(7)
		}
	}
	return fyne.NewSize(w, Px(r.b.height))
}

// widest is the room for the longest of what the button may say, in the heaviest
// letters that it may have.
func (r *buttonRenderer) widest() (w float32) {
	for _, t := range r.b.widest {
		w = max(w, fyne.MeasureText(t, r.label.TextSize, fyne.TextStyle{Bold: true}).Width)
	}
	return w
}

// Layout implements [fyne.WidgetRenderer].
func (r *buttonRenderer) Layout(s fyne.Size) {
	r.box.Resize(s)
	r.ring.Resize(s)
	text := r.label.MinSize()
	if r.b.Text == "" {
		text.Width = 0
	}
	ic := Px(IconSize)
	total := text.Width
	if r.b.Icon != IconNone {
		total += ic
		if r.b.Text != "" {
			total += Px(7)
		}
	}
	x := (s.Width - total) / 2
	if r.b.Icon != IconNone {
		r.img.Resize(fyne.NewSquareSize(ic))
		r.img.Move(fyne.NewPos(x, (s.Height-ic)/2))
		x += ic + Px(7)
	}
	r.label.Resize(text)
	r.label.Move(fyne.NewPos(x, (s.Height-text.Height)/2))
}

// Refresh implements [fyne.WidgetRenderer].
func (r *buttonRenderer) Refresh() {
	r.dress()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

// Objects implements [fyne.WidgetRenderer].
func (r *buttonRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Destroy implements [fyne.WidgetRenderer].
func (r *buttonRenderer) Destroy() {}
