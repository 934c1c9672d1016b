package mime

import (
	"strings"
	"testing"
)

func TestRepairHead(t *testing.T) {
	tests := []struct{ name, head, want string }{
		{"nothing to do", "Content-Type: text/plain; charset=utf-8\r\n\r\n", ""},
		{"no MIME", "Subject: text\r\n\r\n", ""},
		{"text before MIME", "Content-Type: text\r\n\r\n", "Content-Type: text/plain"},
		{"the same with a parameter", "Content-Type: TEXT; charset=koi8-r\r\n\r\n", "Content-Type: text/plain; charset=koi8-r"},
		{"no semicolon", "Content-Type: text/html charset=utf-8\r\n\r\n", "Content-Type: text/html; charset=utf-8"},
		{"no semicolon before a boundary", "Content-Type: multipart/mixed boundary=\"x y\"\r\n\r\n", "Content-Type: multipart/mixed; boundary=\"x y\""},
		{"encoding with a comment", "Content-Transfer-Encoding: base64 (really)\r\n\r\n", "Content-Transfer-Encoding: base64"},
		{"encoding with a semicolon", "Content-Transfer-Encoding: 8bit;\r\n\r\n", "Content-Transfer-Encoding: 8bit"},
		{"encoding in quotes", "Content-Transfer-Encoding: \"7bit\"\r\n\r\n", "Content-Transfer-Encoding: 7bit"},
		{"two encodings", "Content-Transfer-Encoding: 8bit, 7bit\r\n\r\n", "Content-Transfer-Encoding: 8bit"},
		{"name in 8 bits", "Content-Type: image/png; name=\"\xdcber.png\"\r\n\r\n", "Content-Type: image/png; name=\"Über.png\""},
		{"name in Latin-1", "Content-Disposition: attachment; filename*=iso-8859-1''%DCber%20x.png\r\n\r\n", "Content-Disposition: attachment; filename*=utf-8''%C3%9Cber%20x.png"},
		{"name in pieces", "Content-Type: image/png; name*0*=KOI8-R'ru'%F0%D2; name*1*=%C9.png\r\n\r\n", "Content-Type: image/png; name*0*=utf-8''%D0%9F%D1%80; name*1*=%D0%B8.png"},
		{"name in UTF-8", "Content-Disposition: attachment; filename*=UTF-8''%C3%9C.png\r\n\r\n", ""},
		{"a quote in a name", "Content-Disposition: attachment; filename=\"Anna's.png\"\r\n\r\n", ""},
		{"percent signs that are none", "Content-Disposition: attachment; filename*=iso-8859-1''100%.png\r\n\r\n", ""},
		{"only the first counts", "Content-Type: text\r\nContent-Type: text/html charset=x\r\n\r\n", "Content-Type: text/plain"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := string(repairHead([]byte(tt.head)))
			put, kept := strings.CutSuffix(got, tt.head)
			if !kept || strings.TrimSuffix(put, "\r\n") != tt.want {
				t.Errorf("got %q, want %q in front", got, tt.want)
			}
		})
	}
}

func TestCutFooter(t *testing.T) {
	tests := []struct{ name, body, encoded, footer string }{
		{"none", "SGVsbG8=\n", "SGVsbG8=\n", ""},
		{"empty", "", "", ""},
		{"a footer", "SGVsbG8=\n\n___\nA list\n", "SGVsbG8=\n\n", "___\nA list\n"},
		{"several empty lines", "SGVsbG8=\n\n\n-- \nA list\n", "SGVsbG8=\n\n\n", "-- \nA list\n"},
		{"empty lines within", "SGVs\n\nbG8=\n", "SGVs\n\nbG8=\n", ""},
		{"empty lines in front", "\n\nSGVsbG8=\n", "\n\nSGVsbG8=\n", ""},
		{"damage is no footer", "SGVs*bG8=\nSGVsbG8=\n", "SGVs*bG8=\nSGVsbG8=\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			encoded, footer := cutFooter([]byte(tt.body))
			if string(encoded) != tt.encoded || string(footer) != tt.footer {
				t.Errorf("got %q and %q", encoded, footer)
			}
		})
	}
}

func TestFooterBehindHTML(t *testing.T) {
	m := read("Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\nPHA+R3LDvMOfZTwvcD4=\n\n___ <b>Scanned</b> ___\n")
	if m.Text != "Grüße\n\n___ <b>Scanned</b> ___\n" || len(m.Notes) != 0 {
		t.Errorf("%q, notes %v", m.Text, m.Notes)
	}
}

func TestSplitHeader(t *testing.T) {
	tests := []struct{ name, raw, head, body string }{
		{"CRLF", "A: b\r\n\r\nc", "A: b\r\n\r\n", "c"},
		{"LF", "A: b\n\nc", "A: b\n\n", "c"},
		{"no header", "\r\nc", "\r\n", "c"},
		{"no body", "A: b\r\n", "A: b\r\n", ""},
		{"no empty line", "A: b\r\nHello you\r\nC: d\r\n", "A: b\r\n", "Hello you\r\nC: d\r\n"},
		{"a stray line, and an empty one", "A: b\r\nHello you\r\nC: d\r\n\r\ne", "A: b\r\nHello you\r\nC: d\r\n\r\n", "e"},
		{"of an mbox", "From a@b 2026\r\nA: b\r\n", "From a@b 2026\r\nA: b\r\n", ""},
		{"only the beginning has come", "A: b\r\nSubje", "A: b\r\nSubje", ""},
		{"folded", "A: b\r\n c d\r\n", "A: b\r\n c d\r\n", ""},
		{"a blank before the colon", "A : b\r\nC\t: d\r\n", "A : b\r\nC\t: d\r\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			head, body := splitHeader([]byte(tt.raw))
			if string(head) != tt.head || string(body) != tt.body {
				t.Errorf("got %q and %q", head, body)
			}
		})
	}
}

func TestRawCharset(t *testing.T) {
	tests := []struct{ name, head, want string }{
		{"KOI8-R", "Subject: \xf0\xd2\xc9\xd7\xc5\xd4\r\nContent-Type: text/plain; charset=\"koi8-r\"\r\n\r\n", "Привет"},
		{"the type stands first", "Content-Type: text/html;\r\n\tcharset=windows-1251\r\nSubject: \xcf\xf0\xe8\xe2\xe5\xf2\r\n\r\n", "Привет"},
		{"no charset", "Subject: Gr\xfc\xdfe\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n", "Grüße"},
		{"UTF-8 all the same", "Subject: Grüße\r\nX: \xff\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\n", "Grüße"},
		{"encoded words in it", "Subject: \xf0\xd2 =?utf-8?q?=C3=BC?=\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\n", "Пр ü"},
		{"ISO-2022-JP", "Subject: Re: \x1b$B2q5D\x1b(B\r\nContent-Type: text/plain\r\n\r\n", "Re: 会議"},
		{"a charset that nobody knows", "Subject: Gr\xfc\xdfe\r\nContent-Type: text/plain; charset=x-martian\r\n\r\n", "Grüße"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ParseSummary([]byte(tt.head)).Subject; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestMarkOfUTF8IsNoText(t *testing.T) {
	for name, raw := range map[string]string{
		"plain": "Content-Type: text/plain; charset=utf-8\n\n\ufeffHello\n",
		"HTML":  "Content-Type: text/html; charset=utf-8\n\n\ufeff<p>Hello</p>\n",
		"none":  "Subject: x\n\n\ufeffHello\n",
	} {
		if m := read(raw); m.Text != "Hello\n" {
			t.Errorf("%s: %q", name, m.Text)
		}
	}
}
