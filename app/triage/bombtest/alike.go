package bombtest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// campaign is what the mails of an alike bomb say. Words in braces are chosen from.
type campaign struct {
	subject string
	name    string
}

var campaigns = []campaign{
	{"CLAIM ##### you are {selected|chosen|drawn}", "Win-Big-Now"},
	{"{Urgent|Important|Final}: your payment of ####.00 is {overdue|due|open}", "Accounts Department"},
	{"I have access to your {device|computer|account} and {recorded|filmed} you", "Hacker"},
	{"{Work|Earn} from home: #### EUR {weekly|per week|a week}", "Career Center"},
	{"Undelivered Mail Returned to Sender", "Mail Delivery System"},
	{"{Cheap|Best|Discount} {pills|meds|pharmacy} for {you|your health}", "Dr. Health"},
	{"Crypto: {double|triple} your {bitcoin|coins} {today|now}", "Coin Team"},
	{"YOU ARE A {LOSER|FOOL|CLOWN}", "Nobody"},
	{"{Ihre|Deine} Rechnung Nr. ###### ist {fällig|offen}", "Buchhaltung"},
	{"{Поздравляем|Внимание}! Вы {выиграли|получили} приз", "Лотерея"},
	{"恭喜您 {中奖|获奖} ######", "抽奖中心"},
	{"مبروك! لقد {ربحت|فزت} بجائزة", "الجائزة"},
	{"Security alert: {sign-in|login} attempt ##### blocked", "IT Helpdesk"},
	{"Ticket ####### {updated|changed|assigned}", "Service Desk"},
}

var emojis = []string{"🎁", "🔥", "💰", "⚠️", "🚀", "❤️", "✅", "👉"}

// noises are the ways in which the mails of one bomb differ.
type noises struct {
	numbers, tail, swap, emoji, reply, forgedParent, friendName, friendAddr, list bool

	senders int // how many; 0 for another one each time
}

func someNoises(r *rand.Rand) noises {
	return noises{
		numbers: chance(r, 40), tail: chance(r, 40), swap: chance(r, 25), emoji: chance(r, 30), reply: chance(r, 25), forgedParent: chance(r, 20),
		friendName: chance(r, 30), friendAddr: chance(r, 15), list: chance(r, 30), senders: pick(r, []int{1, 3, 3, 10, 60, 400, 0, 0}),
	}
}

// AlikeBomb makes a bomb of n mails that say nearly the same, hours to days before
// now. The number of senders and what varies follow from the seed; some bombs take
// the names of friends that [Ordinary] writes letters of, or their addresses.
func AlikeBomb(seed uint64, n int, now time.Time) []Mail {
	m := newMailer(seed, 3)
	r := m.r
	c, vary := pick(r, campaigns), someNoises(r)
	at := tempo(r, n, now)
	stranger := func() person {
		_, domain := siteOf(r)
		return person{c.name, pick(r, []string{"info", "claims", "mail", noise(r, 6)}) + "@" + domain}
	}
	senders := make([]person, max(1, vary.senders))
	for i := range senders {
		senders[i] = stranger()
	}
	people := friends(seed)
	out := make([]Mail, n)
	for i := range out {
		from := pick(r, senders)
		if vary.senders == 0 {
			from = stranger()
		}
		if vary.friendName && chance(r, 50) {
			from.name = pick(r, people).name
		}
		if vary.friendAddr && chance(r, 20) {
			from = people[r.IntN(min(3, len(people)))]
		}
		d := draft{name: from.name, addr: from.addr, subject: vary.subject(r, c.subject), late: time.Duration(r.IntN(5)) * time.Second}
		if vary.forgedParent {
			d.replyTo = noise(r, 16) + "@post.example"
		}
		if vary.list {
			d.fields = []string{"List-Unsubscribe: <mailto:unsub-" + noise(r, 8) + "@" + from.addr[strings.IndexByte(from.addr, '@')+1:] + ">", "Precedence: bulk"}
		}
		d.body = text(r, d.subject)
		out[i] = Mail{Raw: m.write(d, at[i]), At: at[i], Bomb: true}
	}
	return out
}

// subject makes one of the subjects of a bomb.
func (v noises) subject(r *rand.Rand, pattern string) string {
	s := fill(r, choose(r, pattern), "")
	if v.swap && chance(r, 50) {
		words := strings.Fields(s)
		i, j := r.IntN(len(words)), r.IntN(len(words))
		words[i], words[j] = words[j], words[i]
		s = strings.Join(words, " ")
	}
	if v.numbers {
		s = fmt.Sprintf("%s #%d", s, r.IntN(1_000_000))
	}
	if v.emoji {
		s = pick(r, emojis) + " " + s
	}
	if v.tail {
		s += " " + pick(r, []string{"", "- ", "["}) + noise(r, 4+r.IntN(6))
	}
	if v.reply && chance(r, 70) {
		s = pick(r, []string{"Re: ", "RE: ", "Fwd: ", "AW: "}) + s
	}
	return s
}

// choose replaces each {one|of|these}.
func choose(r *rand.Rand, pattern string) string {
	for {
		before, rest, ok := strings.Cut(pattern, "{")
		if !ok {
			return pattern
		}
		words, after, _ := strings.Cut(rest, "}")
		pattern = before + pick(r, strings.Split(words, "|")) + after
	}
}
