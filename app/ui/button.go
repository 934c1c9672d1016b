package ui

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

// buttonKind is how loud a button is.
type buttonKind int

const (
	kindPlain     buttonKind = iota // on paper, with a line around
	kindPrimary                     // the one thing to do
	kindDelete                      // as plain, in red
	kindLink                        // words only
	kindFloat                       // on the floating bar
	kindFloatLink                   // words only, on the floating bar
	kindBare                        // an icon only, muted
	kindChip                        // one of a few that exclude one another
	kindDanger                      // deletes; the only red thing
)

// button is a push button in the measures of the drawings.
type button struct {
	widget.BaseWidget
	OnTapped func()
	OnEscape func()             // Escape was pressed; nil where it means nothing
	OnOther  func(fyne.KeyName) // a key was pressed that means nothing to a button; may be nil
	OnFocus  func()             // it has got the keyboard; may be nil

	kind     buttonKind
	text     string
	icon     icon
	height   float32
	disabled bool
	hovered  bool
	focused  bool
	pressed  bool // the one of its kind that holds

	placed time.Time // when it came to where it is, or began to mean what it does
	early  bool      // the mouse was pressed a moment after that: it was meant for something else
	widest []string  // all it may say: it is as wide as the longest, so that its neighbours stay
}

// settleTime is how long a button does not react to the mouse after it came under it.
// A second click follows the first one faster than anybody reads.
const settleTime = 400 * time.Millisecond

// moved notes that the button is somewhere else now, or means something else.
func (b *button) moved() { b.placed = clock() }

// Move implements [fyne.CanvasObject].
func (b *button) Move(p fyne.Position) {
	if farther(p, b.Position()) {
		b.moved()
	}
	b.BaseWidget.Move(p)
}

// farther reports whether two places are so far apart that who aims at one misses the
// other.
func farther(a, b fyne.Position) bool {
	d := a.Subtract(b)
	return max(d.X, -d.X, d.Y, -d.Y) > px(8)
}

// show lets the button be seen or not.
func (b *button) show(on bool) {
	if on && b.Hidden {
		b.moved()
	}
	b.Hidden = !on
}

// says makes room for all that the button may say.
func (b *button) says(texts ...string) *button {
	b.widest = texts
	return b
}

// MouseDown implements [desktop.Mouseable].
func (b *button) MouseDown(*desktop.MouseEvent) { b.early = clock().Sub(b.placed) < settleTime }

// MouseUp implements [desktop.Mouseable].
func (b *button) MouseUp(*desktop.MouseEvent) {}

var (
	_ fyne.Focusable     = (*button)(nil)
	_ fyne.Tappable      = (*button)(nil)
	_ desktop.Mouseable  = (*button)(nil)
	_ desktop.Hoverable  = (*button)(nil)
	_ desktop.Cursorable = (*button)(nil)
)

func newButton(kind buttonKind, i icon, text string, tapped func()) *button {
	b := &button{kind: kind, icon: i, text: text, height: buttonHeight, OnTapped: tapped, placed: clock()}
	b.ExtendBaseWidget(b)
	return b
}

// tall sets the height at 100 %.
func (b *button) tall(h float32) *button {
	b.height = h
	return b
}

// setText changes the words.
func (b *button) setText(text string) {
	if b.text != text {
		if wordsOnly(b.text) != wordsOnly(text) {
			b.moved()
		}
		b.text = text
		b.Refresh()
	}
}

// wordsOnly leaves figures out, which may run while nothing else changes.
func wordsOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || r == ',' {
			return -1
		}
		return r
	}, s)
}

// enable lets the button be pressed or not.
func (b *button) enable(on bool) {
	if b.disabled == on {
		b.disabled = !on
		b.Refresh()
	}
}

// Tapped implements [fyne.Tappable].
func (b *button) Tapped(*fyne.PointEvent) {
	early := b.early
	b.early = false
	if !early && !b.disabled && b.OnTapped != nil {
		b.OnTapped()
	}
}

// FocusGained implements [fyne.Focusable].
func (b *button) FocusGained() {
	b.focused = true
	b.Refresh()
	if b.OnFocus != nil {
		b.OnFocus()
	}
}

// FocusLost implements [fyne.Focusable].
func (b *button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune implements [fyne.Focusable].
func (b *button) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (b *button) TypedKey(e *fyne.KeyEvent) {
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
func (b *button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (b *button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (b *button) MouseOut() { b.hovered = false; b.Refresh() }

// Cursor implements [desktop.Cursorable].
func (b *button) Cursor() desktop.Cursor {
	if b.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer implements [fyne.Widget].
func (b *button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		b: b, box: canvas.NewRectangle(color.Transparent),
		ring: canvas.NewRectangle(color.Transparent), label: canvas.NewText("", color.Black), img: newIcon(),
	}
	r.objects = []fyne.CanvasObject{r.box, r.img, r.label, r.ring}
	r.dress()
	return r
}

// colors tells fill, line and letters for the present state.
func (b *button) colors() (fill, line, letters color.Color) {
	switch b.kind {
	case kindPrimary:
		fill, line, letters = ink(colorAccent), color.Transparent, ink(colorOnAccent)
		if b.hovered && !b.disabled {
			fill = mix(fill, ink(colorOnAccent), 0.1)
		}
	case kindDelete:
		fill, line, letters = ink(colorPanel), ink(colorLine), ink(colorDelete)
	case kindLink:
		fill, line, letters = color.Transparent, color.Transparent, ink(colorAccent)
	case kindFloat:
		fill, line, letters = ink(colorFloatTint), color.Transparent, ink(colorOnFloat)
	case kindFloatLink:
		fill, line, letters = color.Transparent, color.Transparent, ink(colorFloatSoft)
	case kindDanger:
		fill, line, letters = ink(colorDanger), color.Transparent, ink(colorOnDanger)
		if b.hovered && !b.disabled {
			fill = mix(fill, ink(colorOnDanger), 0.12)
		}
	case kindChip:
		fill, line, letters = ink(colorPanel), ink(colorLine), ink(colorText)
		if b.pressed {
			fill = ink(colorTint)
		}
	case kindBare:
		fill, line, letters = color.Transparent, color.Transparent, ink(colorMuted)
	default:
		fill, line, letters = ink(colorPanel), ink(colorLine), ink(colorText)
	}
	return b.touched(fill, line, letters)
}

// touched changes the colours of a button under the pointer or out of use.
func (b *button) touched(fill, line, letters color.Color) (color.Color, color.Color, color.Color) {
	if b.disabled {
		if b.kind == kindPrimary || b.kind == kindDanger {
			fill = ink(colorBlank)
		}
		return fill, line, ink(colorFaint)
	}
	if b.hovered {
		switch b.kind {
		case kindPrimary, kindDanger:
		case kindFloat, kindFloatLink:
			fill, letters = mix(ink(colorFloatTint), ink(colorOnFloat), 0.12), ink(colorOnFloat)
		default:
			fill = ink(colorHover)
		}
	}
	return fill, line, letters
}

// mix blends b into a.
func mix(a, b color.Color, part float64) color.Color {
	x, y := color.NRGBAModel.Convert(a).(color.NRGBA), color.NRGBAModel.Convert(b).(color.NRGBA)
	m := func(p, q uint8) uint8 { return uint8(float64(p)*(1-part) + float64(q)*part) }
	return color.NRGBA{R: m(x.R, y.R), G: m(x.G, y.G), B: m(x.B, y.B), A: x.A}
}

type buttonRenderer struct {
	b         *button
	box, ring *canvas.Rectangle
	label     *canvas.Text
	img       *canvas.Image
	objects   []fyne.CanvasObject
}

func (r *buttonRenderer) dress() {
	b := r.b
	fill, line, letters := b.colors()
	r.box.FillColor, r.box.StrokeColor, r.box.StrokeWidth = fill, line, 1
	r.box.CornerRadius, r.ring.CornerRadius = px(radius), px(radius)
	r.ring.StrokeWidth, r.ring.StrokeColor = 2, color.Transparent
	if b.focused {
		r.ring.StrokeColor = ink(colorAccent)
		if b.kind == kindPrimary || b.kind == kindDanger {
			r.ring.StrokeColor = ink(colorText)
		}
	}
	r.label.Text, r.label.Color, r.label.TextSize = b.text, letters, px(textSize)
	if b.height <= barButton {
		r.label.TextSize = px(textSmall)
	}
	r.label.TextStyle.Bold = b.kind == kindPrimary || b.kind == kindFloat || b.kind == kindDelete || b.kind == kindDanger
	setIcon(r.img, b.icon, letters)
}

// pad is the room left and right of the words.
func (r *buttonRenderer) pad() float32 {
	switch {
	case r.b.text == "":
		return (px(r.b.height) - px(iconSize)) / 2
	case r.b.kind == kindLink || r.b.kind == kindFloatLink:
		return px(8)
	case r.b.kind == kindChip:
		return px(9)
	case r.b.height >= pageButton:
		return px(20)
	}
	return px(13)
}

func (r *buttonRenderer) MinSize() fyne.Size {
	w := 2 * r.pad()
	if r.b.text != "" {
		w += max(r.label.MinSize().Width, r.widest())
	}
	if r.b.icon != iconNone {
		w += px(iconSize)
		if r.b.text != "" {
			w += px(7)
		}
	}
	return fyne.NewSize(w, px(r.b.height))
}

// widest is the room for the longest of what the button may say, in the heaviest
// letters that it may have.
func (r *buttonRenderer) widest() (w float32) {
	for _, t := range r.b.widest {
		w = max(w, fyne.MeasureText(t, r.label.TextSize, fyne.TextStyle{Bold: true}).Width)
	}
	return w
}

func (r *buttonRenderer) Layout(s fyne.Size) {
	r.box.Resize(s)
	r.ring.Resize(s)
	text := r.label.MinSize()
	if r.b.text == "" {
		text.Width = 0
	}
	ic := px(iconSize)
	total := text.Width
	if r.b.icon != iconNone {
		total += ic
		if r.b.text != "" {
			total += px(7)
		}
	}
	x := (s.Width - total) / 2
	if r.b.icon != iconNone {
		r.img.Resize(fyne.NewSquareSize(ic))
		r.img.Move(fyne.NewPos(x, (s.Height-ic)/2))
		x += ic + px(7)
	}
	r.label.Resize(text)
	r.label.Move(fyne.NewPos(x, (s.Height-text.Height)/2))
}

func (r *buttonRenderer) Refresh() {
	r.dress()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *buttonRenderer) Destroy() {}
