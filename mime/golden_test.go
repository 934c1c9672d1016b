package mime

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files anew; look at each change before it is committed")

// TestGoldenMails reads whole mails as programs write them, or break them, and compares
// all that is made of each with a file beside it. The mails are our own, in the shape of
// what the program in their name sends; their lines end in LF, as the repository keeps
// them, and in CRLF where they are read.
func TestGoldenMails(t *testing.T) {
	mails, err := filepath.Glob("testdata/mail/*.eml")
	if err != nil || len(mails) == 0 {
		t.Fatalf("no mails: %v", err)
	}
	for _, path := range mails {
		golden := strings.TrimSuffix(path, ".eml") + ".txt"
		t.Run(strings.TrimSuffix(filepath.Base(path), ".eml"), func(t *testing.T) {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			whole := crlf(string(raw))
			m := readBytes(whole, Limits{})
			got := describe(m)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
			head, _ := splitHeader(whole)
			if s := ParseSummary(head); !s.SameAs(m.Summary) {
				t.Errorf("the header alone says %+v", s)
			}
			if lf := describe(readBytes(raw, Limits{})); !sameButSizes(lf, got) {
				t.Errorf("with lines that end in LF:\n%s\nwant:\n%s", lf, got)
			}
			checkBeginnings(t, whole, m)
		})
	}
}

// checkBeginnings holds that what is shown of a message while it comes is a beginning of
// what is shown of it in the end, or nothing that the end takes back: never damage, and
// never an attachment that is cut.
func checkBeginnings(t *testing.T, whole []byte, m *Message) {
	t.Helper()
	for n := 0; n < len(whole); n += max(1, len(whole)/40) {
		b := ReadBeginning(whole[:n], int64(len(whole)), Limits{})
		if len(b.Notes) > 0 || len(b.Attachments) > 0 || b.Size != m.Size || !b.Partial {
			t.Fatalf("the first %d bytes: %s", n, describe(b))
		}
	}
}

// sameButSizes compares two descriptions but for the sizes of attachments, in which
// lines ends count.
func sameButSizes(a, b string) bool {
	without := func(s string) string {
		lines := strings.Split(s, "\n")
		for i, line := range lines {
			if strings.HasPrefix(line, "Attachment: ") {
				lines[i] = line[:strings.LastIndex(line, ", ")]
			}
		}
		return strings.Join(lines, "\n")
	}
	return without(a) == without(b)
}

// describe writes all that is known of a message, to be compared and to be read.
func describe(m *Message) string {
	var out strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&out, "%s: %s\n", name, value)
		}
	}
	line("From", people(m.From))
	line("To", people(m.To))
	line("Cc", people(m.Cc))
	line("Reply-To", people(m.ReplyTo))
	line("Subject", m.Subject)
	line("Date", moment(m.Date))
	line("Arrived", moment(m.Arrived))
	line("Message-ID", m.MessageID)
	line("List", m.ListID)
	line("Traits", traitNames(m.Traits))
	if m.FromHTML {
		line("Text", "made of HTML")
	}
	for _, n := range m.Notes {
		line("Note", noteNames[n.Kind])
	}
	if m.Event != nil {
		line("Event", fmt.Sprintf("%+v", *m.Event))
	}
	for _, a := range m.Attachments {
		how := "attached"
		if a.Inline {
			how = "inline"
		}
		line("Attachment", fmt.Sprintf("%s, %s, %s, %s, %d bytes", a.Name, a.Type, how, firstBytes(a), a.Size))
	}
	out.WriteString("\n" + m.Text)
	return out.String()
}

func firstBytes(a Attachment) string {
	all := contentOf(a)
	all = strings.ReplaceAll(strings.ToValidUTF8(all, "."), "\r\n", "\n")
	return fmt.Sprintf("%.24q", all)
}

func people(list []Address) string {
	var out []string
	for _, a := range list {
		out = append(out, strings.TrimSpace(a.Name+" <"+a.Addr+">"))
	}
	return strings.Join(out, " | ")
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

var noteNames = map[NoteKind]string{
	NoteHeader: "header", NoteCharset: "charset", NoteEncoding: "encoding", NoteStructure: "structure", NoteTruncated: "truncated",
	NoteSource: "source", NoteSigned: "signed", NoteEncrypted: "encrypted", NoteOpaque: "opaque",
}

func traitNames(t Traits) string {
	var out []string
	for i, name := range []string{"ListUnsubscribe", "Bulk", "AutoSubmitted", "FeedbackID", "MassMailer", "Reply"} {
		if t.Has(1 << i) {
			out = append(out, name)
		}
	}
	return strings.Join(out, " ")
}
