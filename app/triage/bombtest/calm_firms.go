package bombtest

import (
	"fmt"
	"strings"
	"time"
)

// calmFirm is a firm or site that writes by machine.
type calmFirm struct {
	name, addr string
	way        calmWay
	html       bool
	old        bool      // the user has had its newsletter for long
	host       *platform // of its newsletters
	fields     func(c *calm) []string
}

// domain is that of a firm's addresses.
func (f calmFirm) domain() string { return domainOf(f.addr) }

// firm makes one up, with one of some local parts.
func (c *calm) firm(locals ...string) calmFirm {
	name, domain := siteOf(c.r)
	return calmFirm{
		name: name, addr: pick(c.r, locals) + "@" + domain, way: pick(c.r, []calmWay{calmSigned, calmSigned, calmSigned, calmSigned, calmPlain, calmBare}),
		html: chance(c.r, 80), host: &platforms[pick(c.r, newsPlatforms)], fields: pick(c.r, calmDesks),
	}
}

// firms are n of them.
func (c *calm) firms(n int, locals ...string) []calmFirm {
	out := make([]calmFirm, n)
	for i := range out {
		out[i] = c.firm(locals...)
	}
	return out
}

// customer is a firm of a kind that the user has had mail of.
func (c *calm) customer(kind string) calmFirm {
	h := c.Home.house(kind)
	return calmFirm{name: h.name, addr: h.addr, html: true, host: &platforms[0], fields: calmDesks[0]}
}

// calmDesks are the services and programs through which firms send what is no newsletter.
var calmDesks = []func(c *calm) []string{
	func(c *calm) []string { // nothing but the mail
		return nil
	},
	func(c *calm) []string { // Amazon SES
		return []string{"Feedback-ID: ::1.eu-central-1." + noise(c.r, 20) + ":AmazonSES", "X-SES-Outgoing: 2026.11.24-54.240.8.1"}
	},
	func(c *calm) []string { // SendGrid
		return []string{"X-SG-EID: " + noise(c.r, 60), "X-Entity-ID: " + noise(c.r, 12)}
	},
	func(c *calm) []string { // Postmark
		return []string{"X-PM-Message-Id: " + calmUUID(c), "X-Pm-Message-Options: v1;1." + noise(c.r, 22), "Feedback-ID: s" + noise(c.r, 8) + ":postmark"}
	},
	func(c *calm) []string { // a program of a firm's own
		return []string{"Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All"}
	},
	func(c *calm) []string { // PHPMailer
		return []string{"X-Mailer: PHPMailer 6.9.1 (https://github.com/PHPMailer/PHPMailer)"}
	},
	func(c *calm) []string { // SAP
		return []string{"X-Mailer: SAP NetWeaver 7.50", "Importance: normal"}
	},
}

// notice is what a firm tells the user of the user's own affairs.
func (c *calm) notice(f calmFirm, subject string) calmPost {
	p := calmPost{name: f.name, addr: f.addr, subject: subject, way: f.way, html: f.html, fields: f.fields(c), words: c.some(30, 260)}
	if f.way == calmSigned && chance(c.r, 40) {
		p.sender = fmt.Sprintf("bounces+%d-%s@mail.%s", c.r.IntN(1e7), noise(c.r, 8), f.domain())
	}
	return p
}

// paper is a mail of a newsletter that the user has ordered; kind is a field of a language.
func (c *calm) paper(f calmFirm, kind string) calmPost {
	l := c.Home.own
	if calmEnglish(f) {
		l = languages()[0]
	}
	p := calmPost{name: f.name, addr: f.addr, subject: l.phrase(c.r, kind, f.name), html: true, truth: calmOrder, words: c.some(80, 600)}
	if f.old {
		p.truth = calmKept
	}
	p.fields = f.host.fields(page{c.r, f.name, f.domain()})
	p.sender = fmt.Sprintf("bounce-%d_%s@%s", c.r.IntN(1e6), noise(c.r, 6), f.domain())
	return p
}

// calmEnglish says that a firm writes English to everybody.
func calmEnglish(f calmFirm) bool { return len(f.name)%3 == 0 }

// known are the newsletters that the user has read for long.
func (c *calm) known() []calmFirm {
	var out []calmFirm
	for _, s := range c.Home.papers {
		out = append(out, calmFirm{name: s.site, addr: s.addr, host: s.host, html: true, old: true, fields: calmDesks[0]})
	}
	return out
}

// tell lets a firm write about the user's affairs; a kind is a field of a language.
func (c *calm) tell(f calmFirm, kind string, at time.Time) {
	c.put(c.notice(f, c.Home.own.phrase(c.r, kind, f.name)), at)
}

// note fills a pattern with digits for each # and chooses from {one|of|these}.
func (c *calm) note(pattern string) string { return fill(c.r, choose(c.r, pattern), "") }

// calmSlug is a name as it stands in an id.
func calmSlug(name string) string { return strings.ToLower(strings.ReplaceAll(name, " ", "-")) }
