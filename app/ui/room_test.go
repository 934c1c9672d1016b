package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestPseudoRoom checks that words that are longer than the English ones have room.
func TestPseudoRoom(t *testing.T) {
	everyPage(t, false, []fyne.Size{{Width: 1280, Height: 800}, {Width: 800, Height: 600}}, func(at string, x said) {
		if x.fault != "" {
			t.Errorf("%s\n\t%s", at, x.fault)
		}
	})
}
