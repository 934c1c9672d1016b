package words

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/pop3"
)

// TestRefusedLogins says what the server says, quotes it, and advises no new password where
// it is about something else.
func TestRefusedLogins(t *testing.T) {
	plain := account.Server{Host: "pop.post.example", Port: 110, Security: account.Plain}
	for text, want := range map[string]struct {
		title, try string
		action     Action
	}{
		"Unable to lock maildrop":                {"Another program is reading", "It is tried again by itself.", ActionRetry},
		"temporary failure, try again later":     {"has trouble at the moment", "It is tried again by itself.", ActionRetry},
		"too many connections":                   {"asks for a pause", "It is tried again by itself.", ActionRetry},
		"must issue a STLS command first":        {"wants an encrypted line", "Encrypted (recommended)", ActionSettings},
		"account disabled":                       {"has locked this account", "ask your provider", ActionSettings},
		"mailbox is over quota":                  {"mailbox is full", "Delete something", ActionRetry},
		"POP3 access is disabled for this user":  {"POP3 is switched off", "Switch POP3 on", ActionSettings},
		"Application-specific password required": {"wants another password", "app password", ActionSettings},
		"Unknown command":                        {"ways to sign in that it offers", "Tell your provider", ActionSettings},
		"invalid password":                       {"does not accept name and password", "type the password again", ActionSettings},
		"Login failed":                           {"does not say why", "type the password again", ActionSettings},
		"":                                       {"does not say why", "type the password again", ActionSettings},
	} {
		t.Run(text, func(t *testing.T) {
			for _, verb := range []string{"USER", "PASS", "AUTH"} {
				n := Explain(&pop3.Error{Command: verb, Text: text}, Reading, plain)
				if !strings.Contains(n.Title, want.title) || !strings.Contains(n.Advice(), want.try) || n.Action != want.action {
					t.Errorf("got %+v", n)
				}
				if text != "" && !strings.Contains(n.Cause, "The server says: “"+text+"”") {
					t.Errorf("not quoted: %q", n.Cause)
				}
				if said := strings.Contains(n.Try, "type the password"); said != strings.Contains(want.try, "type the password") {
					t.Errorf("the password is blamed: %q", n.Try)
				}
				check(t, n)
			}
		})
	}
	n := Explain(&pop3.Error{Command: "PASS", Text: "must issue a STLS command first"}, Reading, server)
	if strings.Contains(n.Try, "recommended") {
		t.Errorf("advice that was followed already: %q", n.Try)
	}
}

// TestLettersBeyondASCII names them only where they may be the reason.
func TestLettersBeyondASCII(t *testing.T) {
	for text, want := range map[string]bool{"no": true, "invalid password": true, "maildrop is locked": false} {
		err := fmt.Errorf("%w (%w)", &pop3.Error{Command: "PASS", Text: text}, pop3.ErrNotASCII)
		if n := Explain(err, SigningIn, server); strings.Contains(n.Cause, "ä or ж") != want || strings.Contains(n.Title, "only plain letters") {
			t.Errorf("%s: %+v", text, n)
		}
	}
}

// TestNameIsAdvisedOnlyWhereItMayBeWrong guesses another login name only where the words do
// not speak of something else.
func TestNameIsAdvisedOnlyWhereItMayBeWrong(t *testing.T) {
	for _, tt := range []struct{ user, verb, text, want string }{
		{"anna@post.example", "PASS", "Login failed", "the part before the @"},
		{"anna", "PASS", "invalid password", "the whole address"},
		{"anna@post.example", "PASS", "POP3 access is disabled for this user", ""},
		{"anna@post.example", "AUTH", "must issue a STLS command first", ""},
		{"anna@post.example", "AUTH", "account disabled", ""},
		{"anna b", "USER", "Invalid arguments", "no blank in a login name"},
		{"anna b", "USER", "", "no blank in a login name"},
	} {
		n := ExplainSignIn(&pop3.Error{Command: tt.verb, Text: tt.text}, account.Account{Address: "anna@post.example", User: tt.user, Server: server}, false)
		if got := strings.Contains(n.Try, "Perhaps "); got != (tt.want != "") || !strings.Contains(n.Try, tt.want) {
			t.Errorf("%s %q: %q, want %q", tt.user, tt.text, n.Try, tt.want)
		}
	}
}

// TestThreat_P09_WeakerIsAsked says what would be revealed, and to whom.
func TestThreat_P09_WeakerIsAsked(t *testing.T) {
	for _, tt := range []struct {
		err  pop3.WeakerError
		want []string
	}{
		{pop3.WeakerError{Before: "SCRAM-SHA-256-PLUS", Offered: "PLAIN", Reveals: pop3.ExposesSecret, Encrypted: true}, []string{"than before", "other end of the encrypted line", "was not sent"}},
		{pop3.WeakerError{Before: "APOP", Offered: "USER", Reveals: pop3.ExposesSecret}, []string{"than before", "anybody on the way can read it"}},
		{pop3.WeakerError{Before: "SCRAM-SHA-1", Offered: "CRAM-MD5", Reveals: pop3.ExposesDigest, Encrypted: true}, []string{"can be guessed"}},
		{pop3.WeakerError{Before: "SCRAM-SHA-1-PLUS", Offered: "SCRAM-SHA-1", Reveals: pop3.ExposesProof, Encrypted: true, Refused: &pop3.Error{Command: "AUTH", Text: "bad protocol"}}, []string{"nobody sits between", "“bad protocol”"}},
		{pop3.WeakerError{Offered: "PLAIN", Reveals: pop3.ExposesSecret, Encrypted: true, Refused: &pop3.Error{Command: "AUTH", Code: pop3.CodeAuth, Text: "not implemented"}}, []string{"refuses the safe way", "“not implemented”"}},
	} {
		n := Explain(&tt.err, Reading, server)
		for _, want := range tt.want {
			if !strings.Contains(n.Title+" "+n.Cause, want) {
				t.Errorf("got %+v, want %q in it", n, want)
			}
		}
		if n.Action != ActionWeaker || n.Weaker != tt.err.Offered || n.Button == "" {
			t.Errorf("nothing to agree to: %+v", n)
		}
		check(t, n)
	}
}

// TestBlanksAreOffered offers to leave out blanks only where the password may be wrong, and
// never names it.
func TestBlanksAreOffered(t *testing.T) {
	for _, tt := range []struct {
		err      error
		password string
		want     bool
	}{
		{&pop3.Error{Command: "PASS", Text: "Login failed"}, "s3cr3t-word ", true},
		{&pop3.Error{Command: "AUTH", Code: pop3.CodeAuth, Text: "no"}, "abcd efgh ijkl mnop", true},
		{pop3.ErrCredentials, "s3cr3t-word\t", true},
		{&pop3.Error{Command: "AUTH", Code: pop3.CodeAuth, Text: "no"}, "s3cr3t-word", false},
		{&pop3.Error{Command: "AUTH", Code: pop3.CodeAuth, Text: "no"}, "two s3cr3t words", false},
		{&pop3.Error{Command: "PASS", Text: "maildrop is locked"}, "s3cr3t-word ", false},
		{&pop3.Error{Command: "PASS", Text: "account disabled"}, "s3cr3t-word ", false},
		{&pop3.WeakerError{Offered: "PLAIN", Refused: &pop3.Error{Command: "AUTH", Text: "no"}}, "s3cr3t-word ", false},
		{errors.New("flux"), "s3cr3t-word ", false},
	} {
		n := ExplainSignIn(tt.err, account.Account{User: "anna", Server: server}, false).WithoutBlanks(tt.err, tt.password)
		if got := n.Action == ActionNoBlanks; got != tt.want || got != (n.Button == "Try without the blanks") {
			t.Errorf("%v, %q: %+v", tt.err, tt.password, n)
		}
		if strings.Contains(fmt.Sprint(n), "s3cr3t") {
			t.Errorf("the password is in %+v", n)
		}
	}
}

// TestPastedSignsAreNamed names what was pasted with a password, where it was.
func TestPastedSignsAreNamed(t *testing.T) {
	refused := &pop3.Error{Command: "PASS", Text: "Login failed"}
	for password, want := range map[string]string{
		"s3cr3t ":             "The password begins or ends with a blank, a tab or a line end.",
		"abcd efgh ijkl mnop": "The password has blanks between its parts.",
		"s3\u200bcr3t":        "The password contains an invisible character.",
		"s3\u00adcr3t\n":      "The password begins or ends with a blank, a tab or a line end. The password contains an invisible character.",
		"s3cr3t\u00a0word":    "The password contains a blank of another kind than the space bar makes.",
	} {
		n := ExplainSignIn(refused, account.Account{User: "anna", Server: server}, false).WithoutBlanks(refused, password)
		if !strings.Contains(n.Cause, want) || n.Action != ActionNoBlanks || n.Button == "" {
			t.Errorf("%q: %+v, want %q", password, n, want)
		}
		if blank := strings.Contains(want, "blank"); !blank && strings.Contains(n.Button, "blank") {
			t.Errorf("%q: the button says %q", password, n.Button)
		}
		check(t, n)
	}
}
