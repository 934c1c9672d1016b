package bombtest

import (
	"fmt"
	"strings"
	"time"
)

var calmTrade = []calmKind{
	{"orders in one's own shop", "WooCommerce, WC_Email_New_Order", (*calm).shop},
	{"questions of buyers through a platform", "https://www.ebay.com/help/policies/member-behavior-policies/membertomember-contact-policy?id=4262", (*calm).seller},
	{"invoices at the end of a month", "SAP NetWeaver and PHPMailer header fields", (*calm).invoices},
	{"the secretary of a club", "Contact Form 7 and WPForms notifications", (*calm).club},
	{"a flat for rent", "portals that hide people behind addresses, as https://www.ebay.com/help/policies/member-behavior-policies/membertomember-contact-policy?id=4262", (*calm).flat},
	{"a bank that tells of each transaction", "banks' notices through Amazon SES and SendGrid", (*calm).transactions},
	{"a backer of many projects", "Kickstarter project updates", (*calm).backer},
	{"travels booked in an hour", "confirmations of travel sites through Amazon SES, SendGrid and Postmark", (*calm).travel},
}

func (c *calm) shop() {
	site := c.firm("shop", "wordpress", "orders")
	number := c.some(1000, 90_000)
	for _, at := range c.times(c.some(70, 260), c.From, time.Duration(c.some(1, 3))*calmDay, calmAwake, 1) {
		number += c.some(1, 3)
		buyer := c.stranger()
		p := c.notice(site, fmt.Sprintf("[%s]: New order #%d", site.name, number))
		p.fields = []string{"Reply-To: " + calmAddress(buyer.name, buyer.addr), "X-Mailer: PHPMailer 6.9.1 (https://github.com/PHPMailer/PHPMailer)"}
		if chance(c.r, 15) {
			p.subject = fmt.Sprintf("%s \"Contact\"", site.name)
		}
		c.put(p, at)
	}
}

// relayed is what a person has written on the pages of a platform.
func (c *calm) relayed(platform, who, subject string) calmPost {
	addr := noise(c.r, 6) + fmt.Sprintf("%x", c.r.Uint64()>>16) + "@members." + platform
	return calmPost{name: who, addr: addr, sender: "bounce@" + platform, subject: subject, html: true, truth: calmLetter, fields: []string{"Reply-To: " + addr, "Auto-Submitted: auto-generated", "X-Campaign: m2m"}, words: c.some(40, 180)}
}

func (c *calm) seller() {
	name, platform := siteOf(c.r)
	things := []string{"Old bicycle", "Oak table", "Camera lens 50 mm", "Pram", "Record player", "Winter tyres"}
	thing := pick(c.r, things)
	for _, at := range c.times(c.some(55, 95), c.From, 2*calmDay, calmAwake, 1.8) {
		buyer := c.stranger()
		subject := fmt.Sprintf("%s: %s", thing, c.say("ask", ""))
		if chance(c.r, 60) {
			subject = fmt.Sprintf("%s about \"%s\"", pick(c.r, []string{"Question", "Message", "Offer"}), thing)
		}
		p := c.relayed(platform, strings.Fields(buyer.name)[0]+" via "+name, subject)
		c.put(p, at)
		if chance(c.r, 25) {
			p.subject, p.parent, p.id = "Re: "+p.subject, c.ownID(), ""
			c.put(p, c.after(at, time.Hour, 8*time.Hour))
		}
	}
}

func (c *calm) invoices() {
	suppliers := c.firms(c.some(80, 120), "invoice", "rechnung", "billing", "accounting", "info")
	for i, at := range c.times(len(suppliers), c.next(6), 13*time.Hour, calmOffice, 1) {
		f := suppliers[i]
		p := c.notice(f, c.Home.own.phrase(c.r, "shop", f.name))
		if chance(c.r, 60) {
			p.subject = c.note("{Invoice|Rechnung|Invoice no.|Your invoice} {20261130-####|RE-######|#######}")
		}
		if chance(c.r, 10) {
			h := pick(c.r, c.Home.houses)
			p.name, p.addr, p.sender = h.name, h.addr, ""
		}
		p.file, p.size = c.note("{invoice|Rechnung|RE}_######.pdf"), c.some(1500, 9000)
		c.put(p, at)
	}
}

func (c *calm) club() {
	_, domain := siteOf(c.r)
	form := calmFirm{name: "Club", addr: "wordpress@" + domain, way: pick(c.r, []calmWay{calmPlain, calmBare}), fields: calmDesks[5]}
	for _, at := range c.times(c.some(50, 110), c.From, 4*calmDay, calmAwake, 1.5) {
		who := c.stranger()
		if chance(c.r, 35) {
			c.put(c.letter(who, c.say("member", "")), at)
			continue
		}
		p := c.notice(form, c.say("member", "")+": "+who.name)
		p.fields = append(p.fields, "Reply-To: "+who.addr)
		c.put(p, at)
	}
}

func (c *calm) flat() {
	name, portal := siteOf(c.r)
	title := c.note("{2|3}-{room flat|bedroom flat}, {45|62|78} m2")
	people := c.strangers(c.some(150, 230))
	for i, at := range c.times(len(people), c.next(8), calmDay, calmAwake, 2) {
		if chance(c.r, 30) {
			c.put(c.letter(people[i], c.say("flat", "")), at)
			continue
		}
		c.put(c.relayed(portal, people[i].name+" ("+name+")", fmt.Sprintf("%s: %s", c.say("flat", ""), title)), at)
	}
}

func (c *calm) transactions() {
	bank := c.customer("bank")
	for i, at := range c.times(c.some(30, 60), c.next(9), 13*time.Hour, calmAwake, 1) {
		c.tell(bank, "bank", at)
		if i%3 == 0 {
			c.tell(c.firm("orders", "shop"), "shop", c.after(at, time.Second, 3*time.Minute))
		}
		if i%7 == 0 {
			c.tell(bank, "code", at.Add(-40*time.Second))
		}
	}
}

func (c *calm) backer() {
	site := c.firm("no-reply", "projects")
	site.way = calmSigned
	for i := range c.some(12, 25) {
		maker := c.stranger().name
		project := title(pick(c.r, trades)) + " " + title(pick(c.r, trades))
		for j, at := range c.times(c.some(2, 7), c.From, 10*calmDay, calmSite, 1) {
			p := c.notice(site, fmt.Sprintf("Project Update #%d: %s by %s", i+j+1, project, maker))
			p.name, p.truth = maker+" via "+site.name, calmOrder
			p.fields = []string{"List-Unsubscribe: <https://" + site.domain() + "/u/" + noise(c.r, 20) + ">", "X-SG-EID: " + noise(c.r, 60)}
			c.put(p, at)
		}
		if chance(c.r, 60) {
			c.put(c.notice(site, c.note("{Pledge confirmed|Your pledge was collected|Survey}: ")+project), c.times(1, c.From, 10*calmDay, calmSite, 1)[0])
		}
	}
}

func (c *calm) travel() {
	code := strings.ToUpper(noise(c.r, 6))
	what := []string{"Booking confirmation " + code, "Your e-ticket " + code, "Invoice for booking " + code, "{Your hotel|Your rental car|Your seat|Insurance|Airport parking|Train ticket}: confirmation ########", "Check-in {opens soon|information}", "Payment receipt ######", "Verify your address", "Your security code: ######"}
	firms := c.firms(c.some(6, 10), "booking", "noreply", "reservations")
	for i, at := range c.times(c.some(20, 32), c.next(19), time.Hour, calmAlways, 1) {
		c.put(c.notice(firms[i%len(firms)], c.note(what[(i+c.r.IntN(3))%len(what)])), at)
	}
	c.tell(c.customer("bank"), "bank", c.next(19).Add(20*time.Minute))
}
