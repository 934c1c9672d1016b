package mime

import (
	"strings"
	"unicode/utf8"

	"github.com/jhillyerd/enmime/v2"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
)

// toUTF8 converts bytes of a named charset. A charset that is not known, or that
// is plainly wrong, gives the best guess.
func toUTF8(data []byte, name string) string {
	if len(data) == 0 {
		return ""
	}
	if isLatin(name) || name == "utf-8" || name == "utf8" {
		// Text in UTF-8 that claims to be Latin-1 or ASCII is common, and
		// Latin-1 that happens to be valid UTF-8 is not.
		return bestGuess(data)
	}
	if strings.HasPrefix(name, "utf-7") || name == "utf7" {
		return enmime.DecodeRFC2047("=?utf-7?q?" + quote(data) + "?=")
	}
	enc := lookup(name)
	if enc == nil {
		return bestGuess(data)
	}
	text, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return bestGuess(data)
	}
	return string(text)
}

// isLatin reports whether a charset is one that is often claimed by mistake.
func isLatin(name string) bool {
	switch name {
	case "", "us-ascii", "ascii", "iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252", "unknown-8bit", "x-unknown", "8bit", "default":
		return true
	}
	return false
}

// lookup finds an encoding by the name that mail gives it, or returns nil.
func lookup(name string) encoding.Encoding {
	name = strings.ToLower(strings.Trim(strings.TrimSpace(name), `"'`))
	if i := strings.LastIndexByte(name, '='); i >= 0 {
		name = name[i+1:] // charset="charset=utf-8"
	}
	switch name {
	case "iso-8859-8-i", "iso-8859-8-e":
		name = "iso-8859-8"
	case "gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "ms936":
		name = "gb18030"
	case "cp-850", "cp850", "ibm850":
		return charmap.CodePage850
	case "cp437", "ibm437":
		return charmap.CodePage437
	case "cp858", "ibm858":
		return charmap.CodePage858
	}
	if enc, _ := charset.Lookup(name); enc != nil && enc != encoding.Replacement {
		return enc
	}
	if enc, err := ianaindex.MIME.Encoding(name); err == nil && enc != nil {
		return enc
	}
	return nil
}

// isMostlyUTF8 reports whether text is UTF-8 that was cut or damaged: no other charset has
// letters of several bytes that happen to be valid.
func isMostlyUTF8(data []byte) bool {
	letters, bad := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			letters++
		}
		data = data[n:]
	}
	return letters > 0 && letters >= bad
}

// asciiCharset is the name of a charset in which ASCII is ASCII, so that text in a header
// can be in it; empty for others.
func asciiCharset(name string) string {
	name = strings.ToLower(name)
	if strings.HasPrefix(name, "utf-16") || strings.HasPrefix(name, "utf-32") || strings.HasPrefix(name, "utf-7") || strings.HasPrefix(name, "iso-2022") {
		return ""
	}
	return name
}

// bestGuess reads bytes of which nothing is known: as UTF-8 where they are, perhaps with
// damage, else as Windows-1252, in which every byte is something.
func bestGuess(data []byte) string {
	if utf8.Valid(data) {
		return string(data)
	}
	if isMostlyUTF8(data) {
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	return string(text)
}

// quote makes the text of an encoded word of bytes.
func quote(data []byte) string {
	const digits = "0123456789ABCDEF"
	var out strings.Builder
	for _, c := range data {
		out.WriteByte('=')
		out.WriteByte(digits[c>>4])
		out.WriteByte(digits[c&15])
	}
	return out.String()
}
