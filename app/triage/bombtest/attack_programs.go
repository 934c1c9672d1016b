package bombtest

import (
	"fmt"
	"strings"
	"time"
)

// program is a mail program or webmailer: the fields that it writes besides From, To,
// Subject and Date, the Message-ID among them.
type program func(a *attacker, domain string, at time.Time) []string

// programs are those that most people write with. The forms are those that can be seen in
// public archives of mailing lists.
var programs = []program{thunderbird, thunderbird, outlook, exchange, exchange, appleMail, iPhone, iPhone, gmail, gmail, gmail, roundcube, trinity, yahoo, k9, mutt, zimbra}

func thunderbird(a *attacker, domain string, _ time.Time) []string {
	return []string{"Message-ID: <" + a.uuid() + "@" + domain + ">", "MIME-Version: 1.0", "User-Agent: Mozilla Thunderbird", "Content-Language: " + pick(a.r, []string{"en-US", "de-DE", "fr", "cs", "ja"}), "Content-Type: text/plain; charset=UTF-8; format=flowed", "Content-Transfer-Encoding: 8bit"}
}

func outlook(a *attacker, domain string, _ time.Time) []string {
	return []string{
		fmt.Sprintf("Message-ID: <%06x01d%s$%s$%s@%s>", a.r.IntN(0x1000), a.hex(5), a.hex(8), a.hex(8), domain), "MIME-Version: 1.0", "Content-Type: " + a.alternative(), "X-Mailer: Microsoft Outlook 16.0", "Thread-Index: Ad" + a.token(28, base62) + "==", "Content-Language: " + pick(a.r, []string{"en-us", "de", "fr", "pl"}),
	}
}

func exchange(a *attacker, domain string, _ time.Time) []string {
	node := strings.ToUpper(a.token(4, "abcdefghijklmnop")) + "P" + a.digits(3) + "MB" + a.digits(4)
	return []string{
		"Thread-Index: AQH" + a.token(29, base62) + "==", "Message-ID: <" + node + strings.ToUpper(a.hex(24)) + "@" + node + ".EURP" + a.digits(3) + ".PROD.OUTLOOK.COM>", "Accept-Language: en-US, de-DE", "Content-Language: en-US", "X-MS-Has-Attach:", "X-MS-TNEF-Correlator:",
		"x-ms-publictraffictype: Email", "x-ms-office365-filtering-correlation-id: " + a.uuid(), "Content-Type: multipart/alternative;\n\tboundary=\"_000_" + node + "_\"", "MIME-Version: 1.0", "X-OriginatorOrg: " + domain, "X-MS-Exchange-CrossTenant-id: " + a.uuid(),
	}
}

func appleMail(a *attacker, domain string, _ time.Time) []string {
	return []string{"Content-Type: text/plain;\n\tcharset=utf-8", "Content-Transfer-Encoding: quoted-printable", `Mime-Version: 1.0 (Mac OS X Mail 16.0 \(3774.600.62\))`, "Message-Id: <" + strings.ToUpper(a.uuid()) + "@" + domain + ">", "X-Mailer: Apple Mail (2.3774.600.62)"}
}

func iPhone(a *attacker, domain string, _ time.Time) []string {
	return []string{"Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "Mime-Version: 1.0 (1.0)", "Message-Id: <" + strings.ToUpper(a.uuid()) + "@" + domain + ">", "X-Mailer: iPhone Mail (" + pick(a.r, []string{"21G93", "22B83", "20H350"}) + ")"}
}

func gmail(a *attacker, _ string, _ time.Time) []string {
	return []string{"X-Gm-Message-State: AOJu0Y" + a.token(56, base62), "X-Google-Smtp-Source: AGHT+I" + a.token(48, base62), "MIME-Version: 1.0", "Message-ID: <CA" + pick(a.r, []string{"+", "F", "J", "O", "K"}) + a.token(44, base62) + "@mail.gmail.com>", "Content-Type: multipart/alternative; boundary=\"000000000000" + a.hex(16) + "\""}
}

func roundcube(a *attacker, domain string, _ time.Time) []string {
	return []string{"MIME-Version: 1.0", "User-Agent: Roundcube Webmail/1.6." + a.digits(1), "Message-ID: <" + a.hex(32) + "@" + domain + ">", "Content-Type: text/plain; charset=UTF-8; format=flowed", "Content-Transfer-Encoding: 8bit"}
}

// trinity is the webmailer of GMX and WEB.DE.
func trinity(a *attacker, _ string, at time.Time) []string {
	return []string{"MIME-Version: 1.0", fmt.Sprintf("Message-ID: <trinity-%s-%d@3c-app-gmx-bs%s>", a.uuid(), at.UnixMilli(), a.digits(2)), "Content-Type: text/html; charset=UTF-8", "Importance: normal", "Sensitivity: Normal", "X-Priority: 3", "X-Provags-ID: V03:K1:" + a.token(56, base62), "X-UI-Message-Type: mail"}
}

func yahoo(a *attacker, _ string, at time.Time) []string {
	return []string{fmt.Sprintf("Message-ID: <%s.%s.%d@mail.yahoo.com>", a.digits(9), a.digits(7), at.UnixMilli()), "MIME-Version: 1.0", "Content-Type: multipart/alternative;\n\tboundary=\"----=_Part_" + a.digits(7) + "_" + a.digits(10) + "\"", "X-Mailer: WebService/1.1.22876 YMailNorrin"}
}

func k9(a *attacker, domain string, _ time.Time) []string {
	return []string{"User-Agent: K-9 Mail for Android", "Message-ID: <" + strings.ToUpper(a.uuid()) + "@" + domain + ">", "MIME-Version: 1.0", "Content-Type: text/plain;\n charset=utf-8", "Content-Transfer-Encoding: quoted-printable"}
}

func mutt(a *attacker, domain string, _ time.Time) []string {
	return []string{"Message-ID: <" + a.token(16, base62) + "@" + domain + ">", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Disposition: inline", "User-Agent: Mutt/2.2.12 (2023-09-09)"}
}

func zimbra(a *attacker, domain string, at time.Time) []string {
	return []string{fmt.Sprintf("Message-ID: <%s.%s.%d.JavaMail.zimbra@%s>", a.digits(9), a.digits(6), at.UnixMilli(), domain), "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "X-Originating-IP: [" + a.office() + "]", "X-Mailer: Zimbra 9.0.0_GA_4718 (ZimbraWebClient - FF" + a.digits(3) + " (Win)/9.0.0_GA_4718)", "Thread-Index: " + a.token(31, base62) + "="}
}

// programFor is one that a mailbox is likely to be used with.
func (a *attacker) programFor(addr string) program {
	switch domainOf(addr) {
	case "gmail.com":
		if chance(a.r, 75) {
			return gmail
		}
	case "gmx.de", "web.de":
		return trinity
	case "yahoo.com":
		return yahoo
	case "outlook.com", "hotmail.com":
		return exchange
	}
	return pick(a.r, programs)
}
