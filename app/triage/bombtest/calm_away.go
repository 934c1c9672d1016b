package bombtest

import (
	"fmt"
	"strings"
	"time"
)

var calmAway = []calmKind{
	{"three weeks of holidays", "an ordinary mailbox that nobody has read for a while", (*calm).holidays},
	{"automatic answers to a circular of the user", "https://www.rfc-editor.org/rfc/rfc3834 and https://www.rfc-editor.org/rfc/rfc5230", (*calm).absences},
	{"bounces of a circular of the user", "https://www.rfc-editor.org/rfc/rfc3464 and https://www.postfix.org/bounce.5.html", (*calm).bounces},
}

func (c *calm) holidays() {
	long := 21 * calmDay
	for _, f := range c.known() {
		for _, at := range c.times(c.some(1, 12), c.From, long, calmSite, 1) {
			c.put(c.paper(f, "issue"), at)
		}
	}
	for _, at := range c.times(c.some(20, 45), c.From, long, calmAwake, 1) {
		who := c.friend()
		subject := c.Home.own.phrase(c.r, "letter", "")
		if chance(c.r, 30) {
			c.put(c.reply(who, subject, c.ownID()), at)
		} else {
			c.put(c.letter(who, subject), at)
		}
	}
	for _, at := range c.times(c.some(15, 40), c.From, long, calmSite, 1) {
		kind := pick(c.r, []string{"bank", "bank", "shop", "parcel", "signin"})
		c.tell(c.customer(kind), kind, at)
	}
}

func (c *calm) absences() {
	subject, id := pick(c.r, []string{"Circular 4/2026", "Change of our address", "Minutes and dates", c.say("season", "")}), c.ownID()
	people := c.strangers(c.some(60, 150))
	start := c.next(9)
	for i, at := range c.times(len(people), start, 40*time.Minute, calmAlways, 6) {
		p := calmPost{name: people[i].name, addr: people[i].addr, parent: id, truth: calmSlight, sender: "<>", way: people[i].way, words: c.some(15, 90)}
		domain := domainOf(p.addr)
		switch firm := strings.HasSuffix(domain, ".example"); {
		case domain == "outlook.com", domain == "hotmail.com", firm && chance(c.r, 60): // Exchange
			p.subject = c.say("away", "") + " " + subject
			p.fields = []string{"X-MS-Exchange-Inbox-Rules-Loop: " + p.addr, "auto-submitted: auto-generated", "X-Auto-Response-Suppress: All", "x-ms-exchange-generated-message-source: Mailbox Rules Agent", "x-ms-exchange-parent-message-id: <" + id + ">", "Thread-Index: A" + noise(c.r, 29) + "=="}
		case firm: // Sieve, as of Dovecot's Pigeonhole
			p.subject = "Auto: " + subject
			p.fields = []string{"Auto-Submitted: auto-replied (vacation)", "X-Sieve: Pigeonhole Sieve 0.5.21", "Precedence: bulk"}
		default: // a provider's web pages
			p.subject = c.say("away", "") + " Re: " + subject
			p.fields = []string{"Auto-Submitted: auto-replied", "X-Autoreply: yes", "Precedence: " + pick(c.r, []string{"auto_reply", "bulk"})}
			if domain == "gmail.com" {
				p.sender = p.addr
			}
		}
		c.put(p, at)
	}
	who := c.strangers(c.some(5, 15)) // some people answer
	for i, at := range c.times(len(who), start, 2*calmDay, calmOffice, 2) {
		c.put(c.reply(who[i], subject, id), at)
	}
}

func (c *calm) bounces() {
	subject, id := pick(c.r, []string{"Newsletter No. 7", "Circular to all members"}), c.ownID()
	for _, at := range c.times(c.some(30, 60), c.next(10), 3*time.Hour, calmAlways, 4) {
		to := c.stranger()
		code, why := "5.1.1", "550 5.1.1 User unknown"
		if chance(c.r, 25) {
			code, why = "5.2.2", "552 5.2.2 Mailbox full"
		}
		p := calmPost{
			name: "Mail Delivery System", addr: "MAILER-DAEMON@" + domainOf(c.Home.Addr), sender: "<>", subject: "Undelivered Mail Returned to Sender",
			host: c.Home.Server, way: calmLocal, fields: []string{"Auto-Submitted: auto-replied"}, truth: calmKept,
		}
		if chance(c.r, 35) { // the other server says it
			p.addr, p.host, p.way, p.parent = "postmaster@"+domainOf(to.addr), "", calmSigned, id
			p.subject = pick(c.r, []string{"Undeliverable: ", "Delivery Status Notification (Failure): ", "Mail delivery failed: returning message to sender: "}) + subject
			p.fields = []string{"Auto-Submitted: auto-replied", "X-Failed-Recipients: " + to.addr}
		}
		p.report = fmt.Sprintf("Reporting-MTA: dns; %s\nX-Postfix-Sender: rfc822; %s\n\nFinal-Recipient: rfc822; %s\nAction: failed\nStatus: %s\nDiagnostic-Code: smtp; %s\n\nMessage-ID: <%s>\nSubject: %s\n", c.Home.Server, c.Home.Addr, to.addr, code, why, id, subject)
		c.put(p, at)
	}
}
