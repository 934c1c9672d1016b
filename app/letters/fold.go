package letters

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold is a string as it is compared and searched: small letters without accents, letters
// that are two in one as two, blanks for what controls, and nothing of what is hidden.
// Homoglyphs are not folded: they are for the eye. What is folded is never shown.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	return string(AppendFold(make([]byte, 0, len(s)+2), s))
}

func isFolded(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || (c >= 'A' && c <= 'Z') {
			return false
		}
	}
	return true
}

// AppendFold appends a string to dst as [Fold] makes it.
func AppendFold(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			switch {
			case 'A' <= c && c <= 'Z':
				c += 'a' - 'A'
			case c < ' ' || c == 0x7f:
				c = ' '
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r < tableEnd {
			f := &table()[r]
			dst = append(dst, f.bytes[:f.n]...)
			continue
		}
		dst = appendRune(dst, r)
	}
	return dst
}

// tableEnd is behind the last script whose letters are looked up: Latin, Greek, Cyrillic,
// Hebrew, Arabic, the scripts of India.
const tableEnd = 0x2070

type foldedRune struct {
	n     uint8
	bytes [7]byte
}

var table = sync.OnceValue(func() *[tableEnd]foldedRune {
	var t [tableEnd]foldedRune
	for r := range rune(tableEnd) {
		t[r].n = uint8(copy(t[r].bytes[:], appendRune(nil, r)))
	}
	return &t
})

// twins are letters that no decomposition takes apart.
var twins = map[rune]string{
	'ß': "ss", 'ẞ': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'þ': "th", 'Þ': "th",
	'ø': "o", 'Ø': "o", 'đ': "d", 'Đ': "d", 'ð': "d", 'Ð': "d", 'ł': "l", 'Ł': "l", 'ħ': "h", 'Ħ': "h", 'ŧ': "t", 'Ŧ': "t", 'ı': "i", 'ĸ': "k", 'ŋ': "n", 'Ŋ': "n", 'ς': "σ",
}

func appendRune(dst []byte, r rune) []byte {
	switch {
	case isAccent(r) || Hidden(r) || r == 0x0640 || r == utf8.RuneError: // 0640 only stretches
		return dst
	case unicode.IsControl(r):
		return append(dst, ' ')
	case r >= 0xac00 && r <= 0xd7a3: // a syllable of Korean stays one
		return utf8.AppendRune(dst, r)
	}
	if t, ok := twins[r]; ok {
		return append(dst, t...)
	}
	var raw [utf8.UTFMax]byte
	n := utf8.EncodeRune(raw[:], unicode.ToLower(r))
	d := norm.NFKD.Properties(raw[:n]).Decomposition()
	if d == nil {
		d = raw[:n]
	}
	first, _ := utf8.DecodeRune(d)
	for len(d) > 0 {
		c, size := utf8.DecodeRune(d)
		d = d[size:]
		if !isAccent(c) && (!unicode.Is(unicode.M, c) || unicode.Is(unicode.M, first)) {
			dst = utf8.AppendRune(dst, unicode.ToLower(c))
		}
	}
	return dst
}

// isAccent reports marks without which a word is still the same to who searches it: those
// of Latin, Greek and Cyrillic, of Hebrew and Arabic, and the sounding marks of Japanese.
// The vowel signs of India and of South-East Asia are letters.
func isAccent(r rune) bool {
	return r >= 0x0300 && r <= 0x036f || r >= 0x0591 && r <= 0x05c7 && unicode.Is(unicode.Mn, r) || r >= 0x064b && r <= 0x065f || r == 0x0670 || r == 0x3099 || r == 0x309a
}
