package bombtest

import (
	"fmt"
	"strings"
	"time"
)

// helpDesks have all been asked in the user's name, and each says that it has the request:
// with its own text, or with the subject that the attacker has given.
var helpDesks = attack("help desks that have got a request", "https://emailexpert.com/weaponised-trust-zendesks-relay-spam/", 104, []rhythm{waves, bursts, even, everyOtherDay}, writeHelpDesks)

func writeHelpDesks(a *attacker) writer {
	given := a.spamSubject() // what the attacker writes into the forms
	relay := chance(a.r, 50)
	var known []string
	return func(at time.Time) note {
		site := a.again(&known, 60, func() string { name, domain := siteOf(a.r); return name + "|" + domain })
		name, domain, _ := strings.Cut(site, "|")
		l := a.tongues[hash(domain)%26]
		if hash(site)%10 < 5 {
			l = a.tongues[0]
		}
		topic := l.phrase(a.r, "contact", name)
		if relay {
			topic = given
			if chance(a.r, 30) {
				topic = pick(a.r, emojis) + strings.ToUpper(given)
			}
		}
		d := desks[hash(name)%len(desks)]
		addr := pick(a.r, d.local) + "@" + domain
		subject, more := d.write(a, topic, domain, at)
		fields := append([]string{a.signed(domain, d.selector), a.date(at), author(name, addr), a.to(), a.subject(subject)}, more...)
		return note{a.honest(addr, d.host(a, domain), domain), append(fields, mimeFields(a.alternative())...), a.text(500 + hash(site)%900 + len(topic))}
	}
}

// desk is a program for help desks.
type desk struct {
	local    []string
	selector string
	host     func(a *attacker, domain string) string
	write    func(a *attacker, topic, domain string, at time.Time) (subject string, fields []string)
}

func ownMail(_ *attacker, domain string) string { return "mail." + domain }

var desks = []desk{
	{[]string{"support", "help", "noreply"}, "zendesk1", func(a *attacker, _ string) string {
		return "outbyoip" + a.digits(2) + ".pod" + a.digits(2) + ".zdsys.example"
	}, zendesk},
	{[]string{"support", "help", "noreply"}, "zendesk2", func(a *attacker, _ string) string {
		return "outbyoip" + a.digits(2) + ".pod" + a.digits(2) + ".zdsys.example"
	}, zendesk},
	{[]string{"support", "care"}, "fd", func(a *attacker, _ string) string { return "rly" + a.digits(2) + ".freshemail.example" }, freshdesk},
	{[]string{"ticket", "service", "helpdesk"}, "default", ownMail, otrs},
	{[]string{"jira", "servicedesk"}, "s1", func(a *attacker, _ string) string { return "mail" + a.digits(2) + ".atl.example" }, jira},
	{[]string{"support", "tickets"}, "mail", ownMail, osTicket},
	{[]string{"rt", "help", "it-support"}, "default", ownMail, requestTracker},
	{[]string{"support", "zammad"}, "mail", ownMail, zammad},
	{[]string{"hello", "team"}, "helpscout", func(a *attacker, _ string) string { return "mail-" + a.hex(6) + ".hsout.example" }, helpScout},
}

func zendesk(a *attacker, topic, domain string, _ time.Time) (string, []string) {
	return pick(a.r, []string{"[Request received] ", "[Request received] ", ""}) + topic, []string{
		"Message-ID: <" + strings.ToUpper(a.token(10, base62)) + "_" + a.hex(16) + "_" + a.hex(8) + "_sprut@zendesk.example>", "X-Mailer: Zendesk Mailer", "X-Zendesk-From-Account-Id: " + a.hex(7), "X-Zendesk-Email-Id: 01K" + strings.ToUpper(a.token(23, base62)),
		"X-Delivery-Context: event-id-" + a.digits(14), "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All", "Reply-To: <support@" + domain + ">",
	}
}

func freshdesk(a *attacker, topic, domain string, at time.Time) (string, []string) {
	return "Ticket Received - [#" + a.digits(5) + "] " + topic, []string{
		fmt.Sprintf("Message-ID: <%x_%s.sidekiq-frequent-fd-poduse1-blue-%s@%s>", at.Unix(), a.hex(20), a.token(5, "abcdefghjk"), domain), "Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: DR, OOF, AutoReply", "Precedence: auto_reply", "X-SMTPAPI: {\"unique_args\":{\"type\":\"requester_notifier\"}}",
	}
}

func otrs(a *attacker, topic, domain string, at time.Time) (string, []string) {
	return "[Ticket#" + at.Format("20060102") + a.digits(7) + "] RE: " + topic, []string{
		fmt.Sprintf("Message-ID: <%d.%s.%s@%s>", at.Unix(), a.digits(6), a.digits(8), domain), "X-Mailer: OTRS Mail Service (6.0.30)", "X-Powered-By: OTRS (https://otrs.example/)", "X-OTRS-Loop: support@" + domain, "Organization: " + domain, "Precedence: bulk", "Auto-Submitted: auto-replied",
	}
}

func jira(a *attacker, topic, domain string, at time.Time) (string, []string) {
	return pick(a.r, []string{"SUP", "HELP", "ITSD", "SD"}) + "-" + a.digits(4) + " " + topic, []string{
		fmt.Sprintf("Message-ID: <JIRA.%s.%d.%s.%d@Atlassian.JIRA>", a.digits(6), at.UnixMilli(), a.digits(5), at.UnixMilli()+71), "X-JIRA-FingerPrint: " + a.hex(32), "Auto-Submitted: auto-generated", "Precedence: bulk", "Reply-To: jira@" + domain,
	}
}

func osTicket(a *attacker, topic, domain string, _ time.Time) (string, []string) {
	return pick(a.r, []string{"Support Ticket Opened [#", "Request Received [#"}) + a.digits(6) + "] " + topic, []string{
		"Message-ID: <BQY" + a.token(9, base62) + "-" + a.token(12, base62) + "-" + a.token(10, base62) + "@" + domain + ">", "X-Mailer: osTicket Mailer", "X-Auto-Response-Suppress: DR, RN, OOF, AutoReply", "Auto-Submitted: auto-replied", "Precedence: auto_reply",
	}
}

func requestTracker(a *attacker, topic, domain string, at time.Time) (string, []string) {
	number := a.digits(5)
	return "[" + domain + " #" + number + "] AutoReply: " + topic, []string{
		fmt.Sprintf("Message-ID: <rt-5.0.5-%s-%d-%s.%s-5-0@%s>", a.digits(5), at.Unix(), a.digits(4), number, domain), "RT-Ticket: " + domain + " #" + number, "RT-Originator: " + a.home.Addr, "Managed-BY: RT 5.0.5 (http://www.bestpractical.com/rt/)", "X-RT-Loop-Prevention: " + domain, "X-RT-Original-Encoding: utf-8", "Precedence: bulk", "Auto-Submitted: auto-replied",
	}
}

func zammad(a *attacker, topic, domain string, at time.Time) (string, []string) {
	return topic + " [Ticket#" + a.digits(5) + "]", []string{
		"Message-ID: <" + at.Format("20060102150405") + "." + a.digits(6) + "." + a.digits(5) + "@" + domain + ">", "X-Powered-By: Zammad - Helpdesk/Support (https://zammad.org/)", "X-Mailer: Zammad Mail Service", "Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All", "Precedence: bulk",
	}
}

func helpScout(a *attacker, topic, domain string, _ time.Time) (string, []string) {
	return "Re: " + topic, []string{
		"Message-ID: <reply-" + a.digits(6) + "-" + a.digits(9) + "-" + a.digits(10) + "@helpscout.example>", "X-HelpScout-Message-Type: autoreply", "Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All", "X-Autoreply: yes", "Reply-To: help@" + domain,
	}
}
