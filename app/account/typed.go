package account

import (
	"errors"
	"net/netip"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// What can be wrong with what was typed.
var (
	ErrBlank   = errors.New("account: a blank in the middle")
	ErrNoHost  = errors.New("account: not the name of a server")
	ErrPort    = errors.New("account: not a port")
	ErrAddress = errors.New("account: not an e-mail address")
)

// ReadHost reads the name of a server as people paste it: as an address of the web or
// of a mail server, with a port, in brackets, with a dot at its end, in letters of any
// language, or an e-mail address in its place, whose server is guessed. The port is 0
// where none was typed, and host empty where nothing was.
func ReadHost(typed string) (host string, port int, err error) {
	s := cutLabel(narrow(tidy(typed)))
	kind, behind, scheme := cutScheme(s)
	if scheme {
		s = behind
	}
	s = strings.TrimLeft(s, `/\`)
	aside := ""
	if !strings.Contains(s, "@") {
		s, aside = cutAside(s)
	}
	if i := strings.IndexAny(s, "/?#\\"); i >= 0 {
		s = s[:i]
	}
	if i := strings.LastIndexByte(s, '@'); i >= 0 && scheme {
		s = s[i+1:]
	} else if i >= 0 {
		address, err := ReadAddress(typed)
		if err != nil {
			address, err = ReadAddress(s)
		}
		if err != nil {
			return "", 0, ErrNoHost
		}
		return Suggest(address).Host, 0, nil
	}
	s, port, err = cutPort(strings.TrimSpace(s))
	if err != nil || s == "" {
		return "", 0, err
	}
	said, err := readAside(aside)
	if err == nil && port > 0 && said > 0 && said != port {
		err = ErrPort
	}
	if err != nil {
		return "", 0, err
	}
	port = max(port, said)
	if otherSchemes[kind] && otherPorts[port] {
		port = 0
	}
	host, err = readName(s)
	return host, port, err
}

// A page of the web, or a server of another protocol, has ports at which there never
// is POP3: their own, and those of the usual panels of providers.
var (
	otherSchemes = map[string]bool{"http": true, "https": true, "imap": true, "imaps": true, "smtp": true, "smtps": true}
	otherPorts   = map[int]bool{25: true, 80: true, 143: true, 443: true, 465: true, 587: true, 993: true, 2083: true, 2087: true, 2095: true, 2096: true, 8080: true, 8443: true}
)

// cutScheme cuts off the scheme of an address, also of one whose strokes lean the other
// way or are too few.
func cutScheme(s string) (kind, rest string, ok bool) {
	kind, rest, ok = strings.Cut(s, ":")
	if !ok || rest == "" || rest[0] != '/' && rest[0] != '\\' {
		return "", s, false
	}
	return strings.ToLower(kind), rest, true
}

// tidy takes off what surrounds a word when it is pasted out of a text.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case isUnseen(r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
	return strings.Trim(s, " <>\"'“”„‘’,;")
}

// narrow makes the usual signs of those that are as wide as Chinese ones.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, s)
}

// cutLabel cuts off what a page says before the name of a server: "POP3 server: ".
func cutLabel(s string) string {
	i := strings.IndexAny(s, ":=")
	if i < 1 || strings.ContainsAny(s[:i], `.[@\\`) {
		return s
	}
	rest := strings.TrimSpace(s[i+1:])
	first, _, _ := strings.Cut(rest, " ")
	name := strings.Contains(first, ".") || strings.EqualFold(first, "localhost")
	if !name || strings.ContainsAny(rest[:1], `:/\`) {
		return s
	}
	if _, err := netip.ParseAddr(s); err == nil {
		return s
	}
	return rest
}

// cutAside cuts the name of a server, with its port, from what is said behind it.
func cutAside(s string) (name, aside string) {
	i := strings.IndexAny(s, " ,;(")
	if i < 0 {
		return s, ""
	}
	return s[:i], s[i:]
}

// readAside reads what is said behind the name of a server: the port, if it is there,
// which is 0 otherwise, and words about the protocol.
func readAside(s string) (port int, err error) {
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" ,;:()/=-–", r) }) {
		switch w {
		case "port", "ssl", "tls", "starttls", "pop", "pop3", "pops", "pop3s", "tcp", "on", "with":
			continue
		}
		if !isFigures(w) {
			return 0, ErrBlank
		}
		n, err := ReadPort(w)
		if err != nil || port > 0 && n != port {
			return 0, ErrPort
		}
		port = n
	}
	return port, nil
}

// cutPort cuts the port from the name of a server.
func cutPort(s string) (host string, port int, err error) {
	if rest, ok := strings.CutPrefix(s, "["); ok {
		name, behind, closed := strings.Cut(rest, "]")
		if !closed {
			return "", 0, ErrNoHost
		}
		s, behind = strings.TrimSpace(name), strings.TrimSpace(behind)
		if behind == "" {
			return s, 0, nil
		}
		port, err = ReadPort(behind)
		return s, port, err
	}
	if strings.Count(s, ":") != 1 { // none, or the address of a computer
		return s, 0, nil
	}
	s, behind, _ := strings.Cut(s, ":")
	if behind == "" {
		return s, 0, nil
	}
	port, err = ReadPort(behind)
	return s, port, err
}

// readName checks the name of a server, and writes one with letters beyond ASCII the
// way it goes over the line (RFC 5891).
func readName(s string) (string, error) {
	if addr, err := netip.ParseAddr(s); err == nil {
		return addr.String(), nil
	}
	s = strings.TrimRight(s, ".。 ")
	if !isASCII(s) {
		var err error
		if s, err = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(true)).ToASCII(s); err != nil {
			return "", ErrNoHost
		}
	}
	if s == "" || len(s) > 253 {
		return "", ErrNoHost
	}
	figures := true
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return "", ErrNoHost
		}
		for i := range len(label) {
			c := label[i]
			letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_'
			if !letter && (c < '0' || c > '9') {
				return "", ErrNoHost
			}
		}
		figures = isFigures(label) // of the last one, which never is a number
	}
	if figures {
		return "", ErrNoHost
	}
	return s, nil
}

func isFigures(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// ReadPort reads a port, also one behind a colon or the word.
func ReadPort(typed string) (int, error) {
	s := strings.TrimSpace(strings.TrimPrefix(strings.ToLower(narrow(tidy(typed))), "port"))
	s, _, _ = strings.Cut(s, " (") // what kind of port it is
	s = strings.TrimSuffix(strings.TrimSpace(strings.TrimLeft(s, ":")), "/tcp")
	if !isFigures(s) {
		return 0, ErrPort
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 65535 {
		return 0, ErrPort
	}
	return n, nil
}

// ReadAddress reads an e-mail address as people paste it: as a link, with the name of
// its owner, in brackets. It is empty where nothing was typed.
func ReadAddress(typed string) (string, error) {
	s := ReadUser(typed)
	switch at := strings.LastIndexByte(s, '@'); {
	case s == "":
		return "", nil
	case strings.Count(s, "@") > 1:
		return "", ErrAddress
	case strings.Contains(s, " "):
		return "", ErrBlank
	case at < 1 || at == len(s)-1:
		return "", ErrAddress
	default:
		if _, err := readName(s[at+1:]); err != nil && !strings.HasPrefix(s[at+1:], "[") {
			return "", ErrAddress
		}
	}
	return s, nil
}

// ReadUser reads a login name as people paste it. A blank in its middle stays: there
// are such names.
func ReadUser(typed string) string {
	if strings.Count(typed, "<") > 1 {
		return tidy(typed) // of several nobody can tell which is meant
	}
	if open, end := strings.LastIndexByte(typed, '<'), strings.LastIndexByte(typed, '>'); open >= 0 && end > open+1 {
		typed = typed[open+1 : end]
	}
	s := tidy(typed)
	if len(s) >= 7 && strings.EqualFold(s[:7], "mailto:") {
		s, _, _ = strings.Cut(s[7:], "?")
		s = tidy(s)
	}
	if name, domain, ok := strings.Cut(s, "@"); ok { // blanks around it come from pages that hide addresses
		s = strings.TrimSpace(name) + "@" + strings.TrimRight(strings.TrimSpace(domain), ".") // the dot is that of a sentence
	}
	return s
}
