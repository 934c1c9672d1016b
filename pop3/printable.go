package pop3

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxPrintable is how many runes of a text from a server are shown.
const maxPrintable = 200

// printable makes text from a server safe to show: one line, at most 200 runes,
// no control or invisible formatting characters.
func printable(b []byte) string {
	var sb strings.Builder
	count := 0
	for len(b) > 0 && count < maxPrintable {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1:
			r = '?'
		case !unicode.IsPrint(r) && r != ' ':
			r = ' '
		}
		sb.WriteRune(r)
		b = b[size:]
		count++
	}
	return strings.TrimSpace(sb.String())
}
