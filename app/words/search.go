package words

import (
	"strings"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
)

// SearchWord explains a search word in a few words.
func SearchWord(w listing.SearchWord) string {
	switch w.Text {
	case "from:":
		return "a name or an address"
	case "subject:":
		return "a word of the subject"
	case "to:":
		return "whom it was sent to"
	case "list:":
		return "the name of a mailing list"
	case "larger:":
		return "a size, such as 1M or 500K"
	case "smaller:":
		return "a size"
	case "before:":
		return "a day, such as 3 June, last week or 2026"
	case "since:":
		return "a day"
	case "is:unread":
		return "not read here yet; is:read for the others"
	case "has:attachment":
		return "seems to have one"
	case "is:caught":
		return "a rule deletes it soon"
	case "has:list":
		return "came through a mailing list"
	}
	return ""
}

// wantedWords say what may follow a search word.
func wantedWords(w listing.Wanted) string {
	switch w {
	case listing.WantsName:
		return "a name"
	case listing.WantsSize:
		return "a size, such as 500K or 1M"
	case listing.WantsDay:
		return "a day, such as 2026-11-01, 3 June, yesterday or last week"
	}
	return "a word"
}

// Unclear say what of a search is not understood, and what to type.
func Unclear(u listing.Unclear) string {
	typed, value := "“"+letters.Clean(u.Typed, 40)+"”", "“"+letters.Clean(u.Value, 40)+"”"
	end := "."
	if u.Last != "" {
		end = ", or put “" + letters.Clean(u.Last, 20) + "” into quotes to look for it."
	}
	const quote = " Put it into quotes to look for it as it stands."
	switch u.Fault {
	case listing.FaultLength:
		return "This is too long. Type less."
	case listing.FaultLeaveOut:
		return "Type behind “-” what is to be left out."
	case listing.FaultStar:
		return typed + " is not known. Parts of words are found without “*”." + quote
	case listing.FaultOperator:
		return typed + " is not known. All words must be found. Type “-” before a word to leave it out."
	case listing.FaultMissing:
		return "Type " + wantedWords(u.Word.Wants) + " behind “" + u.Word.Text + "”."
	case listing.FaultBlank:
		return "Type " + wantedWords(u.Word.Wants) + " right behind “" + u.Word.Text + "”, without a blank."
	case listing.FaultQuotes:
		return "Type a word between the quotes."
	case listing.FaultDay:
		return value + " is no day. Try 2026-11-01, 3 June, yesterday or last week" + end
	case listing.FaultSize:
		return value + " is no size. Try 500K or 1M" + end
	case listing.FaultChoice:
		return typed + " is not known. Try " + strings.Join(u.Meant, ", ") + "."
	case listing.FaultUnknown:
		return typed + " is not known." + quote
	case listing.FaultWord:
		text := typed + " is not known. Did you mean " + strings.Join(u.Meant, ", ") + "?"
		if u.Quote {
			text += quote
		}
		return text
	}
	return ""
}
