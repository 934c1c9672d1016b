package mime

import (
	"bytes"
	"strings"
)

// Traits are facts of a header block that tell mail made by machines from letters.
// A sender can leave all of them out or forge them.
type Traits uint16

// The traits.
const (
	ListUnsubscribe Traits = 1 << iota // List-Unsubscribe (RFC 2369 section 3.2)
	Bulk                               // Precedence: bulk, list or junk
	AutoSubmitted                      // Auto-Submitted other than no (RFC 3834 section 5), or a relative of it
	FeedbackID                         // Feedback-ID, as senders of much mail give it to the large mailbox providers
	MassMailer                         // a field that only programs and services for mass mail write
	Reply                              // In-Reply-To or References (RFC 5322 section 3.6.4)
	Report                             // a report of what became of another message (RFC 6522), or a program's like
	NoReturn                           // an empty return path: of what answers by itself (RFC 5321 section 4.5.5)
	Fetched                            // the last server has got it from another mailbox, days after it came there
)

// Has reports whether any of the given traits is there.
func (t Traits) Has(any Traits) bool { return t&any != 0 }

// IDHash is a hash of a message id without its angle brackets (RFC 5322 section
// 3.6.4). [Summary.Parent] holds it of the message that is answered.
func IDHash(id string) uint64 {
	// FNV-1a: the same in every run, so that it can be kept on the disk.
	h := uint64(14695981039346656037)
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	return h
}

// HostHash is a hash of a host's name, in lower case, as it stands behind the @ of a message
// id. [Summary.ParentHost] holds it of the message that is answered.
func HostHash(host string) uint32 { return uint32(IDHash(strings.ToLower(host))) }

// parentHash is the hash of the last message id in the value of In-Reply-To or
// References, the message that is answered, and of its host. Both are 0 where there is
// none.
func parentHash(value []byte) (id uint64, host uint32) {
	open := bytes.LastIndexByte(value, '<')
	if open < 0 {
		return 0, 0
	}
	text, _, ok := bytes.Cut(value[open+1:], []byte{'>'})
	if !ok || len(text) == 0 {
		return 0, 0
	}
	return IDHash(string(text)), HostHash(string(text[bytes.LastIndexByte(text, '@')+1:]))
}

// listID is the id of a mailing list, of a List-Id field (RFC 2919 section 2):
// what stands in angle brackets.
func listID(value string, limit int) string {
	if open := strings.LastIndexByte(value, '<'); open >= 0 {
		value, _, _ = strings.Cut(value[open+1:], ">")
	}
	return oneLine(bestGuess([]byte(value)), limit)
}

// massPrefixes begin the names of fields that programs and services for mass mail
// write, in lower case and without the X- in front.
var massPrefixes = []string{
	"acelle-", "acymailing", "aweber", "bulkmail", "campaign", "cleverreach", "cmail", "csa-complaints", "delivra", "emarsys",
	"getresponse", "hs-", "icontact", "inxmail", "klaviyo", "listmember", "mailgun-", "mailin-", "mailjet", "mailup", "mandrill-",
	"mautic", "mc-", "mj-", "moosend", "msys-api", "newsletter", "phplist", "pm-message-id", "rapidmail", "rpcampaign", "ses-",
	"sendgrid", "sendy", "sfmc-", "sg-", "sib-", "smtpapi", "subscriber", "zohomail-campaign",
}

// massMailers are programs for mass mail as they call themselves in X-Mailer, in
// lower case.
var massMailers = []string{
	"acymailing", "aweber", "cleverreach", "customer.io", "emailoctopus", "getresponse", "inxmail", "klaviyo", "listmonk",
	"mailchimp", "maileon", "mailman", "mailpoet", "mailup", "mautic", "newsletter", "phplist", "rapidmail", "sendinblue", "sendy", "xpress",
}

// isMassField reports whether only mass mail has a field of this name.
func isMassField(lower []byte) bool {
	if len(lower) < 5 || lower[0] != 'x' || lower[1] != '-' {
		return false
	}
	lower = lower[2:]
	for _, prefix := range massPrefixes {
		if prefix[0] == lower[0] && len(lower) >= len(prefix) && string(lower[:len(prefix)]) == prefix {
			return true
		}
	}
	return false
}

func isMassMailer(value []byte) bool {
	value = bytes.ToLower(value)
	for _, name := range massMailers {
		if bytes.Contains(value, []byte(name)) {
			return true
		}
	}
	return false
}

// trait is what a field says about a message by being there.
func trait(name string, value []byte) Traits {
	word := func() string {
		first, _, _ := bytes.Cut(bytes.TrimSpace(value), []byte{';'})
		return strings.ToLower(string(bytes.TrimSpace(first)))
	}
	switch name {
	case "list-unsubscribe":
		return ListUnsubscribe
	case "feedback-id":
		return FeedbackID
	case "mass":
		return MassMailer
	case "report":
		return Report
	case "content-type":
		if bytes.HasPrefix(bytes.ToLower(bytes.TrimSpace(value)), []byte("multipart/report")) {
			return Report
		}
	case "return-path":
		if string(bytes.Join(bytes.Fields(value), nil)) == "<>" {
			return NoReturn
		}
	case "x-mailer", "user-agent":
		if isMassMailer(value) {
			return MassMailer
		}
	case "precedence":
		switch word() {
		case "bulk", "list", "junk":
			return Bulk
		}
	case "auto-submitted":
		if word() != "no" {
			return AutoSubmitted
		}
	}
	return 0
}
