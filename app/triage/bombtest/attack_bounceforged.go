package bombtest

import "time"

// forgedBounces say that they are reports of the user's own provider, and come from bots.
var forgedBounces = attack("forged bounces of the user's own provider", "RFC 3464 and https://www.postfix.org/BACKSCATTER_README.html (forged mailer-daemon mail)", 102, []rhythm{even, waves, clockwork}, writeForgedBounces)

func writeForgedBounces(a *attacker) writer {
	own := domainOf(a.home.Addr)
	say := pick(a.r, []reporter{postfixReport, eximReport, sendmailReport, gmailReport, exchangeReport})
	subject, size := a.spamSubject(), 1200+a.r.IntN(800)
	host := pick(a.r, []string{"mail.", "mx.", "mailout."}) + own
	return func(at time.Time) note {
		e := a.forged(pick(a.r, []string{"", "MAILER-DAEMON@" + own, a.local() + "@" + own}))
		_, other := siteOf(a.r)
		return note{e, say(a, host, a.local()+"@"+other, subject, at), a.text(size + a.r.IntN(120))}
	}
}
