package bombtest

import (
	"fmt"
	"time"
)

// groups are mailing groups that somebody has put the user on, together with the addresses
// of offices: whatever one of these answers by itself goes to all, and is answered again.
var groups = attack("groups whose members all answer by themselves", "http://www.slugsite.com/archives/1383 and https://utcc.utoronto.ca/~cks/space/blog/spam/GoogleGroupsFails", 112, []rhythm{bursts, fading, even}, writeGroups)

func writeGroups(a *attacker) writer {
	const host = "groups.example"
	names := make([]string, 1+a.r.IntN(6))
	for i := range names {
		names[i] = a.token(5+a.r.IntN(8), "asdfghjklqwertzuiop")
	}
	offices := make([]person, 30+a.r.IntN(90))
	for i := range offices {
		name, domain := siteOf(a.r)
		offices[i] = person{name, pick(a.r, []string{"orders", "support", "sales", "info", "billing", "help"}) + "@" + domain}
	}
	topic, added := a.spamSubject(), 0
	return func(at time.Time) note {
		group := pick(a.r, names)
		list := group + "@" + host
		e := a.honest(group+"+bnc"+a.token(40, base62)+"@"+host, "mail-"+a.token(3, "abcdefgh")+"-f"+a.digits(3)+"."+host, host)
		if added < len(names) {
			group, added = names[added], added+1
			return note{e, []string{
				a.signed(host, "20230601"), a.date(at), author(group+" (groups)", "noreply+"+a.hex(16)+"@"+host), "To: " + a.home.Addr, a.subject("You have been added to " + group), "Message-ID: <" + a.hex(12) + "@" + host + ">", "X-Groups-Notifications: added", "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: " + a.alternative(),
			}, a.text(1500)}
		}
		p := pick(a.r, offices)
		subject := pick(a.r, []string{"Re: [" + group + "] " + topic, "Automatic reply: [" + group + "] " + topic, fmt.Sprintf("[%s] We received your request (#%s)", group, a.digits(5)), "[" + group + "] Thank you for contacting " + p.name, "Re: Re: [" + group + "] " + topic})
		return note{e, []string{
			a.signed(host, "20230601"), a.date(at), author("'"+p.name+"' via "+group, list), "To: " + list, a.subject(subject), "Message-ID: <" + a.uuid() + "@" + domainOf(p.addr) + ">", "In-Reply-To: <" + a.hex(20) + "@" + host + ">", "Reply-To: " + p.addr, "X-Original-Sender: " + p.addr,
			"Precedence: list", "Mailing-list: list " + list + "; contact " + group + "+owners@" + host, "List-ID: <" + group + "." + host + ">", "X-BeenThere: " + list, "X-Group-Id: " + a.digits(12), "List-Post: <https://" + host + "/group/" + group + "/post>", "List-Unsubscribe: <mailto:" + group + "+unsubscribe@" + host + ">", "MIME-Version: 1.0", "Content-Type: " + plainText,
		}, a.text(a.about(800))}
	}
}
