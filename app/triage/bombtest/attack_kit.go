package bombtest

import (
	"fmt"
	"math/rand/v2"
	"mime"
	"strings"
	"time"
)

// attacker writes the mails of one attack.
type attacker struct {
	r       *rand.Rand
	home    Home
	tongues []language
	filler  string // what bodies are cut from
}

// note is one mail as the last foreign host hands it over.
type note struct {
	envelope
	fields []string // header fields in their order, without the last line end
	body   string
}

// writer writes the next mail of an attack.
type writer func(at time.Time) note

// attack is a scene of mails that a writer makes. What stays the same during the attack
// is settled in begin; one of the rhythms is chosen by the seed.
func attack(name, source string, stream uint64, rhythms []rhythm, begin func(a *attacker) writer) Scene {
	return Scene{Name: name, Source: source, Make: func(s Setting) []Mail {
		a := newAttacker(s, stream)
		times := arrivals(a.r, s, pick(a.r, rhythms))
		write := begin(a)
		out := make([]Mail, len(times))
		for i, at := range times {
			out[i] = Mail{Raw: a.raw(write(at), at), At: at, Bomb: true}
		}
		return Merge(out, a.hidden(s.Hidden, times))
	}}
}

func newAttacker(s Setting, stream uint64) *attacker {
	a := &attacker{r: rand.New(rand.NewPCG(s.Seed, stream)), home: s.Home, tongues: tongues()}
	var b strings.Builder
	for b.Len() < 12_000 {
		for range 7 + a.r.IntN(6) {
			b.WriteString(pick(a.r, filler))
			b.WriteByte(' ')
		}
		b.WriteByte('\n')
	}
	a.filler = b.String()
	return a
}

// raw is a note as the user's server keeps it. What was signed has a signature.
func (a *attacker) raw(n note, at time.Time) []byte {
	var b strings.Builder
	if n.dkim == "pass" && !strings.HasPrefix(n.fields[0], "DKIM-Signature:") {
		b.WriteString(a.signed(n.signer, pick(a.r, []string{"20230601", "s2048", "default", "dkim", "selector1", "mail"})) + "\n")
	}
	for _, f := range n.fields {
		b.WriteString(f)
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
	b.WriteString(n.body)
	b.WriteByte('\n')
	return a.home.deliver(a.r, n.envelope, b.String(), at)
}

// text is a body of a length.
func (a *attacker) text(n int) string {
	n = min(n, len(a.filler)/2)
	from := a.r.IntN(len(a.filler) - n)
	return a.filler[from : from+n]
}

// about is a number near n, for lengths.
func (a *attacker) about(n int) int { return n*3/4 + a.r.IntN(n/2+1) }

const hexDigits, base62 = "0123456789abcdef", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

func (a *attacker) token(n int, from string) string {
	out := make([]byte, n)
	for i := range out {
		out[i] = from[a.r.IntN(len(from))]
	}
	return string(out)
}

func (a *attacker) hex(n int) string    { return a.token(n, hexDigits) }
func (a *attacker) digits(n int) string { return a.token(n, "0123456789") }

func (a *attacker) uuid() string {
	return a.hex(8) + "-" + a.hex(4) + "-4" + a.hex(3) + "-a" + a.hex(3) + "-" + a.hex(12)
}

// office is an address for hosts of firms and providers, bot one for the others: of
// ranges that belong to nobody (RFC 5737, RFC 2544).
func (a *attacker) office() string {
	return fmt.Sprintf("%s.%d", pick(a.r, []string{"192.0.2", "198.51.100", "203.0.113"}), 1+a.r.IntN(254))
}

func (a *attacker) bot() string {
	return fmt.Sprintf("198.%d.%d.%d", 18+a.r.IntN(2), a.r.IntN(256), 1+a.r.IntN(254))
}

// tongue is a language: often the user's own or English.
func (a *attacker) tongue(own, english int) language {
	switch n := a.r.IntN(100); {
	case n < own:
		return a.own()
	case n < own+english:
		return a.tongues[0]
	}
	return pick(a.r, a.tongues)
}

// own is the user's language with the phrases that only attacks use.
func (a *attacker) own() language {
	for _, l := range a.tongues {
		if l["name"][0] == a.home.own["name"][0] {
			return l
		}
	}
	return a.tongues[0]
}

// providers have many people's mailboxes.
var providers = strings.Fields("gmail.com gmail.com gmail.com gmail.com yahoo.com yahoo.com hotmail.com outlook.com outlook.com icloud.com aol.com gmx.de web.de t-online.de orange.fr free.fr laposte.net libero.it mail.ru yandex.ru qq.com 163.com naver.com wp.pl o2.pl seznam.cz uol.com.br bol.com.br rediffmail.com comcast.net btinternet.com ziggo.nl telenet.be bluewin.ch abv.bg ukr.net")

// someone is a person with a mailbox at a provider or a small site of his own.
func (a *attacker) someone(l language) person {
	names := l["name"]
	given, _, _ := strings.Cut(pick(a.r, names), " ")
	_, family, _ := strings.Cut(pick(a.r, names), " ")
	if chance(a.r, 35) {
		family = title(a.word(2 + a.r.IntN(2)))
	}
	name := strings.TrimSpace(given + " " + family)
	domain := pick(a.r, providers)
	if chance(a.r, 25) {
		_, domain = siteOf(a.r)
	}
	return person{name, a.local() + "@" + domain}
}

// topic is what a letter is about.
func (a *attacker) topic(l language) string {
	phrase := l.phrase(a.r, "letter", "")
	switch a.r.IntN(5) {
	case 0:
		return phrase + " " + title(a.word(2+a.r.IntN(2)))
	case 1:
		return title(a.word(2)) + ": " + phrase
	case 2:
		return fmt.Sprintf("%s %d.%d.", phrase, 1+a.r.IntN(28), 1+a.r.IntN(12))
	case 3:
		return title(a.word(2+a.r.IntN(2))) + pick(a.r, []string{"", " " + a.digits(2), "?", " " + title(a.word(2))})
	}
	return phrase
}

// words are some of a language that nobody has put together before.
func (a *attacker) words(l language) string {
	var b strings.Builder
	for range 1 + a.r.IntN(4) {
		phrase := l.phrase(a.r, pick(a.r, []string{"letter", "letter", "issue", "shop", "parcel", "welcome", "contact", "confirm"}), a.word(3))
		part := strings.Fields(phrase)
		if len(part) == 1 { // a language without spaces
			runes := []rune(phrase)
			from := a.r.IntN(len(runes))
			b.WriteString(string(runes[from:min(len(runes), from+1+a.r.IntN(4))]))
			continue
		}
		from := a.r.IntN(len(part))
		b.WriteString(strings.Join(part[from:min(len(part), from+1+a.r.IntN(2))], " ") + " ")
	}
	return strings.TrimSpace(b.String())
}

// local is the part of an address before the @.
func (a *attacker) local() string {
	first, last := a.word(2), a.word(2+a.r.IntN(2))
	switch a.r.IntN(6) {
	case 0:
		return first + "." + last
	case 1:
		return first[:1] + last
	case 2:
		return first + "_" + last + a.digits(2)
	case 3:
		return last + a.digits(1+a.r.IntN(4))
	case 4:
		return first + last
	}
	return first + "." + last + a.digits(2)
}

// word is made of n syllables.
func (a *attacker) word(n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(pick(a.r, syllables))
	}
	return b.String()
}

// author is the From field.
func author(name, addr string) string {
	if name == "" {
		return "From: " + addr
	}
	return "From: " + displayName(name) + " <" + addr + ">"
}

// to is the To field as mail programs write it to the user.
func (a *attacker) to() string {
	switch a.r.IntN(4) {
	case 0:
		return "To: " + displayName(a.home.Name) + " <" + a.home.Addr + ">"
	case 1:
		return "To: <" + a.home.Addr + ">"
	}
	return "To: " + a.home.Addr
}

// subject is the Subject field, encoded where it must be.
func (a *attacker) subject(s string) string {
	encoder := mime.BEncoding
	if len(s) > 0 && s[0] < 0x80 {
		encoder = mime.QEncoding
	}
	return "Subject: " + strings.ReplaceAll(encoder.Encode("utf-8", s), "?= =?", "?=\n =?")
}

// date is the Date field of a sender in some part of the world.
func (a *attacker) date(at time.Time) string {
	hours := pick(a.r, []int{0, 0, 1, 1, 2, 3, 8, 9, -3, -5, -7})
	return "Date: " + at.Add(-time.Duration(a.r.IntN(9))*time.Second).In(time.FixedZone("", hours*3600)).Format(headerDate)
}

// received is the mark of a host on the way.
func (a *attacker) received(host, ip, by, with string, at time.Time) string {
	return fmt.Sprintf("Received: from %s (%s [%s])\n\tby %s with %s id %s;\n\t%s", host, host, ip, by, with, a.token(12, base62), at.UTC().Format(headerDate))
}

// signed is a DKIM-Signature.
func (a *attacker) signed(domain, selector string) string {
	return "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + domain + "; s=" + selector + ";\n\th=from:to:subject:date:message-id:mime-version;\n\tbh=" + a.token(43, base62) + "=; b=" + a.token(60, base62)
}

func mimeFields(kind string) []string {
	return []string{"MIME-Version: 1.0", "Content-Type: " + kind, "Content-Transfer-Encoding: quoted-printable"}
}

const plainText, htmlText = "text/plain; charset=utf-8", "text/html; charset=utf-8"

func (a *attacker) alternative() string {
	return "multipart/alternative;\n\tboundary=\"" + a.hex(28) + "\""
}

// honest is how mail of a site comes by a host that may send for it.
func (a *attacker) honest(sender, host, domain string) envelope {
	return envelope{from: sender, host: host, ip: a.office(), spf: "pass", dkim: "pass", dmarc: "pass", signer: domain}
}

// forged is how mail of a bot comes that uses an address which is not its own.
func (a *attacker) forged(sender string) envelope {
	ip := a.bot()
	host := strings.ReplaceAll(ip, ".", "-") + pick(a.r, []string{".dyn.isp.example", ".pool.telecom.example", ".cable.example", ".static.hosting.example"})
	if chance(a.r, 25) {
		host = "unknown"
	}
	e := envelope{from: sender, host: host, ip: ip, spf: pick(a.r, []string{"fail", "softfail", "softfail", "none", "neutral"}), dkim: "none", dmarc: pick(a.r, []string{"fail", "fail", "none"})}
	e.spam = chance(a.r, 20)
	return e
}

// hacked is how mail of a person comes that somebody else sends from his account.
func (a *attacker) hacked(addr string) envelope {
	domain := domainOf(addr)
	return a.honest(addr, "mail-"+a.token(6, base62)+"."+domain, domain)
}
