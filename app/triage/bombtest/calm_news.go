package bombtest

import (
	"fmt"
	"strings"
	"time"
)

var calmNews = []calmKind{
	{"newsletters that the user orders in a week", "Mailchimp, Brevo, MailPoet and Substack header fields", (*calm).newsInAWeek},
	{"newsletters that the user orders in a day", "Mailchimp, Brevo, MailPoet and Substack header fields", (*calm).newsInADay},
	{"an online course with daily lessons", "Moodle forum mails and newsletter services' series", (*calm).course},
	{"firms that change their privacy policies", "https://www.theguardian.com/money/2018/may/12/why-the-gdpr-email-deluge-and-can-i-ignore-it", (*calm).privacy},
	{"shops before Christmas", "https://www.suped.com/knowledge/email-deliverability/basics/black-friday-and-cyber-monday-email-volume-statistics", (*calm).december},
}

func (c *calm) newsInAWeek() {
	firms := c.firms(c.some(50, 70), "news", "newsletter", "hello", "info")
	c.order(firms, c.times(len(firms), c.From, 7*calmDay, calmAwake, 1))
}

func (c *calm) newsInADay() {
	firms := c.firms(c.some(50, 70), "news", "newsletter", "hello", "info")
	c.order(firms, c.times(len(firms), c.next(10), time.Duration(c.some(3, 11))*time.Hour, calmAwake, 1))
}

// order orders newsletters: each one asks, welcomes, and then comes again and again.
func (c *calm) order(firms []calmFirm, times []time.Time) {
	for i, f := range firms {
		at := times[i]
		if chance(c.r, 70) {
			c.put(c.paper(f, "confirm"), at)
			at = c.after(at, 30*time.Second, 20*time.Minute)
		}
		if chance(c.r, 75) {
			c.put(c.paper(f, "welcome"), at)
		}
		every := pick(c.r, []int{1, 2, 7, 7, 7, 14})
		for day := 1 + c.r.IntN(every); day < 14; day += every {
			c.put(c.paper(f, "issue"), c.times(1, at.Add(time.Duration(day)*calmDay), 10*time.Hour, calmSite, 1)[0])
		}
	}
}

func (c *calm) course() {
	school := c.firm("course", "noreply")
	name := pick(c.r, []string{"Photography for beginners", "Python in 30 days", "Spanish A1", "Statistics 101"})
	short := calmSlug(name)
	for day := range 30 {
		at := c.after(c.next(6).Add(time.Duration(day)*calmDay), 0, 10*time.Minute)
		p := c.notice(school, fmt.Sprintf("%s: day %d", name, day+1))
		p.fields, p.truth = append(school.host.fields(page{c.r, school.name, school.domain()}), "X-Course-Id: 117", "X-Course-Name: "+name), calmOrder
		c.put(p, at)
		for _, when := range c.times(c.r.IntN(4), at, 16*time.Hour, calmAwake, 1) { // the forum
			who := c.stranger()
			q := c.notice(school, fmt.Sprintf("%s: %sday %d", short, pick(c.r, []string{"", "Re: "}), day+1))
			q.name, q.truth = who.name, calmSlight
			q.id = fmt.Sprintf("moodlepost%x@%s", c.r.Uint64(), school.domain())
			q.fields = []string{fmt.Sprintf("List-Id: \"%s\" <moodleforum44@%s>", name, school.domain()), "Precedence: Bulk", "X-Auto-Response-Suppress: All", "Auto-Submitted: auto-generated", "X-Forum-Id: 44"}
			c.put(q, when)
		}
	}
}

func (c *calm) privacy() {
	firms := append(c.known(), c.firms(c.some(65, 95), "privacy", "noreply", "legal", "service", "hello")...)
	for i, at := range c.times(len(firms), c.From, 14*calmDay, calmSite, 1) {
		p := c.notice(firms[i], c.say("privacy", firms[i].name))
		p.truth = calmSlight
		if chance(c.r, 30) {
			p.subject = firms[i].name + ": " + p.subject
		}
		c.put(p, at)
	}
}

func (c *calm) december() {
	shops := append(c.known(), c.firms(c.some(40, 55), "news", "offers", "shop")...)
	sale := []string{"Black Friday: -{30|50|70}%", "🖤 Black Friday {starts now|is here}", "Last chance: {hours|minutes} left", "Cyber Monday: {20|40}% off", "Only today: free delivery", "{Your|The} gift {guide|list}"}
	for _, f := range shops {
		for _, at := range c.times(c.some(1, 12), c.From, 10*calmDay, calmSite, 1) {
			p := c.paper(f, "issue")
			if chance(c.r, 60) {
				p.subject = c.note(pick(c.r, sale))
			}
			c.put(p, at)
		}
	}
	for _, at := range c.times(c.some(8, 20), c.From, 10*calmDay, calmAwake, 1) {
		shop := c.customer("shop")
		if chance(c.r, 50) {
			shop = pick(c.r, shops)
			shop.addr = "orders" + shop.addr[strings.IndexByte(shop.addr, '@'):]
		}
		c.tell(shop, "shop", at)
		c.tell(c.customer("bank"), "bank", c.after(at, time.Second, time.Minute))
		c.tell(c.customer("parcel"), "parcel", c.after(at, 20*time.Hour, 60*time.Hour))
	}
}
