package letters

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold makes letters small and takes the accents off.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	var b strings.Builder
	FoldInto(&b, s, len(s))
	return b.String()
}

func isFolded(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || (c >= 'A' && c <= 'Z') {
			return false
		}
	}
	return true
}

// FoldInto writes the first limit bytes of a string as [Fold] makes it.
func FoldInto(b *strings.Builder, s string, limit int) {
	if len(s) > limit {
		s = s[:limit]
	}
	b.Grow(len(s) + 2)
	for _, r := range s {
		if r < utf8.RuneSelf {
			if r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			}
			b.WriteByte(byte(r))
			continue
		}
		foldRune(b, r)
	}
}

func foldRune(b *strings.Builder, r rune) {
	if Hidden(r) || r == utf8.RuneError {
		return
	}
	var raw [utf8.UTFMax]byte
	n := utf8.EncodeRune(raw[:], r)
	d := norm.NFKD.Properties(raw[:n]).Decomposition()
	if d == nil {
		d = raw[:n]
	}
	for len(d) > 0 {
		c, size := utf8.DecodeRune(d)
		d = d[size:]
		if !unicode.Is(unicode.Mn, c) {
			b.WriteRune(unicode.ToLower(c))
		}
	}
}
