package bombtest

import (
	"strings"
	"time"
)

// openLists are newsletters that asked nobody, and that write again and again from then on:
// a welcome, then issue after issue.
var openLists = attack("newsletters that never asked", "https://wordtothewise.com/2016/08/spamhaus-comments-on-subscription-attack/", 107, []rhythm{swelling, byDay, everyOtherDay, even}, writeOpenLists)

func writeOpenLists(a *attacker) writer {
	var known []string
	issues := make(map[string]int)
	return func(at time.Time) note {
		site := a.again(&known, 25, func() string { name, domain := siteOf(a.r); return name + "|" + domain })
		name, domain, _ := strings.Cut(site, "|")
		l := a.tongues[hash(domain)%26]
		if hash(site)%10 < 4 {
			l = a.tongues[0]
		}
		kind := "issue"
		if issues[site] == 0 {
			kind = "welcome"
		}
		issues[site]++
		host := &platforms[newsPlatforms[hash(name)%len(newsPlatforms)]]
		addr := host.local[hash(site)%len(host.local)] + "@" + domain
		fields := []string{a.signed(domain, "k"+a.digits(1)), a.date(at), author(name, addr), a.to(), a.subject(l.phrase(a.r, kind, name)), "Message-ID: <" + a.hex(40) + "." + at.Format("20060102150405") + "@" + domain + ">"}
		fields = append(fields, host.fields(page{a.r, name, domain})...)
		return note{a.honest("bounce-mc.us"+a.digits(2)+"_"+a.digits(8)+"@"+domain, "mail"+a.digits(3)+"."+domain, domain), append(fields, mimeFields(a.alternative())...), a.text(a.about(2500))}
	}
}
