package bombtest

import (
	"fmt"
	"strings"
	"time"
)

var calmMoves = []calmKind{
	{"a new account that gets the old mail", "fetchmail and imapsync: old Received fields below the new one", (*calm).imported},
	{"an old provider that forwards", "Sender Rewriting Scheme (Postsrsd) and X-Forwarded-To fields", (*calm).forwarded},
}

// ordinary is a mail of an ordinary life, with its share of each kind.
func (c *calm) ordinary(people []calmPerson, firms []calmFirm) calmPost {
	switch n := c.r.IntN(100); {
	case n < 35:
		return c.letter(pick(c.r, people), c.Home.own.phrase(c.r, "letter", ""))
	case n < 50:
		return c.reply(pick(c.r, people), c.Home.own.phrase(c.r, "letter", ""), c.ownID())
	case n < 75:
		f := pick(c.r, firms)
		return c.notice(f, c.Home.own.phrase(c.r, pick(c.r, []string{"bank", "shop", "parcel", "signin"}), f.name))
	default:
		return c.paper(pick(c.r, firms), "issue")
	}
}

func (c *calm) imported() {
	_, old := siteOf(c.r)
	people, firms := append(c.strangers(60), c.friend()), c.firms(50, "info", "news", "service", "noreply")
	user := strings.Split(c.Home.Addr, "@")[0] + "@" + old
	times := c.times(c.some(1500, 3000), c.From.Add(5*time.Minute), time.Duration(c.some(30, 80))*time.Minute, calmAlways, 1)
	years := time.Duration(c.some(1, 8)) * 365 * calmDay
	for i, at := range times {
		p := c.ordinary(people, firms)
		p.date = c.From.Add(-years + years*time.Duration(i)/time.Duration(len(times))).Truncate(time.Second).In(c.zone)
		p.to = user
		p.below = append([]string{
			fmt.Sprintf("Received: from pop.%s [192.0.2.10]\n\tby localhost with POP3 (fetchmail-6.4.38)\n\tfor <%s> (single-drop); %s", old, c.Home.Addr, at.UTC().Format(headerDate)),
			"Delivered-To: " + user,
			"Authentication-Results: mx." + old + "; dkim=pass header.d=" + domainOf(p.addr) + "; spf=pass smtp.mailfrom=" + p.addr,
			fmt.Sprintf("Received: from %s ([198.51.100.%d])\n\tby mx.%s (Postfix) with ESMTPS id %X\n\tfor <%s>; %s", c.server(domainOf(p.addr)), 1+c.r.IntN(250), old, c.r.Uint32(), user, calmWhen),
		}, p.below...)
		p.way, p.host = calmLocal, "localhost"
		c.put(p, at)
	}
}

func (c *calm) forwarded() {
	_, old := siteOf(c.r)
	people, firms := append(c.strangers(c.some(10, 30)), c.friend()), c.firms(c.some(15, 30), "info", "news", "service", "noreply")
	local, _, _ := strings.Cut(c.Home.Addr, "@")
	user := local + "@" + old
	for _, at := range c.times(c.some(120, 300), c.From, 10*calmDay, calmAwake, 1) {
		p := c.ordinary(people, firms)
		p.to, p.way, p.host = user, calmForwarded, "fwd."+old
		p.sender = fmt.Sprintf("SRS0=%s=%s=%s=%s@%s", noise(c.r, 4), strings.ToUpper(noise(c.r, 2)), domainOf(p.addr), strings.Split(p.addr, "@")[0], old)
		p.below = append([]string{
			fmt.Sprintf("Received: from %s ([198.51.100.%d])\n\tby mx.%s with ESMTPS id %s\n\tfor <%s>; %s", c.server(domainOf(p.addr)), 1+c.r.IntN(250), old, noise(c.r, 12), user, calmWhen),
			"X-Forwarded-To: " + c.Home.Addr, "X-Forwarded-For: " + user + " " + c.Home.Addr, "Delivered-To: " + user,
		}, p.below...)
		c.put(p, at)
	}
}
