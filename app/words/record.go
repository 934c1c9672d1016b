package words

import (
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
)

// Deleted tell how a deletion ended.
func Deleted(h store.Heading) string {
	text, _ := Result(mailbox.Report{
		Asked: h.Asked, Found: h.Found, Deleted: h.Deleted, AlreadyGone: h.AlreadyGone, Kept: h.Kept, Unknown: h.Unknown,
	})
	if h.ByRule {
		text = "By a rule. " + text
	}
	return text
}
