package bombtest

import (
	"encoding/base64"
	"fmt"
	"math"
	"math/rand/v2"
	"mime"
	"slices"
	"strings"
	"time"
)

// calmKind is one way in which much mail comes for good reasons.
type calmKind struct {
	name, source string
	tell         func(c *calm)
}

// Calm returns the scenes of mailboxes to which much mail comes and nothing bad happens.
func Calm() []Scene {
	var all []Scene
	for i, k := range slices.Concat(calmNews, calmWishes, calmAway, calmLists, calmWork, calmAlerts, calmTrade, calmLife, calmMoves) {
		all = append(all, Scene{Name: k.name, Source: k.source, Make: func(s Setting) []Mail {
			c := newCalm(s, 300+uint64(i))
			k.tell(c)
			return Merge(c.all)
		}})
	}
	return all
}

// calm is a scene being made.
type calm struct {
	Setting
	r    *rand.Rand
	code string // of the user's language
	zone *time.Location
	all  []Mail
}

func newCalm(s Setting, stream uint64) *calm {
	c := &calm{Setting: s, r: rand.New(rand.NewPCG(s.Seed, stream))}
	c.code = calmCodes()[slices.IndexFunc(languages(), func(l language) bool { return l["name"][0] == s.Home.own["name"][0] })]
	c.zone = s.From.Location()
	if c.zone == time.UTC {
		c.zone = time.FixedZone("", calmZones[c.code]*3600)
	}
	return c
}

// some is a number from low to high.
func (c *calm) some(low, high int) int { return low + c.r.IntN(high-low+1) }

// calmTruth is what the user thinks of a mail.
type calmTruth int

const (
	calmKept   calmTruth = iota // the user would not want to lose it
	calmLetter                  // a person wrote it to the user
	calmOrder                   // a newsletter that the user has ordered
	calmSlight                  // nobody would miss it
)

// calmWay is how a mail comes, and what the server makes of that.
type calmWay int

const (
	calmSigned    calmWay = iota // everything passes
	calmPlain                    // a small firm with SPF alone
	calmBare                     // a small firm with nothing
	calmListed                   // a mailing list that has changed a signed mail
	calmForwarded                // forwarded by another provider, with its own envelope
	calmLocal                    // from a device or program in the user's own house
)

// calmPost is one mail.
type calmPost struct {
	name, addr string
	sender     string // MAIL FROM; the address when empty, nothing when "<>"
	to         string // the user's address when empty
	subject    string
	id, parent string   // Message-ID and In-Reply-To, without brackets; an id is made when empty
	older      []string // References before the parent
	fields     []string
	below      []string // Received fields and the like that older hosts have written, with [calmWhen] in them
	version    string   // MIME-Version; 1.0 when empty
	html       bool
	words      int    // of the text; some when 0
	file       string // the name of an attachment
	size       int    // of the attachment, in bytes
	report     string // a delivery report instead of a text
	date       time.Time
	way        calmWay
	host       string // that brings it; made when empty
	truth      calmTruth
}

// calmWhen stands for the date of a mail in the fields below.
const calmWhen = "{date}"

// put lets a mail come at a time, unless that is after the end.
func (c *calm) put(p calmPost, at time.Time) {
	at = at.Truncate(time.Second)
	if at.After(c.Until) {
		return
	}
	domain := domainOf(p.addr)
	if p.id == "" {
		p.id = fmt.Sprintf("%x.%x@%s", c.r.Uint32(), c.r.Uint64(), domain)
	}
	if p.date.IsZero() {
		late := time.Duration(1+c.r.IntN(20)) * time.Second
		if chance(c.r, 3) { // a server on the way was busy
			late += time.Duration(c.r.IntN(40)) * time.Minute
		}
		p.date = at.Add(-late).In(c.zone)
	}
	p.host = cmpOr(p.host, c.server(domain))
	if len(p.below) == 0 && p.way != calmLocal && chance(c.r, 85) {
		p.below = []string{fmt.Sprintf("Received: from [198.51.100.%d] by %s with ESMTPSA id %s; %s", 1+c.r.IntN(254), p.host, noise(c.r, 12), calmWhen)}
	}
	e := c.envelope(p)
	var b strings.Builder
	for _, f := range p.below {
		b.WriteString(strings.ReplaceAll(f, calmWhen, p.date.UTC().Format(headerDate)) + "\n")
	}
	if e.signer != "" {
		fmt.Fprintf(&b, "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=%s;\n\th=from:to:subject:date:message-id;\n\tbh=%s=; b=%s==\n", e.signer, pick(c.r, []string{"s1", "mail", "default", "20230601"}), noise(c.r, 43), noise(c.r, 170))
	}
	fmt.Fprintf(&b, "Date: %s\nFrom: %s\n", p.date.Format(headerDate), calmAddress(p.name, p.addr))
	fmt.Fprintf(&b, "To: %s\nSubject: %s\nMessage-ID: <%s>\n", cmpOr(p.to, c.Home.Addr), calmEncode(p.subject), p.id)
	if p.parent != "" {
		fmt.Fprintf(&b, "In-Reply-To: <%s>\nReferences:", p.parent)
		for _, id := range append(slices.Clone(p.older), p.parent) {
			fmt.Fprintf(&b, " <%s>", id)
		}
		b.WriteString("\n")
	}
	for _, f := range p.fields {
		b.WriteString(f + "\n")
	}
	fmt.Fprintf(&b, "MIME-Version: %s\n", cmpOr(p.version, "1.0"))
	c.content(&b, p)
	c.all = append(c.all, Mail{
		Raw: c.Home.deliver(c.r, e, b.String(), at), At: at,
		Good: p.truth == calmKept || p.truth == calmLetter, Person: p.truth == calmLetter, First: p.truth == calmOrder,
	})
}

// server is a host that sends the mail of a domain.
func (c *calm) server(domain string) string {
	switch domain {
	case "gmail.com":
		return fmt.Sprintf("mail-%s1-f%d.google.com", noise(c.r, 2), 40+c.r.IntN(60))
	case "outlook.com", "hotmail.com":
		return "mail-" + noise(c.r, 8) + ".outbound.protection.outlook.com"
	case "yahoo.com":
		return fmt.Sprintf("sonic%d-%d.consmr.mail.ne1.yahoo.com", 300+c.r.IntN(20), c.r.IntN(40))
	case "gmx.de", "web.de":
		return "mout." + strings.Replace(domain, "gmx.de", "gmx.net", 1)
	}
	return fmt.Sprintf("out%d.%s", c.r.IntN(30), domain)
}

// envelope is how a mail comes.
func (c *calm) envelope(p calmPost) envelope {
	domain := domainOf(p.addr)
	e := envelope{from: cmpOr(p.sender, p.addr), host: p.host, ip: fmt.Sprintf("%s.%d", pick(c.r, []string{"192.0.2", "198.51.100", "203.0.113"}), 1+c.r.IntN(254))}
	switch p.way {
	case calmSigned, calmForwarded:
		e.spf, e.dkim, e.dmarc, e.signer = "pass", "pass", "pass", domain
	case calmPlain:
		e.spf, e.dmarc = "pass", "none"
	case calmListed:
		e.spf, e.dkim, e.dmarc, e.signer = "pass", "fail", pick(c.r, []string{"fail", "none"}), domain
	case calmLocal:
		e.ip = fmt.Sprintf("10.0.0.%d", 2+c.r.IntN(200))
		if p.host == "localhost" {
			e.ip = "127.0.0.1"
		}
	}
	if e.from == "<>" {
		e.from = ""
	}
	return e
}

// content writes the last header fields and the body.
func (c *calm) content(b *strings.Builder, p calmPost) {
	mark := "----=_Part_" + noise(c.r, 18)
	switch {
	case p.report != "":
		fmt.Fprintf(b, "Content-Type: multipart/report; report-type=delivery-status;\n\tboundary=\"%s\"\n\n--%s\nContent-Type: text/plain; charset=us-ascii\n\n%s\n", mark, mark, c.text(p, 80))
		fmt.Fprintf(b, "--%s\nContent-Type: message/delivery-status\n\n%s\n--%s--\n", mark, p.report, mark)
	case p.file != "":
		fmt.Fprintf(b, "Content-Type: multipart/mixed; boundary=\"%s\"\n\n--%s\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n%s\n", mark, mark, c.text(p, 40))
		fmt.Fprintf(b, "--%s\nContent-Type: application/octet-stream; name=\"%s\"\nContent-Disposition: attachment; filename=\"%s\"\nContent-Transfer-Encoding: base64\n\n", mark, p.file, p.file)
		data := base64.StdEncoding.EncodeToString([]byte(noise(c.r, p.size)))
		for len(data) > 76 {
			b.WriteString(data[:76] + "\n")
			data = data[76:]
		}
		fmt.Fprintf(b, "%s\n--%s--\n", data, mark)
	case p.html:
		said := c.text(p, 120)
		fmt.Fprintf(b, "Content-Type: multipart/alternative; boundary=\"%s\"\n\n--%s\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n%s\n", mark, mark, said)
		fmt.Fprintf(b, "--%s\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n<html><body><div>%s</div></body></html>\n--%s--\n", mark, said, mark)
	default:
		fmt.Fprintf(b, "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n%s\n", c.text(p, 120))
	}
}

// text is what a mail says: some letters are short, and few are long.
func (c *calm) text(p calmPost, usual int) string {
	words := p.words
	if words == 0 {
		words = max(3, min(900, int(float64(usual)*math.Exp(c.r.NormFloat64()*0.8))))
	}
	var b strings.Builder
	b.WriteString(p.subject + "\n")
	for i := range words {
		b.WriteString(pick(c.r, filler))
		b.WriteByte(" \n"[min(1, i%11/10)])
	}
	return b.String()
}

// calmEncode is a subject as it stands in a header.
func calmEncode(s string) string { return mime.BEncoding.Encode("utf-8", s) }

func calmAddress(name, addr string) string {
	if name == "" {
		return addr
	}
	return displayName(name) + " <" + addr + ">"
}
