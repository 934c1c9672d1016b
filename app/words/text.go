package words

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/restante/restante/app/account"
)

// oneLine makes one printable line of at most 300 runes.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 300 {
		s = string(r[:300]) + "…"
	}
	return strings.TrimSpace(s)
}

func portText(s account.Server) string { return strconv.Itoa(s.Port) }
