package bombtest

import (
	"fmt"
	"hash/fnv"
	"strings"
	"time"
)

// joeJob is what comes back when somebody has sent spam in the user's name to a great many
// addresses: the reports of all kinds of servers, answers of people on leave, and questions
// whether it was really he.
var joeJob = attack("bounces of a joe job", "https://github.com/sisimai/rb-sisimai (set-of-emails), https://fastmail.blog/historical/all-about-spam--why-am-i-sending-spam--/", 101, []rhythm{fading, bursts, waves}, writeJoeJob)

func writeJoeJob(a *attacker) writer {
	subject := a.spamSubject()
	spam := 300 + a.r.IntN(900) // how long the returned part is
	var known []string
	return func(at time.Time) note {
		host := a.again(&known, 40, func() string {
			_, domain := siteOf(a.r)
			return pick(a.r, []string{"mx", "mail", "smtp", "mta1"}) + "." + domain
		})
		switch n := a.r.IntN(100); {
		case n < 6:
			return a.away(at, subject)
		case n < 10:
			return a.challenge(host, at)
		}
		say := reporters[hash(host)%len(reporters)]
		failed := a.local() + "@" + strings.SplitN(host, ".", 2)[1]
		return note{a.report(host), say(a, host, failed, subject, at), a.text(spam + 500 + hash(host)%700)}
	}
}

// again is one of those known so far, or p times of 100 a new one.
func (a *attacker) again(known *[]string, p int, make func() string) string {
	if len(*known) == 0 || chance(a.r, p) {
		*known = append(*known, make())
		return (*known)[len(*known)-1]
	}
	return pick(a.r, *known)
}

// hash is a number that a name always has.
func hash(s string) int {
	h := fnv.New32a()
	h.Write([]byte(s))
	return int(h.Sum32() >> 4)
}

// spamSubject is what a campaign of spam is about.
func (a *attacker) spamSubject() string {
	return fill(a.r, choose(a.r, pick(a.r, campaigns).subject), "")
}

// report is the envelope of what tells of other mail: it has no sender.
func (a *attacker) report(host string) envelope {
	e := envelope{host: host, ip: a.office(), spf: pick(a.r, []string{"pass", "none", "none"}), dmarc: "none"}
	if chance(a.r, 35) {
		e.dkim, e.signer, e.dmarc = "pass", strings.SplitN(host, ".", 2)[1], "pass"
	}
	return e
}

// reporter is a kind of mail server: the fields of its report on a message.
type reporter func(a *attacker, host, failed, subject string, at time.Time) []string

var reporters = []reporter{postfixReport, postfixReport, postfixReport, eximReport, eximReport, exchangeReport, exchangeReport, office365Report, qmailReport, gmailReport, sendmailReport, smtpdReport, dominoReport, courierReport}

func deliveryStatus(boundary string) string {
	return "Content-Type: multipart/report; report-type=delivery-status;\n\tboundary=\"" + boundary + "\""
}

func postfixReport(a *attacker, host, _, _ string, at time.Time) []string {
	id := strings.ToUpper(a.hex(10))
	return []string{
		"Received: by " + host + " (Postfix)\n\tid " + id + "; " + at.Format(headerDate), a.date(at), "From: MAILER-DAEMON@" + host + " (Mail Delivery System)", "Subject: Undelivered Mail Returned to Sender",
		"To: " + a.home.Addr, "Auto-Submitted: auto-replied", "MIME-Version: 1.0", deliveryStatus(fmt.Sprintf("%s.%d/%s", id, at.Unix(), host)), "Message-Id: <" + at.Format("20060102150405") + "." + id + "@" + host + ">",
	}
}

func eximReport(a *attacker, host, failed, _ string, at time.Time) []string {
	id := a.token(6, base62) + "-" + a.token(11, base62) + "-" + a.token(4, base62)
	return []string{
		"Received: from mailnull by " + host + " with local (Exim 4.97)\n\tid " + id + "\n\tfor " + a.home.Addr + ";\n\t" + at.Format(headerDate), "X-Failed-Recipients: " + failed, "Auto-Submitted: auto-replied",
		"From: Mail Delivery System <Mailer-Daemon@" + host + ">", "To: " + a.home.Addr, "References: <" + a.hex(16) + "@" + domainOf(a.home.Addr) + ">", fmt.Sprintf("Content-Type: multipart/report; report-type=delivery-status; boundary=%d-eximdsn-%s", at.Unix(), a.digits(10)),
		"MIME-Version: 1.0", "Subject: Mail delivery failed: returning message to sender", "Message-Id: <E" + id + "@" + host + ">", a.date(at),
	}
}

// undeliverable is how Exchange begins a subject in several languages.
var undeliverable = []string{"Undeliverable: ", "Undeliverable: ", "Unzustellbar: ", "Non remis : ", "No se puede entregar: ", "Non recapitabile: ", "Onbestelbaar: ", "Niedostarczone: ", "Nedoručitelné: ", "Kan inte levereras: ", "Не удалось доставить: ", "配信不能: "}

func exchangeReport(a *attacker, host, _, subject string, at time.Time) []string {
	domain := strings.SplitN(host, ".", 2)[1]
	return []string{
		"MIME-Version: 1.0", "From: <postmaster@" + domain + ">", "To: <" + a.home.Addr + ">", a.date(at), deliveryStatus(a.uuid()), "Content-Language: en-US", "Message-ID: <" + a.uuid() + "@" + strings.ToUpper(host[:3]) + "." + domain + ">",
		"In-Reply-To: <" + a.hex(16) + "@" + domainOf(a.home.Addr) + ">", a.subject(undeliverable[hash(host)%len(undeliverable)] + subject), "Auto-Submitted: auto-replied",
	}
}

func office365Report(a *attacker, host, failed, subject string, at time.Time) []string {
	return append(exchangeReport(a, host, failed, subject, at), "X-MS-Exchange-Message-Is-Ndr:", "X-MS-PublicTrafficType: Email", "X-MS-Office365-Filtering-Correlation-Id: "+a.uuid(), "X-OriginatorOrg: "+domainOf(failed), "X-MS-Exchange-CrossTenant-FromEntityHeader: Hosted")
}

func qmailReport(a *attacker, host, _, _ string, at time.Time) []string {
	when := at.UTC().Format("2 Jan 2006 15:04:05 -0000")
	return []string{"Received: (qmail " + a.digits(5) + " invoked for bounce); " + when, "Date: " + when, "From: MAILER-DAEMON@" + host, "To: " + a.home.Addr, "Subject: failure notice"}
}

func gmailReport(a *attacker, host, failed, _ string, at time.Time) []string {
	return []string{
		"Content-Type: multipart/report; boundary=\"000000000000" + a.hex(16) + "\"; report-type=delivery-status", "To: " + a.home.Addr, "Auto-Submitted: auto-replied", "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "X-Failed-Recipients: " + failed,
		"References: <" + a.hex(16) + "@" + domainOf(a.home.Addr) + ">", "Subject: Delivery Status Notification (Failure)", "Message-ID: <" + a.hex(8) + "." + a.hex(12) + "." + a.hex(6) + "." + a.hex(4) + ".GMR@mx.google.com>", a.date(at),
	}
}

func sendmailReport(a *attacker, host, _, _ string, at time.Time) []string {
	id := a.token(8, base62) + a.digits(6)
	return []string{
		"Received: from localhost (localhost)\n\tby " + host + " (8.18.1/8.18.1) id " + id + ";\n\t" + at.Format(headerDate), a.date(at), "From: Mail Delivery Subsystem <MAILER-DAEMON@" + host + ">", "Message-Id: <" + at.Format("200601021504") + "." + id + "@" + host + ">", "To: <" + a.home.Addr + ">",
		"MIME-Version: 1.0", deliveryStatus(fmt.Sprintf("%s.%d/%s", id, at.Unix(), host)), "Subject: Returned mail: see transcript for details", "Auto-Submitted: auto-generated (failure)",
	}
}

func smtpdReport(a *attacker, host, _, _ string, at time.Time) []string {
	return []string{"Message-Id: <" + at.Format("200601021504") + "." + a.hex(12) + "@" + host + ">", "Subject: Delivery status notification: error", "From: Mailer Daemon <MAILER-DAEMON@" + host + ">", "To: " + a.home.Addr, a.date(at), "Auto-Submitted: auto-replied", "MIME-Version: 1.0", deliveryStatus(a.digits(20) + "/" + host)}
}

func dominoReport(a *attacker, host, failed, subject string, at time.Time) []string {
	return []string{"From: Postmaster@" + domainOf(failed), "To: " + a.home.Addr, a.subject("DELIVERY FAILURE: User not listed in Domino Directory (" + failed + ")"), a.date(at), "MIME-Version: 1.0", deliveryStatus("==IFJRGLKFGIR" + a.digits(8)), "Message-ID: <OF" + strings.ToUpper(a.hex(8)) + ".01-ONC" + strings.ToUpper(a.hex(8)) + "@" + domainOf(failed) + ">", "X-MIMETrack: Serialize by Router"}
}

func courierReport(a *attacker, host, _, _ string, at time.Time) []string {
	return []string{"From: \"Courier mail server at " + host + "\" <@>", "To: " + a.home.Addr, "Subject: NOTICE: mail delivery status.", "Mime-Version: 1.0", deliveryStatus("=_courier_" + a.digits(1)), "Message-ID: <courier." + strings.ToUpper(a.hex(16)) + "@" + host + ">", a.date(at)}
}

// challenge asks the sender of a message to prove that he is a person.
func (a *attacker) challenge(host string, at time.Time) note {
	domain := strings.SplitN(host, ".", 2)[1]
	addr := a.local() + "@" + domain
	return note{a.honest("confirm-"+a.digits(10)+"-"+a.hex(6)+"@"+domain, host, domain), []string{
		a.date(at), author("", addr), a.to(), "Subject: Please confirm your message", "Message-ID: <" + a.digits(10) + "." + a.digits(5) + ".TMDA@" + domain + ">", "Reply-To: confirm-" + a.hex(12) + "@" + domain, "Auto-Submitted: auto-replied", "Precedence: bulk", "X-Delivery-Agent: TMDA/1.1.12 (Macallan)", "MIME-Version: 1.0", "Content-Type: " + plainText,
	}, a.text(900)}
}
