package bombtest

import (
	"math/rand/v2"
	"time"
)

// hide makes a mail that a bomb is to hide: of a bank, a shop, a sign-in, a parcel,
// a code, or the answer of a person, in the user's language or in English.
func hide(r *rand.Rand, own language) draft {
	l := own
	if chance(r, 25) {
		l = languages()[0]
	}
	kind := pick(r, []string{"bank", "bank", "shop", "shop", "signin", "parcel", "code", "reply"})
	if kind == "reply" {
		return answer(r, l, domainOf(user))
	}
	name, domain := siteOf(r)
	d := draft{
		name: name, addr: pick(r, officeNames[kind]) + "@" + domain, subject: l.phrase(r, kind, name),
		late: time.Duration(r.IntN(10)) * time.Second,
	}
	d.body = text(r, d.subject)
	// Such mail often goes through the same services as newsletters, but is no list.
	switch r.IntN(4) {
	case 0:
		d.fields = []string{"Feedback-ID: ::1.eu-central-1." + noise(r, 20) + ":AmazonSES", "X-SES-Outgoing: 2026.11.24-54.240.8.1"}
	case 1:
		d.fields = []string{"Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All"}
	case 2:
		d.fields = []string{"X-SG-EID: " + noise(r, 60), "X-Entity-ID: " + noise(r, 12)}
	}
	return d
}

// officeNames are the local parts of addresses by kind of mail.
var officeNames = map[string][]string{
	"bank": {"service", "noreply", "alerts", "kundenservice"}, "shop": {"orders", "bestellung", "shop", "auto-confirm"},
	"signin": {"security", "no-reply", "account-security"}, "parcel": {"tracking", "delivery", "noreply"}, "code": {"security", "noreply"},
}

// answer is the answer of a person that the user has not heard from yet; the user's own
// mail has ids of a domain.
func answer(r *rand.Rand, l language, own string) draft {
	_, domain := siteOf(r)
	subject := "Re: " + l.phrase(r, "letter", "")
	return draft{
		name: pick(r, l["name"]), addr: noise(r, 4) + "." + noise(r, 6) + "@" + domain, subject: subject,
		replyTo: noise(r, 12) + "@" + own, fields: []string{"X-Mailer: Apple Mail (2.3774)"}, body: text(r, subject), late: 3 * time.Second, person: true,
	}
}
