package kit

import (
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/letters"
)

// advances knows how wide each rune is in one font at one size. A sum of these
// is not exact where letters join or are moved together, but it costs a
// thousandth of measuring the string.
type advances struct {
	size  float32
	style fyne.TextStyle
	ascii [128]float32
	other map[rune]float32
}

func newAdvances(size float32, style fyne.TextStyle) *advances {
	a := &advances{size: size, style: style, other: map[rune]float32{}}
	for r := rune(' '); r < 127; r++ {
		a.ascii[r] = fyne.MeasureText(string(r), size, style).Width
	}
	return a
}

// of is the width of one rune. What [Clean] takes away has none.
func (a *advances) of(r rune) float32 {
	if r < 128 {
		return a.ascii[r]
	}
	if w, ok := a.other[r]; ok {
		return w
	}
	w := a.measureRune(r)
	if len(a.other) < 1<<16 {
		a.other[r] = w
	}
	return w
}

func (a *advances) measureRune(r rune) float32 {
	switch {
	case letters.Hidden(r) || unicode.Is(unicode.M, r) || r == 0x200C || r == 0x200D:
		return 0
	case unicode.Is(unicode.Z, r):
		return a.ascii[' ']
	}
	return fyne.MeasureText(string(r), a.size, a.style).Width
}

// Text is the width of a string.
func (a *advances) Text(s string) float32 {
	var w float32
	for _, r := range s {
		w += a.of(r)
	}
	return w
}

// Fit cuts a string with an ellipsis so that it is no wider than width.
func (a *advances) Fit(s string, width float32) string {
	if a.Text(s) <= width {
		return s
	}
	width -= a.of('…')
	var w float32
	end := 0
	for i, r := range s {
		w += a.of(r)
		if w > width {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	for end > 0 && s[end-1] == ' ' {
		end--
	}
	if end == 0 && width <= 0 {
		return ""
	}
	return s[:end] + "…"
}

// Lines breaks a string into lines that are no wider than width.
func (a *advances) Lines(s string, width float32) (lines []string) {
	w := NewWrapping(s, width, a)
	w.Step(len(s) + 1)
	for _, l := range w.Lines {
		lines = append(lines, letters.Text(s[l.Start:l.End]))
	}
	return lines
}

// Rulers keeps the advances of the few fonts in use until the theme changes.
type Rulers map[rulerKey]*advances

type rulerKey struct {
	size float32
	bold bool
}

// Get is the ruler for a size and a weight.
func (r Rulers) Get(size float32, bold bool) *advances {
	k := rulerKey{size, bold}
	if a := r[k]; a != nil {
		return a
	}
	a := newAdvances(size, fyne.TextStyle{Bold: bold})
	r[k] = a
	return a
}
