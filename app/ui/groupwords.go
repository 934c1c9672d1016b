package ui

import (
	"strings"
	"time"

	"github.com/restante/restante/app/triage"
)

// traitNames are the words for what groups have in common, in the order of the
// buttons.
var traitNames = []struct {
	trait triage.Trait
	name  string
}{
	{triage.BySender, "Sender"},
	{triage.BySubject, "Subject"},
	{triage.ByTime, "Time"},
	{triage.ByDomain, "Domain"},
	{triage.ByList, "List"},
	{triage.BySize, "Size"},
}

// groupName is how a group is called on the screen.
func groupName(g *triage.Group, now time.Time) string {
	switch g.Trait {
	case triage.BySize:
		return sizeClass(g.Low, g.High)
	case triage.ByTime:
		if span := clockSpan(g.First, g.Last, now); span != "" {
			return strings.ToUpper(span[:1]) + span[1:]
		}
		return "No date"
	}
	if name := Clean(g.Name, maxName); name != "" {
		return name
	}
	if g.Trait == triage.BySubject {
		return "(no subject)"
	}
	return "(nobody named)"
}

// sizeClass names a class of sizes; 0 at the top means no end.
func sizeClass(low, high int64) string {
	switch {
	case low == 0:
		return "Under " + byteSize(high)
	case high <= 0 || high >= 1<<40:
		return "Over " + byteSize(low)
	}
	return byteSize(low) + " – " + byteSize(high)
}

// groupFacts is the small line under the name: share, bytes, from when to when.
func groupFacts(g *triage.Group, total int, now time.Time) string {
	return share(len(g.IDs), total) + " · " + byteSize(g.Bytes) + " · " + daySpan(g.First, g.Last, now)
}

// floodName is how a flood is called at the left.
func floodName(f *triage.Flood, now time.Time) string {
	return strings.TrimSuffix("A flood, "+clockSpan(f.From, f.To, now), ", ")
}

// floodKind tells in two words what sort of flood it is.
func floodKind(f *triage.Flood) string {
	if f.Kind == triage.Subscriptions {
		return "newsletters, " + senderCount(f)
	}
	return senderCount(f) + ", alike"
}

func senderCount(f *triage.Flood) string {
	return count(f.Senders) + " " + plural(f.Senders, "sender", "senders")
}

// floodTitle says what has happened.
func floodTitle(f *triage.Flood, now time.Time) string {
	what := messages(len(f.IDs))
	if f.Kind == triage.Subscriptions {
		what = count(len(f.IDs)) + " newsletters and confirmations"
	}
	return "A flood of " + what + " came " + timeSpan(f.From, f.To, now) + "."
}

// floodText says what they have in common, and what does not fit.
func floodText(f *triage.Flood) string {
	text := senderCount(f)
	switch {
	case f.Kind == triage.Subscriptions:
		text += " that have never written before. Somebody has signed you up for them."
	case f.Senders == 1 && f.Sender != "":
		text = "From " + Clean(f.Sender, maxName) + ", " + subjectWords(f) + "."
	default:
		text += ", " + subjectWords(f) + "."
	}
	n := len(f.Lifted)
	if n == 0 {
		return text
	}
	return text + " " + plural(n, "This message is", "These "+count(n)+" are") + " not like the rest, and " +
		plural(n, "is", "are") + " kept. The flood may be there to hide " + plural(n, "it.", "them.")
}

func subjectWords(f *triage.Flood) string {
	if f.Subject == "" {
		return "much alike"
	}
	return "nearly the same subject"
}

// reasonWords tells why a message was put where it is.
func reasonWords(r triage.Reason) string {
	word := Clean(r.Word, 60)
	quoted := func(text string) string {
		if word == "" {
			return text
		}
		return text + ": “" + word + "”"
	}
	switch r.Kind {
	case triage.Money:
		return quoted("speaks of money")
	case triage.Order:
		return quoted("speaks of an order")
	case triage.SignIn:
		return quoted("speaks of an account or a sign-in")
	case triage.Password:
		return quoted("speaks of a password")
	case triage.Code:
		return quoted("brings a code")
	case triage.Delivery:
		return quoted("speaks of a delivery")
	case triage.Reply:
		return "answers a message"
	case triage.KnownSender:
		return "the sender has written before"
	case triage.Friend:
		return "you keep mail from this sender"
	case triage.NoList:
		return "is no list mail"
	case triage.UnlikeRest:
		return "is not like the others"
	case triage.ListMail:
		return "list mail or sent in bulk"
	case triage.Burst:
		return "came in the same burst"
	case triage.NewSender:
		return "the sender has never written before"
	case triage.SameSubject:
		return quoted("nearly the same subject")
	case triage.SameSender:
		return quoted("the same sender")
	case triage.Confirmation:
		return quoted("asks for a confirmation or welcomes")
	}
	return word
}

// commonWords tells what all of a flood have in common.
func commonWords(r triage.Reason, f *triage.Flood) string {
	switch {
	case r.Kind == triage.SameSender && f.Senders > 1:
		return "the same " + senderCount(f)
	case r.Kind == triage.NewSender && f.Senders > 1:
		return "none of the senders has written before"
	case r.Kind == triage.Burst:
		return "all came within " + lasting(f.To.Sub(f.From))
	}
	return reasonWords(r)
}

// whyWords joins reasons to a sentence without an end.
func whyWords(why []triage.Reason) string {
	var out []string
	for _, r := range why {
		if w := reasonWords(r); w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " · ")
}
