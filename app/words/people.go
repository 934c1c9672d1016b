package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
		return "(nobody named)", ""
	}
	name, addr = letters.Clean(from[0].Name, letters.MaxName), letters.Clean(from[0].Addr, letters.MaxName)
	switch {
	case name == "" || strings.EqualFold(name, addr):
		name, addr = addr, ""
	case strings.Contains(name, "@"):
		name, addr = addr, "calls itself “"+name+"”"
	}
	if len(from) > 1 {
		addr = strings.TrimSpace(addr + " and " + People(from[1:]))
	}
	return name, addr
}

// People names a few and counts the others.
func People(list []mime.Address) string {
	if len(list) == 0 {
		return "nobody named"
	}
	const most = 3
	var names []string
	for i, a := range list {
		if i == most {
			names = append(names, Count(len(list)-most)+" more")
			break
		}
		n := letters.Clean(a.Name, 60)
		if n == "" {
			n = letters.Clean(a.Addr, 80)
		}
		names = append(names, n)
	}
	return strings.Join(names, ", ")
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
