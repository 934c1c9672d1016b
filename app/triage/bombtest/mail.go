// Package bombtest makes mailboxes to try the finding of floods on: ordinary mail,
// bombs of mail that is all alike, and bombs of subscriptions with a few mails
// hidden in them. Everything follows from a seed. It is written from what such mail
// looks like, not from how it is found.
package bombtest

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"mime"
	"slices"
	"strings"
	"time"
)

// Mail is one message.
type Mail struct {
	Raw    []byte    // with CRLF
	At     time.Time // when the last server took it in
	Good   bool      // the user would not want to lose it
	Hidden bool      // good, and what a bomb was thrown to hide
	Bomb   bool      // part of a bomb
	Person bool      // somebody has written it to the user himself: to lose it is the worst

	// First says that it is of a newsletter that the user reads and that has not
	// come before the last days. Nothing in the mailbox tells it from one that
	// somebody else has asked for. It does not count as Good.
	First bool

	paper string // the address of the newsletter that the user reads
}

// Merge returns the mails of several makers in the order in which they came.
func Merge(lists ...[]Mail) []Mail {
	all := slices.Concat(lists...)
	slices.SortStableFunc(all, func(a, b Mail) int { return a.At.Compare(b.At) })
	return all
}

// user is whose mailbox it is.
const user = "anna@post.example"

const headerDate = "Mon, 2 Jan 2006 15:04:05 -0700"

// draft is a message being made.
type draft struct {
	name, addr string // From
	subject    string
	id         string   // Message-ID; made when empty
	replyTo    string   // the id of the message that is answered
	fields     []string // further header fields, without line ends
	body       string
	late       time.Duration // how long it was under way
	spare      bool          // nobody would miss it
	paper      bool          // of a newsletter that the user reads
	person     bool          // somebody wrote it to the user
}

// mailer writes messages. Its buffer serves all of them.
type mailer struct {
	r    *rand.Rand
	b    bytes.Buffer
	home *Home // whose mailbox it is; nil for that of [user]
}

func newMailer(seed, stream uint64) *mailer {
	return &mailer{r: rand.New(rand.NewPCG(seed, stream))}
}

// write makes the message that came at a time.
func (m *mailer) write(d draft, at time.Time) []byte {
	b := &m.b
	b.Reset()
	host := d.addr[strings.LastIndexByte(d.addr, '@')+1:]
	if d.id == "" {
		d.id = fmt.Sprintf("%x.%x@%s", m.r.Uint32(), m.r.Uint64(), host)
	}
	to := user
	if m.home == nil {
		fmt.Fprintf(b, "Return-Path: <%s>\r\nReceived: from out%d.%s (out.%s [192.0.2.%d])\r\n\tby mx.post.example (Postfix) with ESMTPS id %X\r\n\tfor <%s>; %s (UTC)\r\n",
			d.addr, m.r.IntN(30), host, host, 1+m.r.IntN(254), m.r.Uint32(), user, at.Format(headerDate))
	} else {
		to = m.home.Addr
	}
	fmt.Fprintf(b, "Received: from [198.51.100.%d] by out.%s; %s\r\n", 1+m.r.IntN(254), host, at.Add(-d.late).Format(headerDate))
	fmt.Fprintf(b, "Date: %s\r\n", at.Add(-d.late).Format(headerDate))
	if d.name != "" {
		fmt.Fprintf(b, "From: %s <%s>\r\n", displayName(d.name), d.addr)
	} else {
		fmt.Fprintf(b, "From: %s\r\n", d.addr)
	}
	fmt.Fprintf(b, "To: %s\r\nSubject: %s\r\nMessage-ID: <%s>\r\nMIME-Version: 1.0\r\n", to, mime.BEncoding.Encode("utf-8", d.subject), d.id)
	if d.replyTo != "" {
		fmt.Fprintf(b, "In-Reply-To: <%s>\r\nReferences: <%s>\r\n", d.replyTo, d.replyTo)
	}
	for _, f := range d.fields {
		b.WriteString(f)
		b.WriteString("\r\n")
	}
	b.WriteString("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n")
	b.WriteString(d.body)
	b.WriteString("\r\n")
	if m.home != nil {
		return m.home.deliver(m.r, d.envelope(m.r, host), b.String(), at)
	}
	return bytes.Clone(b.Bytes())
}

// envelope is how a draft comes: signed, but for what nobody would miss.
func (d draft) envelope(r *rand.Rand, host string) envelope {
	e := envelope{from: d.addr, host: fmt.Sprintf("out%d.%s", r.IntN(30), host), ip: fmt.Sprintf("192.0.2.%d", 1+r.IntN(254)), spf: "pass", dkim: "pass", dmarc: "pass", signer: host}
	if d.spare && chance(r, 70) {
		e.spf, e.dkim, e.dmarc, e.signer = pick(r, []string{"none", "softfail", "fail"}), "none", "none", ""
	}
	return e
}

func displayName(name string) string {
	for i := range len(name) {
		if name[i] >= 0x80 {
			return mime.BEncoding.Encode("utf-8", name)
		}
	}
	return fmt.Sprintf("%q", name)
}

var syllables = strings.Fields("ba be bo da de di fa fe fo ga ge go ka ke ki ko la le li lo lu ma me mi mo mu na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo wa we zo")

var trades = strings.Fields("garden books music travel fashion sport food tools art wine photo games pets kids home toys tea bikes shoes yoga news tech club shop store market blog studio labs academy")

// siteOf makes up a site: its name and its domain.
func siteOf(r *rand.Rand) (name, domain string) {
	var word strings.Builder
	for range 2 + r.IntN(3) {
		word.WriteString(pick(r, syllables))
	}
	w := word.String()
	trade := pick(r, trades)
	switch r.IntN(3) {
	case 0:
		return title(w) + " " + title(trade), w + trade + ".example"
	case 1:
		return title(w), w + "-" + trade + ".example"
	}
	return title(trade) + " " + title(w), trade + "." + w + ".example"
}

func title(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

// noise is a word made by chance.
func noise(r *rand.Rand, n int) string {
	out := make([]byte, n)
	for i := range out {
		out[i] = byte('a' + r.IntN(26))
	}
	return string(out)
}

var filler = strings.Fields("the of to and in is it you that he was for on are with as his they be at one have this from or had by not but what all were when we there can an your which their said if do will each about how up out them then she many some so these would other into has more her two like him see time could no make than first been its who now people my made over did down only way find use may water long little very after words called just where most know")

// text fills a body.
func text(r *rand.Rand, first string) string {
	var b strings.Builder
	b.WriteString(first)
	b.WriteString("\r\n\r\n")
	for line := range 2 + r.IntN(5) {
		if line > 0 {
			b.WriteString("\r\n")
		}
		for range 8 + r.IntN(5) {
			b.WriteString(pick(r, filler))
			b.WriteByte(' ')
		}
	}
	return b.String()
}
