package mime

import (
	"bytes"
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
	for name, value := range fields(head, repaired, 2*maxField) {
		if seen[name] {
			continue
		}
		seen[name] = true
		better := value
		if !utf8.ValidString(value) {
			charset := ""
			if m := charsetParam.FindStringSubmatch(value); m != nil {
				charset = asciiCharset(m[1])
			}
			better = toUTF8([]byte(value), charset)
		}
		if len(better) > maxField { // a parser needs long for what is longer
			better = strings.ToValidUTF8(better[:max(strings.LastIndexByte(better[:maxField], ';'), 0)], "")
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

// maxField bounds the fields that a parser reads, in bytes.
const maxField = 8192

var repaired = map[string]string{
	"content-type": "Content-Type", "content-disposition": "Content-Disposition", "content-transfer-encoding": "Content-Transfer-Encoding",
}

// firstToken is the mechanism of a Content-Transfer-Encoding field (RFC 2045 section 6.1)
// without comments, quotes and parameters.
func firstToken(value string) string {
	value = strings.TrimLeft(comment.ReplaceAllString(value, " "), `" `)
	if end := strings.IndexFunc(value, func(r rune) bool { return strings.ContainsRune(" \t;,(\"", r) }); end > 0 {
		value = value[:end]
	}
	if strings.EqualFold(value, "quoted") {
		return "quoted-printable"
	}
	return value
}

var (
	comment        = regexp.MustCompile(`\([^()]*\)`)
	besideSlash    = regexp.MustCompile(`\s*/\s*`)
	noToken        = regexp.MustCompile(`[^\w.+/-]`)
	noSemicolon    = regexp.MustCompile(`^([\w.+-]+/[\w.+-]+)\s+([\w-]+\s*=)`)
	behindCharset  = regexp.MustCompile(`(?i)(charset\s*=\s*"?[-\w:.]+"?)\s*\([^()]*\)`)
	charsetAndMore = regexp.MustCompile(`(?i)(charset\s*=\s*"?[-\w:.]+"?)\s+([\w-]+\s*=)`)
	unreadable     = regexp.MustCompile(`(?i)(charset\s*=\s*"?)(iso-2022-(?:kr|cn))`)
)

// repairType repairs the value of a Content-Type field: comments, blanks, a semicolon
// that is missing, and "text", as programs wrote it before MIME (RFC 1049). A charset of
// which the parser would leave nothing gets a name that it does not know.
func repairType(value string) string {
	value = noSemicolon.ReplaceAllString(value, "$1; $2")
	value = behindCharset.ReplaceAllString(value, "$1")
	value = charsetAndMore.ReplaceAllString(value, "$1; $2")
	value = unreadable.ReplaceAllString(value, "${1}x-$2")
	kind, params, found := strings.Cut(value, ";")
	kind = strings.TrimSpace(comment.ReplaceAllString(kind, " "))
	kind, _, _ = strings.Cut(besideSlash.ReplaceAllString(kind, "/"), " ")
	if kind = noToken.ReplaceAllString(kind, ""); strings.EqualFold(kind, "text") {
		kind = "text/plain"
	}
	if before, _, _ := strings.Cut(value, ";"); kind == "" || kind == strings.TrimSpace(before) {
		return value
	}
	if found {
		kind += ";" + params
	}
	return kind
}

var (
	extendedParam = regexp.MustCompile(`(?i)((?:file)?name)\*(?:(\d+)\*)?\s*=\s*"?([^;\s"]+)"?`)
	charsetMark   = regexp.MustCompile(`^([\w.:-]*)'([^']*)'`)
)

// translateParams writes names of files in UTF-8 that are in another charset (RFC 2231
// section 4), as the parser knows no other, or that are not written as they should.
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
		} else if _, named := charsets[name]; !named {
			return param
		}
		text = url.PathEscape(toUTF8(unescapeHex(text, '%'), charsets[name]))
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
// lists put there without a look at how it is encoded. A line that is damaged is none, nor
// is anything that more of the encoded text follows.
func cutFooter(body []byte) (encoded, footer []byte) {
	at, inside, ended, blank := -1, false, false, false
	for rest := body; len(rest) > 0; {
		line, next := cutLine(rest)
		line = bytes.TrimRight(line, " \t")
		begin := len(body) - len(rest)
		rest = next
		foreign := 0
		for _, c := range line {
			if !base64Chars[c] && c != '=' {
				foreign++
			}
		}
		switch {
		case len(line) == 0:
			blank = true
			continue
		case at < 0 && inside && (foreign > 1 || ended && blank):
			at = begin
		case at >= 0 && foreign == 0 && len(line) >= 60:
			at = -1
		case at < 0 && foreign == 0:
			inside, ended = true, line[len(line)-1] == '='
		}
		blank = false
	}
	if at < 0 {
		return body, nil
	}
	return body[:at], body[at:]
}
