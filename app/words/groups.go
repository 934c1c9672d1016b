package words

import (
	"strings"
	"time"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/triage"
)

// Traits are the words for what groups have in common, in the order of the
// buttons.
var Traits = []struct {
	Trait triage.Trait
	Name  string
}{
	{triage.BySender, "Sender"},
	{triage.BySubject, "Subject"},
	{triage.ByTime, "Time"},
	{triage.ByDomain, "Domain"},
	{triage.ByList, "List"},
	{triage.BySize, "Size"},
}

// GroupName is how a group is called on the screen.
func GroupName(g *triage.Group, now time.Time) string {
	switch g.Trait {
	case triage.BySize:
		return sizeClass(g.Low, g.High)
	case triage.ByTime:
		if span := ClockSpan(g.First, g.Last, now); span != "" {
			return strings.ToUpper(span[:1]) + span[1:]
		}
		return "No date"
	}
	if name := letters.Clean(g.Name, letters.MaxName); name != "" {
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
		return "Under " + ByteSize(high)
	case high <= 0 || high >= 1<<40:
		return "Over " + ByteSize(low)
	}
	return ByteSize(low) + " – " + ByteSize(high)
}

// GroupFacts is the small line under the name: share, bytes, from when to when.
func GroupFacts(g *triage.Group, total int, now time.Time) string {
	return Share(len(g.IDs), total) + " · " + ByteSize(g.Bytes) + " · " + DaySpan(g.First, g.Last, now)
}

// FloodName is how a flood is called at the left.
func FloodName(f *triage.Flood, now time.Time) string {
	return strings.TrimSuffix("A flood, "+ClockSpan(f.From, f.To, now), ", ")
}

// FloodKind tells in two words what sort of flood it is.
func FloodKind(f *triage.Flood) string {
	if f.Kind == triage.Subscriptions {
		return "newsletters, " + SenderCount(f)
	}
	return SenderCount(f) + ", alike"
}

// SenderCount tells of how many senders a flood is.
func SenderCount(f *triage.Flood) string {
	return Count(f.Senders) + " " + Plural(f.Senders, "sender", "senders")
}

// FloodTitle says what has happened.
func FloodTitle(f *triage.Flood, now time.Time) string {
	what := Messages(len(f.IDs))
	if f.Kind == triage.Subscriptions {
		what = Count(len(f.IDs)) + " newsletters and confirmations"
	}
	return "A flood of " + what + " came " + timeSpan(f.From, f.To, now) + "."
}

// FloodText says what they have in common, and what does not fit.
func FloodText(f *triage.Flood) string {
	text := SenderCount(f)
	switch {
	case f.Kind == triage.Subscriptions:
		text += " that have never written before. Somebody has signed you up for them."
	case f.Senders == 1 && f.Sender != "":
		text = "From " + letters.Clean(f.Sender, letters.MaxName) + ", " + subjectWords(f) + "."
	default:
		text += ", " + subjectWords(f) + "."
	}
	n := len(f.Lifted)
	if n == 0 {
		return text
	}
	return text + " " + Plural(n, "This message is", "These "+Count(n)+" are") + " not like the rest, and " +
		Plural(n, "is", "are") + " kept. The flood may be there to hide " + Plural(n, "it.", "them.")
}

func subjectWords(f *triage.Flood) string {
	if f.Subject == "" {
		return "much alike"
	}
	return "nearly the same subject"
}

// Reason tells why a message was put where it is.
func Reason(r triage.Reason) string {
	word := letters.Clean(r.Word, 60)
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

// Common tells what all of a flood have in common.
func Common(r triage.Reason, f *triage.Flood) string {
	switch {
	case r.Kind == triage.SameSender && f.Senders > 1:
		return "the same " + SenderCount(f)
	case r.Kind == triage.NewSender && f.Senders > 1:
		return "none of the senders has written before"
	case r.Kind == triage.Burst:
		return "all came within " + Lasting(f.To.Sub(f.From))
	}
	return Reason(r)
}

// Why joins reasons to a sentence without an end.
func Why(why []triage.Reason) string {
	var out []string
	for _, r := range why {
		if w := Reason(r); w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " · ")
}

// Shared tell what all messages of a group have in common, a line each.
func Shared(c listing.Common) []string {
	var out []string
	add := func(ok bool, text string) {
		if ok {
			out = append(out, text)
		}
	}
	if c.First == nil {
		return nil
	}
	add(c.Sender, "All from "+Cell(listing.ByFrom, c.First, time.Time{}))
	add(c.Subject, "All with nearly the same subject: “"+letters.Clean(c.First.Summary.Subject, 80)+"”")
	add(c.List, "All through the mailing list “"+letters.Clean(c.First.Summary.ListID, 80)+"”")
	add(c.Attached, "All seem to have attachments")
	add(c.Unattached, "None seems to have an attachment")
	add(c.Unread, "None was read here")
	return out
}
