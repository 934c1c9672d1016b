package bombtest

import (
	"fmt"
	"strings"
	"time"
)

// hidden makes the letters that came in the midst of an attack and that the user must see.
// What a bomb is thrown for comes when most of it comes; people write at any time.
func (a *attacker) hidden(n int, times []time.Time) []Mail {
	if len(times) == 0 {
		return nil
	}
	out := make([]Mail, n)
	first, last := times[len(times)/10], times[len(times)*9/10]
	for i := range out {
		at := times[len(times)/10+a.r.IntN(len(times)*8/10+1)]
		if chance(a.r, 40) {
			at = first.Add(time.Duration(a.r.Float64() * float64(last.Sub(first))).Truncate(time.Second))
		}
		person := chance(a.r, 40)
		var n note
		if person {
			n = a.personal(at)
		} else {
			n = a.affair(at)
		}
		out[i] = Mail{Raw: a.raw(n, at), At: at, Good: true, Hidden: true, Person: person}
	}
	return out
}

// affairs are what houses write about, and the local parts of addresses they write from.
var affairs = []struct {
	kind  string // a field of a language
	local []string
}{
	{"bank", officeNames["bank"]},
	{"bank", officeNames["bank"]},
	{"shop", officeNames["shop"]},
	{"shop", officeNames["shop"]},
	{"signin", officeNames["signin"]},
	{"signin", officeNames["signin"]},
	{"parcel", officeNames["parcel"]},
	{"code", officeNames["code"]},
	{"sim", []string{"service", "mobile", "noreply"}},
	{"change", []string{"account", "security", "no-reply"}},
	{"loan", []string{"credit", "loans", "antrag"}},
	{"cancel", []string{"contracts", "service", "info"}},
	{"domain", []string{"support", "domains", "registrar"}},
	{"crypto", []string{"no-reply", "support", "notify"}},
	{"miles", []string{"miles", "rewards", "noreply"}},
}

// affair is of a house that the user is a customer of, or of one that he has not heard of.
func (a *attacker) affair(at time.Time) note {
	what := pick(a.r, affairs)
	l := a.tongue(60, 25)
	name, domain := siteOf(a.r)
	addr, ways := pick(a.r, what.local)+"@"+domain, transports
	if len(a.home.houses) > 0 && chance(a.r, 50) {
		h := pick(a.r, a.home.houses)
		name, addr, l = h.name, h.addr, a.own()
		ways = transports[1:] // what the user knows has always been signed
		if chance(a.r, 60) {
			what.kind = h.kind
		}
	}
	fields := []string{a.date(at), author(name, addr), a.to(), a.subject(l.phrase(a.r, what.kind, name))}
	env, more := pick(a.r, ways)(a, addr, at)
	fields = append(more, fields...)
	return note{env, append(fields, mimeFields(pick(a.r, []string{plainText, htmlText, a.alternative()}))...), a.text(a.about(900))}
}

// transport is how firms send single mails to a customer: with what envelope and fields.
type transport func(a *attacker, addr string, at time.Time) (envelope, []string)

var transports = []transport{mainframe, amazon, amazon, sendgrid, postmark, ownServer, ownServer, ownExchange}

func amazon(a *attacker, addr string, at time.Time) (envelope, []string) {
	id := "0102019" + a.hex(9) + "-" + a.uuid() + "-000000"
	host := "a" + a.digits(1) + "-" + a.digits(2) + ".smtp-out.eu-west-1.amazonses.example"
	return a.honest(id+"@eu-west-1.amazonses.example", host, domainOf(addr)), []string{
		a.signed(domainOf(addr), a.token(32, "abcdefghijklmnopqrstuvwxyz234567")), "Message-ID: <" + id + "@eu-west-1.amazonses.example>",
		"Feedback-ID: ::1.eu-west-1." + a.token(43, base62) + "=:AmazonSES", "X-SES-Outgoing: " + at.Format("2006.01.02") + "-" + a.office(),
	}
}

func sendgrid(a *attacker, addr string, _ time.Time) (envelope, []string) {
	sub := "em" + a.digits(4) + "." + domainOf(addr)
	return a.honest("bounces+"+a.digits(7)+"-"+a.hex(4)+"@"+sub, "o1.ptr"+a.digits(4)+"."+domainOf(addr), domainOf(addr)), []string{
		a.signed(domainOf(addr), "s1"), "Message-ID: <" + a.token(22, base62) + "@geopod-ismtpd-" + a.digits(1) + ">", "X-SG-EID: u001." + a.token(60, base62) + "=", "X-Entity-ID: u001." + a.token(22, base62) + "==",
	}
}

func postmark(a *attacker, addr string, _ time.Time) (envelope, []string) {
	return a.honest("pm_bounces@pm-bounces."+domainOf(addr), "mta"+a.digits(3)+"a-ord.mtasv.example", domainOf(addr)), []string{
		a.signed(domainOf(addr), a.digits(14)+"pm"), "Message-ID: <" + a.uuid() + "@mtasv.example>", "X-PM-Message-Id: " + a.uuid(), "X-PM-Tag: transactional", "Feedback-ID: s" + a.digits(7) + "-" + a.token(20, base62) + ":s" + a.digits(7) + ":a" + a.digits(6) + ":postmark",
	}
}

func ownServer(a *attacker, addr string, at time.Time) (envelope, []string) {
	host := "mail." + domainOf(addr)
	fields := []string{a.signed(domainOf(addr), "default"), a.received("app.internal", "10.0."+a.digits(1)+"."+a.digits(2), host, "ESMTP", at), "Message-ID: <" + a.hex(32) + "@" + domainOf(addr) + ">"}
	if chance(a.r, 50) {
		fields = append(fields, "Auto-Submitted: auto-generated")
	}
	if chance(a.r, 30) {
		fields = append(fields, "X-Auto-Response-Suppress: All")
	}
	return a.honest(addr, host, domainOf(addr)), fields
}

func ownExchange(a *attacker, addr string, _ time.Time) (envelope, []string) {
	node := "DB" + a.digits(1) + "PR" + a.digits(2) + "MB" + a.digits(4)
	return a.honest(addr, "mail-"+a.token(8, "abcdefghij")+".outbound.protection.example", domainOf(addr)), []string{
		a.signed(domainOf(addr), "selector1"), "Message-ID: <" + node + strings.ToUpper(a.hex(24)) + "@" + node + ".eurprd0" + a.digits(1) + ".prod.outlook.com>", "Accept-Language: en-US",
		"X-MS-Has-Attach:", "X-MS-TNEF-Correlator:", "X-OriginatorOrg: " + domainOf(addr), "X-MS-Exchange-CrossTenant-id: " + a.uuid(), "Thread-Index: AQH" + a.token(29, base62) + "==",
	}
}

// mainframe is an old system that signs nothing.
func mainframe(a *attacker, addr string, at time.Time) (envelope, []string) {
	e := a.honest(addr, "smtp."+domainOf(addr), domainOf(addr))
	e.dkim, e.signer, e.dmarc = "none", "", pick(a.r, []string{"pass", "none"})
	return e, []string{fmt.Sprintf("Message-ID: <%d.%s.JavaMail.batch@prod%s>", at.Unix(), a.digits(9), a.digits(2)), "X-Mailer: JavaMail", "X-Priority: 3"}
}

// answers begin the subjects of answers.
var answers = strings.Fields("Re: Re: Re: RE: AW: SV: Odp: Ynt: R: Vs: Antw: 回复： RES: Aw: TR:")

// personal is a letter: an answer to the user, or of somebody who writes for the first
// time; now and then of a friend.
func (a *attacker) personal(at time.Time) note {
	l := a.tongue(35, 20)
	p := a.someone(l)
	if len(a.home.people) > 0 && chance(a.r, 25) {
		p = pick(a.r, a.home.people)
	}
	subject := a.topic(l)
	fields := []string{a.date(at), author(p.name, p.addr), "To: " + pick(a.r, []string{displayName(a.home.Name) + " <" + a.home.Addr + ">", a.home.Addr})}
	if chance(a.r, 60) {
		subject = pick(a.r, answers) + " " + subject
		id := pick(a.r, []string{a.uuid(), a.hex(32), strings.ToUpper(a.uuid()), a.token(16, base62)}) + "@" + domainOf(a.home.Addr)
		fields = append(fields, "In-Reply-To: <"+id+">")
		if chance(a.r, 30) {
			id = a.uuid() + "@" + domainOf(p.addr) + ">\n <" + id
		}
		fields = append(fields, "References: <"+id+">")
	}
	fields = append(fields, a.subject(subject))
	fields = append(fields, a.programFor(p.addr)(a, domainOf(p.addr), at)...)
	return note{a.sent(p.addr), append(a.way(p.addr, at), fields...), a.text(a.about(500))}
}

// sent is how a letter of a person comes: small sites of old do not sign.
func (a *attacker) sent(addr string) envelope {
	e := a.hacked(addr)
	if strings.HasSuffix(addr, ".example") && chance(a.r, 25) {
		e.dkim, e.signer, e.dmarc = "none", "", "none"
		e.spf = pick(a.r, []string{"pass", "pass", "none", "neutral"})
	}
	return e
}

// way is what hosts have written before the letter left the sender's provider.
func (a *attacker) way(addr string, at time.Time) []string {
	return []string{a.received("unknown", a.bot(), "smtp."+domainOf(addr), "ESMTPSA", at)}
}
