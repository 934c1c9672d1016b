package reader

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

func TestThreat_M15_CardAndDiskHaveOneName(t *testing.T) {
	test.NewTempApp(t)
	a := newAttachments()
	for _, name := range []string{"a\u200bb.txt", "fdp.exe", "a\u00a0\u3000b.txt", "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301.txt", "COM¹.txt", "x\u2066y.pdf", "ok.pdf", "\ue000"} {
		a.set([]mime.Attachment{{Name: mime.SafeName(name, "text/plain"), Type: "text/plain"}})
		shown := a.flow.Objects[0].(*card).name
		if shown != a.List[0].Name || letters.Clean(shown, letters.MaxName) != shown || mime.SafeName(shown, "text/plain") != shown {
			t.Errorf("%q is shown as %q and saved as %q", name, shown, a.List[0].Name)
		}
	}
}

func TestReaderHead(t *testing.T) {
	name, addr := words.Sender([]mime.Address{{Name: "boss@firm.example", Addr: "x@evil.example"}})
	if name != "x@evil.example" || !strings.Contains(addr, "boss@firm.example") {
		t.Fatal(name, addr)
	}
	if got := words.Initials("ingrid von Halvorsen"); got != "IV" {
		t.Fatal(got)
	}
	if got := words.Initials("王小明"); got != "王" {
		t.Fatal(got)
	}
	if got := words.People([]mime.Address{{Name: "A"}, {Addr: "b@x"}, {Name: "C"}, {Name: "D"}, {Name: "E"}}); got != "A, b@x, C and 2 more" {
		t.Fatal(got)
	}
}

func TestAttachmentNames(t *testing.T) {
	if b, risky := badge("x.pdf.exe", "application/pdf"); b != "EXE" || !risky {
		t.Error(b, risky)
	}
	if b, risky := badge("photo", "image/png"); b != "PNG" || risky {
		t.Error(b, risky)
	}
}
