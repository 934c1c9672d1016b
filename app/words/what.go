package words

import (
	"time"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/triage"
)

// What says what a deletion was about, an order each.
func What(all []store.What, now time.Time) string {
	text := ""
	for i, w := range all {
		if i == 0 {
			text = what(w, now)
			continue
		}
		text = lang.T("record.what.and", lang.Args{"First": text, "Next": what(w, now)})
	}
	if text == "" {
		return lang.T("record.what.nothing")
	}
	return text
}

func what(w store.What, now time.Time) string {
	said := letters.Clean(w.Text, letters.MaxSubject)
	messages := Messages(w.Count)
	switch w.Kind {
	case store.WhatMessage, store.WhatTold:
		if said == "" {
			return lang.T("message.no-subject")
		}
		return said
	case store.WhatSender:
		return lang.T("record.what.sender", lang.Args{"Messages": messages, "Sender": said})
	case store.WhatSearch:
		return lang.T("record.what.search", lang.Args{"Messages": messages, "Search": said})
	case store.WhatRule:
		return lang.T("record.what.rule")
	case store.WhatFlood:
		return lang.T("record.what.flood", lang.Args{"Messages": messages, "When": timeSpan(w.From, w.To, now)})
	case store.WhatNewsletters:
		return lang.T("record.what.newsletters", lang.Args{"Count": w.Count, "When": timeSpan(w.From, w.To, now)})
	case store.WhatGroup:
		trait, _ := triage.TraitOf(w.Trait)
		return GroupName(&triage.Group{Trait: trait, Name: w.Text, First: w.From, Last: w.To, Low: w.Low, High: w.High}, now)
	}
	return messages
}
