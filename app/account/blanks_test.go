package account_test

import (
	"testing"

	"github.com/restante/restante/app/account"
)

func TestWithoutBlanks(t *testing.T) {
	for typed, want := range map[string]string{
		"secret":                   "secret",
		"":                         "",
		"secret ":                  "secret",
		" secret":                  "secret",
		"secret\r\n":               "secret",
		"\tsecret\t":               "secret",
		"\u00a0secret\u00a0":       "secret",
		"\ufeffsec\u200bret":       "secret",
		"sec\tret":                 "secret",
		"\u3000秘密の言葉\u3000":        "秘密の言葉",
		"correct horse battery":    "correct horse battery",
		"correct horse battery ":   "correct horse battery",
		"abcd efgh ijkl mnop":      "abcdefghijklmnop",
		"abcd efgh ijkl mnop \n":   "abcdefghijklmnop",
		"abcd\u00a0efgh\u00a0ijkl": "abcdefghijkl",
		"a b c d":                  "a b c d",
		"four word pass here now":  "four word pass here now",
		"two words":                "two words",
		"sec\u00adret":             "secret", // soft hyphen
		"sec\u202a\u2066ret\u202c": "secret", // marks of direction
		"sec\u2060\u034f\u3164ret": "secret", // joiners and a filler
		"two\u00a0words":           "two words",
		"two\u202f\u2009words":     "two  words",
		"два\u3000слова":           "два слова",
	} {
		if got := account.WithoutBlanks(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
		if again := account.WithoutBlanks(account.WithoutBlanks(typed)); again != want {
			t.Errorf("%q: not the same twice: %q", typed, again)
		}
	}
}

func TestWhatWasPastedIsNamed(t *testing.T) {
	for typed, want := range map[string]account.Pasted{
		"secret":                  {},
		"two words":               {},
		"\tsecret":                {Ends: true},
		"secret\u200b":            {Ends: true},
		"abcd efgh ijkl mnop":     {Between: true},
		"abcd efgh ijkl mnop\r\n": {Ends: true, Between: true},
		"sec\u200bret":            {Unseen: true},
		"sec\tret":                {Unseen: true},
		"sec\u00adret ":           {Ends: true, Unseen: true},
		"two\u00a0words":          {OddBlank: true},
		"two\u00a0wo\u200erds":    {Unseen: true, OddBlank: true},
	} {
		if got := account.PastedWith(typed); got != want {
			t.Errorf("%q: %+v, want %+v", typed, got, want)
		}
		if got := account.PastedWith(typed) != (account.Pasted{}); got != (account.WithoutBlanks(typed) != typed) {
			t.Errorf("%q: something is named: %v", typed, got)
		}
	}
}

func TestNamesHaveNothingUnseen(t *testing.T) {
	for typed, want := range map[string]string{
		"an\u200bna": "anna", "an\u00adna@post.example": "anna@post.example", "anna\u3164": "anna", "an\u034fna": "anna", "anna\u00a0b": "anna b", "\u202aanna\u202c": "anna",
	} {
		if got := account.ReadUser(typed); got != want {
			t.Errorf("%q: %q", typed, got)
		}
	}
}
