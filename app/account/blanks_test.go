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
	} {
		if got := account.WithoutBlanks(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
		if again := account.WithoutBlanks(account.WithoutBlanks(typed)); again != want {
			t.Errorf("%q: not the same twice: %q", typed, again)
		}
	}
}
