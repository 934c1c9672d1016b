package crash

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/restante/restante/app/file"
)

const secret = "the secret letter of solveig@fjord.example"

// faults are ways to end by a fault of one's own.
var faults = map[string]func(l *Log){
	"a panic":        func(*Log) { panic(errors.New(secret)) },
	"words":          func(*Log) { panic(secret) },
	"the runtime":    func(*Log) { _ = []string{secret}[len(os.Args)+5] },
	"another thread": func(l *Log) { done := make(chan int); go func() { defer l.Guard(); panic(secret) }(); <-done },
	"a guard that was handed on": func(l *Log) {
		guard, done := l.Guard, make(chan int)
		go func() { defer guard(); panic(secret) }()
		<-done
	},
	"a goroutine of others": func(*Log) { done := make(chan int); go func() { panic(secret + "\nand more of it") }(); <-done },
	"an endless recursion":  func(*Log) { debug.SetMaxStack(1 << 16); os.Exit(recurse(1 << 30)) },
}

// recurse needs more than there is: the runtime itself gives up for it.
func recurse(n int) int {
	if n == 0 {
		return 0
	}
	return recurse(n-1) + 1
}

// TestMain is the program that ends by a fault, when it is told which.
func TestMain(m *testing.M) {
	fault, crashes := faults[os.Getenv("CRASH_BY")]
	if !crashes {
		os.Exit(m.Run())
	}
	var l Log
	if _, err := l.Begin(os.Getenv("CRASH_LOG"), "Restante of the test"); err != nil {
		os.Exit(9)
	}
	defer l.Guard()
	fault(&l)
}

func TestFaultIsKeptWithoutWhatItWasAbout(t *testing.T) {
	for name := range faults {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "crash.log")
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), "CRASH_BY="+name, "CRASH_LOG="+path)
			if out, err := cmd.CombinedOutput(); err == nil {
				t.Fatalf("it did not end by a fault: %s", out)
			}
			var l Log
			left, err := l.Begin(path, "next")
			if err != nil || !strings.HasPrefix(left, "Restante of the test\n") || !strings.Contains(left, "goroutine ") {
				t.Fatalf("left is %q, %v", left, err)
			}
			if data, err := os.ReadFile(path); err != nil || strings.Contains(left, "and more") || strings.Contains(left+string(data), "secret letter") || strings.Contains(left, "fjord") {
				t.Errorf("it tells what it was about: %s%s, %v", left, data, err)
			}
			if name == "the runtime" && !strings.Contains(left, "index out of range") {
				t.Errorf("the kind of the fault is missing: %s", left)
			}
			if err := l.End(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestLogVanishesAtAGoodEnd(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "crash.log")
	var l, other Log
	if left, err := l.Begin(path, "one"); left != "" || err != nil {
		t.Fatal(left, err)
	}
	if _, err := other.Begin(path, "two"); !errors.Is(err, file.ErrLocked) {
		t.Errorf("a second one: %v", err)
	}
	if err := errors.Join(other.End(), l.End(), l.End()); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("left are %v, %v", left, err)
	}
}

// TestKilledIsNoFault has a program stopped from outside: there is nothing to be told.
func TestKilledIsNoFault(t *testing.T) {
	path := filepath.Join(t.TempDir(), "crash.log")
	for _, text := range []string{"", "Restante\n--\n", "Rest"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var l Log
		if left, err := l.Begin(path, "next"); left != "" || err != nil {
			t.Errorf("%q: %q, %v", text, left, err)
		}
		if err := l.End(); err != nil {
			t.Error(err)
		}
	}
}

func TestLogFollowsNoLink(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "mine")
	if err := os.WriteFile(mine, []byte("dear"), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "crash.log")
	if err := os.Symlink(mine, path); err != nil {
		t.Skip(err)
	}
	var l Log
	if _, err := l.Begin(path, "x"); err != nil {
		t.Fatal(err)
	}
	if err := l.End(); err != nil {
		t.Error(err)
	}
	if data, err := os.ReadFile(mine); err != nil || string(data) != "dear" {
		t.Errorf("%q, %v", data, err)
	}
}
