package mime

import (
	"testing"
	"time"
)

func TestAuth(t *testing.T) {
	const from = "From: Bank <a@mail.bank.co.uk>\r\n"
	tests := []struct {
		name, head      string
		want            AuthResults
		proved, refuted bool
	}{
		{"all pass", "Authentication-Results: mx.post.example; spf=pass smtp.mailfrom=a@bank.co.uk;\r\n\tdkim=pass (2048-bit key; unprotected) header.d=bank.co.uk header.i=@bank.co.uk; dmarc=pass (p=REJECT; sp=none) header.from=bank.co.uk", SPFPass | DKIMPass | DMARCPass | OwnSigned, true, false},
		{"somebody else's signature", "Authentication-Results: mx.post.example; dkim=pass header.d=sender.example; dmarc=none", DKIMPass, false, false},
		{"two signatures", "Authentication-Results: mx; dkim=pass header.d=ses.example; dkim=pass header.d=news.bank.co.uk", DKIMPass | OwnSigned, true, false},
		{"forged", "Authentication-Results: mx.post.example; spf=softfail; dkim=none; dmarc=fail", SPFFail | DMARCFail, false, true},
		{"forwarded", "Authentication-Results: mx.post.example; spf=fail; dkim=pass header.d=bank.co.uk", SPFFail | DKIMPass | OwnSigned, true, false},
		{"the second does not count", "Authentication-Results: mx; spf=fail\r\nAuthentication-Results: mx; dmarc=pass; dkim=pass header.d=bank.co.uk", SPFFail, false, true},
		{"without a name", "Authentication-Results: spf=pass (sender IP is 192.0.2.1)\r\n smtp.mailfrom=bank.co.uk; dmarc=pass action=none", SPFPass | DMARCPass, true, false},
		{"nothing was looked at", "Authentication-Results: mx.post.example; none", 0, false, false},
		{"brackets that never end", "Authentication-Results: mx (; dmarc=pass", 0, false, false},
		{"empty", "Authentication-Results:", 0, false, false},
		{"part of a public suffix", "Authentication-Results: mx; dkim=pass header.d=co.uk", DKIMPass, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := ParseSummary([]byte(from + tt.head + "\r\n\r\n")).Auth
			if a.Results != tt.want || a.Proved() != tt.proved || a.Refuted() != tt.refuted || a.Server == 0 {
				t.Errorf("%b, proved %v, refuted %v, server %d; want %b", a.Results, a.Proved(), a.Refuted(), a.Server, tt.want)
			}
		})
	}
	one, other, none := authOf("MX.post.example 1; spf=pass"), authOf("\"mx.post.example\" ; dkim=none"), authOf("mx2.post.example; none")
	if one.Server != other.Server || one.Server == none.Server || ParseSummary([]byte(from+"\r\n")).Auth != (Auth{}) {
		t.Errorf("%v %v %v", one, other, none)
	}
}

func authOf(value string) Auth {
	a, _ := parseAuth([]byte(value))
	return a
}

func TestProgram(t *testing.T) {
	tests := []struct {
		name, head string
		person     bool
	}{
		{"Thunderbird", "User-Agent: Mozilla Thunderbird", true},
		{"an old one", "X-Mailer: Microsoft Outlook Express 6.00.2900.5512", true},
		{"Gmail", "Message-ID: <CAJ0ba@mail.gmail.com>", true},
		{"Outlook", "Thread-Index: AdZ0", true},
		{"a library", "X-Mailer: PHPMailer 6.8.1 (https://github.com/PHPMailer/PHPMailer)", false},
		{"a service behind Gmail", "X-SG-EID: x\r\nMessage-ID: <x@mail.gmail.com>", false},
		{"nothing", "Message-ID: <1@example.org>", false},
	}
	seen := map[Program]bool{}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ParseSummary([]byte(tt.head + "\r\n\r\n")).Program
			if got != 0 != tt.person || got != 0 && seen[got] {
				t.Errorf("program %d", got)
			}
			seen[got] = true
		})
	}
}

func TestFetched(t *testing.T) {
	const at, old = "; Tue, 24 Nov 2026 12:00:00 +0000\r\n", "Received: from a by old.example; Mon, 2 Mar 2020 12:00:00 +0000\r\n"
	for head, want := range map[string]bool{
		"Received: from localhost by post.example" + at:                                                                                                  false,
		"Received: from localhost by post.example" + at + "Received: from a by post.example; Thu, 19 Nov 2026 12:00:00 +0000":                            false,
		"Received: from localhost by post.example" + at + old:                                                                                            true,
		"Received: by post.example with POP3" + at + old:                                                                                                 true,
		"Received: by post.example" + at + "Received: by post.example" + at + old:                                                                        true,
		"Received: from localhost by post.example" + at + "Received: nonsense":                                                                           false,
		"Received: from localhost by post.example" + at + "Received: from pop.old.example [192.0.2.1] by localhost with POP3 (fetchmail-6.4)" + at + old: true,
		// A host outside may pretend what it likes.
		"Received: from x (bot.cable.example [192.0.2.1]) by post.example" + at + old: false,
		"Received: from x (unknown [192.0.2.1]) by post.example" + at + old:           false,
	} {
		s := ParseSummary([]byte(head + "\r\n\r\n"))
		if s.Traits.Has(Fetched) != want || !s.Arrived.Equal(time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)) {
			t.Errorf("%q: %v, %v", head, s.Traits, s.Arrived)
		}
	}
}

func TestParentHost(t *testing.T) {
	for head, want := range map[string]uint32{
		"In-Reply-To: <1@Post.example>":           HostHash("post.example"),
		"References: <1@a.example> <2@b.example>": HostHash("b.example"),
		"In-Reply-To: \"Letter of 3 May\"":        0,
		"In-Reply-To: <no host>":                  HostHash("no host"),
	} {
		if got := ParseSummary([]byte(head + "\r\n\r\n")).ParentHost; got != want {
			t.Errorf("%q: %d", head, got)
		}
	}
}
