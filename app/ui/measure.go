package ui

import (
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
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
	w := a.ask(r)
	if len(a.other) < 1<<16 {
		a.other[r] = w
	}
	return w
}

func (a *advances) ask(r rune) float32 {
	switch {
	case hidden(r) || unicode.Is(unicode.M, r) || r == 0x200C || r == 0x200D:
		return 0
	case unicode.Is(unicode.Z, r):
		return a.ascii[' ']
	}
	return fyne.MeasureText(string(r), a.size, a.style).Width
}

func (a *advances) text(s string) float32 {
	var w float32
	for _, r := range s {
		w += a.of(r)
	}
	return w
}

// fit cuts a string with an ellipsis so that it is no wider than width.
func (a *advances) fit(s string, width float32) string {
	if a.text(s) <= width {
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

// rulers keeps the advances of the few fonts in use until the theme changes.
type rulers map[rulerKey]*advances

type rulerKey struct {
	size float32
	bold bool
}

func (r rulers) get(size float32, bold bool) *advances {
	k := rulerKey{size, bold}
	if a := r[k]; a != nil {
		return a
	}
	a := newAdvances(size, fyne.TextStyle{Bold: bold})
	r[k] = a
	return a
}
