package bombtest

import (
	"strings"
	"time"
	"unicode"
)

// alikeLetters are letters of other scripts that look like Latin ones.
var alikeLetters = map[rune]string{'a': "аαạɑ", 'b': "Ьƅв", 'c': "сϲƈ", 'd': "ԁɗď", 'e': "еєҽẹ", 'g': "ɡց", 'h': "һн", 'i': "іıίị", 'j': "јʝ", 'k': "κкķ", 'l': "ӏlſ", 'm': "мṃ", 'n': "пոɴ", 'o': "оοօọ", 'p': "рρ", 'q': "ԛգ", 'r': "гʀṛ", 's': "ѕʂṣ", 't': "тτṭ", 'u': "υսụ", 'v': "νѵṿ", 'w': "ԝѡẉ", 'x': "хχẋ", 'y': "уүỵ", 'z': "ᴢżẓ"}

// alikes is one text in letters of ever other scripts, and with marks that nobody sees.
var alikes = attack("one text in look-alike letters", "https://security.stackexchange.com/questions/36257/is-there-a-dictionary-of-visibly-similar-unicode-characters-for-spam-processing", 115, []rhythm{clockwork, even, bursts}, writeAlikes)

func writeAlikes(a *attacker) writer {
	lines := make([]string, 1+a.r.IntN(4))
	for i := range lines {
		lines[i] = pick(a.r, campaigns[:8]).subject
	}
	name, share := pick(a.r, campaigns[:8]).name, 30+a.r.IntN(60)
	size := 500 + a.r.IntN(500)
	return func(at time.Time) note {
		_, domain := siteOf(a.r)
		addr := noise(a.r, 7) + "@" + domain
		subject := a.disguise(fill(a.r, choose(a.r, pick(a.r, lines)), ""), share)
		e := a.forged(addr)
		if chance(a.r, 50) {
			e = a.hacked(addr)
		}
		return note{e, append([]string{a.date(at), author(a.disguise(name, share), addr), a.to(), a.subject(subject)}, a.ratware(addr, at)...), a.text(size + a.r.IntN(200))}
	}
}

// disguise puts other letters for p of 100.
func (a *attacker) disguise(s string, p int) string {
	style := a.r.IntN(4)
	var b strings.Builder
	for _, c := range s {
		other := []rune(alikeLetters[unicode.ToLower(c)])
		switch {
		case len(other) == 0 || !chance(a.r, p):
			b.WriteRune(c)
		case style == 0 && c < 0x80: // bold letters of mathematics
			b.WriteRune(0x1d41a + unicode.ToLower(c) - 'a')
		case style == 1 && c < 0x80: // wide letters
			b.WriteRune(c - 'a' + 'ａ')
		default:
			b.WriteRune(pick(a.r, other))
		}
		if chance(a.r, p/6) {
			b.WriteRune(pick(a.r, []rune{0x200b, 0x200c, 0x2060, 0x00ad, 0x0323}))
		}
	}
	return b.String()
}
