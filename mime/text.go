package mime

import (
	stdmime "mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/jhillyerd/enmime/v2"
	"golang.org/x/text/encoding/charmap"
)

// partText is the text of a part in UTF-8, without the mark that says so.
func partText(p *enmime.Part) string { return strings.TrimPrefix(convertedText(p), "\ufeff") }

// convertedText is the text of a part in UTF-8. enmime has converted it from the
// charset that the part declares, as far as it knows that charset.
func convertedText(p *enmime.Part) string {
	name := strings.ToLower(p.Charset)
	text := string(p.Content)
	if isLatin(name) && !utf8.ValidString(text) {
		return toUTF8(p.Content, htmlCharset(p, text)) // not converted: no charset was declared
	}
	if isLatin(name) && !isPlainText(text) {
		// Undo the conversion where the bytes were UTF-8 all the time.
		if data, err := charmap.Windows1252.NewEncoder().String(text); err == nil {
			return toUTF8([]byte(data), htmlCharset(p, data))
		}
		return text
	}
	for _, e := range p.Errors {
		if e.Name == enmime.ErrorCharsetConversion {
			return toUTF8(p.Content, name) // not converted: enmime does not know it
		}
	}
	return bestGuess(p.Content)
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?([-\w:]+)`)

// htmlCharset is the charset that HTML names itself, where its part names none.
func htmlCharset(p *enmime.Part, data string) string {
	if p.Charset == "" && strings.EqualFold(p.ContentType, "text/html") {
		if m := metaCharset.FindStringSubmatch(data[:min(len(data), 4096)]); m != nil {
			return strings.ToLower(m[1])
		}
	}
	return ""
}

func isPlainText(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// plainText is the text of a text/plain part, with the paragraphs of
// format=flowed joined (RFC 3676).
func (r *reader) plainText(p *enmime.Part) string {
	text := cleanText(partText(p))
	// enmime keeps no parameters but the few it needs itself.
	_, params, err := stdmime.ParseMediaType(p.Header.Get("Content-Type"))
	if err == nil && strings.EqualFold(params["format"], "flowed") {
		return unflow(text, strings.EqualFold(params["delsp"], "yes"))
	}
	return text
}

// cleanText makes every line end an LF and takes out what no reader should see:
// NUL and the other control characters but TAB.
func cleanText(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 {
			return -1
		}
		return r
	}, s)
	return strings.ToValidUTF8(s, "\uFFFD")
}

// unflow joins the lines of format=flowed text that end in a blank (RFC 3676
// section 4), level by level of quoting.
func unflow(text string, delSp bool) string {
	var out strings.Builder
	flowing, level := false, 0
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		depth := len(line) - len(strings.TrimLeft(line, ">"))
		line = line[depth:]
		line = strings.TrimPrefix(line, " ") // space-stuffing
		soft := strings.HasSuffix(line, " ") && line != "-- "
		if !flowing || depth != level {
			if flowing {
				out.WriteByte('\n')
			}
			if depth > 0 {
				out.WriteString(strings.Repeat(">", depth) + " ")
			}
		}
		if soft && delSp {
			line = strings.TrimSuffix(line, " ")
		}
		out.WriteString(line)
		flowing, level = soft, depth
		if !soft {
			out.WriteByte('\n')
		}
	}
	return out.String()
}
