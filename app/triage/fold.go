package triage

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// foldAddr makes addresses comparable. Letters with marks stay what they are, so
// that nobody can pass for somebody else.
func foldAddr(addr string) string { return strings.ToLower(strings.TrimSpace(addr)) }

// isWordRune reports whether a folded rune is part of a word.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || isDigit(r)
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}

// isDense reports whether a script is written without blanks between words.
func isDense(r rune) bool {
	return r >= 0x0e00 && r <= 0x0eff || r >= 0x1000 && r <= 0x109f || r >= 0x3040 && r <= 0x30ff || r >= 0x3400 && r <= 0x9fff || r >= 0x20000 && r <= 0x3ffff
}
