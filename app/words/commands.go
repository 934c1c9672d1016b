package words

import "strings"

// Command explains a line that is said to the server to somebody who wants to
// learn, or returns nothing for one that needs no word.
func Command(line string) string {
	verb, arg, _ := strings.Cut(line, " ")
	if verb == "AUTH" {
		mechanism, _, _ := strings.Cut(arg, " ")
		return authWords(mechanism)
	}
	if (verb == "LIST" || verb == "UIDL") && arg != "" {
		verb += " n"
	}
	return commandWords[verb]
}

var commandWords = map[string]string{
	"CAPA":   "What can this server do?",
	"STLS":   "Encrypt the line, please. Nothing secret is said before that.",
	"UTF8":   "Names and letters may be in any script.",
	"USER":   "Whose mailbox is wanted. Servers agree to every name, so as not to give away who exists.",
	"PASS":   "The password. With the answer the mailbox is open, and on many servers locked for all others until QUIT.",
	"APOP":   "Name and password in one, the password mixed with the server's greeting so that it cannot be read.",
	"STAT":   "How many messages are there, and how large are they together?",
	"LIST":   "The number and size of every message. The numbers hold until QUIT.",
	"LIST n": "The size of this message.",
	"UIDL":   "The name that the server itself gave to every message. It is the same at the next visit, the numbers are not.",
	"UIDL n": "The name of this message.",
	"TOP":    "The top of a message: who wrote, what about, when. The text stays there.",
	"RETR":   "The whole message. It stays on the server.",
	"DELE":   "A message is marked for deletion. Nothing is gone yet: that happens at QUIT.",
	"RSET":   "All marks are taken back.",
	"NOOP":   "Nothing is asked. It shows that somebody is still there.",
	"QUIT":   "Good bye. Now the server deletes what was marked, and opens the mailbox to others.",
}

// authWords explains the ways to sign in.
func authWords(mechanism string) string {
	const opened = " With the answer the mailbox is open, and on many servers locked for all others until QUIT."
	switch m := strings.ToUpper(mechanism); {
	case strings.HasPrefix(m, "SCRAM-"):
		return "Both sides prove that they know the password, and nobody says it." + opened
	case m == "CRAM-MD5":
		return "The password is mixed with a number of the server's, so that it is not said itself." + opened
	case m == "XOAUTH2", m == "OAUTHBEARER":
		return "In place of the password a key that the provider has given out." + opened
	}
	return "Name and password in one." + opened
}
