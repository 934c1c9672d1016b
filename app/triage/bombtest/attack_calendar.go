package bombtest

import (
	"fmt"
	"strings"
	"time"
)

// invitations are to meetings that say something else, of accounts made for it, and of
// programs that write the invitation themselves.
var invitations = attack("invitations to calendars", "https://standards.calconnect.org/csd/cc-18003.html", 111, []rhythm{byDay, bursts, clockwork}, writeInvitations)

func writeInvitations(a *attacker) writer {
	titles := make([]string, 1+a.r.IntN(12))
	for i := range titles {
		titles[i] = a.spamSubject()
	}
	hosts := make([]person, 2+a.r.IntN(60))
	for i := range hosts {
		hosts[i] = a.someone(a.tongues[0])
	}
	begins := []string{"Invitation: ", "Invitation: ", "Updated invitation: ", "Canceled event: ", "Einladung: ", "Invitación: ", "Приглашение: ", "招待: "}
	return func(at time.Time) note {
		p, title := pick(a.r, hosts), pick(a.r, titles)
		when := at.Add(time.Duration(a.r.IntN(30*24)) * time.Hour).Truncate(time.Hour)
		fields := []string{a.date(at), author(p.name, p.addr), "To: " + a.home.Addr}
		if chance(a.r, 60) { // a web calendar
			subject := fmt.Sprintf("%s%s @ %s (UTC) (%s)", pick(a.r, begins), title, when.UTC().Format("Mon Jan 2, 2006 3pm"), a.home.Addr)
			fields = append(fields, a.subject(subject), "Message-ID: <calendar-"+a.uuid()+"@calendar.example>", "Sender: Calendar <calendar-notification@calendar.example>", "Reply-To: "+p.addr, "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=\"000000000000"+a.hex(16)+"\"")
			e := a.honest("3"+a.token(30, base62)+"@calendar-server.bounces.calendar.example", "mail-sor-f"+a.digits(2)+".calendar.example", "calendar.example")
			e.dmarc = "none"
			return note{e, fields, a.text(2000 + len(title)*3 + a.r.IntN(150))}
		}
		fields = append(fields, a.subject(title), "Message-ID: <"+strings.ToUpper(a.uuid())+"@"+domainOf(p.addr)+">", "Content-Class: urn:content-classes:calendarmessage", "X-Mailer: Microsoft Outlook 16.0", "MIME-Version: 1.0", "Content-Type: text/calendar; charset=utf-8; method=REQUEST", "Content-Transfer-Encoding: 8bit")
		return note{a.hacked(p.addr), fields, a.text(900 + len(title)*2 + a.r.IntN(80))}
	}
}
