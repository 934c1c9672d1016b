package bombtest

import (
	"strings"
	"time"
)

// scorn is what one says who wants to hurt.
var scorn = strings.Split(`{Answer|Answer me|Why do you not answer}
I know {where you live|what you did}
You {owe me|will pay}
{liar|coward|thief|LIAR}
???
{hello|HELLO} again
{shame on you|SHAME}
for {you|everyone to see} ####
you can't {hide|run}
{read|READ} this
.
No. ###`, "\n")

// harasser is one person with a script, and one or a few mailboxes at large providers or a
// host of his own on which he makes up addresses.
var harasser = attack("one harasser with a few addresses", "https://legalclarity.org/what-to-do-when-facing-harassment-via-emails", 119, []rhythm{clockwork, byNight, bursts, even}, writeHarasser)

func writeHarasser(a *attacker) writer {
	people := make([]person, pick(a.r, []int{1, 1, 2, 4, 9}))
	for i := range people {
		people[i] = person{pick(a.r, a.own()["name"]), a.local() + "@" + pick(a.r, providers)}
	}
	own := chance(a.r, 35)
	host, ip := "vps"+a.digits(5)+".hosting.example", a.bot()
	said := make([]string, 1+a.r.IntN(len(scorn)))
	for i := range said {
		said[i] = pick(a.r, scorn)
	}
	return func(at time.Time) note {
		p := pick(a.r, people)
		subject := fill(a.r, choose(a.r, pick(a.r, said)), "")
		fields := []string{a.date(at), author(p.name, p.addr), "To: " + a.home.Addr, a.subject(subject)}
		size := 20 + a.r.IntN(400)
		if own {
			e := envelope{from: "www-data@" + host, host: host, ip: ip, spf: "none", dmarc: "fail"}
			return note{e, append(fields, "Message-ID: <"+a.hex(32)+"@"+host+">", "X-Mailer: PHPMailer 6.9.1 (https://github.com/PHPMailer/PHPMailer)", "MIME-Version: 1.0", "Content-Type: "+plainText), a.text(size)}
		}
		return note{a.hacked(p.addr), append(fields, a.programFor(p.addr)(a, domainOf(p.addr), at)...), a.text(size)}
	}
}
