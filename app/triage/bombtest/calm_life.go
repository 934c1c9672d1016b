package bombtest

import (
	"fmt"
	"strings"
	"time"
)

var calmLife = []calmKind{
	{"somebody who looks for work", "Greenhouse, Workday, Personio and Workable application mails", (*calm).jobs},
	{"somebody who moves house", "firms' notices through SAP, Amazon SES, SendGrid and Postmark", (*calm).moving},
	{"codes to sign in", "one-time codes through Amazon SES, SendGrid and Postmark", (*calm).codes},
	{"an evening of new passwords", "security notices through Amazon SES, SendGrid and Postmark", (*calm).passwords},
	{"a dating site", "dating sites' notices through SendGrid", (*calm).dating},
	{"a petition and an election", "Mailchimp, Mautic and Brevo header fields", (*calm).petition},
	{"a post that many read", "LinkedIn and Facebook notices: X-LinkedIn-Class, X-Facebook-Notify", (*calm).viral},
	{"homework of all pupils", "mail programs' header fields on https://lore.kernel.org/", (*calm).homework},
}

func (c *calm) jobs() {
	systems := []struct {
		local, domain string
		fields        func(c *calm) []string
	}{
		{"no-reply", "us.greenhouse-mail.example", calmDesks[2]}, {"", "myworkday.example", calmDesks[0]}, {"no-reply", "m.personio.example", calmDesks[1]}, {"noreply", "candidates.workable.example", calmDesks[2]},
	}
	for range c.some(50, 75) {
		f := c.firm("jobs", "karriere", "hr", "recruiting")
		if chance(c.r, 75) {
			s := pick(c.r, systems)
			f.addr, f.fields, f.way = cmpOr(s.local, calmSlug(f.name))+"@"+s.domain, s.fields, calmSigned
		}
		at := c.times(1, c.From, 8*calmDay, calmAwake, 1)[0]
		if chance(c.r, 35) {
			c.put(c.notice(f, c.note("{Verify your candidate account|Security code for your application: ######|Confirm your email address}")), at.Add(-2*time.Minute))
		}
		c.put(c.notice(f, c.say("apply", f.name)), at)
		if chance(c.r, 60) {
			c.put(c.notice(f, c.say("refuse", f.name)), c.times(1, at.Add(calmDay), 9*calmDay, calmOffice, 1)[0])
		}
		if chance(c.r, 15) {
			_, domain := siteOf(c.r)
			c.put(c.letter(c.colleague(domain), c.note("{Interview|Your application|Call} {on Monday|next week|tomorrow}")), c.times(1, at.Add(calmDay), 9*calmDay, calmOffice, 1)[0])
		}
	}
}

func (c *calm) moving() {
	what := []string{"Your customer number ##########", "Contract confirmation ########", "Change of address confirmed", "Welcome! Your new contract", "Your cancellation of ##.##.2026", "Meter reading ######", "{Technician|Delivery} on {Monday|Tuesday|Friday}", "Confirm your email address", "SEPA mandate #######"}
	for range c.some(26, 36) {
		f := c.firm("service", "kundenservice", "noreply", "info")
		start := c.times(1, c.From, 10*calmDay, calmAwake, 1)[0]
		for i, at := range c.times(c.some(1, 5), start, 3*calmDay, calmOffice, 3) {
			p := c.notice(f, c.note(pick(c.r, what)))
			if i == 0 && chance(c.r, 40) {
				p.subject = c.Home.own.phrase(c.r, pick(c.r, []string{"code", "confirm", "account"}), f.name)
			}
			c.put(p, at)
		}
	}
}

func (c *calm) codes() {
	firms := append(c.firms(c.some(2, 6), "security", "noreply", "no-reply"), c.customer("signin"), c.customer("bank"))
	for _, at := range c.times(c.some(22, 40), c.next(7), 15*time.Hour, calmAwake, 1) {
		c.tell(pick(c.r, firms), "code", at)
	}
}

func (c *calm) passwords() {
	firms := append(c.firms(c.some(34, 50), "security", "noreply", "account", "support"), c.customer("shop"), c.customer("bank"))
	for i, at := range c.times(len(firms), c.next(18), time.Duration(c.some(2, 5))*time.Hour, calmAlways, 1) {
		if chance(c.r, 50) {
			c.put(c.notice(firms[i], c.note("{Reset your password|Password reset|Your code: ######}")), at)
		}
		c.tell(firms[i], "signin", c.after(at, 40*time.Second, 4*time.Minute))
	}
}

func (c *calm) dating() {
	site := c.firm("notify", "love")
	site.way = calmSigned
	for _, at := range c.times(c.some(60, 140), c.From, 4*calmDay, calmAwake, 1.5) {
		name := strings.Fields(c.nameOf(c.code))[0]
		p := c.notice(site, pick(c.r, []string{name + " likes you", "New message from " + name, name + " has visited your profile", "You have a new match!", "5 new people near you"}))
		p.truth = calmSlight
		p.fields = []string{"List-Unsubscribe: <https://" + site.domain() + "/u/" + noise(c.r, 20) + ">", "X-SG-EID: " + noise(c.r, 60)}
		c.put(p, at)
	}
}

func (c *calm) petition() {
	firms := c.firms(c.some(6, 12), "campaigns", "info", "team", "action")
	for i := range firms {
		firms[i].host = &platforms[pick(c.r, newsPlatforms)]
		c.put(c.paper(firms[i], "confirm"), c.times(1, c.From, calmDay, calmAwake, 1)[0])
	}
	what := []string{"Petition update: ### ### signatures", "{Your vote|Sunday|Three days left}", "{Chip in|Donate} before midnight", "Thank you for signing", "Polling station ###: {what to bring|where it is}"}
	for _, at := range c.times(c.some(50, 110), c.From, 7*calmDay, calmSite, 0.6) {
		p := c.paper(pick(c.r, firms), "issue")
		p.subject = c.note(pick(c.r, what))
		c.put(p, at)
	}
}

func (c *calm) viral() {
	site := c.firm("notification", "notify", "updates")
	site.way = calmSigned
	fields := []string{"X-LinkedIn-Class: EMAIL-DEFAULT", "X-LinkedIn-Template: notification_digest", "X-LinkedIn-fbl: m2-" + noise(c.r, 30), "List-Unsubscribe: <https://" + site.domain() + "/u>"}
	if chance(c.r, 50) {
		fields = []string{"X-Facebook: from 2401:db00::1 ([MTI3LjAuMC4x])\n\tby www." + site.domain() + " with HTTP (ZuckMail);", "X-Mailer: ZuckMail [version 1.00]", "X-Facebook-Notify: feed_comment; mailid=" + noise(c.r, 20), "Errors-To: " + site.addr, "X-Priority: 3"}
	}
	for _, at := range c.times(c.some(120, 190), c.From, 30*time.Hour, calmAwake, 2) {
		who := c.stranger().name
		p := c.notice(site, who+" "+pick(c.r, []string{"commented on your post", "mentioned you", "reacted to your post", "shared your post", "wants to follow you"}))
		p.name, p.fields, p.truth = pick(c.r, []string{site.name, who}), fields, calmSlight
		c.put(p, at)
	}
	people := c.strangers(c.some(30, 50))
	for i, at := range c.times(len(people), c.From, 2*calmDay, calmAwake, 1.8) {
		c.put(c.letter(people[i], c.say("fan", "")), at)
	}
}

func (c *calm) homework() {
	people := c.strangers(c.some(90, 140))
	subject := pick(c.r, []string{"Homework", "Essay 10b", "Worksheet 4", "Lab report"})
	for i, at := range c.times(len(people), c.next(16), 8*time.Hour, calmAlways, 0.5) {
		p := c.letter(people[i], subject)
		if chance(c.r, 30) {
			p.subject += " " + people[i].name
		}
		p.html, p.words, p.file, p.size = false, c.some(1, 40), fmt.Sprintf("%s_%d.pdf", calmSlug(subject), i), c.some(1500, 9500)
		c.put(p, at)
	}
}
