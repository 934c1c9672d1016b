package bombtest

import "time"

// threads are a script's answers, by the thousand, to a few messages: the user's own, which
// the harasser has got, and the script's.
var threads = attack("a script that answers in threads", "RFC 5322 section 3.6.4 (fields of answers) and https://lowell.utiledesign.com/spam-someone-with-emails (scripts that send again and again)", 120, []rhythm{clockwork, byDay, waves}, writeThreads)

func writeThreads(a *attacker) writer {
	people := make([]person, pick(a.r, []int{1, 2, 3, 25}))
	for i := range people {
		people[i] = a.someone(a.own())
	}
	parents := make([]string, 1+a.r.IntN(6))
	topics := make([]string, len(parents))
	for i := range parents {
		parents[i] = a.uuid() + "@" + domainOf(a.home.Addr)
		topics[i] = a.topic(a.own())
	}
	last := make([]string, len(parents))
	return func(at time.Time) note {
		p, i := pick(a.r, people), a.r.IntN(len(parents))
		refs := "<" + parents[i] + ">"
		parent := refs
		if last[i] != "" && chance(a.r, 60) {
			parent = "<" + last[i] + ">"
			refs += "\n " + parent
		}
		last[i] = a.hex(24) + "@" + domainOf(p.addr)
		return note{a.hacked(p.addr), append(a.way(p.addr, at), a.date(at), author(p.name, p.addr), "To: "+displayName(a.home.Name)+" <"+a.home.Addr+">", a.subject(pick(a.r, answers[:3])+" "+topics[i]), "Message-ID: <"+last[i]+">", "In-Reply-To: "+parent, "References: "+refs, "MIME-Version: 1.0", "User-Agent: Mozilla Thunderbird", "Content-Type: text/plain; charset=UTF-8"), a.text(a.about(300))}
	}
}
