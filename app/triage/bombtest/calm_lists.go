package bombtest

import (
	"fmt"
	"strings"
	"time"
)

var calmLists = []calmKind{
	{"a busy mailing list that the user joins", "GNU Mailman 3 header fields as on lists.linaro.org", (*calm).mailman},
	{"a busy group that the user joins", "Google Groups header fields as on googlegroups.com lists", (*calm).group},
	{"a forum that mails each post", "Discourse, lib/email/sender.rb", (*calm).discourse},
	{"the parents of a school class", "https://en.wikipedia.org/wiki/Email_storm", (*calm).class},
	{"a reviewer of a conference", "EasyChair notices", (*calm).conference},
	{"a hospital's shift group", "Exchange distribution lists", (*calm).shifts},
}

// talk lets people write on a list, in threads. Each mail gets the fields of the list.
func (c *calm) talk(n int, times []time.Time, tag string, wrap func(p *calmPost)) {
	people := c.strangers(max(8, n/9))
	type topic struct {
		subject string
		ids     []string
	}
	var topics []topic
	for _, at := range times {
		if len(topics) == 0 || chance(c.r, 15) {
			topics = append(topics, topic{subject: tag + pick(c.r, filler) + " " + pick(c.r, filler) + " " + pick(c.r, filler) + " " + pick(c.r, filler)})
		}
		t := &topics[len(topics)-1-c.r.IntN(min(5, len(topics)))]
		var p calmPost
		if len(t.ids) == 0 {
			p = c.letter(pick(c.r, people), t.subject)
		} else {
			p = c.reply(pick(c.r, people), t.subject, pick(c.r, t.ids))
		}
		p.way, p.truth = calmListed, calmSlight
		wrap(&p)
		t.ids = append(t.ids, p.id)
		c.put(p, at)
	}
}

func (c *calm) mailman() {
	_, domain := siteOf(c.r)
	list := pick(c.r, []string{"dev", "users", "talk"})
	host := "lists." + domain
	welcome := calmPost{addr: list + "-request@" + host, subject: fmt.Sprintf("Welcome to the \"%s\" mailing list", list), fields: []string{"X-Mailman-Version: 3.3.10", "Precedence: list", "List-Id: <" + list + "." + host + ">"}, truth: calmOrder}
	c.put(welcome, c.after(c.From, time.Minute, time.Hour))
	n := c.some(300, 600)
	c.talk(n, c.times(n, c.From.Add(time.Hour), 3*calmDay, calmAwake, 1), "["+list+"] ", func(p *calmPost) {
		hash := strings.ToUpper(noise(c.r, 32))
		p.to, p.sender, p.host = list+"@"+host, list+"-bounces@"+host, "mail."+host
		p.fields = append(p.fields, "X-MailFrom: "+p.addr, "X-Mailman-Rule-Misses: dmarc-mitigation; no-senders; approved; emergency; loop; banned-address; member-moderation", "Message-ID-Hash: "+hash, "X-Message-ID-Hash: "+hash, "X-Mailman-Version: 3.3.10", "Precedence: list",
			"List-Id: \""+title(list)+"\" <"+list+"."+host+">", "Archived-At: <https://"+host+"/archives/list/"+list+"@"+host+"/message/"+hash+"/>", "List-Help: <mailto:"+list+"-request@"+host+"?subject=help>", "List-Post: <mailto:"+list+"@"+host+">", "List-Subscribe: <mailto:"+list+"-join@"+host+">", "List-Unsubscribe: <mailto:"+list+"-leave@"+host+">")
	})
}

func (c *calm) group() {
	list := pick(c.r, syllables) + pick(c.r, syllables) + "-" + pick(c.r, trades)
	host, number := "googlegroups.com", fmt.Sprint(c.some(1e11, 9e11))
	n := c.some(150, 350)
	c.talk(n, c.times(n, c.From, 3*calmDay, calmAwake, 1), "", func(p *calmPost) {
		p.to, p.sender, p.host = list+"@"+host, fmt.Sprintf("%s+bncBC%s@%s", list, strings.ToUpper(noise(c.r, 20)), host), "mail-"+noise(c.r, 3)+"-f190.google.com"
		p.fields = append(p.fields, "X-Original-Sender: "+p.addr, "Precedence: list", "Mailing-list: list "+list+"@"+host+"; contact "+list+"+owners@"+host, "List-ID: <"+list+"."+host+">", "X-Spam-Checked-In-Group: "+list+"@"+host, "X-Google-Group-Id: "+number,
			"List-Post: <https://groups.google.com/group/"+list+"/post>, <mailto:"+list+"@"+host+">", "List-Help: <https://groups.google.com/support/>", "List-Unsubscribe: <mailto:googlegroups-manage+"+number+"+unsubscribe@"+host+">,\n <https://groups.google.com/group/"+list+"/subscribe>")
	})
}

func (c *calm) discourse() {
	name, domain := siteOf(c.r)
	n := c.some(120, 300)
	c.talk(n, c.times(n, c.From, 3*calmDay, calmAwake, 1), "["+name+"] ["+title(pick(c.r, trades))+"] ", func(p *calmPost) {
		p.name += " via " + name
		p.addr, p.way, p.host, p.html, p.version, p.below = "noreply@"+domain, calmSigned, "", true, "", nil
		topic := fmt.Sprint(c.some(1000, 9000))
		if p.parent != "" {
			topic = strings.Split(p.parent, "/")[1]
			_, subject, _ := strings.Cut(p.subject, "[")
			p.subject = "Re: [" + subject
		}
		p.id = fmt.Sprintf("topic/%s/%d@%s", topic, c.some(10_000, 90_000), domain)
		p.fields = []string{
			"Reply-To: " + name + " <reply+" + noise(c.r, 32) + "@" + domain + ">", "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All", "Precedence: list",
			"List-ID: " + name + " <" + domain + ">", "List-Archive: https://" + domain + "/t/" + topic, "List-Unsubscribe: <https://" + domain + "/email/unsubscribe/" + noise(c.r, 64) + ">", "Feedback-ID: " + domain + ":user_posted:discoursemail",
		}
	})
}

func (c *calm) class() {
	parents := c.strangers(c.some(18, 28))
	for range c.some(3, 6) {
		start := c.times(1, c.From, 5*calmDay, calmAwake, 1)[0]
		c.thread(parents, c.say("class", ""), c.times(c.some(10, 40), start, calmDay, calmAwake, 2))
	}
}

func (c *calm) conference() {
	short := strings.ToUpper(noise(c.r, 4)) + "2026"
	site := calmFirm{name: short, addr: calmSlug(short) + "@conference.example", way: calmSigned, fields: calmDesks[0]}
	what := []string{"{New submission|Submission updated|Review request|New review|Review updated|Comment on submission|Decision}: {paper|submission} ###", "Reminder: your review of submission ###", "Submission ### {assigned|withdrawn}", "New comment on submission ###"}
	for _, at := range c.times(c.some(110, 180), c.From, 8*calmDay, calmSite, 0.6) {
		p := c.notice(site, short+" "+c.note(pick(c.r, what)))
		p.fields = []string{"Reply-To: " + site.addr, "Precedence: bulk"}
		c.put(p, at)
	}
	who := c.strangers(c.some(6, 14))
	for i, at := range c.times(len(who), c.From, 8*calmDay, calmAwake, 1) {
		c.put(c.letter(who[i], c.note("{Question about|Conflict with|Late review of} submission ###")), at)
	}
}

func (c *calm) shifts() {
	domain := domainOf(c.Home.Addr)
	var people []calmPerson
	for range c.some(12, 25) {
		people = append(people, c.colleague(domain))
	}
	for range c.some(5, 9) {
		start := c.times(1, c.From, 4*calmDay, calmAlways, 1)[0]
		subject := c.note("{Swap|Cover needed|Who can take}: {night|late|early} shift {Mon|Tue|Wed|Thu|Fri|Sat|Sun} {ward|unit} #")
		c.thread(people, subject, c.times(c.some(4, 16), start, 9*time.Hour, calmAlways, 2))
	}
}
