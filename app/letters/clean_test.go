package letters

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestThreat_M04_Clean(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                               "plain",
		"  many   blanks\t\n here ":           "many blanks here",
		"invoice \u202egnp.exe":               "invoice gnp.exe",
		"a\u2066b\u2069c\u200fd\u061ce":       "abcde",
		"pay\u200bpal \u00adx\ufeffy\u2060z":  "paypal xyz",
		"tag\U000E0041\U000E0042s":            "tags",
		"a\x00b\x07\x1bc":                     "a\ufffdb\ufffdc",
		"ad\u200dmin":                         "admin",
		"नमस्ते \u0915\u094d\u200d\u0937":     "नमस्ते \u0915\u094d\u200d\u0937",
		"👩\u200d🚀":                            "👩\u200d🚀",
		"\xff\xfebroken":                      "\ufffdbroken",
		"zalgo" + strings.Repeat("\u0301", 9): "zalgo\u0301\u0301\u0301\u0301",
		"\u0301lonely":                        "lonely",
		"Việt e\u0302\u0323":                  "Việt e\u0302\u0323",
		"hangul\u3164filler\u115f":            "hangulfiller",
		"private\ue000":                       "private\ufffd",
		"":                                    "",
	} {
		if got := Clean(in, 100); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	if got := Clean(strings.Repeat("é", 500), 10); got != strings.Repeat("é", 10)+"…" {
		t.Error(got)
	}
}

func FuzzThreat_M04_Clean(f *testing.F) {
	for _, s := range []string{"plain", "\u202egnp.exe", "a\x00b", "\xff", "👩\u200d🚀", strings.Repeat("\u0301", 50), "e\u2028f"} {
		f.Add(s, 40)
	}
	f.Fuzz(func(t *testing.T, s string, limit int) {
		if limit < 1 || limit > 5000 {
			limit = 40
		}
		for _, got := range []string{Clean(s, limit), Text(s)} {
			if !utf8.ValidString(got) {
				t.Fatalf("%q is not UTF-8", got)
			}
			marks := 0
			for _, r := range got {
				if unicode.IsControl(r) || Hidden(r) && r != 0x200C && r != 0x200D {
					t.Fatalf("%q still holds %U", got, r)
				}
				if unicode.Is(unicode.M, r) {
					marks++
				} else if r != 0x200C && r != 0x200D {
					marks = 0
				}
				if marks > maxMarks {
					t.Fatalf("%q holds a pile", got)
				}
			}
		}
		if n := utf8.RuneCountInString(Clean(s, limit)); n > limit+1 {
			t.Fatalf("%d runes", n)
		}
	})
}

func TestThreat_M26_Copy(t *testing.T) {
	if got := ForCopy("a\x1b[31mb\u202ec\nd\te"); got != "a[31mbc\nd\te" {
		t.Errorf("%q", got)
	}
}
