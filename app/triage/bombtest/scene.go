package bombtest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// Scene is one kind of attack on a mailbox, or of what happens in a calm one.
type Scene struct {
	Name   string // in a few words, such as "forged bounces"
	Source string // where somebody has described it, or the mail whose pattern it has
	Make   func(s Setting) []Mail
}

// Setting is where and when a scene happens. All that a scene makes follows from it.
type Setting struct {
	Seed   uint64
	Home   Home
	Size   int           // an attack: how many messages; what is calm has the size it has
	Hidden int           // an attack: how many letters it hides, besides
	From   time.Time     // when it begins
	Long   time.Duration // an attack: how long it takes
	Until  time.Time     // nothing comes after that
}

// Home is whose mailbox it is, and who writes to it when nothing happens.
type Home struct {
	Seed   uint64
	Name   string // of the user
	Addr   string
	Server string // the host that takes the mail in for the user, and its authserv-id (RFC 8601 section 2.5)
	Tells  bool   // it writes Authentication-Results

	own    language
	people []person // that write letters
	houses []house  // that write about the user's affairs
	papers []source // newsletters that the user reads
}

// house is a bank, a shop or the like that the user is a customer of.
type house struct {
	kind string // a field of a language: bank, shop, signin, parcel
	name string
	addr string
}

// NewHome makes up a mailbox that is still empty.
func NewHome(seed uint64) Home {
	m := newMailer(seed, 6)
	r := m.r
	h := Home{Seed: seed, own: languages()[seed%uint64(len(languages()))], people: friends(seed), Tells: chance(r, 75)}
	provider := pick(r, []string{"post.example", "mailhaus.example", "webpost.example", "firma.example", "uni.example"})
	h.Name = pick(r, h.own["name"])
	h.Addr = pick(r, []string{"anna", "j.berg", "info", "tomas.k", "m_lee77", "contact"}) + "@" + provider
	h.Server = pick(r, []string{"mx.", "mxin1.", "mail.", ""}) + provider
	l := life{mailer: m, own: h.own}
	for range 5 + r.IntN(25) {
		h.papers = append(h.papers, l.source(newsPlatforms))
	}
	for _, kind := range []string{"bank", "bank", "shop", "shop", "shop", "signin", "parcel"} {
		name, domain := siteOf(r)
		h.houses = append(h.houses, house{kind, name, pick(r, officeNames[kind]) + "@" + domain})
	}
	return h
}

// house is one of a kind that the user is a customer of.
func (h Home) house(kind string) house {
	for _, one := range h.houses {
		if one.kind == kind {
			return one
		}
	}
	panic("there is no " + kind)
}

// Past makes what came to the mailbox in some days before a time, n messages, when
// nothing happened.
func (h Home) Past(n, days int, until time.Time) []Mail {
	m := newMailer(h.Seed, 7)
	m.home = &h
	r := m.r
	l := life{mailer: m, own: h.own, friends: h.people, papers: h.papers, days: max(1, days), user: h.Addr}
	_, l.forge = siteOf(r)
	for _, one := range h.houses {
		l.shops = append(l.shops, source{page: page{r, one.name, domainOf(one.addr)}, host: &platforms[8], addr: one.addr, lang: h.own})
	}
	weights := []int{20, 30, 8, pick(r, []int{0, 5, 40}), 4, 8, pick(r, []int{0, 10, 30}), 3}
	return l.fill(n, weights, until)
}

func domainOf(addr string) string { return addr[strings.LastIndexByte(addr, '@')+1:] }

// envelope is how a message reaches the user's server (RFC 5321 section 2.3.1), and what
// that makes of it.
type envelope struct {
	from string // MAIL FROM; empty for what tells of other mail
	host string // the name of the host that brings it
	ip   string

	spf, dkim, dmarc string // what the server finds, as "pass"; empty for none
	signer           string // the domain of the signature (RFC 6376 section 3.5)
	spam             bool   // the server says so
}

// deliver makes what the user's server keeps of a message: with its own fields on top. The
// message may have line ends of either kind; it is what the last foreign host has sent.
func (h Home) deliver(r *rand.Rand, e envelope, message string, at time.Time) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "Return-Path: <%s>\nDelivered-To: %s\n", e.from, h.Addr)
	if h.Tells {
		fmt.Fprintf(&b, "Authentication-Results: %s;\n", cmpOr(h.Server, domainOf(h.Addr)))
		fmt.Fprintf(&b, "\tdkim=%s%s;\n", cmpOr(e.dkim, "none"), ifAny(" header.d=", e.signer))
		fmt.Fprintf(&b, "\tspf=%s smtp.mailfrom=%s;\n", cmpOr(e.spf, "none"), cmpOr(e.from, e.host))
		fmt.Fprintf(&b, "\tdmarc=%s\n", cmpOr(e.dmarc, "none"))
	}
	fmt.Fprintf(&b, "Received: from %s (%s [%s])\n\tby %s (Postfix) with ESMTPS id %X\n\tfor <%s>; %s\n", e.host, e.host, e.ip, h.Server, r.Uint32(), h.Addr, at.UTC().Format(headerDate))
	if e.spam {
		b.WriteString("X-Spam-Flag: YES\n")
	}
	b.WriteString(message)
	return []byte(strings.ReplaceAll(strings.ReplaceAll(b.String(), "\r\n", "\n"), "\n", "\r\n"))
}

func cmpOr(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func ifAny(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}
