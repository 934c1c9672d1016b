package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func BenchmarkWrap10MB(b *testing.B) {
	test.NewTempApp(b)
	line := "The quick brown fox jumps over the lazy dog, again and again and again and again.\n"
	text := strings.Repeat(line, 10<<20/len(line))
	rule := newAdvances(13, fyne.TextStyle{})
	for b.Loop() {
		w := NewWrapping(text, 440, rule)
		for !w.Done() {
			w.Step(WrapSlice)
		}
	}
}
