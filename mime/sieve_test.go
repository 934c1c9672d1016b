package mime

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// noise is data that looks like nothing.
func noise(n int) []byte {
	data := make([]byte, n)
	r := rand.NewChaCha8([32]byte{1})
	_, _ = r.Read(data)
	return data
}

// lines encodes data in base64 with so many characters in a line.
func lines(data []byte, width int) string {
	text := base64.StdEncoding.EncodeToString(data)
	var out strings.Builder
	for len(text) > width {
		out.WriteString(text[:width] + "\r\n")
		text = text[width:]
	}
	out.WriteString(text + "\r\n")
	return out.String()
}

func withAttachment(header, body string) string {
	return "Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b\r\n" +
		header + "\r\n" + body + "--b--\r\n"
}

const pdf = "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n"

// TestLargeAttachmentsStayInTheMessage reads messages with and without leaving
// attachments where they are: nothing must differ.
func TestLargeAttachmentsStayInTheMessage(t *testing.T) {
	big := noise(200_001)
	inner := withAttachment(pdf, lines(big, 76))
	tests := []struct {
		name, raw string
		left      int // how many are left in the message
	}{
		{"attachment", withAttachment(pdf, lines(big, 76)), 1},
		{"no filling", withAttachment(pdf, lines(big[:150_000], 76)), 1},
		{"filled by two", withAttachment(pdf, lines(big[:199_999], 76)), 1},
		{"folded fields", withAttachment("Content-Type: application/pdf;\r\n name=\"a.pdf\"\r\nContent-transfer-ENCODING:\r\n  Base64\r\n", lines(big, 76)), 1},
		{"lines of 72", withAttachment(pdf, lines(big, 72)), 1},
		{"lines of 75", withAttachment(pdf, lines(big, 75)), 0},
		{"bare LF", strings.ReplaceAll(withAttachment(pdf, lines(big, 76)), "\r\n", "\n"), 1},
		{"cut in the middle", withAttachment(pdf, lines(big, 76))[:150_000], 1},
		{"blank line behind", withAttachment(pdf, lines(big, 76)+"\r\n\r\n"), 1},
		{"junk behind", withAttachment(pdf, lines(big[:150_000], 76)+"!!!\r\n"+lines(big, 76)), 1},
		{"junk ahead", withAttachment(pdf, "!!\r\n"+lines(big, 76)), 0},
		{"one long line", withAttachment(pdf, lines(big, 1<<20)), 0},
		{"encoded text", withAttachment("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n", lines([]byte(strings.Repeat("Grüße ", 30_000)), 76)), 0},
		{"no content type", withAttachment("Content-Transfer-Encoding: base64\r\n", lines(big, 76)), 0},
		{"small", withAttachment(pdf, lines(big[:1000], 76)), 0},
		{"two", withAttachment(pdf, lines(big, 76)+"--b\r\n"+pdf+"\r\n"+lines(big[1:], 76)), 2},
		{"the message itself", pdf + "\r\n" + lines(big, 76), 1},
		{"message in a message", withAttachment("Content-Type: message/rfc822\r\n", inner), 1},
		{"a report that looks like parts", "Content-Type: message/delivery-status\r\n\r\n--b\r\n" + pdf + "\r\n" + lines(big, 76), 1},
		{"parts that are none", "Content-Type: multipart/mixed\r\n\r\n--b\r\n" + pdf + "\r\n" + lines(big, 76), 1},
		{"a text that looks like parts", "Subject: x\r\n\r\n--b\r\n" + pdf + "\r\n" + lines(big, 76), 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := readBytes([]byte(tt.raw), Limits{})
			want := readBytes([]byte(tt.raw), Limits{Left: 1 << 40})
			same(t, got, want)
			_, cuts, _, _ := sift(strings.NewReader(tt.raw), int64(len(tt.raw)), DefaultLimits())
			if len(cuts.byMark) != tt.left {
				t.Errorf("%d are left in the message, want %d", len(cuts.byMark), tt.left)
			}
		})
	}
}

func same(t *testing.T, got, want *Message) {
	t.Helper()
	if got.Text != want.Text {
		t.Errorf("text %.200q, want %.200q", got.Text, want.Text)
	}
	if len(got.Attachments) != len(want.Attachments) {
		t.Fatalf("%d attachments, want %d", len(got.Attachments), len(want.Attachments))
	}
	for i, w := range want.Attachments {
		g := got.Attachments[i]
		if contentOf(g) != contentOf(w) {
			t.Errorf("attachment %d has %d bytes, want %d", i, len(contentOf(g)), len(contentOf(w)))
		}
		if g.Size != int64(len(contentOf(g))) || g.Name != w.Name || g.Type != w.Type {
			t.Errorf("attachment %+v, want %+v", g, w)
		}
	}
}

func TestThreat_M11_MessageOverTheLimit(t *testing.T) {
	raw := "Subject: x\r\n\r\n" + strings.Repeat("a line of text\r\n", 100_000)
	m := readBytes([]byte(raw), Limits{Whole: 10_000})
	if len(m.Text) > 11_000 || len(m.Text) < 9_000 || !strings.Contains(kinds(m), "5") {
		t.Errorf("%d bytes of text, notes %s", len(m.Text), kinds(m))
	}
}

// FuzzSieve checks that leaving attachments in a message changes nothing.
func FuzzSieve(f *testing.F) {
	f.Add([]byte(withAttachment(pdf, lines(noise(300), 76))))
	f.Add([]byte(withAttachment("Content-Type: message/rfc822\r\n", withAttachment(pdf, lines(noise(300), 40)))))
	f.Add([]byte("--b\n" + pdf + "\n" + lines(noise(200), 20)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		same(t, readBytes(raw, Limits{Left: 40}), readBytes(raw, Limits{Left: 1 << 40}))
	})
}

// BenchmarkReadLarge reads a message with an attachment of 19 MB. What counts is
// the memory.
func BenchmarkReadLarge(b *testing.B) {
	raw := []byte(withAttachment(pdf, lines(noise(19_000_000), 76)))
	for _, left := range []int{0, 1 << 40} {
		b.Run(fmt.Sprintf("left=%d", left), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				m := Read(bytes.NewReader(raw), int64(len(raw)), Limits{Left: left})
				if n, _ := io.Copy(io.Discard, m.Attachments[0].Reader()); n != 19_000_000 {
					b.Fatal(n)
				}
			}
		})
	}
}

// TestThreat_M11_ManyCutsInALongText: to put it together again must not take time
// by the square.
func TestThreat_M11_ManyCutsInALongText(t *testing.T) {
	c := newCuts(strings.NewReader(""))
	var data []byte
	for range 4000 {
		data = append(data, c.add(cut{})...)
	}
	data = append(data, bytes.Repeat([]byte("a line of text\r\n"), 3<<20)...)
	began := time.Now()
	if got := c.content(data); len(got) != 8001 {
		t.Errorf("%d pieces", len(got))
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("it took %v", took)
	}
}
