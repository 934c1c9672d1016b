package mime

import (
	"encoding/base64"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// encodedWord is an encoded word of RFC 2047 section 2, also one with blanks in
// it or a language behind the charset (RFC 2231 section 5).
var encodedWord = regexp.MustCompile(`=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=`)

// decodeWords decodes the encoded words of unstructured text (RFC 2047). Unlike
// the standard asks for, a character may be split between two words of the same
// charset, as many programs do that. Text in 8 bits that is not encoded at all is
// taken as UTF-8 or Windows-1252.
func decodeWords(s string) string {
	if !strings.Contains(s, "=?") {
		return bestGuess([]byte(s))
	}
	var out strings.Builder
	var pending []byte // decoded bytes of words in the same charset
	var charset string
	end := 0
	for _, m := range encodedWord.FindAllStringSubmatchIndex(s, -1) {
		between := s[end:m[0]]
		name := strings.ToLower(s[m[2]:m[3]])
		data, ok := decodeWord(s[m[4]], s[m[6]:m[7]])
		if !ok {
			continue
		}
		adjacent := charset != "" && strings.TrimSpace(between) == ""
		if !adjacent || name != charset {
			out.WriteString(toUTF8(pending, charset))
			pending = pending[:0]
		}
		if !adjacent {
			out.WriteString(bestGuess([]byte(between)))
		}
		pending, charset, end = append(pending, data...), name, m[1]
	}
	out.WriteString(toUTF8(pending, charset))
	out.WriteString(bestGuess([]byte(s[end:])))
	return out.String()
}

// decodeWord decodes the text of one encoded word to bytes.
func decodeWord(encoding byte, text string) ([]byte, bool) {
	if encoding == 'b' || encoding == 'B' {
		text = strings.Map(func(r rune) rune {
			if r == ' ' || r == '\t' || r == '=' {
				return -1
			}
			return r
		}, text)
		if len(text)%4 == 1 {
			text = text[:len(text)-1] // a cut word: the rest can be read
		}
		data, err := base64.RawStdEncoding.DecodeString(text)
		return data, err == nil
	}
	return unescapeHex(strings.ReplaceAll(text, "_", " "), '='), true
}

// unescapeHex decodes bytes that are written as a mark and two hexadecimal digits, and leaves
// marks that none follow.
func unescapeHex(text string, mark byte) []byte {
	data := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == mark && i+2 < len(text) && isHex(text[i+1]) && isHex(text[i+2]) {
			data = append(data, unhex(text[i+1])<<4|unhex(text[i+2]))
			i += 2
			continue
		}
		data = append(data, text[i])
	}
	return data
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c >= 'a':
		return c - 'a' + 10
	}
	return c - 'A' + 10
}

// oneLine makes valid UTF-8 without control characters of at most limit runes.
func oneLine(s string, limit int) string {
	if isPlain(s) && len(s) <= limit {
		return strings.TrimSpace(s)
	}
	var out strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > limit {
			out.WriteRune('…')
			break
		}
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			r = ' '
		}
		out.WriteRune(r) // a byte that is no UTF-8 comes as U+FFFD
	}
	return strings.TrimSpace(out.String())
}

// isPlain reports whether s is printable ASCII, as most text in headers is.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= utf8.RuneSelf || s[i] == 0x7f {
			return false
		}
	}
	return true
}
