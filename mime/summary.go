package mime

import (
	"net/mail"
	"strings"
	"time"
)

// Address is one mailbox of an address list (RFC 5322 section 3.4), decoded.
type Address struct {
	Name string // display name, may be empty
	Addr string // user@domain as written; may be empty or broken in damaged mail
}

// Summary is what a row of the message list needs: the facts of a header block.
type Summary struct {
	From          []Address
	To            []Address
	Cc            []Address
	ReplyTo       []Address
	Subject       string
	Date          time.Time // zero where the message has no credible date
	MessageID     string    // without angle brackets
	HasAttachment bool      // a guess from the content type, as only the header is known
	Notes         []Note    // what was damaged; nil for a sound header
}

// ParseSummary reads a header block, as TOP n 0 brings it: lines that end in
// CRLF or LF, and perhaps blank lines behind. The limits are the defaults.
func ParseSummary(head []byte) Summary {
	return parseSummary(head, DefaultLimits())
}

// Arrived reads from a header block when the last server took the message in: the
// date of the first Received field (RFC 5321 section 4.4). It is zero where there
// is none. Unlike the Date of a message, its sender has no say in it.
func Arrived(head []byte) time.Time {
	for _, value := range fields(head, map[string]string{"received": "received"}, DefaultLimits().Field) {
		return parseDate(value[strings.LastIndexByte(value, ';')+1:])
	}
	return time.Time{}
}

// summaryFields are the header fields that a [Summary] is made of.
var summaryFields = map[string]string{
	"from": "from", "to": "to", "cc": "cc", "reply-to": "reply-to", "subject": "subject", "date": "date",
	"message-id": "message-id", "content-type": "content-type", "content-disposition": "content-disposition",
}

func parseSummary(head []byte, lim Limits) Summary {
	var s Summary
	if len(head) > lim.Header {
		head = head[:lim.Header]
		s.Notes = note(s.Notes, NoteTruncated, "the header is longer than the limit")
	}
	for name, value := range fields(head, summaryFields, lim.Field) {
		s.set(name, value, lim)
	}
	return s
}

// set takes in one header field. Of fields that may stand only once the first
// counts; further From fields are added, so that none is hidden.
func (s *Summary) set(name, value string, lim Limits) {
	switch name {
	case "from":
		s.From = append(s.From, s.addresses(name, value, lim)...)
	case "to":
		s.To = append(s.To, s.addresses(name, value, lim)...)
	case "cc":
		s.Cc = append(s.Cc, s.addresses(name, value, lim)...)
	case "reply-to":
		s.ReplyTo = append(s.ReplyTo, s.addresses(name, value, lim)...)
	case "subject":
		if s.Subject == "" {
			s.Subject = oneLine(decodeWords(value), lim.Words)
		}
	case "date":
		if s.Date.IsZero() {
			s.Date = parseDate(value)
			if s.Date.IsZero() {
				s.Notes = note(s.Notes, NoteHeader, "no credible date: "+value)
			}
		}
	case "message-id":
		if s.MessageID == "" {
			s.MessageID = oneLine(strings.Trim(strings.TrimSpace(value), "<>"), lim.Words)
		}
	case "content-type":
		s.HasAttachment = s.HasAttachment || looksAttached(value)
	case "content-disposition":
		s.HasAttachment = s.HasAttachment || strings.HasPrefix(strings.ToLower(strings.TrimSpace(value)), "attachment")
	}
}

// looksAttached guesses from the content type of a whole message whether it has
// attachments.
func looksAttached(contentType string) bool {
	mediaType, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	kind, sub, _ := strings.Cut(strings.TrimSpace(mediaType), "/")
	switch kind {
	case "multipart":
		return sub == "mixed"
	case "text", "message", "":
		return false
	}
	return true
}

// usualDate is the form of nearly all dates. It is tried first, as each failure
// costs.
const usualDate = "Mon, 2 Jan 2006 15:04:05 -0700"

// dateLayouts are the forms of dates that net/mail does not know and that are
// seen all the same.
var dateLayouts = []string{
	time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, time.UnixDate, time.RubyDate, time.RFC3339,
	"Mon, 2 Jan 2006 15:04:05", "2 Jan 2006 15:04:05", "2 Jan 2006 15:04 MST", "2 Jan 06 15:04:05 -0700",
	"Mon, 2 Jan 2006 15:04:05 -07:00", "Mon, 2 Jan 2006 15:04:05 GMT-0700", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05",
	"Mon, 2 January 2006 15:04:05 -0700", "02/01/2006 15:04:05", "Mon, 2-Jan-2006 15:04:05 -0700",
}

// parseDate reads a date in any form that is seen. It returns the zero time for
// what is no date, or one that no mail can have.
func parseDate(value string) time.Time {
	value = strings.Join(strings.Fields(oneLine(value, 200)), " ")
	t, err := time.Parse(usualDate, value)
	if err != nil {
		t, err = mail.ParseDate(value)
	}
	if err != nil {
		if i := strings.IndexByte(value, '('); i > 0 {
			value = strings.TrimSpace(value[:i])
		}
		for _, layout := range dateLayouts {
			if t, err = time.Parse(layout, value); err == nil {
				break
			}
		}
	}
	// SMTP is of 1982; a day of grace stands before the year 2100.
	if err != nil || t.Year() < 1980 || t.Year() > 2100 {
		return time.Time{}
	}
	return t
}
