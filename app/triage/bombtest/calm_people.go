package bombtest

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// calmPerson is somebody who writes, with a mail program.
type calmPerson struct {
	name, addr string
	full       bool // the program writes the user's name
	way        calmWay
	program    func(c *calm, p *calmPost)
}

// stranger is a person that the user has no mail of yet.
func (c *calm) stranger() calmPerson {
	code := c.code
	if chance(c.r, 8) {
		code = pick(c.r, calmCodes()) // from abroad
	}
	name := c.nameOf(code)
	local := calmLetters(strings.ToLower(strings.Fields(name)[0]))
	if len(local) < 3 {
		local = pick(c.r, syllables) + pick(c.r, syllables)
	}
	local += pick(c.r, []string{".", "", "_", "-", ""}) + pick(c.r, syllables) + pick(c.r, syllables)
	if chance(c.r, 50) {
		local += fmt.Sprint(c.r.IntN(2000))
	}
	if chance(c.r, 22) {
		_, domain := siteOf(c.r)
		p := c.person(name, local+"@"+domain)
		p.way = pick(c.r, []calmWay{calmSigned, calmSigned, calmPlain, calmBare})
		return p
	}
	return c.person(name, local+"@"+pick(c.r, append(slices.Clone(calmProviders[""]), calmProviders[code]...)))
}

// strangers are n of them.
func (c *calm) strangers(n int) []calmPerson {
	out := make([]calmPerson, n)
	for i := range out {
		out[i] = c.stranger()
	}
	return out
}

// friend is a person that the user has had letters of.
func (c *calm) friend() calmPerson {
	p := pick(c.r, c.Home.people)
	return c.person(p.name, p.addr)
}

// colleague is somebody at a domain.
func (c *calm) colleague(domain string) calmPerson {
	return c.person(c.nameOf(c.code), noise(c.r, 1)+"."+pick(c.r, syllables)+pick(c.r, syllables)+noise(c.r, 1)+"@"+domain)
}

// person chooses a program for a person, from those that people at that provider have.
func (c *calm) person(name, addr string) calmPerson {
	p := calmPerson{name: name, addr: addr, full: chance(c.r, 45)}
	programs := calmPrograms["*"]
	if own := calmPrograms[domainOf(addr)]; own != nil && chance(c.r, 60) {
		programs = own
	} else if !strings.HasSuffix(addr, ".example") {
		programs = calmPrograms["*mobile"]
	}
	p.program = pick(c.r, programs)
	return p
}

// calmPrograms are mail programs by provider.
var calmPrograms = map[string][]func(c *calm, p *calmPost){
	"*":           {calmThunderbird, calmOutlook, calmExchange, calmExchange, calmAppleMail, calmPhone, calmRoundcube, calmFairEmail},
	"*mobile":     {calmPhone, calmPhone, calmThunderbird, calmK9, calmFairEmail, calmAppleMail, calmOutlook},
	"gmail.com":   {calmGmail},
	"outlook.com": {calmExchange}, "hotmail.com": {calmExchange},
	"yahoo.com": {calmYahoo}, "yahoo.co.jp": {calmYahoo},
	"icloud.com": {calmPhone, calmAppleMail},
	"gmx.de":     {calmGMX}, "web.de": {calmGMX},
}

func calmThunderbird(c *calm, p *calmPost) {
	p.id = calmUUID(c) + "@" + domainOf(p.addr)
	p.fields = append(p.fields, "User-Agent: "+pick(c.r, []string{"Mozilla Thunderbird", "Mozilla Thunderbird", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:102.0) Gecko/20100101 Thunderbird/102.15.1"}), "Content-Language: "+calmTag(c))
}

func calmOutlook(c *calm, p *calmPost) {
	p.id = fmt.Sprintf("%012x$%08x$%08x$@%s", c.r.Uint64()>>20, c.r.Uint32(), c.r.Uint32(), domainOf(p.addr))
	p.fields = append(p.fields, "X-Mailer: Microsoft Outlook 16.0", "Thread-Index: A"+noise(c.r, 29)+"==", "Content-Language: "+calmTag(c))
	p.html = true
}

func calmExchange(c *calm, p *calmPost) {
	server := strings.ToUpper(noise(c.r, 2)) + fmt.Sprintf("%dPR%02dMB%04d", 1+c.r.IntN(9), c.r.IntN(20), c.r.IntN(9999))
	p.id = server + fmt.Sprintf("%X", c.r.Uint64()) + "@" + server + ".eurprd05.prod.outlook.com"
	p.host = c.server("outlook.com")
	p.below = append(p.below, fmt.Sprintf("Received: from %s.eurprd05.prod.outlook.com by %s.eurprd05.prod.outlook.com with HTTPS;\n %s", server, server, calmWhen))
	p.fields = append(p.fields, "Thread-Topic: "+calmEncode(p.subject), "Thread-Index: A"+noise(c.r, 29)+"==", "Accept-Language: "+calmTag(c)+", en-US", "Content-Language: "+calmTag(c), "X-MS-Has-Attach:", "X-MS-TNEF-Correlator:", "X-OriginatorOrg: "+domainOf(p.addr))
	p.html = true
}

func calmAppleMail(c *calm, p *calmPost) {
	p.id = strings.ToUpper(calmUUID(c)) + "@" + domainOf(p.addr)
	p.version = "1.0 (Mac OS X Mail 16.0 \\(3774.300.61.1.2\\))"
	p.fields = append(p.fields, "X-Mailer: Apple Mail (2.3774.300.61.1.2)")
	p.html = true
}

func calmPhone(c *calm, p *calmPost) {
	p.id = strings.ToUpper(calmUUID(c)) + "@" + domainOf(p.addr)
	p.version = "1.0 (1.0)"
	p.fields = append(p.fields, "X-Mailer: iPhone Mail ("+pick(c.r, []string{"21D61", "22H124", "23A355", "20B101"})+")")
	p.html = chance(c.r, 70)
}

func calmGmail(c *calm, p *calmPost) {
	p.id = fmt.Sprintf("CA%s=%s+%s@mail.gmail.com", noise(c.r, 20), strings.ToUpper(noise(c.r, 10)), noise(c.r, 15))
	p.host = c.server("gmail.com")
	p.below = append(p.below, fmt.Sprintf("Received: by %s with SMTP id %s.1\n\tfor <%s>; %s", p.host, noise(c.r, 24), c.Home.Addr, calmWhen))
	p.fields = append(p.fields, "X-Gm-Message-State: AOJu0"+noise(c.r, 90), "X-Google-Smtp-Source: AGHT+"+noise(c.r, 60))
	p.html = true
}

func calmGMX(c *calm, p *calmPost) {
	p.id = fmt.Sprintf("trinity-%s-%d@3c-app-gmx-bs%02d", calmUUID(c), c.From.UnixMilli()+c.r.Int64N(1e6), c.r.IntN(80))
	p.fields = append(p.fields, "Importance: normal", "Sensitivity: Normal", "X-UI-Message-Type: mail", "X-Priority: 3", "X-Provags-ID: V03:K1:"+noise(c.r, 90))
}

func calmYahoo(c *calm, p *calmPost) {
	p.id = fmt.Sprintf("%d.%d.%d@mail.yahoo.com", c.r.IntN(2_000_000_000), c.r.IntN(9_000_000), c.From.UnixMilli()+c.r.Int64N(1e6))
	p.fields = append(p.fields, "X-Mailer: WebService/1.1.24987 YMailNorrin")
	p.html = true
}

func calmK9(c *calm, p *calmPost) {
	p.id = strings.ToUpper(calmUUID(c)) + "@" + domainOf(p.addr)
	p.fields = append(p.fields, "User-Agent: "+pick(c.r, []string{"K-9 Mail for Android", "Thunderbird for Android"}))
}

func calmFairEmail(c *calm, p *calmPost) {
	p.id = calmUUID(c) + "@" + domainOf(p.addr)
	p.fields = append(p.fields, "X-Correlation-ID: <"+p.id+">")
	p.html = true
}

func calmRoundcube(c *calm, p *calmPost) {
	p.id = fmt.Sprintf("%016x%016x@%s", c.r.Uint64(), c.r.Uint64(), domainOf(p.addr))
	p.fields = append(p.fields, "User-Agent: Roundcube Webmail/1.6.6", "X-Sender: "+p.addr)
}

// letter is what a person writes to the user.
func (c *calm) letter(who calmPerson, subject string) calmPost {
	p := calmPost{name: who.name, addr: who.addr, subject: subject, way: who.way, truth: calmLetter}
	if chance(c.r, 4) {
		p.name = ""
	}
	if who.full {
		p.to = calmAddress(c.Home.Name, c.Home.Addr)
	}
	who.program(c, &p)
	return p
}

// reply is a person's answer to a mail.
func (c *calm) reply(who calmPerson, subject, parent string) calmPost {
	prefix := pick(c.r, []string{"Re: ", "Re: ", "Re: ", "RE: "})
	if own := calmReplies[c.code]; own != "" && chance(c.r, 35) {
		prefix = own
	}
	p := c.letter(who, prefix+subject)
	p.parent = parent
	return p
}

// ownID is the Message-ID of a mail that the user has sent.
func (c *calm) ownID() string { return calmUUID(c) + "@" + domainOf(c.Home.Addr) }

// answers lets people answer a mail that the user has sent.
func (c *calm) answers(who []calmPerson, subject string, times []time.Time) {
	id := c.ownID()
	for i, at := range times {
		c.put(c.reply(who[i], subject, id), at)
	}
}

func calmUUID(c *calm) string {
	n, m := c.r.Uint64(), c.r.Uint64()
	return fmt.Sprintf("%08x-%04x-4%03x-a%03x-%012x", n>>32, n>>16&0xffff, n&0xfff, m>>48&0xfff, m&0xffffffffffff)
}

// calmTag is the language of the user as programs write it.
func calmTag(c *calm) string {
	if c.code == "en" {
		return "en-US"
	}
	return c.code
}

// calmLetters leaves what may stand in an address.
func calmLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, s)
}
