package bombtest

import (
	"strings"
	"time"
)

// registrations are of forums, shops and sites of which each has made the user an account.
var registrations = attack("registrations on forums, shops and sites", "https://knowledge.broadcom.com/external/article/170459/email-subscription-bomb-attack.html", 105, []rhythm{even, bursts, waves, fading}, writeRegistrations)

func writeRegistrations(a *attacker) writer {
	nick := a.word(2) + a.digits(3) // a name that the script gives everywhere
	return func(at time.Time) note {
		name, domain := siteOf(a.r)
		s := pick(a.r, signups)
		l := a.tongues[a.r.IntN(26)] // the languages that have the phrase
		if chance(a.r, 45) {
			l = a.tongues[0]
		}
		if chance(a.r, 60) {
			nick = noise(a.r, 5+a.r.IntN(6))
		}
		subject := l.phrase(a.r, "account", name)
		if len(s.subjects) > 0 && chance(a.r, 50) {
			subject = strings.ReplaceAll(pick(a.r, s.subjects), "%s", name)
			subject = strings.ReplaceAll(subject, "%n", nick)
		}
		addr := pick(a.r, s.local) + "@" + domain
		fields := append([]string{a.date(at), author(name, addr), a.to(), a.subject(subject)}, s.fields(a, domain, at)...)
		return note{a.webHost(addr), fields, a.text(a.about(s.size))}
	}
}

// webHost is how mail of a web site comes: signed, or by the host of many sites as it is.
func (a *attacker) webHost(addr string) envelope {
	domain := domainOf(addr)
	e := a.honest(addr, "mail."+domain, domain)
	if chance(a.r, 30) {
		host := pick(a.r, []string{"server", "web", "vps", "srv"}) + a.digits(3) + ".hosting.example"
		e.host, e.from = host, "www-data@"+host
		e.dkim, e.signer, e.dmarc = "none", "", "none"
	}
	return e
}

// signup is a program that sites are made with.
type signup struct {
	local    []string
	subjects []string
	size     int
	fields   func(a *attacker, domain string, at time.Time) []string
}

var signups = []signup{
	{[]string{"wordpress", "admin", "info"}, []string{"[%s] Login Details", "[%s] Your username and password info"}, 350, func(a *attacker, domain string, _ time.Time) []string {
		return []string{"Message-ID: <" + a.token(42, base62) + "@" + domain + ">", "X-PHP-Originating-Script: 33:class-phpmailer.php", "X-Mailer: PHPMailer 6.9.1 (https://github.com/PHPMailer/PHPMailer)", "MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8"}
	}},
	{[]string{"shop", "woocommerce", "sales"}, []string{"Your %s account has been created!"}, 1500, func(a *attacker, domain string, _ time.Time) []string {
		return []string{"Message-ID: <" + a.token(42, base62) + "@" + domain + ">", "X-Mailer: PHPMailer 6.9.1 (https://github.com/PHPMailer/PHPMailer)", "X-Auto-Response-Suppress: AutoReply", "MIME-Version: 1.0", "Content-Type: text/html; charset=UTF-8"}
	}},
	{[]string{"forum", "board", "admin"}, []string{"Welcome to \"%s\"", "Activate user account", "New user account \"%n\""}, 700, func(a *attacker, domain string, _ time.Time) []string {
		return []string{"Reply-To: forum@" + domain, "Sender: <forum@" + domain + ">", "MIME-Version: 1.0", "Message-ID: <" + a.hex(32) + "@" + domain + ">", "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit", "X-Priority: 3", "X-MSMail-Priority: Normal", "X-Mailer: phpBB3", "X-MimeOLE: phpBB3", "X-phpBB-Origin: phpbb://" + domain, "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All"}
	}},
	{[]string{"noreply", "discourse"}, []string{"[%s] Confirm your new account"}, 1400, func(a *attacker, domain string, _ time.Time) []string {
		return []string{"Message-ID: <" + a.uuid() + "@" + domain + ">", "Mime-Version: 1.0", "Content-Type: " + a.alternative(), "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All", "X-Discourse-Tags: none", "Feedback-ID: email:signup:" + domain}
	}},
	{[]string{"sales", "customer", "info"}, []string{"Welcome to %s", "Please confirm your %s account"}, 1600, func(a *attacker, domain string, at time.Time) []string { // Magento
		return []string{"Message-ID: <" + a.hex(32) + "@" + domain + ">", "MIME-Version: 1.0", "Content-Type: text/html; charset=utf-8", "Content-Disposition: inline"}
	}},
	{[]string{"no-reply", "hello"}, []string{"Customer account confirmation", "Customer account activation"}, 1700, func(a *attacker, domain string, _ time.Time) []string { // Shopify
		return []string{"Message-ID: <" + a.uuid() + "@shopify.example>", "Mime-Version: 1.0", "Content-Type: " + a.alternative(), "Feedback-ID: " + a.digits(8) + ":shopify", "X-Shopify-Notification: customer_account_welcome"}
	}},
	{[]string{"noreply", "moodle"}, []string{"%s: account confirmation"}, 600, func(a *attacker, domain string, _ time.Time) []string {
		return []string{"Message-ID: <" + a.hex(32) + "@" + domain + ">", "X-Mailer: PHPMailer 6.8.0 (https://github.com/PHPMailer/PHPMailer)", "Auto-Submitted: auto-generated", "X-Course-Id: 1", "MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8"}
	}},
	{[]string{"info", "joomla", "webmaster"}, []string{"Account Details for %n at %s"}, 500, func(a *attacker, domain string, _ time.Time) []string {
		return []string{"Message-ID: <" + a.token(40, base62) + "@" + domain + ">", "X-Mailer: PHPMailer 6.6.4", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"}
	}},
	{[]string{"drupal", "admin", "contact"}, []string{"Account details for %n at %s (pending admin approval)"}, 450, func(a *attacker, domain string, _ time.Time) []string {
		return []string{"Message-ID: <" + a.hex(32) + "@" + domain + ">", "X-Mailer: Drupal", "MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8; format=flowed; delsp=yes", "Content-Transfer-Encoding: 8Bit"}
	}},
	{[]string{"gitlab", "git"}, []string{"Confirmation instructions"}, 900, func(a *attacker, domain string, _ time.Time) []string {
		return []string{"Message-ID: <" + a.hex(24) + "@" + domain + ">", "Mime-Version: 1.0", "Content-Type: " + a.alternative(), "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All", "X-GitLab-Instance: " + domain}
	}},
	{[]string{"mastodon", "notifications"}, []string{"Mastodon: Confirmation instructions for %s"}, 1800, func(a *attacker, domain string, _ time.Time) []string {
		return []string{"Message-ID: <" + a.hex(13) + "_" + a.hex(12) + "@" + domain + ">", "Mime-Version: 1.0", "Content-Type: " + a.alternative(), "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All", "Precedence: list"}
	}},
	{[]string{"noreply", "account"}, nil, 1300, func(a *attacker, domain string, at time.Time) []string { // a program of its own
		_, fields := sendgrid(a, "noreply@"+domain, at)
		return append(fields[1:], mimeFields(htmlText)...)
	}},
}
