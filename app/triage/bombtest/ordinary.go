package bombtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// person writes letters to the user.
type person struct{ name, addr string }

// friends are the people that [Ordinary] of the same seed has letters of.
func friends(seed uint64) []person {
	r := rand.New(rand.NewPCG(seed, 4))
	l := languages()[seed%uint64(len(languages()))]
	out := make([]person, 10+r.IntN(20))
	for i := range out {
		_, domain := siteOf(r)
		if chance(r, 40) {
			domain = pick(r, []string{"gmail.com", "web.de", "orange.fr", "yahoo.com"})
		}
		out[i] = person{pick(r, append(slices.Clone(l["name"]), languages()[0]["name"]...)), noise(r, 3) + "." + noise(r, 5) + "@" + domain}
	}
	return out
}

// life is an ordinary mailbox: who writes, and how much of what.
type life struct {
	*mailer
	own     language
	friends []person
	papers  []source // newsletters that the user reads
	shops   []source
	forge   string // where the user's projects are
	days    int
	user    string // whose mailbox it is
}

// source writes again and again.
type source struct {
	page
	host *platform
	addr string
	lang language
}

// Ordinary makes n mails of an ordinary mailbox, up to now: letters, newsletters
// that the user reads, orders, notices, now and then an unknown sender, and spam.
// Quiet and busy ones follow from the seed.
func Ordinary(seed uint64, n int, now time.Time) []Mail {
	m := newMailer(seed, 5)
	r := m.r
	l := life{mailer: m, own: languages()[seed%uint64(len(languages()))], friends: friends(seed), user: user}
	l.days = max(2, n/pick(r, []int{4, 12, 40, 120, 320}))
	for range 5 + r.IntN(40) {
		l.papers = append(l.papers, l.source(newsPlatforms))
	}
	for range 3 + r.IntN(8) {
		l.shops = append(l.shops, l.source([]int{8, 9}))
	}
	_, l.forge = siteOf(r)
	return l.fill(n, []int{20, 30, 5, pick(r, []int{0, 5, 60, 150}), 4, 6, pick(r, []int{0, 10, 40}), 2}, now)
}

// fill makes n mails of a life, up to now, from its kinds of mail by weight.
func (l *life) fill(n int, weights []int, now time.Time) []Mail {
	m, r := l.mailer, l.r
	kinds := []func(at time.Time) []draft{l.letter, l.paper, l.order, l.notice, l.calendar, l.spam, l.list, l.newcomer}
	var out []Mail
	for len(out) < n {
		at := l.moment(now)
		for i, d := range kinds[weighted(r, weights)](at) {
			when := at.Add(time.Duration(i) * time.Duration(1+r.IntN(60)) * time.Second)
			if len(out) < n && when.Before(now) {
				one := Mail{Raw: m.write(d, when), At: when, Good: !d.spare, Person: d.person}
				if d.paper {
					one.paper = d.addr
				}
				out = append(out, one)
			}
		}
	}
	out = Merge(out)
	markFirst(out)
	return out
}

// markFirst marks what newsletters sent in their first days.
func markFirst(all []Mail) {
	first := make(map[string]time.Time)
	for i := range all {
		m := &all[i]
		if m.paper == "" {
			continue
		}
		if first[m.paper].IsZero() {
			first[m.paper] = m.At
		}
		if m.At.Sub(first[m.paper]) < 3*24*time.Hour {
			m.Good, m.First = false, true
		}
	}
}

// newsPlatforms are the places of those in platforms that send newsletters.
var newsPlatforms = []int{0, 1, 2, 3, 4, 5, 10, 15, 16}

func (l *life) source(hosts []int) source {
	s := source{page: page{r: l.r}, host: &platforms[pick(l.r, hosts)], lang: l.own}
	s.site, s.domain = siteOf(l.r)
	s.addr = pick(l.r, s.host.local) + "@" + s.domain
	if chance(l.r, 30) {
		s.lang = languages()[0]
	}
	return s
}

// moment is a time at which people are awake.
func (l *life) moment(now time.Time) time.Time {
	day := now.AddDate(0, 0, -l.r.IntN(l.days)).Truncate(24 * time.Hour)
	hour := pick(l.r, []int{6, 7, 8, 8, 9, 9, 9, 10, 10, 11, 12, 13, 14, 14, 15, 16, 17, 18, 19, 20, 21, 22, 1, 3})
	at := day.Add(time.Duration(hour)*time.Hour + time.Duration(l.r.IntN(3600))*time.Second)
	if !at.Before(now) {
		at = at.AddDate(0, 0, -1)
	}
	return at
}

func weighted(r *rand.Rand, weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	n := r.IntN(sum)
	for i, w := range weights {
		if n -= w; n < 0 {
			return i
		}
	}
	return 0
}

func (l *life) letter(time.Time) []draft {
	p := pick(l.r, l.friends)
	d := draft{name: p.name, addr: p.addr, subject: l.own.phrase(l.r, "letter", ""), fields: []string{"User-Agent: Mozilla Thunderbird"}}
	if chance(l.r, 45) {
		d.subject, d.replyTo = "Re: "+d.subject, noise(l.r, 12)+"@"+domainOf(l.user)
	}
	d.body, d.person = text(l.r, d.subject), true
	return []draft{d}
}

func (l *life) paper(time.Time) []draft {
	s := pick(l.r, l.papers)
	d := draft{name: s.site, addr: s.addr, subject: s.lang.phrase(l.r, "issue", s.site), fields: s.host.fields(s.page), paper: true}
	d.body = text(l.r, d.subject)
	return []draft{d}
}

func (l *life) order(time.Time) []draft {
	s := pick(l.r, l.shops)
	if chance(l.r, 15) {
		s = l.source([]int{8, 9}) // a shop for once
	}
	var out []draft
	for _, kind := range []string{"shop", "bank", "parcel"} {
		d := draft{name: s.site, addr: s.addr, subject: s.lang.phrase(l.r, kind, s.site), fields: s.host.fields(s.page)}
		d.body = text(l.r, d.subject)
		if out = append(out, d); !chance(l.r, 60) {
			break
		}
	}
	return out
}

// notice is what a git host tells: one by one, or a storm when a build is broken.
func (l *life) notice(time.Time) []draft {
	count, storm := 1, chance(l.r, 1)
	if storm {
		count = 20 + l.r.IntN(100)
	}
	repo := pick(l.r, []string{"restante/mail", "tools/build", "anna/site"})
	topic := pick(l.r, filler) + " " + pick(l.r, filler) + " " + pick(l.r, filler)
	out := make([]draft, count)
	for i := range out {
		d := draft{
			name: pick(l.r, l.friends).name, addr: "notifications@" + l.forge, subject: fmt.Sprintf("Re: [%s] %s (PR #%d)", repo, topic, l.r.IntN(3000)),
			replyTo: fmt.Sprintf("%s/pull/%d@%s", repo, l.r.IntN(3000), l.forge),
			fields:  []string{"List-ID: " + repo + " <" + strings.ReplaceAll(repo, "/", ".") + "." + l.forge + ">", "Precedence: list", "List-Unsubscribe: <https://" + l.forge + "/u>", "X-Auto-Response-Suppress: All"},
		}
		if storm {
			d.name, d.replyTo = "build", ""
			d.subject = fmt.Sprintf("[%s] Run failed: CI - main (%07x)", repo, l.r.Uint32()>>4)
		}
		d.body = text(l.r, d.subject)
		out[i] = d
	}
	return out
}

func (l *life) calendar(time.Time) []draft {
	p := pick(l.r, l.friends)
	d := draft{name: p.name, addr: p.addr, subject: "Invitation: " + l.own.phrase(l.r, "letter", "") + " @ Tue Nov 24, 2026 10am", fields: []string{"Auto-Submitted: auto-generated", "Sender: calendar@calendar.example"}}
	d.body = text(l.r, d.subject)
	return []draft{d}
}

// spam is from somebody else each time.
func (l *life) spam(time.Time) []draft {
	c := pick(l.r, campaigns)
	_, domain := siteOf(l.r)
	d := draft{spare: true, name: c.name, addr: noise(l.r, 7) + "@" + domain, subject: noises{tail: chance(l.r, 50)}.subject(l.r, c.subject)}
	d.body = text(l.r, d.subject)
	return []draft{d}
}

// list is a mailing list on which several people talk.
func (l *life) list(time.Time) []draft {
	topic := pick(l.r, filler) + " " + pick(l.r, filler) + " " + pick(l.r, filler)
	var out []draft
	for i := range 1 + l.r.IntN(12) {
		l1 := languages()[0]
		d := draft{
			name: pick(l.r, l1["name"]), addr: noise(l.r, 1) + pick(l.r, filler) + "@gmail.com", subject: "[bikes] " + topic,
			fields: []string{"List-Id: Bicycles <bikes.lists.example>", "Precedence: list", "List-Unsubscribe: <mailto:bikes-request@lists.example>"},
		}
		if i > 0 {
			d.subject, d.replyTo = "Re: "+d.subject, noise(l.r, 12)+"@gmail.com"
		}
		d.body = text(l.r, d.subject)
		out = append(out, d)
	}
	return out
}

// newcomer is a site that the user has signed up for, or a person unknown so far.
func (l *life) newcomer(time.Time) []draft {
	if chance(l.r, 50) {
		return []draft{answer(l.r, l.own, domainOf(l.user))}
	}
	host := choosePlatform(l.r)
	p := page{r: l.r}
	p.site, p.domain = siteOf(l.r)
	d := subscription(l.r, l.own, host, p)
	d.spare = true
	return []draft{d}
}
