package page

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/restante/restante/app/letters"
)

// maxReceivers is how many addresses of a link are handed on.
const maxReceivers = 20

// readMailto takes a mailto: address apart and builds it anew of what RFC 6068 section
// 5 calls safe: receivers, subject and body. Everything else is left out, as mail
// programs attach files, add hidden receivers or set headers by it.
func readMailto(raw string) (Target, bool) {
	_, rest, _ := strings.Cut(raw, ":")
	rest, _, _ = strings.Cut(rest, "#")
	path, query, _ := strings.Cut(rest, "?")
	to := receivers(path)
	var cc []string
	var subject, body string
	for field := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(field, "=")
		name, _ = url.PathUnescape(name) // a broken one is none of these
		switch strings.ToLower(name) {
		case "to":
			to = append(to, receivers(value)...)
		case "cc":
			cc = append(cc, receivers(value)...)
		case "subject":
			if subject == "" {
				subject = mailtoText(value, false)
			}
		case "body":
			if body == "" {
				body = mailtoText(value, true)
			}
		}
	}
	if len(to) == 0 || len(to)+len(cc) > maxReceivers {
		return Target{Full: raw}, false
	}
	t := Target{To: to, Copy: cc}
	if len(cc) > 0 {
		t.Doubt = DoubtCopy
	}
	u := &url.URL{Scheme: "mailto", Opaque: mailtoList(to)}
	var fields []string
	for _, f := range []struct{ name, value string }{{"cc", mailtoList(cc)}, {"subject", mailtoEscape(subject)}, {"body", mailtoEscape(body)}} {
		if f.value != "" {
			fields = append(fields, f.name+"="+f.value)
		}
	}
	u.RawQuery = strings.Join(fields, "&")
	t.Url, t.Full = u, u.String()
	return t, true
}

// receivers reads a list of addresses. What is none is left out.
func receivers(list string) (all []string) {
	for item := range strings.SplitSeq(list, ",") {
		addr, err := url.PathUnescape(item)
		if err != nil || !isReceiver(addr) {
			continue
		}
		all = append(all, addr)
	}
	return all
}

// isReceiver is strict: whoever has an unusual address can be written to by hand.
func isReceiver(addr string) bool {
	local, domain, ok := strings.Cut(addr, "@")
	if !ok || local == "" || domain == "" || len(addr) > 254 || local[0] == '-' || !utf8.ValidString(addr) {
		return false
	}
	return !strings.ContainsFunc(addr, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || letters.Hidden(r) || strings.ContainsRune("\"'`<>()[]{}\\|,;:?&=%$*^#", r)
	}) && !strings.Contains(domain, "@")
}

// mailtoText reads a subject or a body: in neither may anything hide, and only a body
// has lines. A value that is not well-formed is none.
func mailtoText(value string, lines bool) string {
	text, err := url.PathUnescape(value)
	if err != nil || !utf8.ValidString(text) {
		return ""
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && lines:
			return r
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r) || letters.Hidden(r):
			return -1
		}
		return r
	}, text)
	return strings.ReplaceAll(strings.TrimSpace(text), "\n", "\r\n")
}

func mailtoList(all []string) string {
	escaped := make([]string, len(all))
	for i, addr := range all {
		escaped[i] = mailtoEscape(addr)
	}
	return strings.Join(escaped, ",")
}

// mailtoEscape leaves only letters, digits and a few signs as they are: mail programs
// are handed the address on a command line.
func mailtoEscape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~@", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return b.String()
}
