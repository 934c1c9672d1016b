package mime

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

func crlf(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r\n")) }

func readBytes(raw []byte, lim Limits) *Message {
	return Read(bytes.NewReader(raw), int64(len(raw)), lim)
}

// contentOf is the content of an attachment.
func contentOf(a Attachment) string {
	all, err := io.ReadAll(a.Reader())
	if err != nil {
		return err.Error()
	}
	return string(all)
}

func read(s string) *Message { return readBytes(crlf(s), Limits{}) }

func kinds(m *Message) string {
	var out []string
	for _, n := range m.Notes {
		out = append(out, fmt.Sprint(int(n.Kind)))
	}
	return strings.Join(out, ",")
}

func hasNote(m *Message, kind NoteKind) bool {
	for _, n := range m.Notes {
		if n.Kind == kind {
			return true
		}
	}
	return false
}

func TestText(t *testing.T) {
	b64 := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	tests := []struct{ name, raw, want string }{
		{"no MIME", "Subject: x\n\nHello\nworld\n", "Hello\nworld\n"},
		{"empty", "Subject: x\n\n", ""},
		{"header only", "Subject: x\n", ""},
		{"quoted-printable", "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nGr=FC=DFe =\nhier\n", "Grüße hier\n"},
		{"base64", "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + b64("Grüße\r\nhier\r\n") + "\n", "Grüße\nhier\n"},
		{"M09 8-bit UTF-8 without a charset", "Subject: x\n\nGrüße\n", "Grüße\n"},
		{"M09 8-bit Latin-1 without a charset", "Subject: x\n\nGr\xfc\xdfe\n", "Grüße\n"},
		{"M09 claims ASCII, is UTF-8", "Content-Type: text/plain; charset=us-ascii\n\nGrüße\n", "Grüße\n"},
		{"M09 claims UTF-8, is Latin-1", "Content-Type: text/plain; charset=utf-8\n\nGr\xfc\xdfe aus K\xf6ln\n", "Grüße aus Köln\n"},
		{"M09 unknown charset", "Content-Type: text/plain; charset=x-martian\n\nGrüße\n", "Grüße\n"},
		{"M09 cp-850", "Content-Type: text/plain; charset=cp-850\n\nGr\x81\xe1e\n", "Grüße\n"},
		{"M09 utf-7", "Content-Type: text/plain; charset=utf-7\n\nGr+APwA3w-e\n", "Grüße\n"},
		{"M09 ISO-2022-JP with an unfinished escape", "Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B$3$s$K$A$O\n", "こんにちは\uFFFD\n"},
		{"M09 KOI8-R", "Content-Type: text/plain; charset=koi8-r\n\n\xf0\xd2\xc9\xd7\xc5\xd4\n", "Привет\n"},
		{"M09 GB2312", "Content-Type: text/plain; charset=gb2312\n\n\xbb\xe1\xd2\xe9\n", "会议\n"},
		{"M09 Hebrew visual", "Content-Type: text/plain; charset=iso-8859-8-i\n\n\xf9\xec\xe5\xed\n", "שלום\n"},
		{"flowed", "Content-Type: text/plain; format=flowed\n\nThis is \none paragraph.\n\n> quoted \n> too\n new\n", "This is one paragraph.\n\n> quoted too\nnew\n"},
		{"flowed signature", "Content-Type: text/plain; format=flowed\n\nHi\n-- \nAnna\n", "Hi\n-- \nAnna\n"},
		{"delsp", "Content-Type: text/plain; format=flowed; delsp=yes\n\nabc \ndef\n", "abcdef\n"},
		{"control characters", "Subject: x\n\na\x00b\x08c\td\n", "abc\td\n"},
		{"lone CR", "Subject: x\n\na\rb\n", "a\nb\n"},
		{"alternative", "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nplain\n--b\nContent-Type: text/html\n\n<p>html</p>\n--b--\n", "plain\n"},
		{"alternative with an empty plain part", "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n \n--b\nContent-Type: text/html\n\n<p>html</p>\n--b--\n", "html\n"},
		{"M18 each part alone", "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>one <img src=\"http://evil.example/\n--b\nContent-Type: text/plain\n\nsecret\n--b\nContent-Type: text/html\n\n\">two\n--b--\n", "secret\n\none\n\n\">two\n"},
		{"two texts", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n--b--\n", "one\n\ntwo\n"},
		{"delivery report", "Content-Type: multipart/report; boundary=b\n\n--b\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n--b\nContent-Type: text/rfc822-headers\n\nSubject: y\n--b--\n", "It failed.\n\nAction: failed\n\nSubject: y\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := read(tt.raw)
			if m.Text != tt.want {
				t.Errorf("got %q, want %q (notes %v)", m.Text, tt.want, m.Notes)
			}
		})
	}
}

func TestHTMLToText(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"paragraphs", "<p>One</p><p>Two</p>", "One\n\nTwo\n"},
		{"white space", "<p>  One\n two&nbsp; three </p>", "One two three\n"},
		{"inline", "<b>a</b><i>b</i> <u>c</u>", "ab c\n"},
		{"break", "one<br>two<br/><br>three", "one\ntwo\n\nthree\n"},
		{"list", "<ul><li>a<li>b</ul><ol><li>x</li><li>y</li></ol>", "• a\n• b\n\n1. x\n2. y\n"},
		{"nested list", "<ul><li>a<ul><li>b</li></ul></li></ul>", "• a\n\n  • b\n"},
		{"table", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a  b\nc\n"},
		{"link", `<a href="https://x.example/y">here</a>`, "here (https://x.example/y)\n"},
		{"link that shows itself", `<a href="https://x.example/">x.example</a>`, "x.example\n"},
		{"mail link", `<a href="mailto:a@x.example">a@x.example</a>`, "a@x.example\n"},
		{"M13 script link", `<a href="javascript:alert(1)">click</a>`, "click\n"},
		{"M13 data link", `<a href=" DATA:text/html,x">click</a>`, "click\n"},
		{"M13 script", `a<script>evil()</script><style>p{}</style>b<title>no</title>`, "ab\n"},
		{"M14 deceiving link", `<a href="http://evil.example/">https://bank.example/</a>`, "https://bank.example/ (http://evil.example/)\n"},
		{"M21 hidden preheader", `<div style="display:none">secret</div><p style="font-size:0px">no</p><p>yes</p>`, "yes\n"},
		{"M21 padding", "<p>yes\u200b\u034f&zwnj;</p>", "yes\u200c\n"},
		{"hidden in hidden", `<div style="display:none"><div>a</div>b</div>c`, "c\n"},
		{"head", "<html><head><meta charset=x><title>t</title></head><body>b</body></html>", "b\n"},
		{"quote", "<p>a</p><blockquote>b<br>c</blockquote><p>d</p>", "a\n\n> b\n> c\n\nd\n"},
		{"picture", `<img src="x" alt="A boat"> <img src="y">`, "[A boat]\n"},
		{"pre", "<pre>a\n  b</pre>", "a\n  b\n"},
		{"entities", "&lt;b&gt; &amp; &#8364; &nosuch;", "<b> & € &nosuch;\n"},
		{"comment", "a<!-- b -->c<![CDATA[x]]>", "ac\n"},
		{"unclosed", "<p>a<b>c<table><td>d", "ac\nd\n"},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := htmlToText(tt.html)
			if tt.html == "" {
				got = strings.TrimSpace(got)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestHTMLOnly(t *testing.T) {
	m := read("Content-Type: text/html; charset=utf-8\n\n<p>Grüße</p>\n")
	if m.Text != "Grüße\n" || !m.FromHTML {
		t.Errorf("got %q, %v", m.Text, m.FromHTML)
	}
	m = readBytes([]byte("Content-Type: text/html\r\n\r\n<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=koi8-r\"></head>\xf0\xd2\xc9\xd7\xc5\xd4"), Limits{})
	if m.Text != "Привет\n" {
		t.Errorf("M09 charset in the HTML: %q", m.Text)
	}
}

// TestHTMLOnlyWithAFile is made of HTML, whatever is attached.
func TestHTMLOnlyWithAFile(t *testing.T) {
	m := read("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Hello</p>\n--b\nContent-Type: application/pdf; name=a.pdf\n\nx\n--b--\n")
	if m.Text != "Hello\n" || !m.FromHTML || len(m.Attachments) != 1 {
		t.Errorf("got %q, %v, %d files", m.Text, m.FromHTML, len(m.Attachments))
	}
}

func TestAttachments(t *testing.T) {
	m := read("Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\nContent-Type: application/pdf; name=\"=?utf-8?q?Gr=C3=BC=C3=9Fe.pdf?=\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment\n\nSGVsbG8=\n--b\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment; filename*=utf-8''%C3%A9.txt\n\nfile\n--b\nContent-Type: image/png; name=x.png\nContent-ID: <1@x>\nContent-Disposition: inline\nContent-Transfer-Encoding: base64\n\niVBORw==\n--b\nContent-Type: message/rfc822\n\nSubject: Inner\n\nbody\n--b--\n")
	var got []string
	for _, a := range m.Attachments {
		got = append(got, fmt.Sprintf("%s %s %v %d", a.Name, a.Type, a.Inline, a.Size))
	}
	want := "Grüße.pdf application/pdf false 5|é.txt text/plain false 4|x.png image/png true 4|Inner.eml message/rfc822 false 22"
	if g := strings.Join(got, "|"); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
	if m.Text != "text\n" || !m.HasAttachment {
		t.Errorf("text %q", m.Text)
	}
}

func TestAttachmentBytesAreKept(t *testing.T) {
	data := make([]byte, 100_000)
	for i := range data {
		data[i] = byte(i * 7)
	}
	enc := base64.StdEncoding.EncodeToString(data)
	var lines strings.Builder
	for len(enc) > 76 {
		lines.WriteString(enc[:76] + "\n")
		enc = enc[76:]
	}
	m := read("Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=x.bin\n\n" + lines.String() + enc + "\n")
	if len(m.Attachments) != 1 || contentOf(m.Attachments[0]) != string(data) {
		t.Fatal("the bytes differ")
	}
}

func TestThreat_M10_BrokenEncodings(t *testing.T) {
	tests := []struct{ name, raw, text string }{
		{"junk in base64", "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nSGVs*bG8=\n", "Hello"},
		{"cut base64", "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nSGVsbG8gd29ybGQhI\n", "Hello world"},
		{"bad quoted-printable", "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n100=ZZ %\nend=\n", "100"},
		{"unknown encoding", "Content-Type: text/plain\nContent-Transfer-Encoding: rot13\n\nUryyb\n", "Uryyb"},
		{"binary", "Content-Type: text/plain\nContent-Transfer-Encoding: binary\n\nHello\x00\xff\n", "Hello"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if m := read(tt.raw); !strings.Contains(m.Text, tt.text) {
				t.Errorf("got %q, notes %v", m.Text, m.Notes)
			}
		})
	}
	m := read("Subject: x\n\nbefore\nbegin 644 ../cat.txt\n#0V%T\n`\nend\nafter\n")
	if m.Text != "before\nafter\n" || len(m.Attachments) != 1 || contentOf(m.Attachments[0]) != "Cat" || m.Attachments[0].Name != "cat.txt" {
		t.Errorf("uuencode: %q %+v", m.Text, m.Attachments)
	}
	m = read("Subject: x\n\nbegin 644 is a normal sentence\nthat goes on\n")
	if !strings.HasPrefix(m.Text, "begin 644 is") {
		t.Errorf("no uuencode: %q", m.Text)
	}
}

func TestThreat_M08_StrangeStructures(t *testing.T) {
	var deep strings.Builder
	deep.WriteString("Content-Type: multipart/mixed; boundary=b0\n\n")
	for i := range 10_000 {
		fmt.Fprintf(&deep, "--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n", i, i+1)
	}
	deep.WriteString("hidden treasure\n")
	tests := []struct {
		name, raw, text string
		note            NoteKind
	}{
		{"10,000 deep", deep.String(), "treasure", NoteSource},
		{"10,000 parts", "Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nhello\n", 10_001) + "--b--\n", "hello", NoteSource},
		{"no end", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n", "hello", NoteStructure},
		{"boundary never comes", "Content-Type: multipart/mixed; boundary=b\n\nhello\n", "", 0},
		{"no boundary given", "Content-Type: multipart/mixed\n\nhello\n", "hello", 0},
		{"boundary of 1 MB", "Content-Type: multipart/mixed; boundary=" + strings.Repeat("b", 1<<20) + "\n\nhello\n", "", 0},
		{"boundary is a prefix of another", "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n\nhello\n--bb--\n--b--\n", "hello", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := read(tt.raw)
			if !strings.Contains(m.Text, tt.text) {
				t.Errorf("%q is not shown: %.100q, notes %v", tt.text, m.Text, m.Notes)
			}
			if tt.note != 0 && !hasNote(m, tt.note) {
				t.Errorf("no note: %v", m.Notes)
			}
		})
	}
	t.Run("rfc822 in itself", func(t *testing.T) {
		m := read(strings.Repeat("Content-Type: message/rfc822\n\n", 1000) + "hello\n")
		if len(m.Attachments) != 1 {
			t.Errorf("%d attachments, %q", len(m.Attachments), m.Text)
		}
	})
}

func TestThreat_M15_FileNames(t *testing.T) {
	tests := []struct{ name, want string }{
		{"../../etc/passwd", "passwd"},
		{`C:\Windows\x.txt`, "x.txt"},
		{`\\host\share\x.txt`, "x.txt"},
		{"/", "attachment.pdf"},
		{"a\x00b.txt", "a_b.txt"},
		{"CON", "_CON"},
		{"con.txt", "_con.txt"},
		{"nul", "_nul"},
		{"a.txt:stream", "a.txt_stream"},
		{"name. . ", "name"},
		{".bashrc", "bashrc"},
		{"desktop.ini", "_desktop.ini"},
		{"x.pdf.exe", "x.pdf.exe"},
		{"invoice\u202efdp.exe", "invoicefdp.exe"},
		{"", "attachment.pdf"},
		{"..", "attachment.pdf"},
		{"   ", "attachment.pdf"},
		{"a\nb.txt", "a_b.txt"},
		{`a"b?*.txt`, "a_b__.txt"},
		{"Grüße.txt", "Grüße.txt"},
		{"\xff\xfe.txt", "_.txt"},
	}
	for _, tt := range tests {
		if got := SafeName(tt.name, "application/pdf"); got != tt.want {
			t.Errorf("SafeName(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
	long := SafeName(strings.Repeat("ä", 1000)+".pdf", "")
	if len(long) > maxName || !strings.HasSuffix(long, ".pdf") || !utf8.ValidString(long) {
		t.Errorf("long name %q", long)
	}
	part := "--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=%s\n\nx\n"
	m := read("Content-Type: multipart/mixed; boundary=b\n\n" + fmt.Sprintf(part, "a.pdf") + fmt.Sprintf(part, "A.PDF") + fmt.Sprintf(part, "a.pdf") + "--b--\n")
	if got := fmt.Sprint(m.Attachments[0].Name, m.Attachments[1].Name, m.Attachments[2].Name); got != "a.pdfA (2).PDFa (3).pdf" {
		t.Errorf("equal names: %s", got)
	}
}

func TestThreat_M17_Winmail(t *testing.T) {
	m := read("Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+Iv//\n")
	if len(m.Attachments) != 1 || m.Attachments[0].Name != "winmail.dat" {
		t.Errorf("%+v", m.Attachments)
	}
}

func TestThreat_M19_SignedAndEncrypted(t *testing.T) {
	m := read("Content-Type: multipart/signed; boundary=b; protocol=\"application/pgp-signature\"\n\n--b\n\nhello\n--b\nContent-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN\n--b--\n")
	if !hasNote(m, NoteSigned) || m.Text != "hello\n" || len(m.Attachments) != 1 {
		t.Errorf("signed: %q %v", m.Text, m.Notes)
	}
	m = read("Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\n-----BEGIN PGP\n--b--\n")
	if !hasNote(m, NoteEncrypted) || m.Text != "" {
		t.Errorf("encrypted: %q %v", m.Text, m.Notes)
	}
}

func TestLimits(t *testing.T) {
	m := readBytes(crlf("Subject: x\n\n"+strings.Repeat("long ", 1000)), Limits{Text: 100})
	if len(m.Text) > 100 || !hasNote(m, NoteTruncated) {
		t.Errorf("%d bytes, notes %s", len(m.Text), kinds(m))
	}
	m = readBytes(crlf("Content-Type: multipart/mixed; boundary=b\n\n"+strings.Repeat("--b\nContent-Type: application/pdf\n\nx\n", 20)), Limits{Attachments: 5})
	if len(m.Attachments) != 5 || !hasNote(m, NoteTruncated) {
		t.Errorf("%d attachments, notes %s", len(m.Attachments), kinds(m))
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"Subject: x\n\nhello\n",
		"Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\nContent-Type: text/html; charset=koi8-r\nContent-Transfer-Encoding: quoted-printable\n\n<p style=display:none>a=F0</p><a href=x>b</a>\n--b\nContent-Disposition: attachment; filename=\"../x\"\n\nfile\n--b--\n",
		"Content-Type: text/plain; format=flowed; delsp=yes\n\n>> a \n> b \n",
		"Content-Type: text/calendar\n\nBEGIN:VEVENT\nSUMMARY;X=1:a\\nb\n",
		"\n\nbegin 644 x\n#0V%T\n`\nend\n",
	} {
		f.Add(crlf(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		lim := Limits{Text: 10_000, Attachments: 20}
		m := readBytes(raw, lim)
		checkSummary(t, m.Summary)
		for _, n := range m.Notes {
			if strings.HasPrefix(n.Detail, "the parser failed") {
				t.Error(n.Detail)
			}
		}
		if !utf8.ValidString(m.Text) || len(m.Text) > lim.Text {
			t.Errorf("bad text of %d bytes", len(m.Text))
		}
		if strings.ContainsAny(m.Text, "\x00\r\x1b") {
			t.Error("control characters in the text")
		}
		if len(m.Attachments) > lim.Attachments {
			t.Errorf("%d attachments", len(m.Attachments))
		}
		for _, a := range m.Attachments {
			if a.Name == "" || strings.ContainsAny(a.Name, "/\\\x00") || strings.HasPrefix(a.Name, ".") || len(a.Name) > maxName+10 {
				t.Errorf("unsafe name %q", a.Name)
			}
		}
	})
}
