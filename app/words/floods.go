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

// FloodKind tells in two words what sort of flood it is.
func FloodKind(f *triage.Flood) string {
	if f.Kind == triage.Subscriptions {
		return lang.T("flood.kind.newsletters", lang.Args{"Senders": Senders(f.Senders)})
	}
	return lang.T("flood.kind.alike", lang.Args{"Senders": Senders(f.Senders)})
}

// Senders writes "1 sender" or "12 senders".
func Senders(n int) string { return lang.T("senders", lang.Args{"Count": n}) }

// FloodTitle says what has happened.
func FloodTitle(f *triage.Flood, now time.Time) string {
	args := lang.Args{"Count": len(f.IDs), "When": timeSpan(f.From, f.To, now)}
	if f.Kind == triage.Subscriptions {
		return lang.T("flood.title-newsletters", args)
	}
	return lang.T("flood.title", args)
}

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
	like := f.Subject == ""
	if f.Kind == triage.Subscriptions {
		return lang.T("flood.text.newsletters", lang.Args{"Count": f.Senders})
	}
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
