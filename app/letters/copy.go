package letters

import (
	"strings"
	"unicode"
)

// ForCopy keeps letters, blanks and line ends, and nothing that hides.
func ForCopy(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == 0x200C || r == 0x200D:
			return r
		case unicode.IsControl(r) || Hidden(r):
			return -1
		}
		return r
	}, s)
}
