package bombtest

import (
	"strings"
	"time"
)

// botnet is spam of eight thousand machines, each with a sender of its own and a subject
// of words drawn from a list.
var botnet = attack("a botnet with words drawn by lot", "https://dataprotectioncenter.com/security/spammers-abuse-hosting-service-providers and https://seriousscience.wordpress.com/2012/09/08/dissecting-a-spam-message/", 113, []rhythm{even, fading, swelling, everyOtherDay}, writeBotnet)

func writeBotnet(a *attacker) writer {
	senders := make([]person, 8000)
	for i := range senders {
		senders[i] = a.someone(a.tongues[0])
		if chance(a.r, 40) {
			senders[i].name = title(a.word(2)) + " " + title(a.word(2+a.r.IntN(2)))
		}
	}
	size := 300 + a.r.IntN(900)
	return func(at time.Time) note {
		p := pick(a.r, senders)
		words := make([]string, 2+a.r.IntN(5))
		for i := range words {
			words[i] = pick(a.r, filler)
			if chance(a.r, 30) {
				words[i] = pick(a.r, trades)
			}
		}
		return note{a.forged(p.addr), append([]string{a.date(at), author(p.name, p.addr), a.to(), a.subject(strings.Join(words, " "))}, a.ratware(p.addr, at)...), a.text(a.about(size))}
	}
}

// ratware are the fields that programs for spam write: mostly of an old mail program, with
// an id that the program would not make.
func (a *attacker) ratware(addr string, at time.Time) []string {
	switch a.r.IntN(4) {
	case 0:
		return []string{"Message-ID: <" + a.hex(12) + "$" + a.hex(8) + "$" + a.hex(8) + "@" + domainOf(addr) + ">", "MIME-Version: 1.0", "Content-Type: " + a.alternative(), "X-Priority: 3", "X-MSMail-Priority: Normal", "X-Mailer: Microsoft Outlook Express 6.00.2900.5931", "X-MimeOLE: Produced By Microsoft MimeOLE V6.00.2900.6157"}
	case 1:
		return []string{"Message-ID: <" + a.digits(10) + "." + at.Format("20060102150405") + "@" + domainOf(addr) + ">", "User-Agent: Mozilla/5.0 (Windows NT 6.1; rv:17.0) Gecko/20130801 Thunderbird/17.0.8", "MIME-Version: 1.0", "Content-Type: text/html; charset=ISO-8859-1"}
	case 2:
		return []string{"Message-ID: <" + strings.ToUpper(a.hex(32)) + "@" + domainOf(addr) + ">", "MIME-Version: 1.0", "Content-Type: text/plain; charset=\"windows-1251\"", "Content-Transfer-Encoding: base64", "X-Mailer: The Bat! (v3.99.29) Professional"}
	}
	return []string{"MIME-Version: 1.0", "Content-Type: text/html"}
}
