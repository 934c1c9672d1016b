package mime

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"
)

// repairHead puts in front of a header block what its writer meant by those fields of
// MIME that no parser can read as they are; the first field of a name counts. It returns
// head itself where there is nothing to repair.
func repairHead(head []byte) []byte {
	var meant strings.Builder
	seen := make(map[string]bool)
	for name, value := range fields(head, repaired, 4096) {
		if seen[name] {
			continue
		}
		seen[name] = true
		better := value
		if !utf8.ValidString(value) {
			better = bestGuess([]byte(value))
		}
		switch name {
		case "Content-Transfer-Encoding":
			better = firstToken(better)
		case "Content-Type":
			better = translateParams(repairType(better))
		case "Content-Disposition":
			better = translateParams(better)
		}
		if better != value {
			fmt.Fprintf(&meant, "%s: %s\r\n", name, better)
		}
	}
	if meant.Len() == 0 {
		return head
	}
	return append([]byte(meant.String()), head...)
}

var repaired = map[string]string{
	"content-type": "Content-Type", "content-disposition": "Content-Disposition", "content-transfer-encoding": "Content-Transfer-Encoding",
}

// firstToken is the mechanism of a Content-Transfer-Encoding field (RFC 2045 section 6.1)
// without comments, quotes and parameters.
func firstToken(value string) string {
	value = strings.TrimLeft(value, `" `)
	if end := strings.IndexFunc(value, func(r rune) bool { return strings.ContainsRune(" \t;,(\"", r) }); end > 0 {
		return value[:end]
	}
	return value
}

// noSemicolon matches a media type with a parameter behind it that no semicolon parts.
var noSemicolon = regexp.MustCompile(`^([\w.+-]+/[\w.+-]+)\s+([\w-]+\s*=)`)

// repairType repairs the value of a Content-Type field: a semicolon that is missing, and
// "text", as programs wrote it before MIME (RFC 1049).
func repairType(value string) string {
	value = noSemicolon.ReplaceAllString(value, "$1; $2")
	kind, params, found := strings.Cut(value, ";")
	if strings.EqualFold(strings.TrimSpace(kind), "text") {
		value = "text/plain"
		if found {
			value += ";" + params
		}
	}
	return value
}

var (
	extendedParam = regexp.MustCompile(`(?i)((?:file)?name)\*(?:(\d+)\*)?\s*=\s*([^;\s"]+)`)
	charsetMark   = regexp.MustCompile(`^([\w.:-]+)'([^']*)'`)
)

// translateParams writes names of files in UTF-8 that are in another charset (RFC 2231
// section 4), as the parser knows no other.
func translateParams(value string) string {
	if !strings.Contains(value, "'") {
		return value
	}
	charsets := make(map[string]string) // by parameter: the first piece of one names it for all
	return extendedParam.ReplaceAllStringFunc(value, func(param string) string {
		m := extendedParam.FindStringSubmatch(param)
		name, piece, text := strings.ToLower(m[1]), m[2], m[3]
		if mark := charsetMark.FindStringSubmatch(text); mark != nil {
			charsets[name], text = strings.ToLower(mark[1]), text[len(mark[0]):]
		}
		charset := charsets[name]
		data, err := url.PathUnescape(text)
		if charset == "" || charset == "utf-8" || charset == "us-ascii" || err != nil {
			return param
		}
		text = url.PathEscape(toUTF8([]byte(data), charset))
		switch piece {
		case "":
			return name + "*=utf-8''" + text
		case "0":
			return name + "*0*=utf-8''" + text
		}
		return name + "*" + piece + "*=" + text
	})
}

// cutFooter parts a body in base64 from plain text behind it, which gateways and mailing
// lists put below a text without a look at how it is encoded.
func cutFooter(body []byte) (encoded, footer []byte) {
	inside, blank := false, false
	for rest := body; len(rest) > 0; {
		line, next := cutLine(rest)
		switch {
		case len(line) == 0:
			blank = inside
		case blank && !isEncoded(line):
			at := len(body) - len(rest)
			return body[:at], body[at:]
		case !blank:
			inside = true
		}
		rest = next
	}
	return body, nil
}
