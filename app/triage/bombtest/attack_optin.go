package bombtest

import (
	"fmt"
	"strings"
	"time"
)

// optIns are the questions of thousands of newsletters and mailing lists whether the user
// wants them.
var optIns = attack("questions of lists whether one has joined", "https://krebsonsecurity.com/2016/08/massive-email-bombs-target-gov-addresses/", 106, []rhythm{clockwork, even, fading, waves}, writeOptIns)

func writeOptIns(a *attacker) writer {
	return func(at time.Time) note {
		name, domain := siteOf(a.r)
		l := a.tongues[a.r.IntN(26)]
		if chance(a.r, 40) {
			l = a.tongues[0]
		}
		if chance(a.r, 30) {
			return a.listManager(name, domain, at)
		}
		host := &platforms[pick(a.r, newsPlatforms)]
		addr := pick(a.r, host.local) + "@" + pick(a.r, []string{"", "", "mail.", "news.", "e."}) + domain
		fields := []string{a.signed(domain, pick(a.r, []string{"k1", "k2", "s1", "mandrill", "mail", "default"})), a.date(at), author(name, addr), a.to(), a.subject(l.phrase(a.r, "confirm", name)), "Message-ID: <" + a.hex(24) + "@" + domain + ">"}
		fields = append(fields, host.fields(page{a.r, name, domain})...)
		return note{a.honest("bounce-"+a.digits(8)+"@"+domain, "mail"+a.digits(3)+"."+domain, domain), append(fields, mimeFields(a.alternative())...), a.text(a.about(1300))}
	}
}

// listManager is the question of a program for mailing lists.
func (a *attacker) listManager(name, domain string, at time.Time) note {
	list := pick(a.r, []string{"announce", "users", "dev", "news", "members", "discuss", "talk"})
	code, id := a.hex(40), "Message-ID: <"+a.digits(10)+"."+a.digits(5)+"@"+domain+">"
	addr := list + "-request@" + domain
	var fields []string
	switch a.r.IntN(6) {
	case 0: // Mailman 2
		addr = list + "-confirm+" + code + "@" + domain
		fields = []string{"From: " + list + "-request@" + domain, "Subject: confirm " + code, "Reply-To: " + addr, fmt.Sprintf("Message-ID: <mailman.%s.%d.%s.%s@%s>", a.digits(3), at.Unix(), a.digits(5), list, domain), "Precedence: bulk", "X-BeenThere: " + list + "@" + domain, "X-Mailman-Version: 2.1.39", "List-Id: <" + list + "." + domain + ">", "X-List-Administrivia: yes", "Errors-To: " + list + "-bounces@" + domain}
		addr = list + "-bounces@" + domain
	case 1: // Mailman 3
		fields = []string{"From: " + list + "-confirm+" + code + "@" + domain, a.subject("Your confirmation is needed to join the " + list + "@" + domain + " mailing list."), fmt.Sprintf("Message-ID: <%d.%s@%s>", at.Unix(), a.digits(19), domain), "Precedence: bulk", "Auto-Submitted: auto-generated", "X-Mailman-Version: 3.3.9", "List-Id: <" + list + "." + domain + ">"}
	case 2: // Sympa
		addr = "sympa-owner@" + domain
		fields = []string{author("SYMPA", "sympa@"+domain), a.subject(pick(a.r, []string{"Confirmation request to subscribe to the list ", "Demande de confirmation d'abonnement à la liste "}) + list), "Message-ID: <sympa." + fmt.Sprint(at.Unix()) + "." + a.digits(5) + "." + a.digits(3) + "@" + domain + ">", "Auto-Submitted: auto-replied", "X-Loop: sympa@" + domain, "X-Validation-by: sympa@" + domain, "Precedence: list"}
	case 3: // phpList
		fields = []string{author(name, "lists@"+domain), "Subject: Request for confirmation", id, "X-Mailer: phplist v3.6.15 (PHPMailer)", "X-MessageID: systemmessage", "X-ListMember: " + a.home.Addr, "Precedence: bulk", "Bounces-To: bounces@" + domain, "List-Unsubscribe: <https://" + domain + "/lists/?p=unsubscribe&uid=" + a.hex(32) + ">"}
	case 4: // LISTSERV
		fields = []string{author("LISTSERV Server", "LISTSERV@"+strings.ToUpper(domain)), a.subject("Command confirmation request (" + strings.ToUpper(a.hex(8)) + ")"), id, "X-LSV-ListID: None", "Auto-Submitted: auto-generated", "Precedence: bulk"}
	default: // ezmlm
		addr = list + "-return-@" + domain
		fields = []string{"From: " + list + "-help@" + domain, "Subject: confirm subscribe to " + list + "@" + domain, fmt.Sprintf("Message-ID: <%d.%s.ezmlm@%s>", at.Unix(), a.digits(5), domain), "Mailing-List: contact " + list + "-help@" + domain + "; run by ezmlm", "Reply-To: " + list + "-sc." + fmt.Sprint(at.Unix()) + "." + a.token(20, "abcdefghijklmnop") + "@" + domain, "Delivered-To: responder for " + list + "@" + domain}
	}
	fields = append([]string{a.received("localhost", "127.0.0.1", "lists."+domain, "ESMTP", at), a.date(at), "To: " + a.home.Addr}, fields...)
	return note{a.webHost(addr), append(fields, "MIME-Version: 1.0", "Content-Type: text/plain; charset=\"us-ascii\""), a.text(a.about(1000))}
}
