package words

import "testing"

func TestCommandsAreExplained(t *testing.T) {
	for _, line := range []string{
		"CAPA", "STLS", "USER anna", "PASS ••••", "APOP anna ••••", "AUTH PLAIN ••••", "AUTH SCRAM-SHA-256 ••••", "AUTH CRAM-MD5", "AUTH XOAUTH2",
		"STAT", "LIST", "LIST 5", "UIDL", "UIDL 5", "TOP 1 0", "RETR 1", "DELE 1", "RSET", "NOOP", "QUIT", "UTF8",
	} {
		if Command(line) == "" {
			t.Errorf("%s has no words", line)
		}
	}
	if Command("LIST") == Command("LIST 5") || Command("••••") != "" {
		t.Error("the wrong words")
	}
}
