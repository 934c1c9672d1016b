package bombtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// SubscriptionBomb makes a bomb of n newsletters and confirmations that somebody
// else has asked for, each from another site, some hours to days before now, and
// hides mails in it that the user must see.
func SubscriptionBomb(seed uint64, n, hidden int, now time.Time) []Mail {
	m := newMailer(seed, 2)
	r := m.r
	own := int(seed % uint64(len(languages()))) // the user's language
	at := tempo(r, n, now)
	out := make([]Mail, 0, n+hidden)
	var site page
	var host *platform
	for i := range n {
		if i == 0 || !chance(r, 6) { // some sites send a second mail at once
			site = page{r: r}
			site.site, site.domain = siteOf(r)
			host = choosePlatform(r)
		}
		l := languages()[r.IntN(len(languages()))]
		if chance(r, 35) {
			l = languages()[0] // much of it is English wherever the user lives
		}
		d := subscription(r, l, host, site)
		out = append(out, Mail{Raw: m.write(d, at[i]), At: at[i], Bomb: true})
	}
	from, to := at[0], at[n-1]
	for range hidden {
		when := from.Add(time.Duration((0.1 + 0.8*r.Float64()) * float64(to.Sub(from)))).Truncate(time.Second)
		out = append(out, Mail{Raw: m.write(hide(r, languages()[own]), when), At: when, Good: true, Hidden: true})
	}
	return Merge(out)
}

// subscription is one mail of a bomb.
func subscription(r *rand.Rand, l language, host *platform, site page) draft {
	kind := pick(r, host.kinds)
	subject := ""
	if kind == "mailman" {
		subject = fmt.Sprintf("confirm %016x%016x", r.Uint64(), r.Uint64())
	} else {
		subject = l.phrase(r, kind, site.site)
	}
	if chance(r, 3) {
		subject = pick(r, []string{"✅ ", "🎉 ", "👋 ", "📩 "}) + subject
	}
	name := site.site
	if chance(r, 10) {
		name = "" // the address alone
	}
	return draft{
		name: name, addr: pick(r, host.local) + "@" + pick(r, []string{"", "", "mail.", "e."}) + site.domain, subject: subject,
		fields: host.fields(site), body: text(r, subject), late: time.Duration(r.IntN(40)) * time.Second,
	}
}

// tempo says when each of n mails of a bomb came: from minutes to two days, evenly,
// in waves, or much at first and less and less.
func tempo(r *rand.Rand, n int, now time.Time) []time.Time {
	long := pick(r, []time.Duration{12 * time.Minute, 40 * time.Minute, 2 * time.Hour, 5 * time.Hour, 14 * time.Hour, 30 * time.Hour, 47 * time.Hour})
	if least := time.Duration(n) * 50 * time.Millisecond; long < least {
		long = least
	}
	start := now.Add(-long - time.Duration(1+r.IntN(72*60))*time.Minute)
	shape := r.IntN(3)
	waves := 3 + r.IntN(5)
	out := make([]time.Time, n)
	for i := range out {
		x := r.Float64()
		switch shape {
		case 1: // waves that take a third of the time
			wave := float64(r.IntN(waves))
			x = (wave + x/3) / float64(waves)
		case 2:
			x = x * x * x
		}
		out[i] = start.Add(time.Duration(x * float64(long))).Truncate(time.Second)
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}
