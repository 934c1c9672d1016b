package words

import (
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
)

// Deleted tell how a deletion ended.
func Deleted(h store.Heading) string {
	text, _ := Result(mailbox.Report{
		Asked: h.Asked, Found: h.Found, Deleted: h.Deleted, AlreadyGone: h.AlreadyGone, Kept: h.Kept, Unknown: h.Unknown,
	})
	if h.ByRule {
		return Sentences(lang.T("record.by-rule"), text)
	}
	return text
}

// RecordLead says what the record of deletions is, and for how long it is kept.
func RecordLead() string {
	return lang.T("record.lead", lang.Args{"Count": store.DeletionYears})
}
