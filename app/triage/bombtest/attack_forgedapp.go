package bombtest

import (
	"fmt"
	"time"
)

// disguised is mail of bots that has all that letters of people have: the fields of their
// mail programs, a way through the servers of their providers, and the word of the user's
// own server that all of it is true.
var disguised = attack("bots that pose as people's mail programs", "RFC 8601 section 7.1 (forged header fields) and https://seriousscience.wordpress.com/2012/09/08/dissecting-a-spam-message/", 121, []rhythm{byDay, even, swelling}, writeDisguised)

func writeDisguised(a *attacker) writer {
	server := cmpOr(a.home.Server, domainOf(a.home.Addr))
	friends := chance(a.r, 40) && len(a.home.people) > 0
	return func(at time.Time) note {
		l := a.tongue(50, 30)
		p := a.someone(l)
		if friends && chance(a.r, 15) { // out of a stolen address book
			p = pick(a.r, a.home.people)
		}
		domain := domainOf(p.addr)
		subject := a.topic(l)
		fields := []string{
			fmt.Sprintf("Authentication-Results: %s;\n\tdkim=pass header.d=%s;\n\tspf=pass smtp.mailfrom=%s;\n\tdmarc=pass", server, domain, p.addr),
			a.received("mail-"+a.token(6, base62)+"."+domain, a.office(), server, "ESMTPS", at),
			a.signed(domain, "default"),
		}
		fields = append(fields, a.way(p.addr, at)...)
		fields = append(fields, a.date(at), author(p.name, p.addr), "To: "+displayName(a.home.Name)+" <"+a.home.Addr+">")
		if chance(a.r, 40) {
			subject = pick(a.r, answers) + " " + subject
			parent := "<" + a.uuid() + "@" + domainOf(a.home.Addr) + ">"
			fields = append(fields, "In-Reply-To: "+parent, "References: "+parent)
		}
		fields = append(fields, a.subject(subject))
		return note{a.forged(p.addr), append(fields, a.programFor(p.addr)(a, domain, at)...), a.text(100 + a.r.IntN(900))}
	}
}
