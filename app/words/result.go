package words

import (
	"strings"

	"github.com/restante/restante/app/mailbox"
)

// Result tells what became of a deletion, and nothing that is not known:
// what the server has confirmed, what was gone before, what is still there and
// what could not be found out.
func Result(r mailbox.Report) (text string, allGood bool) {
	if r.Asked == 0 {
		return "Nothing was deleted.", true
	}
	var parts []string
	switch {
	case r.Deleted == r.Asked:
		parts = append(parts, Count(r.Deleted)+" of "+Count(r.Asked)+" deleted. The server has confirmed it.")
		if r.Found > 0 {
			parts = append(parts, Count(r.Found)+" of them it had not shown before.")
		}
	case r.Deleted > 0:
		parts = append(parts, Count(r.Deleted)+" deleted.")
	case r.Kept == r.Asked:
		return "Nothing was deleted. " + keptWords(r.Kept, true), false
	}
	if r.AlreadyGone > 0 {
		parts = append(parts, Count(r.AlreadyGone)+Plural(r.AlreadyGone, " was", " were")+" already gone.")
	}
	if r.Kept > 0 {
		parts = append(parts, keptWords(r.Kept, false))
	}
	if r.Unknown > 0 {
		parts = append(parts, unknownWords(r))
	}
	return strings.Join(parts, " "), r.Kept == 0 && r.Unknown == 0
}

func keptWords(n int, all bool) string {
	switch {
	case all && n == 1:
		return "The message is still on the server."
	case all:
		return "All " + Count(n) + " are still on the server."
	}
	return Count(n) + Plural(n, " is", " are") + " still on the server; delete " + Plural(n, "it", "them") + " again."
}

func unknownWords(r mailbox.Report) string {
	n := r.Unknown
	who := "Of " + Count(n) + " it"
	if n == r.Asked {
		who = "It"
	}
	return who + " is not known yet whether " + Plural(n, "it is", "they are") + " gone: get mail to find out."
}

// Plural chooses between two words by a number.
func Plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
