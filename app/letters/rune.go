package letters

import (
	"unicode/utf8"
)

// NextRune moves forward to the beginning of a rune.
func NextRune(s string, i, end int) int {
	for i < end && !utf8.RuneStart(s[i]) {
		i++
	}
	return min(i, end)
}

// PrevRune is the beginning of the rune before i.
func PrevRune(s string, i, least int) int {
	i--
	for i > least && !utf8.RuneStart(s[i]) {
		i--
	}
	return max(i, least)
}
