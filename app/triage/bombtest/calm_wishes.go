package bombtest

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

var calmWishes = []calmKind{
	{"birthday wishes", "mail programs' header fields on https://lore.kernel.org/", (*calm).birthday},
	{"answers to an invitation", "https://www.rfc-editor.org/rfc/rfc5322#section-3.6.4", (*calm).invitation},
	{"condolences", "mail programs' header fields on https://lore.kernel.org/", (*calm).condolences},
	{"a funeral to arrange", "mail programs' header fields on https://lore.kernel.org/", (*calm).funeral},
	{"Christmas wishes of people and firms", "mail programs' header fields on https://lore.kernel.org/, and newsletter services'", (*calm).christmas},
	{"a wedding", "mail programs' header fields on https://lore.kernel.org/", (*calm).wedding},
	{"a family that answers to all in an evening", "https://en.wikipedia.org/wiki/Email_storm", (*calm).family},
}

func (c *calm) birthday() {
	people := c.strangers(c.some(65, 100))
	for i, at := range c.times(len(people), c.next(6), 17*time.Hour, calmAwake, 1.3) {
		who := people[i]
		if chance(c.r, 10) {
			who = c.friend()
		}
		p := c.letter(who, c.say("wish", ""))
		p.words = c.some(2, 60)
		if chance(c.r, 8) {
			p.file, p.size = "IMG_"+fill(c.r, "####", "")+".jpg", c.some(2000, 9000)
		}
		c.put(p, at)
	}
}

func (c *calm) invitation() {
	people := c.strangers(c.some(70, 110))
	c.answers(people, c.say("invite", ""), c.times(len(people), c.From, 6*calmDay, calmAwake, 2.5))
}

func (c *calm) condolences() {
	people := c.strangers(c.some(45, 80))
	for i, at := range c.times(len(people), c.From, 9*calmDay, calmAwake, 2) {
		c.put(c.letter(people[i], c.say("mourn", "")), at)
	}
	for _, at := range c.times(c.some(6, 14), c.From, 9*calmDay, calmOffice, 1) {
		c.put(c.notice(c.firm("info", "kontakt", "service"), c.note("{Insurance|Pension|Contract} no. #######: {your letter|what we need from you}")), at)
	}
}

func (c *calm) funeral() {
	subject, id := "Funeral on Friday, 11 am", c.ownID()
	people := c.strangers(c.some(30, 50))
	for i, at := range c.times(len(people), c.From, 4*calmDay, calmAwake, 1.8) {
		c.put(c.reply(people[i], subject, id), at)
	}
	_, undertaker := siteOf(c.r)
	for _, at := range c.times(c.some(8, 15), c.From, 5*calmDay, calmOffice, 1) {
		who := c.colleague(undertaker)
		who.way = calmPlain
		c.put(c.letter(who, c.note("{Funeral|Obituary|Flowers|The hall|Music|Death certificate}: {draft|offer|question|please confirm}")), at)
	}
	for _, at := range c.times(c.some(10, 20), c.From, 6*calmDay, calmOffice, 1) {
		c.put(c.notice(c.firm("service", "info", "office"), c.note("{Order|Offer|Invoice} ##### - {flowers|stonemason|caf\u00e9|notice in the paper}")), at)
	}
}

func (c *calm) christmas() {
	people := c.strangers(c.some(25, 50))
	for i, at := range c.times(len(people), c.From, 6*calmDay, calmAwake, 0.7) {
		p := c.letter(people[i], c.say("season", ""))
		if chance(c.r, 20) { // to all friends at once
			p.to = "undisclosed-recipients:;"
		}
		c.put(p, at)
	}
	for _, f := range append(c.known(), c.firms(c.some(30, 60), "info", "office", "team", "news")...) {
		p := c.notice(f, c.say("season", ""))
		p.truth = calmSlight
		if chance(c.r, 50) {
			p.fields = f.host.fields(page{c.r, f.name, f.domain()})
		}
		c.put(p, c.times(1, c.From, 6*calmDay, calmOffice, 0.7)[0])
	}
}

func (c *calm) wedding() {
	people := c.strangers(c.some(60, 100))
	c.answers(people, c.say("invite", ""), c.times(len(people), c.From, 10*calmDay, calmAwake, 2))
	for range c.some(8, 14) { // vendors, that write several times
		_, domain := siteOf(c.r)
		who := c.colleague(domain)
		who.way = pick(c.r, []calmWay{calmSigned, calmPlain, calmBare})
		subject := c.note("{Offer|Quote} #### - {photographer|band|cake|flowers|catering|location}")
		for i, at := range c.times(c.some(1, 4), c.From, 10*calmDay, calmOffice, 1) {
			if i == 0 {
				c.put(c.letter(who, subject), at)
			} else {
				c.put(c.reply(who, subject, c.ownID()), at)
			}
		}
	}
}

// thread is a talk in which all answer to all; the user gets it as one of them.
func (c *calm) thread(people []calmPerson, subject string, times []time.Time) {
	var ids []string
	for _, at := range times {
		who := pick(c.r, people)
		var p calmPost
		if len(ids) == 0 {
			p = c.letter(who, subject)
		} else {
			p = c.reply(who, subject, pick(c.r, ids[max(0, len(ids)-4):]))
			p.older = slices.DeleteFunc(slices.Clone(ids[max(0, len(ids)-8):]), func(id string) bool { return id == p.parent })
		}
		to := []string{c.Home.Addr}
		for _, other := range people {
			if other.addr != who.addr {
				to = append(to, calmAddress(other.name, other.addr))
			}
		}
		c.r.Shuffle(len(to), func(i, j int) { to[i], to[j] = to[j], to[i] })
		p.to = strings.Join(to, ",\n ")
		ids = append(ids, p.id)
		c.put(p, at)
	}
}

func (c *calm) family() {
	people := []calmPerson{c.friend()}
	people = append(people, c.strangers(c.some(6, 11))...)
	c.thread(people, c.Home.own.phrase(c.r, "letter", ""), c.times(c.some(45, 75), c.next(18), 5*time.Hour, calmAlways, 1))
	c.thread(people, fmt.Sprint("Re: ", c.Home.own.phrase(c.r, "letter", "")), c.times(c.some(3, 9), c.next(18).Add(12*time.Hour), calmDay, calmAwake, 1))
}
