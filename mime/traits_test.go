package mime

import (
	"strings"
	"testing"
	"time"
)

func TestTraits(t *testing.T) {
	tests := []struct {
		name, head string
		want       Traits
	}{
		{"a letter", "From: a@example.org\r\nX-Mailer: Apple Mail (2.3)\r\nX-Priority: 3", 0},
		{"List-Unsubscribe", "LIST-unsubscribe: <https://example.org/u>", ListUnsubscribe},
		{"precedence bulk", "Precedence: Bulk", Bulk},
		{"precedence list", "Precedence: list ", Bulk},
		{"precedence first-class", "Precedence: first-class", 0},
		{"automatic", "Auto-Submitted: auto-generated; owner=x", AutoSubmitted},
		{"not automatic", "Auto-Submitted: No", 0},
		{"suppressed answers", "X-Auto-Response-Suppress: All", AutoSubmitted},
		{"feedback", "Feedback-ID: 1.eu-west-1.x:AmazonSES", FeedbackID},
		{"Mailgun", "X-Mailgun-Sid: WyI1", MassMailer},
		{"SES", "X-SES-Outgoing: 2026.11.24-192.0.2.1", MassMailer},
		{"SendGrid", "X-SG-EID: abc", MassMailer},
		{"complaints", "X-CSA-Complaints: csa-complaints@eco.example", MassMailer},
		{"campaign", "X-CampaignID: 17", MassMailer},
		{"mailer", "X-Mailer: MailChimp Mailer - **CID123**", MassMailer},
		{"phpList", "X-Mailer: phplist 3.6.14", MassMailer},
		{"reply", "In-Reply-To: <1@example.org>", Reply},
		{"references", "References: <1@example.org> <2@example.org>", Reply},
		{"a report", "Content-Type: Multipart/Report; report-type=delivery-status", Report},
		{"a report of Exim", "X-Failed-Recipients: x@example.org", Report},
		{"an empty return path", "Return-Path: < >", NoReturn},
		{"a return path", "Return-Path: <a@example.org>", 0},
		{"several", "List-Unsubscribe: <x>\r\nPrecedence: bulk\r\nFeedback-ID: x", ListUnsubscribe | Bulk | FeedbackID},
		{"short names", "X-: x\r\nX: y\r\n-: z\r\nX-S: s", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ParseSummary([]byte(tt.head + "\r\n\r\n")).Traits; got != tt.want {
				t.Errorf("got %b, want %b", got, tt.want)
			}
		})
	}
}

func TestListID(t *testing.T) {
	for raw, want := range map[string]string{
		"Go nuts <golang-nuts.example.org>":          "golang-nuts.example.org",
		"<a.example.org>":                            "a.example.org",
		"b.example.org":                              "b.example.org",
		"=?utf-8?q?Gr=C3=BC=C3=9Fe?= <c.example.org": "c.example.org",
		"x <y> <d.example.org>":                      "d.example.org",
		"a\x00b\x1b":                                 "a b",
		"":                                           "",
		"<" + strings.Repeat("x", 3000) + ".example.org>":   strings.Repeat("x", 1000) + "…",
		"first <e.example.org>\r\nList-ID: <f.example.org>": "e.example.org",
	} {
		if got := ParseSummary([]byte("List-Id: " + raw + "\r\n\r\n")).ListID; got != want {
			t.Errorf("%.60q gives %.60q, want %.60q", raw, got, want)
		}
	}
}

func TestParent(t *testing.T) {
	one := IDHash("1@example.org")
	for head, want := range map[string]uint64{
		"In-Reply-To: <1@example.org>":                                    one,
		"In-Reply-To: Message of Monday <1@example.org>":                  one,
		"References: <0@example.org> <1@example.org>":                     one,
		"References: <0@example.org>\r\nIn-Reply-To: <1@example.org>":     one,
		"In-Reply-To: <1@example.org>\r\nReferences: <0@example.org>":     one,
		"In-Reply-To: 1@example.org":                                      0,
		"In-Reply-To: <>":                                                 0,
		"References: <0@example.org>\r\n\t<2@example.org>\r\n\t<1@exampl": 0,
		"Subject: Re: x": 0,
	} {
		if got := ParseSummary([]byte(head + "\r\n\r\n")).Parent; got != want {
			t.Errorf("%q gives %d, want %d", head, got, want)
		}
	}
	if s := ParseSummary([]byte("Message-ID: <1@example.org>\r\n\r\n")); IDHash(s.MessageID) != one {
		t.Errorf("the id of the message itself is %q", s.MessageID)
	}
}

func TestArrivedInSummary(t *testing.T) {
	head := "Received: from b by a; Wed, 25 Nov 2026 10:30:00 +0100 (CET)\r\nReceived: from c by b; Tue, 24 Nov 2026 10:30:00 +0100\r\nDate: Mon, 2 Nov 2026 00:00:00 +0900\r\n\r\n"
	s := ParseSummary([]byte(head))
	if want := time.Date(2026, 11, 25, 9, 30, 0, 0, time.UTC); s.Arrived != want {
		t.Errorf("arrived %v, want %v", s.Arrived, want)
	}
	if want := time.Date(2026, 11, 1, 15, 0, 0, 0, time.UTC); s.Date != want {
		t.Errorf("date %v, want %v", s.Date, want)
	}
	late := "Received: from b by a\r\nReceived: from c by b; Tue, 24 Nov 2026 10:30:00 +0100\r\n\r\n"
	if s := ParseSummary([]byte(late)); !s.Arrived.IsZero() {
		t.Errorf("a field of another server says when the message came: %v", s.Arrived)
	}
}

// TestUsualDate compares the quick reader with the standard library's.
func TestUsualDate(t *testing.T) {
	const layout = "Mon, 2 Jan 2006 15:04:05 -0700"
	for _, value := range []string{
		"Tue, 24 Nov 2026 09:12:00 +0000", "Sun, 1 Mar 2026 23:59:59 -1130", "Sat, 29 Feb 2020 00:00:00 +1400", "Wed, 31 Dec 2025 24:00:00 +0000",
		"Tue, 31 Jun 2026 09:12:00 +0000", "Tue, 24 anF 2026 09:12:00 +0000", "Tue, 24 Nov 2026 09:12:60 +0000", "Tue, 4  Nov 2026 09:12:00 +0000",
		"Tue, 24 Nov 2026 09:12:00 +0099", "Tue, -4 Nov 2026 09:12:00 +0000", "Tue, 24 Nov 2026 09:12:00 +0000 x", "Tue,", "", "Tue, 1 ",
	} {
		want, err := time.Parse(layout, value)
		got, ok := usualDate(value)
		if ok && (err != nil || !got.Equal(want)) {
			t.Errorf("%q is read as %v, the standard library says %v, %v", value, got, want, err)
		}
	}
	if _, ok := usualDate("Tue, 24 Nov 2026 09:12:00 +0000 (UTC)"); !ok {
		t.Error("the usual form with a comment is not known")
	}
}
