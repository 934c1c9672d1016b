package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/restante/restante"

// allowed says which packages of this module, and of others that matter, a
// package may import, directly or not. It is the shape of the house.
var allowed = map[string][]string{
	"pop3":                 {},
	"pop3/memserver":       {},
	"pop3/poptest":         {},
	"mime":                 {"enmime", "x/net", "x/text"},
	"app/box":              {},
	"app/fault":            {},
	"app/crash":            {"app/file"},
	"app/file":             {},
	"app/store":            {"app/file", "mime", "enmime", "x/net", "x/text"},
	"app/account":          {"keyring", "app/file", "app/provider", "x/net", "x/text"},
	"app/login":            {"pop3", "scram", "x/text"},
	"app/traceless":        {"fyne", "x/net", "x/text"},
	"app/transcript":       {"pop3", "app/account", "app/file", "app/provider", "keyring", "x/net", "x/text"},
	"app/mailbox/spool":    {},
	"app/mailbox/identity": {"pop3"},
	"app/mailbox/ledger":   {"app/mailbox/identity", "pop3", "mime", "enmime", "x/net", "x/text"},
	"app/mailbox/retry":    {"app/mailbox/identity", "app/mailbox/ledger", "pop3", "mime", "enmime", "x/net", "x/text"},
	"app/mailbox":          below(),
	"app/triage":           {"mime", "app/letters", "app/provider", "enmime", "x/net", "x/text"},
	"app/triage/bombtest":  {},
	"app/quirktest":        {},
	"app/letters":          {"x/text"},
	"app/provider":         {},
	"app/listing":          below("app/letters", "app/mailbox", "app/triage"),
	"app/lang":             {"assets", "x/text"},
	"app/words":            below("app/letters", "app/listing", "app/lang", "assets", "app/fault", "app/mailbox", "app/triage"),
	"app/ui/kit":           {"fyne", "app/letters", "x/net", "x/text"},
	"app/ui/page":          {"fyne", "app/letters", "app/ui/kit", "x/net", "x/text"},
	"app/ui/list":          drawn(),
	"app/ui/groups":        drawn("app/ui/list"),
	"app/ui/bars":          drawn(),
	"app/ui/reader":        drawn("app/ui/page"),
	"app/ui/cards":         drawn("app/ui/list"),
	"app/ui/first":         drawn("app/ui/bars"),
	"app/ui/search":        drawn(),
	"app/ui/talk":          drawn("app/transcript"),
	"assets":               {},
	"assets/sample":        {},
}

// below is what a package may import that knows of mailboxes, besides some others.
func below(others ...string) []string {
	return append(others, "app/mailbox/spool", "app/mailbox/identity", "app/mailbox/ledger", "app/mailbox/retry",
		"pop3", "mime", "app/account", "app/file", "app/store", "app/login", "app/provider", "scram", "enmime", "x/net", "x/text", "keyring")
}

// drawn is what a part of the window may import, besides some others.
func drawn(others ...string) []string {
	return append(below("fyne", "app/letters", "app/listing", "app/lang", "assets", "app/words", "app/fault", "app/mailbox", "app/triage", "app/ui/kit"), others...)
}

// watched are imports from outside the module that only some may have.
var watched = map[string]string{
	"fyne.io/fyne/":                  "fyne",
	"github.com/jhillyerd/enmime/v2": "enmime",
	"github.com/xdg-go/":             "scram",
	"github.com/zalando/go-keyring":  "keyring",
	"golang.org/x/net/":              "x/net",
	"golang.org/x/text/":             "x/text",
}

func deps(t *testing.T, args ...string) []string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list"}, args...)...).Output()
	if err != nil {
		t.Fatalf("go list %v: %v", args, err)
	}
	return strings.Fields(string(out))
}

// free are the packages that may import all others: they join them.
var free = []string{"", "app", "app/ui", ".ci/bench"}

func TestImportsPointOneWay(t *testing.T) {
	for _, pkg := range deps(t, "./...") {
		name := strings.TrimPrefix(strings.TrimPrefix(pkg, module), "/")
		if _, known := allowed[name]; !known && !slices.Contains(free, name) {
			t.Errorf("%s is not in the table: what may it import?", name)
		}
	}
	for pkg, may := range allowed {
		for _, dep := range deps(t, "-deps", module+"/"+pkg) {
			name := strings.TrimPrefix(dep, module+"/")
			if dep == module+"/"+pkg {
				continue
			}
			if name == dep {
				name = ""
				for prefix, short := range watched {
					if strings.HasPrefix(dep+"/", prefix) || dep == prefix {
						name = short
					}
				}
			}
			if name != "" && !slices.Contains(may, name) {
				t.Errorf("%s depends on %s", pkg, dep)
			}
		}
	}
}

// TestPOP3StandsAlone checks that the protocol needs nothing but the standard
// library.
func TestPOP3StandsAlone(t *testing.T) {
	for _, pkg := range []string{"pop3", "pop3/memserver"} {
		for _, dep := range deps(t, "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", module+"/"+pkg) {
			if !strings.HasPrefix(dep, module+"/pop3") {
				t.Errorf("%s depends on %s", pkg, dep)
			}
		}
	}
}

// TestOnlyLoginImportsSCRAM checks that the cryptography of logins stays in one
// place.
func TestOnlyLoginImportsSCRAM(t *testing.T) {
	for _, line := range deps(t, "-f", "{{$p := .ImportPath}}{{range .Imports}}{{$p}}={{.}}\n{{end}}", "./...") {
		pkg, dep, _ := strings.Cut(line, "=")
		if strings.HasPrefix(dep, "github.com/xdg-go/") && pkg != module+"/app/login" {
			t.Errorf("%s imports %s", pkg, dep)
		}
	}
}

func TestOnlyMainImportsTheWindowSystem(t *testing.T) {
	for _, dep := range deps(t, "-deps", module+"/app") {
		if dep == "fyne.io/fyne/v2/app" {
			t.Error("app depends on fyne.io/fyne/v2/app, which needs a C compiler and a screen")
		}
	}
}

func TestUIKnowsNoNetwork(t *testing.T) {
	for _, dep := range deps(t, "-f", `{{join .Imports "\n"}}`, module+"/app/ui/...") {
		if dep == "net" || strings.HasPrefix(dep, module+"/pop3") || strings.Contains(dep, "enmime") {
			t.Errorf("app/ui imports %s", dep)
		}
	}
}

// TestGoroutinesStartInFewPlaces holds the list of files that may start one.
func TestGoroutinesStartInFewPlaces(t *testing.T) {
	may := []string{
		"app/doors.go", "app/mailbox/mailbox.go", "app/account/keyring.go",
		"pop3/memserver/server.go", "pop3/memserver/session.go", "pop3/poptest/accept.go",
	}
	start := regexp.MustCompile(`(?m)^\s*go (func|\w)|\.Go\(func`)
	err := filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		if err == nil && start.Match(data) && !slices.Contains(may, filepath.ToSlash(path)) && !strings.HasPrefix(path, ".ci") {
			t.Errorf("%s starts a goroutine", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestUITimersGoThroughTheDoor checks that the window has no timers but those of
// Deps.After: tests let time pass there, and what is not wanted any more is ended.
func TestUITimersGoThroughTheDoor(t *testing.T) {
	timer := regexp.MustCompile(`time\.(Sleep|After|AfterFunc|NewTimer|NewTicker|Tick)\(|fyne\.Do(AndWait)?\(|\bgo (func|\w+\()`)
	files, err := filepath.Glob("app/ui/*.go")
	deeper, deepErr := filepath.Glob("app/ui/*/*.go")
	if err != nil || deepErr != nil || len(files) == 0 || len(deeper) == 0 {
		t.Fatal(files, deeper, err, deepErr)
	}
	files = append(files, deeper...)
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if found := timer.Find(data); found != nil && !strings.HasSuffix(path, "_test.go") {
			t.Errorf("%s has %s", path, found)
		}
	}
}
