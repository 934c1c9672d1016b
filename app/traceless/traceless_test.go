package traceless

import (
	"bytes"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/go-text/typesetting/fontscan"
)

func newApp(t *testing.T) *App {
	t.Helper()
	t.Cleanup(func() { test.NewApp() })
	return New(func(string) fyne.App { return test.NewApp() }, "org.example.App")
}

func TestThreat_L05_ToolkitIsToldNoID(t *testing.T) {
	t.Setenv(cacheVariable(), "/home/anna/cache")
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/bus")
	told := "nothing"
	a := New(func(id string) fyne.App {
		told = id
		if err := os.MkdirAll(filepath.Join(os.Getenv(cacheVariable()), "fyne"), 0o700); err == nil {
			t.Error("a folder could be made in the cache")
		}
		log.Println("Fyne error:  Failed to create fyne cache space")
		return test.NewApp()
	}, "org.example.App")
	t.Cleanup(func() { test.NewApp() })
	if told != "" || a.UniqueID() != "org.example.App" || fyne.CurrentApp() != a {
		t.Errorf("told %q, is %q", told, a.UniqueID())
	}
	if got := os.Getenv(cacheVariable()); got != "/home/anna/cache" {
		t.Errorf("the cache is now at %q", got)
	}
	a.Preferences().SetString(lastFolder, "/home/anna/secret")
	if got := fyne.CurrentApp().Preferences().String(lastFolder); got != "/home/anna/secret" {
		t.Errorf("the preferences of one run hold %q", got)
	}
	a.Forget()
	if got := a.Preferences().String(lastFolder); got != "" {
		t.Errorf("after the stay they hold %q", got)
	}
}

// Fyne queues what is to be done at its end while it closes the queue.
func TestNothingIsQueuedAtTheEnd(t *testing.T) {
	type lifecycle interface {
		OnStopped() func()
		SetOnStoppedHookExecuted(f func())
	}
	t.Cleanup(func() { test.NewApp() })
	a := New(func(string) fyne.App {
		inner := test.NewApp()
		inner.Lifecycle().(lifecycle).SetOnStoppedHookExecuted(func() {})
		return inner
	}, "org.example.App")
	if a.Lifecycle().(lifecycle).OnStopped() != nil {
		t.Error("something is done behind the end of the loop")
	}
}

func TestThreat_L05_ClipboardIsCleared(t *testing.T) {
	a := newApp(t)
	a.Clipboard().SetContent("a mail")
	fyne.CurrentApp().Clipboard().SetContent("another mail")
	a.Forget()
	if got := a.Clipboard().Content(); got != "" {
		t.Errorf("left is %q", got)
	}
	// What somebody else has put there is his.
	a.Clipboard().SetContent("a mail")
	a.clip.Clipboard.SetContent("of another program")
	a.Forget()
	a.Forget()
	if got := a.Clipboard().Content(); got != "of another program" {
		t.Errorf("left is %q", got)
	}
}

func TestThreat_L05_FontsWithoutIndex(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(home, "cache"))
	begun := 0
	for range 2 {
		if err := LoadFonts(func() { begun++ }); err != nil {
			t.Skipf("skipped: no fonts of the system can be found here: %v", err)
		}
	}
	if begun != 2 {
		t.Errorf("begun %d times", begun)
	}
	// The library takes what was found, and writes nothing.
	fonts, err := fontscan.SystemFonts(silent{}, filepath.Join(home, "index"))
	if err != nil || len(fonts) == 0 {
		t.Errorf("the library has %d fonts of %d files, %v", len(fonts), len(systemFonts), err)
	}
	for _, f := range fonts {
		if f.Location.File == "" || f.Family == "" {
			t.Fatalf("a font is torn: %+v", f.Location)
		}
	}
	if left, _ := os.ReadDir(home); len(left) > 0 {
		t.Errorf("written was %v", left)
	}
}

// TestFontsLibrary holds the version of the library whose inner names fonts.go uses.
// With another one, read initSystemFonts there again.
func TestFontsLibrary(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Version}}", "github.com/go-text/typesetting").Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(string(out)); got != "v0.3.4" {
		t.Errorf("the library is %s; look whether fonts.go still fits", got)
	}
}

func TestHushLeavesOutWhatIsKnown(t *testing.T) {
	var out bytes.Buffer
	before := log.Writer()
	log.SetOutput(&out)
	defer log.SetOutput(before)
	end := silence("no folder")
	for _, line := range []string{"Fyne error:  no folder", "  Cause: a", "  At: b", "Fyne error:  a fault", "  Cause: c", "  At: d", "other"} {
		log.Println(line)
	}
	end()
	log.Println("Fyne error:  no folder")
	got := out.String()
	for _, want := range []string{"a fault", "Cause: c", "At: d", "other"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(got, "Cause: a") || strings.Contains(got, "At: b") || strings.Count(got, "no folder") != 1 {
		t.Errorf("logged is\n%s", got)
	}
}
