package words

import (
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
)

// searchWords are the messages that explain a search word.
var searchWords = map[string]string{
	"from:":          "search.word.from",
	"subject:":       "search.word.subject",
	"to:":            "search.word.to",
	"list:":          "search.word.list",
	"larger:":        "search.word.larger",
	"smaller:":       "search.word.smaller",
	"before:":        "search.word.before",
	"since:":         "search.word.since",
	"is:unread":      "search.word.unread",
	"has:attachment": "search.word.attachment",
	"is:caught":      "search.word.caught",
	"has:list":       "search.word.has-list",
}

// SearchWord explains a search word in a few words.
func SearchWord(w listing.SearchWord) string {
	id, known := searchWords[w.Text]
	if !known {
		return ""
	}
	return lang.T(id)
}

// Unclear say what of a search is not understood, and what to type.
func Unclear(u listing.Unclear) string {
	args := lang.Args{"Typed": letters.Clean(u.Typed, 40), "Value": letters.Clean(u.Value, 40), "Word": u.Word.Text}
	quote := lang.T("search.unclear.quote")
	switch u.Fault {
	case listing.FaultLength:
		return lang.T("search.unclear.length")
	case listing.FaultLeaveOut:
		return lang.T("search.unclear.leave-out")
	case listing.FaultStar:
		return Sentences(lang.T("search.unclear.star", args), quote)
	case listing.FaultOperator:
		return lang.T("search.unclear.operator", args)
	case listing.FaultMissing:
		return lang.T(missing(u.Word.Wants), args)
	case listing.FaultBlank:
		return lang.T(behindBlank(u.Word.Wants), args)
	case listing.FaultQuotes:
		return lang.T("search.unclear.quotes")
	case listing.FaultDay, listing.FaultSize:
		return misread(u, args)
	case listing.FaultChoice:
		args["Words"] = Or(u.Meant...)
		return lang.T("search.unclear.choice", args)
	case listing.FaultUnknown:
		return Sentences(lang.T("search.unclear.unknown", args), quote)
	case listing.FaultWord:
		args["Words"] = Or(u.Meant...)
		if !u.Quote {
			quote = ""
		}
		return Sentences(lang.T("search.unclear.word", args), quote)
	}
	return ""
}

// missing is the message about a search word that nothing stands behind.
func missing(w listing.Wanted) string {
	switch w {
	case listing.WantsName:
		return "search.missing.name"
	case listing.WantsSize:
		return "search.missing.size"
	case listing.WantsDay:
		return "search.missing.day"
	}
	return "search.missing.word"
}

// behindBlank is the message about a search word that a blank follows.
func behindBlank(w listing.Wanted) string {
	switch w {
	case listing.WantsName:
		return "search.blank.name"
	case listing.WantsSize:
		return "search.blank.size"
	case listing.WantsDay:
		return "search.blank.day"
	}
	return "search.blank.word"
}

// misread tells of what is no day, or no size.
func misread(u listing.Unclear, args lang.Args) string {
	day := u.Fault == listing.FaultDay
	args["Last"] = letters.Clean(u.Last, 20)
	switch {
	case day && u.Last == "":
		return lang.T("search.unclear.day", args)
	case day:
		return lang.T("search.unclear.day-or-word", args)
	case u.Last == "":
		return lang.T("search.unclear.size", args)
	}
	return lang.T("search.unclear.size-or-word", args)
}
