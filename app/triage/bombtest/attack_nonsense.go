package bombtest

import (
	"strings"
	"time"
)

// nonsense is mail that says nothing: syllables, or lines torn out of books, of another
// sender and host each time.
var nonsense = attack("nonsense of ever other senders", "https://www.kloud9it.com/2019/07/beware-of-distributed-spam-distraction", 114, []rhythm{even, waves, byNight, fading}, writeNonsense)

func writeNonsense(a *attacker) writer {
	torn := chance(a.r, 50)
	return func(at time.Time) note {
		name := title(a.word(1+a.r.IntN(3))) + " " + title(a.word(2))
		addr := a.token(6+a.r.IntN(8), "abcdefghijklmnopqrstuvwxyz0123456789") + "@" + pick(a.r, providers)
		if chance(a.r, 60) {
			addr = addr[:strings.IndexByte(addr, '@')+1] + a.word(3) + pick(a.r, []string{".example", "-mail.example", "online.example"})
		}
		subject := ""
		if torn {
			subject = strings.ReplaceAll(strings.TrimSpace(a.text(12+a.r.IntN(50))), "\n", " ")
		} else {
			for range 1 + a.r.IntN(4) {
				subject += a.word(1+a.r.IntN(4)) + " "
			}
		}
		return note{a.forged(addr), append([]string{a.date(at), author(name, addr), a.to(), a.subject(strings.TrimSpace(subject))}, a.ratware(addr, at)...), a.text(200 + a.r.IntN(1800))}
	}
}
