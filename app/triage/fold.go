package triage

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tableEnd is behind the last script whose letters have marks that are folded
// away: Latin, Greek, Cyrillic, Hebrew, Arabic, the scripts of India.
const tableEnd = 0x2070

// folded maps runes below tableEnd to small letters without marks; 0 for those
// that are dropped. Letters are folded for comparing only, never for the screen.
var folded = sync.OnceValue(func() *[tableEnd]uint16 {
	var table [tableEnd]uint16
	for r := rune(0); r < tableEnd; r++ {
		table[r] = uint16(foldRune(r))
	}
	return &table
})

func foldRune(r rune) rune {
	switch {
	case r >= 0x0300 && r <= 0x036f, r >= 0x0591 && r <= 0x05c7, r >= 0x064b && r <= 0x0652:
		return 0 // marks of Latin, Hebrew and Arabic
	case r == 0x00ad, r == 0x0640, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060:
		return 0 // soft hyphens, stretching, widths of nothing, directions
	case unicode.IsControl(r):
		return ' '
	}
	if i := strings.IndexRune("ßæøđłıœðþς", r); i >= 0 {
		return []rune("saodliodtσ")[utf8.RuneCountInString("ßæøđłıœðþς"[:i])]
	}
	parts := []rune(norm.NFKD.String(string(unicode.ToLower(r))))
	if len(parts) == 0 || parts[0] >= tableEnd {
		return r
	}
	for _, mark := range parts[1:] {
		if !unicode.Is(unicode.M, mark) {
			return r
		}
	}
	return unicode.ToLower(parts[0])
}

// fold appends s to dst in small letters without marks. Homoglyphs are not
// folded: they are for the eye.
func fold(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case r < tableEnd:
			if r = rune(folded()[r]); r == 0 {
				continue
			}
		case r >= 0xff01 && r <= 0xff5e: // ASCII in full width
			r = unicode.ToLower(r - 0xfee0)
		case r >= 0xfe00 && r <= 0xfe0f, r == 0xfeff, r >= 0xe0000 && r <= 0xe0fff:
			continue // variants of emojis, marks of byte order, tags
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

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
