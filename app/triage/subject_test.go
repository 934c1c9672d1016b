package triage

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSubjectForm(t *testing.T) {
	tests := []struct{ name, subject, want string }{
		{"plain", "You are selected", "you are selected"},
		{"number", "CLAIM #88213 you are selected", "claim you are selected"},
		{"another number", "Claim #7 - you are selected!!!", "claim you are selected"},
		{"reply", "RE: Claim 7 you are selected", "claim you are selected"},
		{"replies", "Re: AW: Fwd: Re[2]: hello there", "hello there"},
		{"reply in Chinese", "回复：会议记录", "会议记录"},
		{"reply in Greek", "ΑΠ: Καλημέρα", "καλημερα"},
		{"reply in Russian", "Отв: привет", "привет"},
		{"reply in Hebrew", "תשובה: שלום", "שלום"},
		{"no reply", "Reply to me", "reply to me"},
		{"a word like a reply", "Re visit: us", "re visit us"},
		{"random tail", "You have won xkqzvbt", "you have won"},
		{"random tail with digits", "You have won [a8f3k2]", "you have won"},
		{"a long German word stays", "Angst und Rechtschreibung", "angst und rechtschreibung"},
		{"marks", "Überraschung für José", "uberraschung fur jose"},
		{"combining marks", "U\u0308berraschung", "uberraschung"},
		{"full width", "ＷＩＮ　ＢＩＧ", "win big"},
		{"hidden characters", "W\u200bI\u00adN", "win"},
		{"emojis", "🎁🎉 Gift 🎁", "gift"},
		{"only emojis", "🎁 🎉", "🎁🎉"},
		{"only a number", "12345", "#"},
		{"numbers and signs", "12:30 / 15%", "#:#/#%"},
		{"empty", "", ""},
		{"Arabic", "إعادة: مَرْحَبًا", "مرحبا"},
		{"Chinese with numbers", "订单123已发货", "订单 已发货"},
		{"Hindi", "आपका ऑर्डर 55", "आपका ऑर्डर"},
		{"apostrophe", "L'ordine n. 5", "l ordine n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := SubjectForm(tt.subject); got != SubjectForm(tt.want) && got != tt.want || got == "" && tt.want != "" {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzSubjectForm(f *testing.F) {
	for _, s := range []string{"Re: Re: x", "회신: 5", "re[", "Re[2", "\xff\xfe", strings.Repeat("a1 ", 300), "١٢٣ س", "กขค123"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, subject string) {
		form := SubjectForm(subject)
		if len(form) > longestForm+utf8.UTFMax || !utf8.ValidString(form) {
			t.Errorf("%d bytes of form: %q", len(form), form)
		}
		if form == "" && strings.ContainsFunc(subject, func(r rune) bool { return r < 0x7f && isWordRune(r) }) {
			t.Errorf("%q has no form", subject)
		}
	})
}

func TestSubjectName(t *testing.T) {
	tests := []struct {
		name     string
		subjects []string
		want     string
	}{
		{"equal", []string{"Hello 5", "Hello 5"}, "Hello 5"},
		{"numbers differ", []string{"RE: Claim #5 now", "Claim #6 now"}, "Claim … now"},
		{"several numbers", []string{"No 5 6 of 7", "No 1 2 of 3"}, "No … of …"},
		{"one", []string{"Re: one"}, "Re: one"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := subjectName(tt.subjects); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
