package letters

import "testing"

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		"":                 "",
		"plain words":      "plain words",
		"José ÁLVAREZ":     "jose alvarez",
		"Straße, STRASSE":  "strasse, strasse",
		"Øl på Ærø":        "ol pa aero",
		"Łódź":             "lodz",
		"Đorđe":            "dorde",
		"Þór":              "thor",
		"ΟΔΟΣ οδός":        "οδοσ οδοσ",
		"ОТВЕТ: Ёлка":      "ответ: елка",
		"İstanbul ılık":    "istanbul ilik",
		"שָׁלוֹם":          "שלום",
		"مُحَمَّد":         "محمد",
		"إعادة":            "اعادة",
		"हिन्दी":           "हिन्दी",
		"한국어":              "한국어",
		"が ガ":              "か カ",
		"ＡＢＣ：１２":           "abc:12",
		"ﬁn":               "fin",
		"or\u200bg\u00ad":  "org",
		"a\x00b\tc\u0085d": "a b c d",
		"\xff\xfe":         "",
	} {
		if got := Fold(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
		if again := Fold(want); again != want {
			t.Errorf("%q is folded again, to %q", want, again)
		}
	}
}

func BenchmarkFold(b *testing.B) {
	dst := make([]byte, 0, 1000)
	for b.Loop() {
		dst = AppendFold(dst[:0], "Re: Straße nach Łódź – ответ на ваше письмо 会议通知 José")
	}
}
