package bombtest

import (
	"fmt"
	"strings"
	"time"
)

// vacations are the answers of thousands that are on leave to mail in the user's name.
var vacations = attack("answers of people on leave", "RFC 3834, RFC 5230 and https://github.com/sisimai/rb-sisimai (rfc3834-*.eml)", 103, []rhythm{fading, byDay, swelling}, writeVacations)

func writeVacations(a *attacker) writer {
	subject := a.spamSubject()
	return func(at time.Time) note { return a.away(at, subject) }
}

// absences are how the programs of several languages begin such an answer.
var absences = []string{"Automatic reply: %s", "Automatic reply: %s", "Automatische Antwort: %s", "Réponse automatique : %s", "Respuesta automática: %s", "Risposta automatica: %s", "Resposta automática: %s", "Automatisch antwoord: %s", "Automatyczna odpowiedź: %s", "Automatická odpověď: %s", "Autosvar: %s", "Automaattinen vastaus: %s", "Otomatik yanıt: %s", "Автоматический ответ: %s", "自動応答: %s", "自动答复: %s", "자동 회신: %s", "Out of Office: %s", "Abwesenheitsnotiz", "Away until Monday", "Je suis en congé", "Auto: %s", "Re: %s"}

// away is one of them.
func (a *attacker) away(at time.Time, subject string) note {
	p := a.someone(a.tongue(15, 35))
	domain := domainOf(p.addr)
	line := pick(a.r, absences)
	if strings.Contains(line, "%s") {
		line = fmt.Sprintf(line, subject)
	}
	parent := a.hex(16) + "@" + domainOf(a.home.Addr)
	fields := []string{a.date(at), author(p.name, p.addr), a.to(), a.subject(line), "In-Reply-To: <" + parent + ">", "References: <" + parent + ">", "Auto-Submitted: auto-replied" + pick(a.r, []string{"", "", " (vacation)"})}
	e := a.hacked(p.addr)
	e.from = pick(a.r, []string{"", "", p.addr})
	switch a.r.IntN(4) {
	case 0: // Exchange
		fields = append(fields, "X-Auto-Response-Suppress: All", "X-MS-Exchange-Inbox-Rules-Loop: "+p.addr, "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent")
		fields = append(fields, exchange(a, domain, at)...)
	case 1: // Gmail
		fields = append(fields, "X-Autoreply: yes", "Precedence: bulk")
		fields = append(fields, gmail(a, domain, at)...)
	case 2: // Dovecot's Sieve
		fields = append(fields, "X-Sieve: Pigeonhole Sieve 0.5.21", fmt.Sprintf("Message-ID: <dovecot-sieve-%d-%s-0@%s>", at.Unix(), a.digits(6), domain), "Precedence: bulk", "MIME-Version: 1.0", "Content-Type: "+plainText)
	default: // vacation(1) and what providers have
		fields = append(fields, "Message-ID: <"+at.Format("20060102150405")+"."+strings.ToUpper(a.hex(8))+"@"+domain+">", "Precedence: junk", "MIME-Version: 1.0", "Content-Type: "+plainText)
	}
	return note{e, fields, a.text(a.about(350))}
}
