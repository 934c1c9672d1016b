package ui

import (
	"sync"
	_ "unsafe" // for go:linkname

	"github.com/go-text/typesetting/shaping"
)

// Fyne holds the drawings of all widgets until they were not drawn for a minute, those of
// text fields for good, and every font that it has read since the theme was changed. In
// tests that make thousands of windows these are gigabytes.

//go:linkname fyneRenderers fyne.io/fyne/v2/internal/cache.renderers
var fyneRenderers sync.Map

//go:linkname fyneOverrides fyne.io/fyne/v2/internal/cache.overrides
var fyneOverrides sync.Map

//go:linkname fyneShaper fyne.io/fyne/v2/internal/painter.shaper
var fyneShaper *shaping.HarfbuzzShaper

// dropDrawings gives back the drawings of all windows. Those of a window that is still used
// are made anew, without their places.
func dropDrawings() {
	fyneRenderers.Clear()
	fyneOverrides.Clear()
	*fyneShaper = shaping.HarfbuzzShaper{}
}
