package page

import (
	"net/netip"
	"net/url"
	"sort"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Bounds for links in a text.
const (
	maxLinks    = 20_000
	maxLinkSize = 2000
)

// link is an address within a text, from start to before end.
type link struct{ start, end int32 }

// findLinks appends the http, https and mailto addresses that begin within
// [from, to). Nothing else becomes a link: no javascript:, file: or data:.
func findLinks(text string, from, to int, out []link) []link {
	to = min(to, len(text))
	for i := from; i < to && len(out) < maxLinks; {
		colon := strings.IndexByte(text[i:to], ':')
		if colon < 0 {
			break
		}
		at := i + colon
		i = at + 1
		start := schemeStart(text, at)
		if start < 0 || (len(out) > 0 && int(out[len(out)-1].end) > start) {
			continue
		}
		if end := linkEnd(text, at+1); end > at+3 {
			out = append(out, link{int32(start), int32(end)})
			i = end
		}
	}
	return out
}

// schemeStart returns where a known scheme that ends at the colon begins, or -1.
func schemeStart(text string, colon int) int {
	for _, s := range []string{"https", "http", "mailto"} {
		start := colon - len(s)
		if start < 0 || !strings.EqualFold(text[start:colon], s) {
			continue
		}
		if start > 0 && isWordByte(text[start-1]) {
			continue
		}
		if s != "mailto" && !strings.HasPrefix(text[colon:], "://") {
			continue
		}
		return start
	}
	return -1
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

// linkEnd finds the end of an address; the punctuation of the sentence around
// it is not part of it.
func linkEnd(text string, i int) int {
	stop := min(len(text), i+maxLinkSize)
	end := i
	for end < stop && text[end] > ' ' && !strings.ContainsRune("<>\"`{}|^", rune(text[end])) {
		end++
	}
	for end > i && strings.IndexByte(".,;:!?'*", text[end-1]) >= 0 {
		end--
	}
	if end > i && text[end-1] == ')' && !strings.Contains(text[i:end], "(") {
		end--
	}
	return end
}

// linksWithin lists the links that touch [start, end).
func linksWithin(links []link, start, end int32) []link {
	i := sort.Search(len(links), func(i int) bool { return links[i].end > start })
	j := i
	for j < len(links) && links[j].start < end {
		j++
	}
	return links[i:j]
}

// Doubt is why a link needs a second look.
type Doubt int

// What is doubtful about a link.
const (
	DoubtNone    Doubt = iota
	DoubtUser          // something stands before the @, which is not where it leads
	DoubtNumber        // it leads to a number in place of a name
	DoubtLetters       // the name holds letters that can look like others
	DoubtPlain         // the page is not encrypted
	DoubtCopy          // it writes to others, too; see [Target.Copy]
)

// Target is a link taken apart for the eye of the user.
type Target struct {
	Full  string   // as it would be opened
	Host  string   // where it really leads
	To    []string // to whom it writes; nil where it leads to a page
	Copy  []string // who else gets what is written
	Doubt Doubt
	Url   *url.URL
}

// ReadTarget takes a link apart. It never opens anything.
func ReadTarget(raw string) (Target, bool) {
	t := Target{Full: raw}
	u, err := url.Parse(raw)
	if err != nil {
		return t, false
	}
	t.Url = u
	switch strings.ToLower(u.Scheme) {
	case "mailto":
		return readMailto(raw)
	case "http", "https":
	default:
		return t, false
	}
	t.Host = u.Hostname()
	if t.Host == "" {
		return t, false
	}
	t.Full = u.String()
	t.Doubt = doubtOf(u)
	return t, true
}

// doubtOf finds what deceivers do with addresses.
func doubtOf(u *url.URL) Doubt {
	host := strings.ToLower(u.Hostname())
	switch {
	case u.User != nil:
		return DoubtUser
	case isNumber(host):
		return DoubtNumber
	case strings.Contains(host, "xn--") || !IsASCII(norm.NFC.String(host)):
		return DoubtLetters
	case strings.EqualFold(u.Scheme, "http"):
		return DoubtPlain
	}
	return DoubtNone
}

// isNumber reports whether a host is an IP address.
func isNumber(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}

// IsASCII reports whether a string has no other letters.
func IsASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
