package words

import (
	"time"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
)

// Column is the word over a column.
func Column(c listing.Column) string {
	return [listing.NumColumns]string{listing.ByFrom: "From", listing.BySubject: "Subject", listing.ByDate: "Date", listing.BySize: "Size", listing.ByTo: "To"}[c]
}

// NoHead stand in the place of a subject that the server does not give.
const NoHead = "The server does not give the head of this message"

// Cell is what a cell says.
func Cell(col listing.Column, r *mailbox.Row, now time.Time) string {
	text, nothing := "", ""
	if r.NoHead && col != listing.BySize {
		// Nobody and nothing is known of it, which is not the same as nobody named.
		return map[listing.Column]string{listing.ByFrom: "(not known)", listing.BySubject: NoHead}[col]
	}
	switch col {
	case listing.ByFrom:
		text, nothing = letters.Clean(listing.SenderName(r), letters.MaxName), "(nobody named)"
	case listing.ByTo:
		text = letters.Clean(listing.ReceiverName(r), letters.MaxName)
	case listing.BySubject:
		text, nothing = letters.Clean(r.Summary.Subject, letters.MaxSubject), "(no subject)"
	case listing.ByDate:
		text = RowDate(r.Summary.Date, now)
	case listing.BySize:
		text = rowSize(r.Size)
	}
	if text == "" {
		return nothing
	}
	return text
}

// Place is what a place at the left is called.
func Place(p listing.Place) string {
	switch p {
	case listing.PlaceUnread:
		return "Unread"
	case listing.PlaceAttached:
		return "With attachments"
	case listing.PlaceLarge:
		return "Large"
	}
	return "All messages"
}
