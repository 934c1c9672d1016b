package sample_test

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"errors"
	"image/jpeg"
	"image/png"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"github.com/restante/restante/assets/sample"
)

// damaged is the subject of the letter that has no final boundary.
const damaged = "Message cut off by a tunnel"

// charset reads text in the charset named, as decoders of package mime want it.
func charset(name string, r io.Reader) (io.Reader, error) {
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, err
	}
	return e.NewDecoder().Reader(r), nil
}

// header returns a header field with its encoded words decoded.
func header(t *testing.T, m *mail.Message, name string) string {
	t.Helper()
	d := mime.WordDecoder{CharsetReader: charset}
	s, err := d.DecodeHeader(m.Header.Get(name))
	if err != nil {
		t.Errorf("%s: %v", m.Header.Get(name), err)
	}
	return s
}

// part is a leaf of a message, decoded but for its charset.
type part struct {
	kind, file string
	params     map[string]string
	data       []byte
}

// walk collects the leaves of a message or part. It goes into attached messages.
func walk(t *testing.T, h textproto.MIMEHeader, body io.Reader) (parts []part, broken error) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		t.Fatalf("%q: %v", h.Get("Content-Type"), err)
	}
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		return walkParts(t, multipart.NewReader(body, params["boundary"]))
	case kind == "message/rfc822":
		m, err := mail.ReadMessage(body)
		if err != nil {
			t.Fatal(err)
		}
		return walk(t, textproto.MIMEHeader(m.Header), m.Body)
	}
	switch cte := h.Get("Content-Transfer-Encoding"); cte {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "", "7bit", "8bit":
	default:
		t.Errorf("transfer encoding %q", cte)
	}
	_, disp, _ := mime.ParseMediaType(h.Get("Content-Disposition"))
	data, err := io.ReadAll(body)
	return []part{{kind, disp["filename"], params, data}}, err
}

func walkParts(t *testing.T, r *multipart.Reader) (parts []part, broken error) {
	t.Helper()
	for {
		p, err := r.NextRawPart()
		if err == io.EOF && len(parts) > 0 {
			return parts, broken
		}
		if err != nil {
			return parts, err
		}
		inner, err := walk(t, p.Header, p)
		parts = append(parts, inner...)
		if err != nil {
			broken = err
		}
	}
}

// leaves returns the leaves of a whole message.
func leaves(t *testing.T, m *mail.Message) ([]part, error) {
	t.Helper()
	return walk(t, textproto.MIMEHeader(m.Header), m.Body)
}

func TestPartsCanBeWalked(t *testing.T) {
	found := map[string]int{}
	for _, m := range letters(noon) {
		msg := parse(t, m)
		subject := header(t, msg, "Subject")
		parts, err := leaves(t, msg)
		if want := subject == damaged; (err != nil) != want {
			t.Errorf("%q: %v", subject, err)
		}
		for _, p := range parts {
			found[p.kind]++
			if len(p.data) == 0 {
				t.Errorf("%q has an empty %s", subject, p.kind)
			}
		}
	}
	for _, kind := range []string{"text/plain", "text/html", "text/calendar", "text/csv", "application/pdf", "application/pgp-signature", "message/delivery-status", "image/png", "image/jpeg"} {
		if found[kind] == 0 {
			t.Errorf("no letter has a part of %s", kind)
		}
	}
}

func TestAttachmentsAreSmallAndSound(t *testing.T) {
	want := map[string]string{
		"map.pdf": "application/pdf", "list.txt": "text/plain", "Ticket KX7-4410.pdf": "application/pdf",
		"invoice-2207.pdf": "application/pdf", "boat.png": "image/png", "Jetty, the two of us.jpg": "image/jpeg",
		"cat-on-ladder.jpg": "image/jpeg", "照片.jpg": "image/jpeg", "会议记录.csv": "text/csv",
		"timetable.csv": "text/csv", "soup-results.csv": "text/csv", "signature.asc": "application/pgp-signature",
	}
	for _, m := range letters(noon) {
		parts, _ := leaves(t, parse(t, m))
		for _, p := range parts {
			name := fileName(t, p)
			if name == "" {
				continue
			}
			if want[name] != p.kind {
				t.Errorf("%q is %s", name, p.kind)
			}
			delete(want, name)
			if len(p.data) > 40<<10 {
				t.Errorf("%q has %d bytes", name, len(p.data))
			}
			if err := sound(p); err != nil {
				t.Errorf("%q: %v", name, err)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
}

// fileName returns the name of an attachment. In Content-Disposition package mime
// reads names in UTF-8 only; other ones stand in Content-Type too.
func fileName(t *testing.T, p part) string {
	t.Helper()
	if p.file != "" {
		return p.file
	}
	d := mime.WordDecoder{CharsetReader: charset}
	s, err := d.DecodeHeader(p.params["name"])
	if err != nil {
		t.Error(err)
	}
	return s
}

// sound reads an attachment as the program that it is meant for would.
func sound(p part) (err error) {
	r := bytes.NewReader(p.data)
	switch p.kind {
	case "image/png":
		_, err = png.Decode(r)
	case "image/jpeg":
		_, err = jpeg.Decode(r)
	case "text/csv":
		_, err = csv.NewReader(r).ReadAll()
	case "application/pdf":
		if !bytes.HasPrefix(p.data, []byte("%PDF-1.")) || !bytes.HasSuffix(bytes.TrimSpace(p.data), []byte("%%EOF")) {
			err = errors.New("not a PDF")
		}
	}
	return err
}

func TestCharsets(t *testing.T) {
	tests := []struct{ charset, from, subject, words string }{
		{"gb18030", "陈美玲", "会议记录和照片", "照片里拿着苹果的是我"},
		{"iso-2022-jp", "佐藤 由美", "京都の紅葉と、迷子の傘について", "黒い傘です"},
		{"euc-kr", "김지은", "김치 택배를 보냈어요", "배추가 백 포기"},
		{"koi8-r", "Вера Петровна", "Кот вернулся, самовар починили", "Варенье из крыжовника"},
		{"iso-8859-7", "Ελένη Παπαδάκη", "Τα κλειδιά του σπιτιού στο νησί", "και η θάλασσα"},
		{"windows-1256", "ليلى حداد", "دعوة إلى فنجان قهوة وقصة طويلة", "شجرة الليمون"},
		{"iso-8859-8-i", "נועה לוי", "המתכון של סבתא, סוף סוף", "לעוגת הדבש"},
		{"iso-8859-9", "Ayşe Çağlar", "Çay demlendi, vapur kaçtı", "Iğdır'dan gelen"},
		{"iso-8859-2", "Zofia Wiśniewska", "Grzyby, proszę państwa, grzyby", "zje łyżką cały żurek"},
		{"iso-8859-1", "Jürgen Größler", "Schöne Grüße aus dem Schrebergarten", "die Gießkanne"},
		{"iso-8859-1", "Hélène Moreau", "Le boulanger, la suite", "« et même davantage »"},
		{"utf-8", "सुनीता शर्मा", "आम का अचार और छत की चाबी", "छह हैं"},
		{"utf-8", "สมชาย ใจดี", "แมวของคุณยายกับเรือข้ามฟาก", "มะม่วงสุกแล้วนะ"},
		{"utf-8", "Nguyễn Thị Hương", "Mưa, phở và chiếc xe đạp màu xanh", "hai bát"},
		{"utf-8", "João Conceição", "A receita, o gato e a sardinha que falta", "No domingo há procissão"},
		{"utf-8", "Inés Muñoz", "¿Quién ha escondido las aceitunas?", "¿te acuerdas del cuñado"},
		{"utf-8", "Maja 🐙", "🎂 + 🎂 + 🪗 = Saturday? 👩‍👩‍👧‍👦", "👍🏽 = yes"},
	}
	bySubject := map[string]*mail.Message{}
	for _, m := range letters(noon) {
		msg := parse(t, m)
		bySubject[header(t, msg, "Subject")] = msg
	}
	for _, tt := range tests {
		msg := bySubject[tt.subject]
		if msg == nil {
			t.Errorf("no letter %q", tt.subject)
			continue
		}
		if from := header(t, msg, "From"); !strings.HasPrefix(from, tt.from+" <") {
			t.Errorf("%q is from %q", tt.subject, from)
		}
		parts, _ := leaves(t, msg)
		if got := parts[0].params["charset"]; got != tt.charset {
			t.Errorf("%q is in %q", tt.subject, got)
		}
		if text := decoded(t, parts[0]); !strings.Contains(text, tt.words) || strings.ContainsRune(text, '\uFFFD') {
			t.Errorf("%q reads %q", tt.subject, text)
		}
	}
}

// decoded returns the text of a part.
func decoded(t *testing.T, p part) string {
	t.Helper()
	name := p.params["charset"]
	if name == "" {
		name = "us-ascii"
	}
	r, err := charset(name, bytes.NewReader(p.data))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestAddressesAreReserved looks for addresses and links everywhere, in the
// decoded text too.
func TestAddressesAreReserved(t *testing.T) {
	where := regexp.MustCompile(`(?:[\w.+-]@|https?://)([A-Za-z0-9.-]*[A-Za-z0-9])`)
	reserved := regexp.MustCompile(`(?:^|\.)(?:example|test|invalid|example\.(?:org|com|net))$`)
	check := func(uid, s string) {
		for _, m := range where.FindAllStringSubmatch(s, -1) {
			if !reserved.MatchString(m[1]) {
				t.Errorf("%s names %q", uid, m[1])
			}
		}
	}
	for _, m := range letters(noon) {
		msg := parse(t, m)
		check(m.UID, string(m.Raw))
		parts, _ := leaves(t, msg)
		for _, p := range parts {
			if strings.HasPrefix(p.kind, "text/") {
				check(m.UID, decoded(t, p))
			}
		}
		for _, name := range []string{"From", "To", "Reply-To"} {
			if v := header(t, msg, name); name != "Reply-To" || v != "" {
				check(m.UID, v)
			}
		}
		if _, err := msg.Header.AddressList("To"); err != nil {
			t.Errorf("%s: To: %v", m.UID, err)
		}
		p := mail.AddressParser{WordDecoder: &mime.WordDecoder{CharsetReader: charset}}
		if _, err := p.Parse(msg.Header.Get("From")); err != nil {
			t.Errorf("%s: From: %v", m.UID, err)
		}
	}
	for i, m := range sample.Messages(noon) {
		if m.Bomb && i%25 == 0 { // they are all made of the same few words
			check(m.UID, string(m.Raw))
		}
	}
}
