package bombtest

import "time"

// hackedAccounts send one text, each only once or twice: mailboxes of people whose
// passwords are known, so that every signature is right.
var hackedAccounts = attack("one text from ever other hacked accounts", "http://www.m86security.com/labs/traceitem.asp?article=280&thesection=trace", 122, []rhythm{even, waves, everyOtherDay, bursts}, writeHackedAccounts)

func writeHackedAccounts(a *attacker) writer {
	line := pick(a.r, campaigns)
	vary := someNoises(a.r)
	vary.list = false
	size := 300 + a.r.IntN(1500)
	var p person
	return func(at time.Time) note {
		if p.addr == "" || chance(a.r, 75) {
			p = a.someone(a.tongue(10, 30))
		}
		fields := append(a.way(p.addr, at), a.date(at), author(p.name, p.addr), a.to(), a.subject(vary.subject(a.r, line.subject)))
		if vary.forgedParent {
			fields = append(fields, "In-Reply-To: <"+a.hex(20)+"@"+domainOf(a.home.Addr)+">")
		}
		return note{a.hacked(p.addr), append(fields, a.programFor(p.addr)(a, domainOf(p.addr), at)...), a.text(size + a.r.IntN(60))}
	}
}
