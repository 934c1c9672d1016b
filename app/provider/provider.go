// Package provider is the table of the large mail providers: whose addresses they give
// out, where their POP3 servers are, and what they want before they let anybody in.
package provider

import (
	"slices"
	"strings"
)

// Demand is what a provider wants beyond the password of the account.
type Demand int

// The demands.
const (
	Nothing      Demand = iota // or it is not known
	AppPassword                // a password made for programs, on the account page
	AppAndSwitch               // that, and POP3 switched on in the settings
	SwitchOn                   // POP3 switched on in the settings
	AuthCode                   // a code made on the web page, in place of the password
	OtherSignIn                // a sign-in without a password
	NoPOP                      // it has no POP3 at all
)

// Provider is one mail provider.
type Provider struct {
	Name    string
	Host    string   // of its POP3 server, with TLS on port 995; empty where it is not known, or there is none
	Domains []string // of the addresses it gives to everybody
	Demand  Demand
	others  []string // further domains of its servers
}

// Of is the provider whose addresses or servers have a domain; false where it is none of
// the table. A host such as pop.gmail.com may stand for its domain.
func Of(host string) (Provider, bool) {
	host = strings.ToLower(strings.Trim(strings.TrimSpace(host), "."))
	for host != "" {
		if p, ok := byDomain[host]; ok {
			return p, true
		}
		_, host, _ = strings.Cut(host, ".") // whole labels: acme.com is not me.com
	}
	return Provider{}, false
}

// IsPublic reports whether addresses of a domain are given to everybody, so that they have
// nothing in common.
func IsPublic(domain string) bool { return public[domain] }

// Hosts are the domains of the servers that send the mail of a domain, it among them.
func Hosts(domain string) []string {
	if !public[domain] {
		return []string{domain}
	}
	p := byDomain[domain]
	return slices.Concat(p.Domains, p.others)
}

// Host is the POP3 server of the addresses of a domain, or empty.
func Host(domain string) string {
	if !public[domain] {
		return ""
	}
	return byDomain[domain].Host
}

var byDomain, public = index()

func index() (all map[string]Provider, public map[string]bool) {
	all, public = make(map[string]Provider), make(map[string]bool)
	for _, p := range table {
		for _, d := range p.Domains {
			all[d], public[d] = p, true
		}
		for _, d := range p.others {
			all[d] = p
		}
	}
	return all, public
}

var table = []Provider{
	{Name: "Gmail", Host: "pop.gmail.com", Domains: []string{"gmail.com", "googlemail.com"}, Demand: AppAndSwitch, others: []string{"google.com"}},
	{
		Name: "Microsoft", Host: "outlook.office365.com", Domains: []string{"outlook.com", "hotmail.com", "hotmail.co.uk", "hotmail.fr", "hotmail.it", "live.com", "msn.com"},
		Demand: OtherSignIn, others: []string{"office365.com"},
	},
	{
		Name: "Yahoo", Host: "pop.mail.yahoo.com", Domains: []string{"yahoo.com", "ymail.com", "yahoo.de", "yahoo.fr"},
		Demand: AppPassword,
	},
	{Name: "Yahoo! Japan", Domains: []string{"yahoo.co.jp"}},
	{Name: "AOL", Host: "pop.aol.com", Domains: []string{"aol.com"}, Demand: AppPassword},
	{Name: "Verizon", Domains: []string{"verizon.net"}},
	{Name: "iCloud", Domains: []string{"icloud.com", "me.com", "mac.com"}, Demand: NoPOP, others: []string{"apple.com"}},
	{Name: "GMX", Host: "pop.gmx.net", Domains: []string{"gmx.de", "gmx.net", "gmx.at", "gmx.ch"}, Demand: SwitchOn},
	{Name: "GMX", Host: "pop.gmx.com", Domains: []string{"gmx.com"}, Demand: SwitchOn},
	{Name: "mail.com", Domains: []string{"mail.com"}},
	{Name: "WEB.DE", Host: "pop3.web.de", Domains: []string{"web.de"}, Demand: SwitchOn},
	{Name: "T-Online", Host: "securepop.t-online.de", Domains: []string{"t-online.de"}},
	{Name: "freenet", Host: "mx.freenet.de", Domains: []string{"freenet.de"}},
	{Name: "Posteo", Host: "posteo.de", Domains: []string{"posteo.de", "posteo.net"}},
	{Name: "mailbox.org", Host: "pop3.mailbox.org", Domains: []string{"mailbox.org"}},
	{Name: "Proton", Domains: []string{"proton.me", "protonmail.com"}, others: []string{"protonmail.ch"}},
	{Name: "Orange", Host: "pop.orange.fr", Domains: []string{"orange.fr", "wanadoo.fr"}},
	{Name: "Free", Host: "pop.free.fr", Domains: []string{"free.fr"}},
	{Name: "La Poste", Host: "pop.laposte.net", Domains: []string{"laposte.net"}},
	{Name: "SFR", Domains: []string{"sfr.fr"}},
	{Name: "Libero", Host: "popmail.libero.it", Domains: []string{"libero.it"}},
	{Name: "Virgilio", Domains: []string{"virgilio.it"}},
	{Name: "WP", Host: "pop3.wp.pl", Domains: []string{"wp.pl"}},
	{Name: "Onet", Host: "pop3.poczta.onet.pl", Domains: []string{"onet.pl"}},
	{Name: "Interia", Domains: []string{"interia.pl"}},
	{Name: "o2", Domains: []string{"o2.pl"}},
	{Name: "Seznam", Host: "pop3.seznam.cz", Domains: []string{"seznam.cz"}},
	{Name: "Mail.ru", Host: "pop.mail.ru", Domains: []string{"mail.ru"}},
	{Name: "Yandex", Host: "pop.yandex.ru", Domains: []string{"yandex.ru"}},
	{Name: "Yandex", Host: "pop.yandex.com", Domains: []string{"yandex.com"}},
	{Name: "QQ", Host: "pop.qq.com", Domains: []string{"qq.com"}, Demand: AuthCode},
	{Name: "163", Host: "pop.163.com", Domains: []string{"163.com"}, Demand: AuthCode, others: []string{"netease.com"}},
	{Name: "126", Host: "pop.126.com", Domains: []string{"126.com"}, Demand: AuthCode},
	{Name: "Naver", Host: "pop.naver.com", Domains: []string{"naver.com"}},
	{Name: "Zoho", Host: "pop.zoho.com", Domains: []string{"zoho.com"}},
	{Name: "Fastmail", Host: "pop.fastmail.com", Domains: []string{"fastmail.com"}, others: []string{"messagingengine.com"}},
	{Name: "Bigpond", Domains: []string{"bigpond.com"}},
	{Name: "BOL", Domains: []string{"bol.com.br"}},
	{Name: "UOL", Domains: []string{"uol.com.br"}},
	{Name: "BT", Domains: []string{"btinternet.com"}, others: []string{"bt.com"}},
	{Name: "Comcast", Domains: []string{"comcast.net"}},
	{Name: "Rediffmail", Domains: []string{"rediffmail.com"}},
	{Name: "Ziggo", Domains: []string{"ziggo.nl", "home.nl", "upcmail.nl"}},
	{Name: "KPN", Domains: []string{"kpnmail.nl", "planet.nl", "hetnet.nl"}},
	{Name: "Telenet", Domains: []string{"telenet.be"}},
	{Name: "Proximus", Domains: []string{"skynet.be", "proximus.be"}},
	{Name: "Swisscom", Domains: []string{"bluewin.ch"}},
	{Name: "A1", Domains: []string{"aon.at", "a1.net"}},
	{Name: "Telecom Italia", Domains: []string{"alice.it", "tim.it", "tin.it"}},
	{Name: "Tiscali", Domains: []string{"tiscali.it"}},
	{Name: "ABV", Domains: []string{"abv.bg"}},
	{Name: "Centrum", Domains: []string{"centrum.cz", "atlas.cz"}},
	{Name: "Azet", Domains: []string{"azet.sk", "zoznam.sk"}},
	{Name: "Freemail", Domains: []string{"freemail.hu", "citromail.hu"}},
	{Name: "Ukr.net", Domains: []string{"ukr.net"}},
	{Name: "Rambler", Domains: []string{"rambler.ru"}},
	{Name: "Daum", Domains: []string{"daum.net", "hanmail.net"}},
	{Name: "Nate", Domains: []string{"nate.com"}},
	{Name: "Sina", Domains: []string{"sina.com", "sina.cn"}},
	{Name: "Sohu", Domains: []string{"sohu.com"}},
	{Name: "DOCOMO", Domains: []string{"docomo.ne.jp"}},
	{Name: "au", Domains: []string{"ezweb.ne.jp", "au.com"}},
	{Name: "SoftBank", Domains: []string{"softbank.ne.jp", "i.softbank.jp"}},
	{Name: "Walla", Domains: []string{"walla.co.il"}},
	{Name: "AT&T", Domains: []string{"att.net", "sbcglobal.net", "bellsouth.net"}},
	{Name: "Cox", Domains: []string{"cox.net"}},
	{Name: "Spectrum", Domains: []string{"charter.net", "rr.com"}},
	{Name: "EarthLink", Domains: []string{"earthlink.net"}},
	{Name: "Terra", Domains: []string{"terra.com.br"}},
	{Name: "Tuta", Domains: []string{"tuta.com", "tutanota.com", "tutanota.de"}, Demand: NoPOP},
}
