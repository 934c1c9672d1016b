package bombtest

import (
	"math"
	"time"
)

// nothingAlike is mail that has nothing in common but its time: letters, offers and notes
// of people, shops and bots in forty languages, of every length.
var nothingAlike = attack("nothing alike but the time", "https://qoverage.com/dont-fall-for-distributed-spam-distraction/", 123, []rhythm{even, fading, byDay}, writeNothingAlike)

func writeNothingAlike(a *attacker) writer {
	kinds := []string{"letter", "letter", "letter", "issue", "welcome", "shop", "parcel", "contact"}
	return func(at time.Time) note {
		l := a.tongues[a.r.IntN(26)]
		kind := pick(a.r, kinds)
		name, domain := siteOf(a.r)
		subject := l.phrase(a.r, kind, name)
		if chance(a.r, 75) {
			subject = pick(a.r, []string{a.words(l), a.words(l), a.words(l) + " " + a.digits(1+a.r.IntN(6)), title(a.word(3)) + ": " + a.words(l), title(a.word(2)) + " " + pick(a.r, trades), pick(a.r, answers) + " " + a.words(l)})
		}
		size := int(60 * math.Exp(4*a.r.Float64()))
		if kind == "letter" {
			p := a.someone(l)
			e := a.sent(p.addr)
			if chance(a.r, 30) {
				e = a.forged(p.addr)
			}
			return note{e, append(append(a.way(p.addr, at), a.date(at), author(p.name, p.addr), a.to(), a.subject(subject)), a.programFor(p.addr)(a, domainOf(p.addr), at)...), a.text(size)}
		}
		addr := pick(a.r, []string{"info", "hello", "noreply", "news", "team", a.word(2)}) + "@" + domain
		e, fields := pick(a.r, transports)(a, addr, at)
		fields = append(fields, a.date(at), author(name, addr), a.to(), a.subject(subject))
		if chance(a.r, 30) {
			host := choosePlatform(a.r)
			fields = append(fields, host.fields(page{a.r, name, domain})...)
		}
		return note{e, append(fields, mimeFields(pick(a.r, []string{plainText, htmlText, a.alternative()}))...), a.text(size)}
	}
}
