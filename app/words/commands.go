package words

import (
	"strings"

	"github.com/restante/restante/app/lang"
)

// Command explains a line that is said to the server to somebody who wants to
// learn, or returns nothing for one that needs no word.
func Command(line string) string {
	verb, arg, _ := strings.Cut(line, " ")
	if verb == "AUTH" {
		mechanism, _, _ := strings.Cut(arg, " ")
		return Sentences(signingIn(strings.ToUpper(mechanism)), lang.T("command.opened"))
	}
	if (verb == "LIST" || verb == "UIDL") && arg != "" {
		verb += " n"
	}
	id, known := commands[verb]
	if !known {
		return ""
	}
	return lang.T(id)
}

// commands are the messages that explain a command.
var commands = map[string]string{
	"CAPA":   "command.capa",
	"STLS":   "command.stls",
	"UTF8":   "command.utf8",
	"USER":   "command.user",
	"PASS":   "command.pass",
	"APOP":   "command.apop",
	"STAT":   "command.stat",
	"LIST":   "command.list",
	"LIST n": "command.list-one",
	"UIDL":   "command.uidl",
	"UIDL n": "command.uidl-one",
	"TOP":    "command.top",
	"RETR":   "command.retr",
	"DELE":   "command.dele",
	"RSET":   "command.rset",
	"NOOP":   "command.noop",
	"QUIT":   "command.quit",
}

// signingIn explains a way to sign in.
func signingIn(mechanism string) string {
	switch {
	case strings.HasPrefix(mechanism, "SCRAM-"):
		return lang.T("command.auth.scram")
	case mechanism == "CRAM-MD5":
		return lang.T("command.auth.cram")
	case mechanism == "XOAUTH2", mechanism == "OAUTHBEARER":
		return lang.T("command.auth.token")
	}
	return lang.T("command.auth.plain")
}
