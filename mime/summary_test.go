package mime

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestSubjects(t *testing.T) {
	tests := []struct{ name, raw, want string }{
		{"plain", "Hello", "Hello"},
		{"folded", "Hello\r\n  world", "Hello world"},
		{"folded with LF and TAB", "Hello\n\tworld", "Hello world"},
		{"Q", "=?iso-8859-1?Q?Gr=FC=DFe_aus_K=F6ln?=", "Grüße aus Köln"},
		{"B", "=?UTF-8?B?5Lya6K6u6K6w5b2V?=", "会议记录"},
		{"two words", "=?utf-8?q?Hello?= =?utf-8?q?_world?=", "Hello world"},
		{"two words on two lines", "=?utf-8?q?Hello?=\r\n =?utf-8?q?_world?=", "Hello world"},
		{"text between", "=?utf-8?q?A?= b =?utf-8?q?C?=", "A b C"},
		{"split in a character", "=?UTF-8?B?5Lya6K4=?= =?UTF-8?B?ruiusOW9lQ==?=", "会议记录"},
		{"ISO-2022-JP", "=?ISO-2022-JP?B?GyRCJDMkcyRLJEEkTxsoQg==?=", "こんにちは"},
		{"KOI8-R", "=?koi8-r?B?8NLJ18XU?=", "Привет"},
		{"GB2312 as GBK", "=?gb2312?B?u+HS6bzHwrw=?=", "会议记录"},
		{"EUC-KR", "=?ks_c_5601-1987?B?vsiz58fPvLy/5A==?=", "안녕하세요"},
		{"windows-1256", "=?windows-1256?B?49HNyMc=?=", "مرحبا"},
		{"language", "=?utf-8*EN?q?Hi?=", "Hi"},
		{"blank in a Q word", "=?utf-8?Q?Hello world?=", "Hello world"},
		{"unpadded", "=?utf-8?B?SGVsbG8?=", "Hello"},
		{"unknown charset", "=?x-martian?Q?Hi_there?=", "Hi there"},
		{"no end", "=?utf-8?Q?Hello", "=?utf-8?Q?Hello"},
		{"raw UTF-8", "Grüße", "Grüße"},
		{"raw Latin-1", "Gr\xfc\xdfe", "Grüße"},
		{"control characters", "a\x00b\x07c\x1b[31m", "a b c [31m"},
		{"encoded line end", "=?utf-8?q?a=0D=0ABcc:_x?=", "a  Bcc: x"},
		{"UTF-7", "=?utf-7?Q?Gr+APwA3w-e?=", "Grüße"},
		{"claims Latin-1, is UTF-8", "=?iso-8859-1?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := ParseSummary([]byte("From: a@example.org\r\nSubject: " + tt.raw + "\r\n\r\n"))
			if s.Subject != tt.want {
				t.Errorf("got %q, want %q", s.Subject, tt.want)
			}
		})
	}
}

func TestAddresses(t *testing.T) {
	tests := []struct{ name, raw, want string }{
		{"bare", "a@example.org", "<a@example.org>"},
		{"name", "Anna B <a@example.org>", "Anna B<a@example.org>"},
		{"quoted", `"B, Anna" <a@example.org>`, "B, Anna<a@example.org>"},
		{"escaped", `"Anna \"B\"" <a@example.org>`, `Anna "B<a@example.org>`},
		{"comment", "a@example.org (Anna B)", "Anna B<a@example.org>"},
		{"encoded", "=?utf-8?q?J=C3=BCrgen?= <j@example.org>", "Jürgen<j@example.org>"},
		{"encoded in quotes", `"=?utf-8?q?J=C3=BCrgen?=" <j@example.org>`, "Jürgen<j@example.org>"},
		{"two", "a@example.org, Bob <b@example.org>", "<a@example.org>|Bob<b@example.org>"},
		{"group", "Friends: a@example.org, b@example.org;", "<a@example.org>|<b@example.org>"},
		{"empty group", "undisclosed-recipients:;", ""},
		{"no address", "MAILER-DAEMON", "MAILER-DAEMON<>"},
		{"unclosed", "Anna <a@example.org", "Anna<a@example.org>"},
		{"raw Latin-1", "J\xfcrgen <j@example.org>", "Jürgen<j@example.org>"},
		{"empty", "", ""},
		{"M01 route", "Anna <@relay.example,@b.example:a@example.org>", "Anna<@relay.example,@b.example:a@example.org>"},
		{"M01 several", "a@example.org, evil@example.net", "<a@example.org>|<evil@example.net>"},
		{"M02 name is an address", `"boss@firm.example" <x@evil.example>`, "boss@firm.example<x@evil.example>"},
		{"M02 angle in the name", `"boss <boss@firm.example>" <x@evil.example>`, "boss <boss@firm.example><x@evil.example>"},
		{"M03 encoded address", "=?utf-8?b?cG90dXNAd2hpdGVob3VzZS5nb3Y=?= =?utf-8?Q?=00?= <x@evil.example>", "potus@whitehouse.gov<x@evil.example>"},
		{"M03 encoded word in the address", "<=?utf-8?Q?boss=40firm.example?=@evil.example>", "<=?utf-8?Q?boss=40firm.example?=@evil.example>"},
		{"M03 NUL and line end", "=?utf-8?Q?boss=00=0A?= <x@evil.example>", "boss<x@evil.example>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := ParseSummary([]byte("From: " + tt.raw + "\r\n\r\n"))
			var got []string
			for _, a := range s.From {
				got = append(got, a.Name+"<"+a.Addr+">")
			}
			if g := strings.Join(got, "|"); g != tt.want {
				t.Errorf("got %q, want %q", g, tt.want)
			}
		})
	}
}

func TestThreat_M01_SeveralFromFields(t *testing.T) {
	s := ParseSummary([]byte("From: a@example.org\r\nSubject: x\r\nFrom: b@example.net\r\n\r\n"))
	if len(s.From) != 2 {
		t.Errorf("a sender is hidden: %v", s.From)
	}
}

func TestDates(t *testing.T) {
	want := time.Date(2026, 11, 24, 9, 12, 0, 0, time.UTC)
	for _, raw := range []string{
		"Tue, 24 Nov 2026 09:12:00 +0000", "24 Nov 2026 09:12:00 +0000", "Tue, 24 Nov 2026 10:12:00 +0100 (CET)",
		"Tue, 24 Nov 2026 09:12:00 GMT", "Tue, 24 Nov 2026 09:12 +0000", "2026-11-24T09:12:00Z", "2026-11-24 09:12:00",
		"Tue Nov 24 09:12:00 2026", "Tue, 24 Nov 26 09:12:00 +0000", "Tue, 24 November 2026 09:12:00 +0000", "Tue,  24  Nov 2026\r\n 09:12:00 +0000",
		"Tue, 24 Nov 2026 09:12:00",
	} {
		if s := ParseSummary([]byte("Date: " + raw + "\r\n\r\n")); !s.Date.Equal(want) {
			t.Errorf("%q is read as %v", raw, s.Date)
		}
	}
}

func TestThreat_M23_IncredibleDates(t *testing.T) {
	for _, raw := range []string{"", "yesterday", "Thu, 1 Jan 1970 00:00:00 +0000", "Fri, 31 Dec 9999 23:59:59 +0000", "Tue, 24 Nov 2026 99:99:99 +0000", "0", strings.Repeat("9", 5000)} {
		s := ParseSummary([]byte("Date: " + raw + "\r\n\r\n"))
		if !s.Date.IsZero() {
			t.Errorf("%.40q is read as %v", raw, s.Date)
		}
	}
}

func TestAttachmentGuess(t *testing.T) {
	for contentType, want := range map[string]bool{
		"text/plain": false, "text/html; charset=utf-8": false, "multipart/alternative; boundary=x": false, "multipart/mixed; boundary=x": true,
		"application/pdf": true, "image/png": true, "": false, "multipart/related": false, "Multipart/Mixed;boundary=y": true,
	} {
		if s := ParseSummary([]byte("Content-Type: " + contentType + "\r\n\r\n")); s.HasAttachment != want {
			t.Errorf("%q: %v", contentType, s.HasAttachment)
		}
	}
}

func TestThreat_M07_HugeHeaders(t *testing.T) {
	huge := map[string]string{
		"one field of 1 MB":      "Subject: " + strings.Repeat("x", 1<<20) + "\r\n\r\n",
		"one field folded often": "Subject: x" + strings.Repeat("\r\n y", 300_000) + "\r\n\r\n",
		"100,000 lines":          "Subject: hello\r\n" + strings.Repeat("Received: from x by y\r\n", 100_000) + "\r\n",
		"10,000 recipients":      "Subject: hello\r\nTo: " + strings.Repeat("a@example.org, ", 10_000) + "\r\n\r\n",
		"10,000 From fields":     "Subject: hello\r\n" + strings.Repeat("From: a@example.org\r\n", 10_000) + "\r\n",
		"10,000 encoded words":   "Subject: " + strings.Repeat("=?utf-8?q?x?= ", 10_000) + "\r\n\r\n",
		"brackets":               "From: " + strings.Repeat("(", 60_000) + strings.Repeat("<", 60_000) + "\r\nSubject: x\r\n\r\n",
		"nothing but colons":     strings.Repeat(":", 100_000) + "\r\nSubject: x\r\n\r\n",
	}
	for name, head := range huge {
		t.Run(name, func(t *testing.T) { checkSummary(t, ParseSummary([]byte(head))) })
	}
}

// checkSummary holds what must be so for every header.
func checkSummary(t *testing.T, s Summary) {
	t.Helper()
	lim := DefaultLimits()
	texts := []string{s.Subject, s.MessageID}
	for _, list := range [][]Address{s.From, s.To, s.Cc, s.ReplyTo} {
		if len(list) > 50_000 {
			t.Errorf("%d addresses", len(list))
		}
		for _, a := range list {
			texts = append(texts, a.Name, a.Addr)
		}
	}
	for _, n := range s.Notes {
		texts = append(texts, n.Detail)
	}
	for _, text := range texts {
		if !utf8.ValidString(text) || utf8.RuneCountInString(text) > lim.Words+1 || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Errorf("bad text %.100q of %d runes", text, utf8.RuneCountInString(text))
		}
	}
}

func FuzzParseSummary(f *testing.F) {
	f.Add([]byte("From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>\r\nSubject: =?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=\r\nDate: Tue, 24 Nov 2026 09:12:00 +0000\r\n\r\n"))
	f.Add([]byte("From: \"a (b\" <x@y>, z;:\r\n\tfolded\r\nSubject: \xff=?x?q?=?=\r\n"))
	f.Add([]byte("Content-Type: multipart/mixed; boundary=\"\r\nTo: (((\r\n"))
	f.Fuzz(func(t *testing.T, head []byte) { checkSummary(t, ParseSummary(head)) })
}

// benchHead is the header of a message of a mail bomb.
func benchHead(i int) []byte {
	return fmt.Appendf(nil, "Return-Path: <claims@win-big-now.example>\r\nReceived: from mx%d.example.org (mx%d.example.org [192.0.2.7])\r\n\tby mail.example.org (Postfix) with ESMTPS id 4Q%d\r\n\tfor <anna@post.example>; Tue, 24 Nov 2026 09:12:00 +0000 (UTC)\r\nReceived: from [198.51.100.3] by mx.example.org; Tue, 24 Nov 2026 09:11:58 +0000\r\nFrom: =?utf-8?q?Win=2DBig=2DNow?= <claims@win-big-now.example>\r\nTo: Anna <anna@post.example>\r\nSubject: =?utf-8?q?CLAIM_=23%d_you_are_selected?=\r\nDate: Tue, 24 Nov 2026 10:12:00 +0100\r\nMessage-ID: <%d.abcdef@win-big-now.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"=_%d\"\r\nList-Unsubscribe: <https://win-big-now.example/u/%d>\r\n\r\n", i, i, i, 80000+i, i, i, i)
}

func BenchmarkParseSummary(b *testing.B) {
	var heads [][]byte
	for i := range 1000 {
		heads = append(heads, benchHead(i))
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(heads[0])))
	for i := 0; b.Loop(); i++ {
		ParseSummary(heads[i%len(heads)])
	}
}

// BenchmarkSummaryMemory tells what 100,000 summaries keep.
func BenchmarkSummaryMemory(b *testing.B) {
	const n = 100_000
	for b.Loop() {
		before := heapInUse()
		kept := make([]Summary, n)
		for i := range kept {
			kept[i] = ParseSummary(benchHead(i))
		}
		b.ReportMetric(float64(heapInUse()-before)/n, "B/summary")
		runtime.KeepAlive(kept)
	}
}

func heapInUse() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func TestArrived(t *testing.T) {
	want := time.Date(2026, 11, 25, 9, 30, 0, 0, time.UTC)
	for name, tt := range map[string]struct {
		head string
		want time.Time
	}{
		"first of several": {"Received: from a by b; Wed, 25 Nov 2026 10:30:00 +0100\r\nReceived: from c by a; Tue, 24 Nov 2026 10:30:00 +0100\r\n\r\n", want},
		"folded":           {"Subject: x\r\nReceived: from a\r\n\tby b (1;2); Wed,\r\n 25 Nov 2026 09:30:00 +0000 (UTC)\r\n\r\n", want},
		"none":             {"Subject: x\r\n\r\n", time.Time{}},
		"no date":          {"Received: by b\r\n\r\n", time.Time{}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := ParseSummary([]byte(tt.head)).Arrived; !got.Equal(tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}
