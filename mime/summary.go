package mime

import (
	"bytes"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
	"unique"
)

// Address is one mailbox of an address list (RFC 5322 section 3.4), decoded.
type Address struct {
	Name string // display name, may be empty
	Addr string // user@domain as written; may be empty or broken in damaged mail
}

// Display is what stands for the address on a screen: the name, or else the address
// itself.
func (a Address) Display() string {
	if strings.TrimSpace(a.Name) != "" {
		return a.Name
	}
	return a.Addr
}

// First is the first address of a list, or an empty one.
func First(list []Address) Address {
	if len(list) == 0 {
		return Address{}
	}
	return list[0]
}

// Summary is what a row of the message list needs: the facts of a header block.
// Its times are in UTC.
type Summary struct {
	From          []Address
	To            []Address
	Cc            []Address
	ReplyTo       []Address
	Subject       string
	Date          time.Time // zero where the message has no credible date
	Arrived       time.Time // when the last server took it in, by the first Received field; zero where that is not known
	MessageID     string    // without angle brackets
	ListID        string    // of the mailing list, without angle brackets (RFC 2919)
	Parent        uint64    // [IDHash] of the message that is answered; 0 where there is none
	ParentHost    uint32    // [HostHash] of the host in that message's id
	Auth          Auth      // what a server found out about the sender
	Via           uint32    // [HostHash] of what somebody can register of the host that has brought it to the user's servers, as they have looked it up; 0 where they have not
	Traits        Traits    // what tells mail of machines from letters
	Program       Program   // what it was written with, if by a person
	HasAttachment bool      // a guess from the content type, as only the header is known
	Notes         []Note    // what was damaged; nil for a sound header
}

// ParseSummary reads a header block, as TOP n 0 brings it: lines that end in
// CRLF or LF, and perhaps blank lines behind. The limits are the defaults.
func ParseSummary(head []byte) Summary {
	return parseSummary(head, DefaultLimits())
}

// receivedDate is the date of a Received field (RFC 5321 section 4.4): when a server
// took the message in. Unlike with the Date of a message, its sender has no say in
// that of the first one.
func receivedDate(value string) time.Time {
	return parseDate(value[strings.LastIndexByte(value, ';')+1:])
}

// summaryFields are the header fields that a [Summary] is made of, besides those
// of [isMassField].
var summaryFields = func() map[string]string {
	wanted := make(map[string]string)
	for _, name := range []string{
		"from", "to", "cc", "reply-to", "subject", "date", "received", "message-id", "content-type", "content-disposition",
		"in-reply-to", "references", "list-id", "list-unsubscribe", "precedence", "auto-submitted", "feedback-id", "x-mailer",
		"user-agent", "thread-index", "return-path", "authentication-results",
	} {
		wanted[name] = name
	}
	wanted["x-feedback-id"] = "feedback-id"
	wanted["x-autoreply"], wanted["x-auto-response-suppress"] = "auto-submitted", "auto-submitted"
	wanted["list-help"], wanted["x-list-administrivia"] = "mass", "mass"
	wanted["x-failed-recipients"] = "report"
	return wanted
}()

func summaryField(lower []byte) string {
	if name := summaryFields[string(lower)]; name != "" {
		return name
	}
	if isMassField(lower) {
		return "mass"
	}
	return ""
}

func parseSummary(head []byte, lim Limits) Summary {
	var s Summary
	if len(head) > lim.Header {
		head = head[:lim.Header]
		s.Notes = note(s.Notes, NoteTruncated, "the header is longer than the limit")
	}
	charset := rawCharset(head)
	var way hops
	var signers []string
	for name, value := range rawFields(head, summaryField, lim.Field) {
		switch name {
		case "received":
			way.add(string(value))
			continue
		case "authentication-results":
			if s.Auth.Server == 0 {
				s.Auth, signers = parseAuth(value)
			}
			continue
		}
		switch {
		case bytes.Contains(value, escape):
			value = []byte(toUTF8(value, "iso-2022-jp"))
		case charset != "" && !utf8.Valid(value):
			value = []byte(toUTF8(value, charset))
		}
		s.set(name, value, lim)
	}
	s.Arrived = way.at
	if way.fetched {
		s.Traits |= Fetched
	}
	if way.via != "" {
		s.Via = HostHash(way.via)
	}
	if signs(signers, First(s.From).Addr) {
		s.Auth.Results |= OwnSigned
	}
	if s.Program == 0 && !s.Traits.Has(MassMailer) {
		s.Program = programOfID(s.MessageID)
	}
	return s
}

// escape begins a character set in ISO-2022-JP and its relatives.
var escape = []byte("\x1b$")

// rawCharset is the charset of text in a header block that is in no encoded word: that of
// the body, if it names one, as it was written by the same program. It is empty where
// there is no such text, or in UTF-8.
func rawCharset(head []byte) string {
	if utf8.Valid(head) {
		return ""
	}
	for _, value := range fields(head, map[string]string{"content-type": "content-type"}, 4096) {
		if m := charsetParam.FindStringSubmatch(value); m != nil {
			return asciiCharset(m[1])
		}
	}
	return ""
}

var charsetParam = regexp.MustCompile(`(?i)charset\s*=\s*"?([-\w:.]+)`)

// set takes in one header field. Of fields that may stand only once the first
// counts; further From fields are added, so that none is hidden.
func (s *Summary) set(name string, value []byte, lim Limits) {
	switch name {
	case "from":
		s.From = append(s.From, s.people(name, value, lim)...)
	case "to":
		s.To = append(s.To, s.people(name, value, lim)...)
	case "cc":
		s.Cc = append(s.Cc, s.people(name, value, lim)...)
	case "reply-to":
		s.ReplyTo = append(s.ReplyTo, s.people(name, value, lim)...)
	case "subject":
		if s.Subject == "" {
			s.Subject = oneLine(decodeWords(string(value)), lim.Words)
		}
	case "date":
		if s.Date.IsZero() {
			s.Date = parseDate(string(value))
			if s.Date.IsZero() {
				s.Notes = note(s.Notes, NoteHeader, "no credible date: "+string(value))
			}
		}
	case "message-id":
		if s.MessageID == "" {
			s.MessageID = oneLine(strings.Trim(strings.TrimSpace(string(value)), "<>"), lim.Words)
		}
	case "content-type":
		s.HasAttachment = s.HasAttachment || looksAttached(string(value))
		s.Traits |= trait(name, value)
	case "content-disposition":
		s.HasAttachment = s.HasAttachment || strings.HasPrefix(strings.ToLower(string(value)), "attachment")
	case "list-id":
		if s.ListID == "" {
			s.ListID = shared(listID(string(value), lim.Words))
		}
	case "in-reply-to", "references":
		s.Traits |= Reply
		if s.Parent == 0 || name == "in-reply-to" {
			s.Parent, s.ParentHost = parentHash(value)
		}
	case "x-mailer", "user-agent":
		s.Traits |= trait(name, value)
		if s.Program == 0 {
			s.Program = programOf(value)
		}
	case "thread-index":
		if s.Program == 0 {
			s.Program = outlookThread
		}
	default:
		s.Traits |= trait(name, value)
	}
}

// people reads an address list.
func (s *Summary) people(field string, value []byte, lim Limits) []Address {
	list := s.addresses(field, string(value), lim)
	for i, a := range list {
		list[i] = Address{Name: shared(a.Name), Addr: shared(a.Addr)}
	}
	return list
}

// shared returns one copy of a string for all messages that have it: the sender
// of a flood writes thousands of times, and everybody writes to the user.
func shared(s string) string { return unique.Make(s).Value() }

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
