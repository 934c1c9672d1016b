// Package assets holds the pictures that Restante carries inside its program
// file: the icon as a drawing and the same icon as pixels.
package assets

import _ "embed"

// IconSVG is the icon as a drawing of 64 by 64 units: a blue envelope with a
// yellow dot. It is the master from which IconPNG is made.
//
//go:embed icon.svg
var IconSVG []byte

// IconPNG is the icon as a picture of 512 by 512 pixels, for window systems
// that do not take drawings. To make it anew after a change of the drawing:
//
//	rsvg-convert -w 512 -h 512 icon.svg -o icon.png
//
//go:embed icon.png
var IconPNG []byte
