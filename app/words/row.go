package words

import (
	"time"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
)

// Column is the word over a column.
func Column(c listing.Column) string {
	switch c {
	case listing.ByFrom:
		return lang.T("column.from")
	case listing.BySubject:
		return lang.T("column.subject")
	case listing.ByDate:
		return lang.T("column.date")
	case listing.BySize:
		return lang.T("column.size")
	case listing.ByTo:
		return lang.T("column.to")
	}
	return ""
}

// Cell is what a cell says.
func Cell(col listing.Column, r *mailbox.Row, now time.Time) string {
	if r.NoHead && col != listing.BySize {
		return withoutHead(col)
	}
	text, nothing := "", ""
	switch col {
	case listing.ByFrom:
		text, nothing = letters.Clean(listing.SenderName(r), letters.MaxName), "message.no-sender"
	case listing.ByTo:
		text = letters.Clean(listing.ReceiverName(r), letters.MaxName)
	case listing.BySubject:
		text, nothing = letters.Clean(r.Summary.Subject, letters.MaxSubject), "message.no-subject"
	case listing.ByDate:
		text = RowDate(r.Summary.Date, now)
	case listing.BySize:
		text = rowSize(r.Size)
	}
	if text == "" && nothing != "" {
		return lang.T(nothing)
	}
	return text
}

// withoutHead is what a cell says where the server does not give the head. Nobody and
// nothing is known of it then, which is not the same as nobody named.
func withoutHead(col listing.Column) string {
	switch col {
	case listing.ByFrom:
		return lang.T("message.sender-unknown")
	case listing.BySubject:
		return lang.T("message.no-head")
	}
	return ""
}

// Place is what a place at the left is called.
func Place(p listing.Place) string {
	switch p {
	case listing.PlaceUnread:
		return lang.T("place.unread")
	case listing.PlaceAttached:
		return lang.T("place.attached")
	case listing.PlaceLarge:
		return lang.T("place.large")
	}
	return lang.T("place.all")
}
