package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/mime"
)

// MaxHeadline is how much of a subject the reader shows; the rest is in "all
// headers".
const MaxHeadline = 200

// Sender tells who wrote, with the address always in sight. A name that
// is itself another address steps behind the real one.
func Sender(from []mime.Address) (name, addr string) {
	if len(from) == 0 {
		return lang.T("message.no-sender"), ""
	}
	name, addr = letters.Clean(from[0].Name, letters.MaxName), letters.Clean(from[0].Addr, letters.MaxName)
	switch {
	case name == "" || strings.EqualFold(name, addr):
		name, addr = addr, ""
	case strings.Contains(name, "@"):
		name, addr = addr, lang.T("people.calls-itself", lang.Args{"Name": name})
	}
	switch {
	case len(from) == 1:
		return name, addr
	case addr == "":
		return name, lang.T("people.and", lang.Args{"People": People(from[1:])})
	}
	return name, lang.T("people.more", lang.Args{"First": addr, "People": People(from[1:])})
}

// People names a few and counts the others.
func People(list []mime.Address) string {
	if len(list) == 0 {
		return lang.T("people.nobody")
	}
	const most = 3
	var names []string
	for i, a := range list {
		if i == most {
			names = append(names, lang.T("more", lang.Args{"Count": len(list) - most}))
			break
		}
		n := letters.Clean(a.Name, 60)
		if n == "" {
			n = letters.Clean(a.Addr, 80)
		}
		names = append(names, n)
	}
	return List(names...)
}

// Initials are the first letters of a name.
func Initials(name string) string {
	var out []rune
	for _, w := range strings.Fields(name) {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		out = append(out, unicode.ToUpper(r))
		if len(out) == 2 || r >= 0x2E80 {
			break
		}
	}
	return string(out)
}
