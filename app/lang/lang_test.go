package lang

import (
	"testing"
	"testing/fstest"
	"time"
)

// speak has the rest of a test speak a language that is made of some messages.
func speak(t *testing.T, tag, catalogue string) {
	t.Helper()
	files := fstest.MapFS{"words/en.json": {Data: []byte(`{"plain": "plain", "letters": {"one": "{{.Count}} letter", "other": "{{.Count}} letters"}, "pattern": "EEE d MMM yyyy, HH:mm 'o''clock'",
		"date.month.short.3": "Mar", "date.weekday.short.2": "Tue"}`)}}
	files["words/"+tag+".json"] = &fstest.MapFile{Data: []byte(catalogue)}
	if err := UseFrom(files, tag); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := Use("en"); err != nil {
			t.Error(err)
		}
	})
}

func TestPluralFormsAreThoseOfTheLanguage(t *testing.T) {
	speak(t, "pl", `{"letters": {"one": "{{.Count}} list", "few": "{{.Count}} listy", "many": "{{.Count}} listów", "other": "{{.Count}} listu"}}`)
	for n, want := range map[int]string{0: "0 listów", 1: "1 list", 2: "2 listy", 5: "5 listów", 22: "22 listy", 12345: "12\u00a0345 listów"} {
		if got := T("letters", Args{"Count": n}); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestWhatATranslationLacksIsEnglish(t *testing.T) {
	speak(t, "de", `{"letters": {"one": "{{.Count}} Brief", "other": "{{.Count}} Briefe"}}`)
	if got := T("plain"); got != "plain" {
		t.Error(got)
	}
	if got := T("letters", Args{"Count": 1200}); got != "1.200 Briefe" {
		t.Error(got)
	}
	if got := T("nowhere"); got != "[nowhere]" {
		t.Error(got)
	}
}

func TestNumbers(t *testing.T) {
	for tag, want := range map[string][4]string{
		"en": {"-1,234,567", "3.4", "3", "3.0"},
		"de": {"-1.234.567", "3,4", "3", "3,0"},
		"fr": {"-1\u00a0234\u00a0567", "3,4", "3", "3,0"},
		"hi": {"-12,34,567", "3.4", "3", "3.0"},
	} {
		speak(t, tag, `{"plain": "plain", "letters": "letters", "pattern": "d"}`)
		if got := [4]string{Count(-1234567), Tenths(3.44), Tenths(3.01), TenthsKept(3.01)}; got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	speak(t, "nb", `{"plain": "x"}`)
	at := time.Date(2026, 3, 3, 7, 5, 9, 0, time.UTC)
	if got := Date(at, "pattern"); got != "Tue 3 Mar 2026, 07:05 oclock" {
		t.Error(got)
	}
	speak(t, "de", `{"pattern": "d. MMM 'um' HH:mm", "date.month.short.3": "März"}`)
	if got := Date(at, "pattern"); got != "3. März um 07:05" {
		t.Error(got)
	}
}

func TestBest(t *testing.T) {
	for want, read := range map[string][]string{
		"en": {"en_GB.UTF-8", "xx", "", "*"},
		"de": {"C", "de_AT@euro", "en"},
	} {
		if got := Best(read...); got != want {
			t.Errorf("%q: %s", read, got)
		}
	}
	if err := Use("tlh"); err == nil || current.Load().tag.String() != "en" {
		t.Error("a language that is not there is spoken")
	}
}

func BenchmarkT(b *testing.B) {
	b.Run("plain", func(b *testing.B) {
		for b.Loop() {
			T("date.none")
		}
	})
	b.Run("count", func(b *testing.B) {
		for b.Loop() {
			T("messages", Args{"Count": 12345})
		}
	})
}
