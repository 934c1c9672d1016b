package mime

import "strings"

// addresses reads an address list (RFC 5322 section 3.4) leniently: every piece
// between commas becomes an address, whatever it looks like, so that nothing is
// hidden. Encoded words are decoded in names only (RFC 2047 section 5).
func (s *Summary) addresses(field, value string, lim Limits) []Address {
	pieces := splitList(value)
	if len(pieces) > lim.Addresses {
		pieces = pieces[:lim.Addresses]
		s.Notes = note(s.Notes, NoteTruncated, "more addresses than the limit in "+field)
	}
	var list []Address
	for _, piece := range pieces {
		a := parseAddress(piece, lim)
		if a == (Address{}) {
			continue // an empty piece or group
		}
		list = append(list, a)
		if !strings.Contains(a.Addr, "@") || strings.Contains(a.Addr, "=?") {
			s.Notes = note(s.Notes, NoteHeader, "an address that is none in "+field)
		}
	}
	return list
}

// splitList splits an address list at commas outside of quotes, comments and
// angle brackets. A group (RFC 5322 section 3.4) is taken as its members.
func splitList(value string) []string {
	var pieces []string
	start, depth, quoted, angle := 0, 0, false, false
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == '\\':
			i++
		case c == '"' && depth == 0:
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth > 0:
		case c == '<':
			angle = true
		case c == '>':
			angle = false
		case angle:
		case c == ',' || c == ';':
			pieces = append(pieces, value[start:i])
			start = i + 1
		case c == ':':
			start = i + 1 // the name of a group
		}
	}
	return append(pieces, value[min(start, len(value)):])
}

// parseAddress reads one mailbox: name <address>, address (name), or address.
func parseAddress(piece string, lim Limits) Address {
	piece = strings.TrimSpace(piece)
	var a Address
	if open := lastOutsideQuotes(piece, '<'); open >= 0 {
		addr := piece[open+1:]
		if end := strings.IndexByte(addr, '>'); end >= 0 {
			addr = addr[:end]
		}
		a.Name, a.Addr = name(piece[:open]), addr
	} else {
		bare, comment := cutComment(piece)
		a.Name, a.Addr = name(comment), bare
		if !strings.Contains(bare, "@") {
			a.Name, a.Addr = name(piece), ""
		}
	}
	a.Name = oneLine(a.Name, lim.Words)
	a.Addr = oneLine(bestGuess([]byte(a.Addr)), lim.Words)
	return a
}

func lastOutsideQuotes(s string, c byte) int {
	last, quoted := -1, false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == c && !quoted:
			last = i
		}
	}
	return last
}

func cutComment(s string) (rest, comment string) {
	open := strings.IndexByte(s, '(')
	if open < 0 {
		return s, ""
	}
	end := strings.LastIndexByte(s, ')')
	if end < open {
		end = len(s)
	}
	return strings.TrimSpace(s[:open] + s[min(end+1, len(s)):]), s[open+1 : end]
}

// name makes a display name readable: quotes off, encoded words decoded. Encoded
// words in quotes are decoded too, as too many programs write them so.
func name(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		s = unescape(s[1 : len(s)-1])
	}
	return strings.Trim(decodeWords(s), " \"")
}

func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		out.WriteByte(s[i])
	}
	return out.String()
}
