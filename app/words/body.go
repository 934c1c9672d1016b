package words

import (
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/mime"
)

// Body is what there is to read of a message: its text, or what it invites to, or that
// there is nothing.
func Body(m *mime.Message) string {
	switch {
	case m.Text != "" || m.Partial:
		return m.Text
	case m.Event != nil:
		return Event(m.Event)
	case len(m.Attachments) > 0:
		return lang.T("reader.no-text-attached", lang.Args{"Count": len(m.Attachments)})
	}
	return lang.T("reader.no-text")
}
