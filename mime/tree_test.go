package mime

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// nest is a message of multiparts within multiparts. close says of a level whether
// it is closed.
func nest(levels int, declare func(level int) string, close func(level int) bool) []byte {
	var b strings.Builder
	b.WriteString("From: a@example.org\r\nSubject: Nest\r\nMIME-Version: 1.0\r\n")
	for i := range levels {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; %s\r\n\r\n--n%d\r\n", declare(i), i)
	}
	b.WriteString("Content-Type: text/plain\r\n\r\nText\r\n")
	for i := levels - 1; i >= 0; i-- {
		if close(i) {
			fmt.Fprintf(&b, "--n%d--\r\n", i)
		}
	}
	return []byte(b.String())
}

// TestThreat_M08_NestsAreReadAtOnce reads nests whose reading took twice as long with
// each level. Who does not end is stopped by the time limit of the test.
func TestThreat_M08_NestsAreReadAtOnce(t *testing.T) {
	quoted := func(i int) string { return fmt.Sprintf(`boundary="n%d"`, i) }
	for name, c := range map[string]struct {
		levels  int
		declare func(int) string
		close   func(int) bool
		text    bool // the text is found; else the source is shown
	}{
		"never closed":         {28, quoted, func(int) bool { return false }, true},
		"99, never closed":     {99, quoted, func(int) bool { return false }, true},
		"closed":               {99, quoted, func(int) bool { return true }, true},
		"inner ones closed":    {60, quoted, func(i int) bool { return i > 30 }, true},
		"outer ones closed":    {60, quoted, func(i int) bool { return i < 30 }, true},
		"every second closed":  {60, quoted, func(i int) bool { return i%2 == 0 }, true},
		"few, never closed":    {5, quoted, func(int) bool { return false }, true},
		"without quotes":       {50, func(i int) string { return fmt.Sprintf("boundary=n%d", i) }, func(int) bool { return false }, true},
		"upper case, blanks":   {50, func(i int) string { return fmt.Sprintf("charset=x; BOUNDARY = n%d", i) }, func(int) bool { return false }, true},
		"in pieces (RFC 2231)": {50, func(i int) string { return fmt.Sprintf("boundary*0=n; boundary*1=%d", i) }, func(int) bool { return false }, true},
		"encoded (RFC 2231)":   {50, func(i int) string { return fmt.Sprintf("boundary*=us-ascii''n%d", i) }, func(int) bool { return false }, true},
		"escaped":              {50, func(i int) string { return fmt.Sprintf(`boundary="\n%d"`, i) }, func(int) bool { return false }, false},
		"folded":               {50, func(i int) string { return fmt.Sprintf("\r\n\tboundary=\r\n n%d", i) }, func(int) bool { return false }, true},
	} {
		t.Run(name, func(t *testing.T) {
			raw := nest(c.levels, c.declare, c.close)
			m := Read(bytes.NewReader(raw), int64(len(raw)), DefaultLimits())
			if m.Subject != "Nest" || !strings.Contains(m.Text, "Text") || c.text && m.Text != "Text\n" {
				t.Errorf("text %.200q, notes %v", m.Text, m.Notes)
			}
			if b := ReadBeginning(raw, int64(len(raw)), DefaultLimits()); !strings.Contains(b.Text, "Text") {
				t.Errorf("the beginning shows %.200q", b.Text)
			}
			ParseSummary(raw)
		})
	}
}

// TestThreat_M08_DeepAndLarge holds that depth times size is bounded, too.
func TestThreat_M08_DeepAndLarge(t *testing.T) {
	raw := nest(99, func(i int) string { return fmt.Sprintf(`boundary="n%d"`, i) }, func(int) bool { return true })
	raw = bytes.Replace(raw, []byte("Text\r\n"), []byte(strings.Repeat("Text, and more of it\r\n", 1<<20)), 1)
	m := Read(bytes.NewReader(raw), int64(len(raw)), DefaultLimits())
	if !strings.Contains(m.Text, "Text, and more of it") {
		t.Errorf("text %.200q, notes %v", m.Text, m.Notes)
	}
}
