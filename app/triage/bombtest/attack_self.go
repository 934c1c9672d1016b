package bombtest

import "time"

// selfSent is mail of bots that has the user's own address as its sender, as if he, or a
// copy of his account, had written it.
var selfSent = attack("mail forged as the user's own", "https://fastmail.blog/historical/all-about-spam--why-am-i-sending-spam--/", 117, []rhythm{even, fading, clockwork}, writeSelfSent)

func writeSelfSent(a *attacker) writer {
	lines := make([]string, 1+a.r.IntN(5))
	for i := range lines {
		lines[i] = pick(a.r, campaigns).subject
	}
	size := 400 + a.r.IntN(2000)
	return func(at time.Time) note {
		sender := a.home.Addr
		if chance(a.r, 30) {
			sender = a.local() + "@" + pick(a.r, providers)
		}
		subject := noises{numbers: chance(a.r, 40), tail: chance(a.r, 30)}.subject(a.r, pick(a.r, lines))
		name := pick(a.r, []string{a.home.Name, "", a.home.Addr})
		fields := []string{a.date(at), author(name, a.home.Addr), "To: " + a.home.Addr, a.subject(subject)}
		return note{a.forged(sender), append(fields, a.ratware(a.home.Addr, at)...), a.text(size + a.r.IntN(300))}
	}
}
