package words

import (
	"time"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/triage"
)

// FloodName is how a flood is called at the left.
func FloodName(f *triage.Flood, now time.Time) string {
	span := ClockSpan(f.From, f.To, now)
	if span == "" {
		return lang.T("flood.name-undated")
	}
	return lang.T("flood.name", lang.Args{"Span": span})
}

// FloodHours is when a flood came, which tells it from another one where there is no room
// for its name.
func FloodHours(f *triage.Flood, now time.Time) string {
	return clockSpan(f.From, f.To, now, capitalDay)
}

// FloodKindNamed is [FloodKind] beside [FloodHours].
func FloodKindNamed(f *triage.Flood) string {
	return lang.T("flood.kind-named", lang.Args{"Kind": FloodKind(f)})
}

// floodKinds are the messages about each kind of flood, by their last parts.
var floodKinds = map[triage.FloodKind]struct{ kind, title string }{
	triage.Alike:         {"flood.kind.alike", "flood.title"},
	triage.Subscriptions: {"flood.kind.newsletters", "flood.title-newsletters"},
	triage.Reports:       {"flood.kind.reports", "flood.title-reports"},
	triage.Crowd:         {"flood.kind.crowd", "flood.title-crowd"},
	triage.Mixed:         {"flood.kind.crowd", "flood.title"},
}

// FloodKind tells in two words what sort of flood it is.
func FloodKind(f *triage.Flood) string {
	return lang.T(floodKinds[f.Kind].kind, lang.Args{"Senders": Senders(f.Senders)})
}

// Senders writes "1 sender" or "12 senders".
func Senders(n int) string { return lang.T("senders", lang.Args{"Count": n}) }

// FloodTitle says what has happened.
func FloodTitle(f *triage.Flood, now time.Time) string {
	return lang.T(floodKinds[f.Kind].title, lang.Args{"Count": len(f.IDs), "When": timeSpan(f.From, f.To, now)})
}

// FloodLine is [FloodTitle] in a few words.
func FloodLine(f *triage.Flood) string { return lang.T("flood.line", lang.Args{"Count": len(f.IDs)}) }

// FloodText says what they have in common, and what does not fit.
func FloodText(f *triage.Flood) string {
	lifted := ""
	if n := len(f.Lifted); n > 0 {
		lifted = lang.T("flood.text.kept", lang.Args{"Count": n})
	}
	return Sentences(floodCommon(f), lifted)
}

// floodCommon says what the messages of a flood have in common.
func floodCommon(f *triage.Flood) string {
	switch f.Kind {
	case triage.Subscriptions:
		return lang.T("flood.text.newsletters", lang.Args{"Count": f.Senders})
	case triage.Reports:
		return lang.T("flood.text.reports", lang.Args{"Count": f.Senders})
	case triage.Crowd:
		return lang.T("flood.text.crowd", lang.Args{"Count": f.Senders})
	case triage.Mixed:
		return lang.T("flood.text.mixed", lang.Args{"Count": f.Senders, "Parts": Items(FloodParts(f)...)})
	}
	like := f.Subject == ""
	if sender := letters.Clean(f.Sender, letters.MaxName); f.Senders == 1 && sender != "" {
		if like {
			return lang.T("flood.text.from-alike", lang.Args{"Sender": sender})
		}
		return lang.T("flood.text.from-subject", lang.Args{"Sender": sender})
	}
	if like {
		return lang.T("flood.text.alike", lang.Args{"Count": f.Senders})
	}
	return lang.T("flood.text.subject", lang.Args{"Count": f.Senders})
}

// FloodParts say what a flood is made of, the largest part first.
func FloodParts(f *triage.Flood) []string {
	var out []string
	for _, p := range f.Parts {
		args := lang.Args{"Count": len(p.IDs)}
		switch subject := letters.Clean(p.Subject, 60); {
		case p.Kind == triage.Subscriptions:
			out = append(out, lang.T("flood.part.newsletters", args))
		case p.Kind == triage.Reports:
			out = append(out, lang.T("flood.part.reports", args))
		case p.Kind == triage.Crowd:
			out = append(out, lang.T("flood.part.crowd", args))
		case subject == "":
			out = append(out, lang.T("flood.part.alike", args))
		default:
			args["Subject"] = subject
			out = append(out, lang.T("flood.part.alike-subject", args))
		}
	}
	return out
}

// WhatNow is what somebody should do whose mailbox is flooded, a sentence each.
func WhatNow() []string {
	return []string{lang.T("flood.now.read"), lang.T("flood.now.look"), lang.T("flood.now.call"), lang.T("flood.now.confirm"), lang.T("flood.now.password")}
}
