package bombtest

import (
	"strings"
	"time"
)

// echoWords begin the copy that a contact form sends to who has filled it in.
var echoWords = strings.Split("Copy of: %s|We have received your message: %s|Thank you for contacting us|%s|Your enquiry: %s|Kopie Ihrer Nachricht: %s|Ihre Anfrage: %s|Copie de votre message : %s|Copia de tu mensaje: %s|Copia del tuo messaggio: %s|Kopie van uw bericht: %s|Kopia wiadomości: %s|Копия вашего сообщения: %s|お問い合わせありがとうございます|您的留言：%s", "|")

// contactForms are those of small sites, which send what a script has written in them to
// the user: the same lines, or nonsense in every field.
var contactForms = attack("copies of contact forms", "https://support.bulkbuyhosting.com/knowledgebase/article/troubleshooting-website-contact-form-issues-and-spam", 110, []rhythm{even, byNight, waves, fading}, writeContactForms)

func writeContactForms(a *attacker) writer {
	topic, size, nonsense := a.spamSubject(), 200+a.r.IntN(1500), chance(a.r, 50)
	return func(at time.Time) note {
		name, domain := siteOf(a.r)
		said := topic
		if nonsense {
			said = a.token(8+a.r.IntN(14), base62)
		}
		addr := pick(a.r, []string{"info", "wordpress", "contact", "kontakt", "office", "hello", "webmaster"}) + "@" + domain
		subject := strings.ReplaceAll(pick(a.r, echoWords), "%s", said)
		fields := []string{a.date(at), author(name, addr), "To: " + a.home.Addr, a.subject(subject)}
		switch a.r.IntN(4) {
		case 0: // Contact Form 7
			fields = append(fields, "Message-ID: <"+a.token(42, base62)+"@"+domain+">", "X-Mailer: PHPMailer 6.9.1 (https://github.com/PHPMailer/PHPMailer)", "X-WPCF7-Content-Type: text/plain", "Reply-To: "+addr)
		case 1: // mail() of PHP
			fields = append(fields, "X-PHP-Originating-Script: 1001:contact.php", "X-Mailer: PHP/8.2."+a.digits(2), "Message-Id: <"+at.Format("20060102150405")+"."+strings.ToUpper(a.hex(10))+"@web"+a.digits(2)+".hosting.example>")
		case 2: // Joomla
			fields = append(fields, "Message-ID: <"+a.token(40, base62)+"@"+domain+">", "X-Mailer: PHPMailer 6.6.4", "Reply-To: "+a.home.Addr)
		default: // TYPO3
			fields = append(fields, "Message-ID: <"+a.hex(32)+"@"+domain+">", "X-Mailer: TYPO3")
		}
		return note{a.webHost(addr), append(fields, "MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8"), a.text(size + a.r.IntN(300))}
	}
}
