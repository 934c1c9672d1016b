package account

import (
	"strings"
	"unicode"
)

// WithoutBlanks takes out of a password what was most likely pasted with it: blanks of
// every kind, tabs and line ends at both ends, signs that cannot be seen, and the blanks
// between the parts of an app password, as pages show it: four letters and four more.
// A password that has none of these is returned as it is.
func WithoutBlanks(password string) string {
	trimmed := strings.TrimFunc(password, isBlank)
	parts := strings.FieldsFunc(trimmed, isBlank)
	if isAppPassword(parts) {
		return strings.Join(parts, "")
	}
	return strings.Map(func(r rune) rune {
		if isUnseen(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, trimmed)
}

// isAppPassword reports whether parts are those of an app password: three or more, all
// of the same length, of letters and digits.
func isAppPassword(parts []string) bool {
	if len(parts) < 3 {
		return false
	}
	for _, part := range parts {
		if len(part) != len(parts[0]) || len(part) < 3 || len(part) > 6 || strings.IndexFunc(part, notPlain) >= 0 {
			return false
		}
	}
	return true
}

func notPlain(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || isUnseen(r) }

// isUnseen reports whether a sign takes no room at all.
func isUnseen(r rune) bool {
	return r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\ufeff' || r == '\u200e' || r == '\u200f'
}
