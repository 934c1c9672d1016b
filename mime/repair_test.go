package mime

import (
	"fmt"
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
		{"type with a comment", "Content-Type: application/pdf (PDF); name=a.pdf\r\n\r\n", "Content-Type: application/pdf; name=a.pdf"},
		{"type with blanks", "Content-Type: application / pdf; name=a.pdf\r\n\r\n", "Content-Type: application/pdf; name=a.pdf"},
		{"type said twice", "Content-Type: text/plain text/plain; charset=utf-8\r\n\r\n", "Content-Type: text/plain; charset=utf-8"},
		{"charset with a comment", "Content-Type: text/plain; charset=us-ascii (Plain text)\r\n\r\n", "Content-Type: text/plain; charset=us-ascii"},
		{"no semicolon behind a charset", "Content-Type: text/plain; charset=koi8-r format=flowed\r\n\r\n", "Content-Type: text/plain; charset=koi8-r; format=flowed"},
		{"a name in brackets", "Content-Type: application/pdf; name=\"a (1).pdf\"\r\n\r\n", ""},
		{"a charset of which nothing would be left", "Content-Type: text/plain; charset=iso-2022-kr\r\n\r\n", "Content-Type: text/plain; charset=x-iso-2022-kr"},
		{"comment before an encoding", "Content-Transfer-Encoding: (x) base64\r\n\r\n", "Content-Transfer-Encoding: base64"},
		{"a blank in an encoding", "Content-Transfer-Encoding: quoted printable\r\n\r\n", "Content-Transfer-Encoding: quoted-printable"},
		{"encoding with a comment", "Content-Transfer-Encoding: base64 (really)\r\n\r\n", "Content-Transfer-Encoding: base64"},
		{"encoding with a semicolon", "Content-Transfer-Encoding: 8bit;\r\n\r\n", "Content-Transfer-Encoding: 8bit"},
		{"encoding in quotes", "Content-Transfer-Encoding: \"7bit\"\r\n\r\n", "Content-Transfer-Encoding: 7bit"},
		{"two encodings", "Content-Transfer-Encoding: 8bit, 7bit\r\n\r\n", "Content-Transfer-Encoding: 8bit"},
		{"name in 8 bits", "Content-Type: image/png; name=\"\xdcber.png\"\r\n\r\n", "Content-Type: image/png; name=\"Über.png\""},
		{"name in Latin-1", "Content-Disposition: attachment; filename*=iso-8859-1''%DCber%20x.png\r\n\r\n", "Content-Disposition: attachment; filename*=utf-8''%C3%9Cber%20x.png"},
		{"name in pieces", "Content-Type: image/png; name*0*=KOI8-R'ru'%F0%D2; name*1*=%C9.png\r\n\r\n", "Content-Type: image/png; name*0*=utf-8''%D0%9F%D1%80; name*1*=%D0%B8.png"},
		{"name in UTF-8", "Content-Disposition: attachment; filename*=utf-8''%C3%9C.png\r\n\r\n", ""},
		{"name in UTF-8 as it is", "Content-Disposition: attachment; filename*=utf-8''Ü.png\r\n\r\n", "Content-Disposition: attachment; filename*=utf-8''%C3%9C.png"},
		{"name without a charset", "Content-Disposition: attachment; filename*=''%C3%9C.png\r\n\r\n", "Content-Disposition: attachment; filename*=utf-8''%C3%9C.png"},
		{"name in quotes", "Content-Disposition: attachment; filename*=\"koi8-r''%F0.png\"\r\n\r\n", "Content-Disposition: attachment; filename*=utf-8''%D0%9F.png"},
		{"name in 8 bits and its charset", "Content-Type: text/plain; charset=koi8-r; name=\"\xf0.txt\"\r\n\r\n", "Content-Type: text/plain; charset=koi8-r; name=\"П.txt\""},
		{"a quote in a name", "Content-Disposition: attachment; filename=\"Anna's.png\"\r\n\r\n", ""},
		{"percent signs that are none", "Content-Disposition: attachment; filename*=iso-8859-1''100%.png\r\n\r\n", "Content-Disposition: attachment; filename*=utf-8''100%25.png"},
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
		{"no empty line", "SGVsbG8=\n___\nA list\n", "SGVsbG8=\n", "___\nA list\n"},
		{"a word of base64 behind the end", "SGVsbG8=\n\nCONFIDENTIAL\nThis mail\n", "SGVsbG8=\n\n", "CONFIDENTIAL\nThis mail\n"},
		{"lines of other lengths", "SGVsbG8gSGVsbG\n\n8gSGVsbG8gSGVsbG8\n\ngSGVsbG8=\n", "SGVsbG8gSGVsbG\n\n8gSGVsbG8gSGVsbG8\n\ngSGVsbG8=\n", ""},
		{"more of it behind", "SGVs\n** **\n" + strings.Repeat("QUJD", 16) + "\n", "SGVs\n** **\n" + strings.Repeat("QUJD", 16) + "\n", ""},
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
		{"no empty line but in the text", "A: b\r\nHello you\r\n\r\nmore\r\n", "A: b\r\n", "Hello you\r\n\r\nmore\r\n"},
		{"no header at all", "Hello you\r\n\r\nmore\r\n", "", "Hello you\r\n\r\nmore\r\n"},
		{"a boundary", "A: b\r\n--x\r\nC: d\r\n\r\nmore\r\n", "A: b\r\n", "--x\r\nC: d\r\n\r\nmore\r\n"},
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
		{"ISO-2022-JP in another field", "X: \x1b$B\r\nSubject: Gr\xfc\xdfe\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n", "Grüße"},
		{"a charset that has no ASCII", "Subject: Gr\xfc\xdfe\r\nContent-Type: text/plain; charset=utf-16\r\n\r\n", "Grüße"},
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

// TestPartsAreNotLost has parts whose header block no parser takes.
func TestPartsAreNotLost(t *testing.T) {
	for name, tt := range map[string]struct{ part, text, file string }{
		"a comment in the type":      {"Content-Type: application/pdf (PDF)\nContent-Disposition: attachment; filename=a.pdf\n\ndata", "", "a.pdf"},
		"a line of an mbox":          {">From foo\nContent-Type: text/plain\n\ndata", "data", ""},
		"a line that is nothing":     {"X garbage\nContent-Type: text/plain\n\ndata", "data", ""},
		"a blank first line":         {" \nContent-Type: text/plain\n\ndata", "data", ""},
		"no header, no empty line":   {"Hello my friend\nhow are you", "how are you", ""},
		"a type, and no empty line":  {"Content-Type: text/plain\nHello two you\n\npara two", "Hello two you", ""},
		"letters in the type":        {"Content-Type: text/pl\xe4in\n\ndata", "data", ""},
		"a blank in the type":        {"Content-Type: application/ms word; name=a.doc\n\ndata", "", "a.doc"},
		"a file with a line of mbox": {">From foo\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\ndata", "", "a.pdf"},
	} {
		t.Run(name, func(t *testing.T) {
			m := read("Content-Type: multipart/mixed; boundary=x\n\n--x\n" + tt.part + "\n--x--\n")
			files := ""
			for _, a := range m.Attachments {
				files += a.Name
			}
			if !strings.Contains(m.Text, tt.text) || files != tt.file {
				t.Errorf("text %q, files %q, notes %v", m.Text, files, m.Notes)
			}
		})
	}
}

// TestDamagedUTF8StaysReadable has single bytes that are no UTF-8.
func TestDamagedUTF8StaysReadable(t *testing.T) {
	for raw, want := range map[string]string{
		"Content-Type: text/plain; charset=utf-8\n\nGrüße aus München \xff und mehr.\n":                    "Grüße aus München \ufffd und mehr.\n",
		"Subject: x\n\nGrüße aus München \xff und mehr.\n":                                                 "Grüße aus München \ufffd und mehr.\n",
		"Content-Type: text/plain; charset=utf-8\n\n" + strings.Repeat("viel Text ", 20) + "Gr\xfc\xdfe\n": strings.Repeat("viel Text ", 20) + "Grüße\n",
		"Content-Type: text/plain; charset=iso-2022-kr\n\nhello text\n":                                    "hello text\n",
	} {
		if m := read(raw); m.Text != want {
			t.Errorf("%q is read as %q", raw, m.Text)
		}
	}
}

// TestThreat_M08_ManyParametersAndMarks would take minutes where the time grew with the
// square of their number.
func TestThreat_M08_ManyParametersAndMarks(t *testing.T) {
	var params strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&params, "; p%d=v", i)
	}
	for name, raw := range map[string]string{
		"parameters": "Content-Type: text/plain" + params.String() + "\n\nhello\n",
		"folded":     "Content-Type: text/plain;\n " + strings.Repeat("name*=koi8-r''%F0;", 200_000) + "\n\nhello\n",
		"marks":      "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nhello\n--x y" + strings.Repeat("--x ", 1_000_000) + "\n--x--\n",
	} {
		if m := read(raw); !strings.Contains(m.Text, "hello") && len(m.Attachments) == 0 {
			t.Errorf("%s: %.100q", name, m.Text)
		}
	}
}
