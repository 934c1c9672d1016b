package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

var copyTime = time.Date(2026, 11, 26, 1, 24, 0, 0, time.UTC)

// hostile are messages that a simple mbox would lose or mix up.
var hostile = []string{
	"Subject: One\r\n\r\nHello\r\n",
	"Subject: From\r\n\r\nFrom me to you\r\n>From me\r\n>>From\r\n>>From x\r\nFrom\r\nFro\r\n>\r\n>F\r\n",
	"From MAILER-DAEMON Thu Jan  1 00:00:00 1970\r\nSubject: Not a message\r\n\r\n\r\n\r\n",
	"Subject: No end\r\n\r\nlast line",
	"Subject: No end but quotes\r\n\r\n>>>",
	"Subject: No end but a part of it\r\n\r\n>Fro",
	"Subject: Odd line ends\n\nlf\r\r\ncr\rcr\r\n\r",
	"",
	"Subject: 8 bit\r\n\r\n\x00\xff\xfe\r\n",
	"Subject: Long\r\n\r\n" + strings.Repeat(">", 5000) + "From here\r\n" + strings.Repeat("x", 100_000) + "\r\n",
}

// save writes messages in pieces of a few bytes, as a connection brings them.
func save(t testing.TB, c *Copies, messages []string, piece int) {
	t.Helper()
	for i, text := range messages {
		m, err := c.Add(About{From: "Sender", Subject: fmt.Sprint("Message ", i), Date: copyTime})
		if err != nil {
			t.Fatal(err)
		}
		for len(text) > 0 {
			n := min(piece, len(text))
			if _, err := m.Write([]byte(text[:n])); err != nil {
				t.Fatal(err)
			}
			text = text[n:]
		}
		if err := m.Keep(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCopiesAsFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Documents", "Restante")
	c, err := NewCopies(dir, copyTime, "A flood of 9,812 messages: today?", false)
	if err != nil {
		t.Fatal(err)
	}
	save(t, c, hostile, 7)
	half, err := c.Add(About{Subject: "cut off"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := half.Write([]byte("Subject: ha")); err != nil {
		t.Fatal(err)
	}
	if err := half.Drop(); err != nil {
		t.Fatal(err)
	}
	if err := c.Prove(); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(dir, "2026-11-26 01 24 A flood of 9,812 messages today"); c.Path() != strings.Replace(want, "01 24", "01.24", 1) {
		t.Errorf("it is in %q", c.Path())
	}
	files, err := os.ReadDir(c.Path())
	if err != nil || len(files) != len(hostile) || c.count != len(hostile) {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for i, f := range files {
		data, err := os.ReadFile(filepath.Join(c.Path(), f.Name()))
		if err != nil || string(data) != hostile[i] {
			t.Errorf("%s is %q, %v", f.Name(), data, err)
		}
		if info, _ := f.Info(); info.Mode().Perm() != 0o600 && os.PathSeparator == '/' {
			t.Errorf("%s has mode %v", f.Name(), info.Mode())
		}
	}
}

func TestCopiesInOneFile(t *testing.T) {
	for _, piece := range []int{1, 3, 4096} {
		dir := t.TempDir()
		c, err := NewCopies(dir, copyTime, "All", true)
		if err != nil {
			t.Fatal(err)
		}
		save(t, c, hostile, piece)
		half, err := c.Add(About{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := half.Write([]byte("Subject: cut off\r\n\r\n" + strings.Repeat("x", 1<<17))); err != nil {
			t.Fatal(err)
		}
		if err := half.Drop(); err != nil {
			t.Fatal(err)
		}
		save(t, c, hostile[:2], piece)
		if err := c.Prove(); err != nil {
			t.Fatalf("in pieces of %d: %v", piece, err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		got := readMbox(t, c.Path())
		want := append(append([]string(nil), hostile...), hostile[:2]...)
		if len(got) != len(want) {
			t.Fatalf("%d messages, want %d", len(got), len(want))
		}
		for i := range want {
			text := strings.ReplaceAll(want[i], "\r\n", "\n")
			if text != "" && !strings.HasSuffix(text, "\n") {
				text += "\n"
			}
			if got[i] != text {
				t.Errorf("message %d is %.80q, want %.80q", i, got[i], text)
			}
		}
	}
}

// readMbox is a second reader, by the book: a message begins at a line "From " behind
// a blank line or at the beginning.
func readMbox(t *testing.T, path string) (list []string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	end := func() {
		if lines == nil {
			return
		}
		list = append(list, strings.Join(lines[1:len(lines)-1], ""))
	}
	for line := range bytes.Lines(data) {
		if bytes.HasPrefix(line, []byte("From ")) {
			end()
			lines = nil
		} else if bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte("From ")) {
			line = line[1:]
		}
		lines = append(lines, string(line))
	}
	end()
	return list
}

// TestMboxIsReadByAnother has Python's own reader count and show the messages.
func TestMboxIsReadByAnother(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("skipped: python3 is not there")
	}
	c, err := NewCopies(t.TempDir(), copyTime, "All", true)
	if err != nil {
		t.Fatal(err)
	}
	save(t, c, hostile[:2], 100)
	if err := errors.Join(c.Prove(), c.Close()); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(python, "-c", "import mailbox,sys\nfor m in mailbox.mbox(sys.argv[1]): print(m['subject'])", c.Path()).CombinedOutput()
	if err != nil || string(out) != "One\nFrom\n" {
		t.Errorf("%s %v", out, err)
	}
}

func TestThreat_L07_CopiesOverwriteNothing(t *testing.T) {
	dir := t.TempDir()
	paths := map[string]bool{}
	for _, oneFile := range []bool{true, true, false, false} {
		c, err := NewCopies(dir, copyTime, "All", oneFile)
		if err != nil || paths[c.Path()] {
			t.Fatalf("%v, %v", c.Path(), err)
		}
		paths[c.Path()] = true
		save(t, c, hostile[:1], 100)
		if err := errors.Join(c.Prove(), c.Close()); err != nil {
			t.Fatal(err)
		}
	}
	// The folder becomes a link to somewhere else: what is written stays in it.
	c, err := NewCopies(dir, copyTime, "Link", false)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := t.TempDir()
	if err := os.Remove(c.Path()); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, c.Path()); err != nil {
		t.Skip("skipped: links cannot be made here:", err)
	}
	if _, err := c.Add(About{}); err == nil {
		t.Error("a link out of the folder is followed")
	}
	if left, _ := os.ReadDir(elsewhere); len(left) > 0 {
		t.Errorf("written elsewhere is %v", left)
	}
}

func TestThreat_G08_DamageIsNoticed(t *testing.T) {
	for _, oneFile := range []bool{false, true} {
		c, err := NewCopies(t.TempDir(), copyTime, "All", oneFile)
		if err != nil {
			t.Fatal(err)
		}
		save(t, c, hostile, 1000)
		path := c.Path()
		if !oneFile {
			files, _ := os.ReadDir(path)
			path = filepath.Join(path, files[4].Name())
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		data[len(data)/2] ^= 1
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := c.Prove(); !errors.Is(err, ErrCopy) {
			t.Errorf("one file %v: %v", oneFile, err)
		}
		if err := c.Remove(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(c.Path()); err == nil {
			t.Error("it is not removed")
		}
	}
}

func FuzzFileName(f *testing.F) {
	f.Add("../../etc/passwd", "CON")
	f.Add("a\x00b\u202egnp.exe", "..\\..\\x:y*?")
	f.Add(strings.Repeat("é", 500), " . ")
	f.Fuzz(func(t *testing.T, from, subject string) {
		name := fileName(7, About{From: from, Subject: subject, Date: copyTime})
		if !strings.HasPrefix(name, "00007 2026-11-26") || !strings.HasSuffix(name, ".eml") || len(name) > 250 || !utf8.ValidString(name) {
			t.Errorf("%q", name)
		}
		if strings.ContainsAny(name, "/\\:*?\"<>|\x00\u202e") || filepath.Base(name) != name || strings.Contains(name, "..") {
			t.Errorf("%q", name)
		}
	})
}

func FuzzMboxrd(f *testing.F) {
	for _, h := range hostile {
		f.Add([]byte(h), 3)
	}
	f.Fuzz(func(t *testing.T, data []byte, piece int) {
		c, err := NewCopies(t.TempDir(), copyTime, "All", true)
		if err != nil {
			t.Fatal(err)
		}
		save(t, c, []string{string(data), "Subject: after\r\n\r\n"}, max(piece%17, 1))
		if err := c.Prove(); err != nil {
			t.Fatal(err)
		}
		if got := readMbox(t, c.Path()); len(got) != 2 {
			t.Errorf("%d messages", len(got))
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
}

func BenchmarkSave10k(b *testing.B) {
	text := strings.Repeat("Congratulations, this is your number.\r\n", 90)
	for _, oneFile := range []bool{false, true} {
		b.Run(map[bool]string{false: "files", true: "one"}[oneFile], func(b *testing.B) {
			messages := make([]string, 10_000)
			for i := range messages {
				messages[i] = text
			}
			b.SetBytes(int64(len(text) * len(messages)))
			for b.Loop() {
				c, err := NewCopies(b.TempDir(), copyTime, "All", oneFile)
				if err != nil {
					b.Fatal(err)
				}
				save(b, c, messages, 4096)
				if err := errors.Join(c.Prove(), c.Close()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestTakeBack takes back the last messages, and what is kept behind them is whole.
func TestTakeBack(t *testing.T) {
	for _, one := range []bool{false, true} {
		dir := t.TempDir()
		c, err := NewCopies(dir, time.Now(), "some", one)
		if err != nil {
			t.Fatal(err)
		}
		keep := func(text string) {
			t.Helper()
			m, err := c.Add(About{Subject: "x"})
			if err == nil {
				_, err = io.WriteString(m, "Subject: x\r\n\r\n"+text+"\r\n")
			}
			if err = errors.Join(err, m.Keep()); err != nil {
				t.Fatal(err)
			}
		}
		keep("first")
		keep("wrong and long")
		keep("wrong as well")
		if err := c.TakeBack(2); err != nil {
			t.Fatal(err)
		}
		keep("second")
		if err := errors.Join(c.Prove(), c.TakeBack(1), c.Close()); err != nil { // what is proven stays
			t.Fatal(err)
		}
		all := ""
		_ = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if data, err := os.ReadFile(path); err == nil {
				all += string(data)
			}
			return err
		})
		if strings.Contains(all, "wrong") || !strings.Contains(all, "first") || !strings.Contains(all, "second") || c.count != 2 {
			t.Errorf("one file %v: %q, %d", one, all, c.count)
		}
	}
}
