package mime

import (
	"strings"
	"time"
)

// hops are what the Received fields of a message tell (RFC 5321 section 4.4), the last
// server's first. Only what the user's own servers have written is not the sender's to say.
type hops struct {
	at      time.Time // when the last server took it in
	count   int
	fetched bool   // it has got it from another mailbox, days after it came there
	own     string // the organisation of the user's servers
	via     string // that of the first host outside of it
	foreign bool   // that host was passed
}

// fetchedAfter is how much older a message is than a server makes it that does not take it
// in but fetches it. Nobody else keeps mail so long: a server gives up after five days at
// most (RFC 5321 section 4.5.4.1).
const fetchedAfter = 6 * 24 * time.Hour

// mostHops is how many fields are looked at: behind what the user's own servers hand on to
// each other.
const mostHops = 4

// add takes the next field.
func (h *hops) add(field string) {
	if h.count++; h.count > mostHops {
		return
	}
	at := receivedDate(field)
	if h.count == 1 {
		h.at = at
	}
	if h.foreign {
		return // what stands below a host outside is its to say
	}
	if h.count > 1 && h.count < mostHops {
		h.fetched = h.fetched || !at.IsZero() && h.at.Sub(at) > fetchedAfter
	}
	from, by, sent := hostsOf(field)
	if h.count == 1 {
		h.own = organisation(by)
	}
	switch org := organisation(from); {
	case isFetch(field):
	case by != "" && by != "localhost" && organisation(by) != h.own:
		h.foreign = true // the hop outside was not written down
	case !sent, from == "localhost", org == h.own && org != "":
	default:
		h.via, h.foreign = org, true
	}
}

// isFetch reports whether the user's own servers have written that they have got a message
// from a mailbox.
func isFetch(field string) bool {
	field = strings.ToLower(field)
	return strings.Contains(field, " with pop3") || strings.Contains(field, " with imap")
}

// hostsOf are the hosts of a Received field: from which one a message came, as far as the
// other has looked up its name, and which one took it in; sent is whether it came from a
// host at all. What a host calls itself proves nothing.
func hostsOf(field string) (from, by string, sent bool) {
	field = strings.ToLower(field)
	if rest, ok := strings.CutPrefix(strings.TrimSpace(field), "from "); ok {
		sent = true
		name, rest, _ := strings.Cut(strings.TrimSpace(rest), " ")
		from = name
		if note, ok := strings.CutPrefix(strings.TrimSpace(rest), "("); ok {
			note, _, _ = strings.Cut(note, ")")
			words := strings.Fields(note)
			switch {
			case len(words) > 1 && strings.HasPrefix(words[1], "["): // Postfix, Sendmail: its name and address
				from = words[0]
			case len(words) > 0 && (strings.HasPrefix(words[0], "[") || words[0] == "helo"): // Exim, qmail: the name stands before
			default: // only the address is known
				from = ""
			}
		}
		if from == "unknown" || strings.HasPrefix(from, "[") {
			from = ""
		}
	}
	if _, rest, ok := strings.Cut(" "+field, " by "); ok {
		by, _, _ = strings.Cut(strings.TrimSpace(rest), " ")
	}
	return strings.Trim(from, "."), strings.Trim(by, ".;"), sent
}
