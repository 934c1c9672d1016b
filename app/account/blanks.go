package account

import (
	"strings"
	"unicode"
)

// WithoutBlanks takes out of a password what was most likely pasted with it: blanks of
// every kind, tabs and line ends at both ends, signs that cannot be seen, and the blanks
// between the parts of an app password, as pages show it: four letters and four more.
// Other blanks inside become those that the space bar makes. A password that has none of
// these is returned as it is.
func WithoutBlanks(password string) string {
	trimmed := strings.TrimFunc(password, isBlank)
	parts := strings.FieldsFunc(trimmed, isBlank)
	if isAppPassword(parts) {
		return strings.Join(parts, "")
	}
	return strings.Map(func(r rune) rune {
		switch {
		case isUnseen(r) || unicode.IsControl(r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, trimmed)
}

// Pasted says what [WithoutBlanks] changes in a password.
type Pasted struct {
	Ends     bool // blanks at an end
	Between  bool // blanks between the parts of an app password
	Unseen   bool // signs inside that cannot be seen
	OddBlank bool // blanks inside that the space bar does not make
}

// PastedWith finds what was most likely pasted with a password.
func PastedWith(password string) Pasted {
	trimmed := strings.TrimFunc(password, isBlank)
	p := Pasted{Ends: trimmed != password}
	if parts := strings.FieldsFunc(trimmed, isBlank); isAppPassword(parts) {
		p.Between = true
		return p
	}
	for _, r := range trimmed {
		switch {
		case isUnseen(r) || unicode.IsControl(r):
			p.Unseen = true
		case unicode.IsSpace(r) && r != ' ':
			p.OddBlank = true
		}
	}
	return p
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

// isUnseen reports whether a sign is not to be seen: the marks of Unicode for joining,
// breaking and direction, and the letters that are there to be nothing.
func isUnseen(r rune) bool {
	switch r {
	case '\u034f', '\u115f', '\u1160', '\u3164', '\uffa0':
		return true
	}
	return unicode.Is(unicode.Cf, r)
}
