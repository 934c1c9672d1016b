package bombtest

import (
	"strings"
	"time"
)

// threats are the subjects of such letters; the shares of languages are those that have
// been counted.
var threats = strings.Split(`I {recorded|filmed|watched} you
Your {device|computer|phone} was {hacked|infected}
{Final|Last} warning: pay {####|###} USD
{Payment|Business} proposal from your {account|device}
You have {48|24|72} hours
{Waiting for|Pending} payment ######
Security notice: someone has access to your {system|camera}
Your password is {summer|dragon|letmein}##
Il tuo account è stato {violato|compromesso}
Ho {registrato|filmato} tutto
Ich habe Sie {aufgenommen|gefilmt}
Ihr {Gerät|Konto} wurde gehackt
Votre compte a été {piraté|compromis}
我{录制|拍摄}了您的视频`, "\n")

// extortion is letters of bots that say they have filmed the user, each in other words.
var extortion = attack("extortion in ever other words", "https://news.bitcoin.com/bitcoin-sextortion/ (figures of Sophos) and https://nakedsecurity.sophos.com/2018/10/15/beware-sextortionists-spoofing-your-own-email-address/", 118, []rhythm{waves, byNight, everyOtherDay}, writeExtortion)

func writeExtortion(a *attacker) writer {
	size := 1800 + a.r.IntN(800)
	return func(at time.Time) note {
		line := threats[a.r.IntN(8)]
		if chance(a.r, 19) {
			line = pick(a.r, threats[8:])
		}
		p := a.someone(a.tongue(0, 60))
		if chance(a.r, 25) {
			p = person{a.home.Name, a.home.Addr}
		}
		if chance(a.r, 40) {
			p.name = ""
		}
		return note{a.forged(p.addr), append([]string{a.date(at), author(p.name, p.addr), a.to(), a.subject(fill(a.r, choose(a.r, line), ""))}, a.ratware(p.addr, at)...), a.text(a.about(size))}
	}
}
