package traceless

import (
	"sync"
	_ "unsafe" // for go:linkname

	"github.com/go-text/typesetting/fontscan"
)

// The library that finds the fonts of the system writes an index of them to the
// user's cache, and has no fonts at all where it cannot. It has no switch for that,
// so its own steps are taken here without the last one. TestFontsLibrary holds the
// version these names were read from.

//go:linkname scanFontFootprints github.com/go-text/typesetting/fontscan.scanFontFootprints
func scanFontFootprints(l fontscan.Logger, known []footprints, dirs ...string) ([]footprints, error)

//go:linkname systemFonts github.com/go-text/typesetting/fontscan.systemFonts
var systemFonts []footprints

//go:linkname initSystemFontsOnce github.com/go-text/typesetting/fontscan.initSystemFontsOnce
var initSystemFontsOnce sync.Once

// footprints stands for a type of the library that is never looked into.
type footprints struct{}

// LoadFonts finds the fonts of the system without keeping an index of them. It takes
// a moment and runs off the UI goroutine; begun is called when Fyne will wait for it
// and take what it finds. An error means that there are only the fonts of the program.
func LoadFonts(begun func()) error {
	var err error
	first := false
	initSystemFontsOnce.Do(func() {
		first = true
		begun()
		var dirs []string
		if dirs, err = fontscan.DefaultFontDirectories(silent{}); err == nil {
			systemFonts, err = scanFontFootprints(silent{}, nil, dirs...)
		}
	})
	if !first {
		begun()
	}
	return err
}

type silent struct{}

// Printf implements [fontscan.Logger]: a font that cannot be read is left out.
func (silent) Printf(string, ...any) {}
