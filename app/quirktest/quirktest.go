// Package quirktest is for tests against servers that do what no standard says. What
// such a server does, what the program must do and where it was reported stand in the
// table of the test; docs/QUIRKS.md is made from these tables.
package quirktest

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

var out = flag.Bool("quirks", false, "write docs/QUIRKS.md anew")

// Quirk is what one server does.
type Quirk struct {
	Name   string // what it does
	Must   string // what the program must do
	Source string // a public report, owner/repository#number, or several; empty for an observation of our own
}

// New is a row of a table.
func New(name, must, source string) Quirk { return Quirk{name, must, source} }

// Run tries a quirk. With -v it tells how that went, for make quirks.
func (q Quirk) Run(t *testing.T, try func(t *testing.T)) {
	t.Helper()
	outcome := "wrong"
	if t.Run(q.Name, try) {
		outcome = "right"
	}
	if testing.Verbose() {
		fmt.Printf("quirk %s: %s (%s)\n", outcome, q.Name, q.source())
	}
}

func (q Quirk) source() string { return cmp.Or(q.Source, "own observation") }

var source = regexp.MustCompile(`^[\w.-]+/[\w.-]+#\d+(, [\w.-]+/[\w.-]+#\d+)*$`)

// Hold holds that a section of the page tells these quirks, or writes it with -quirks.
func Hold(t *testing.T, page, section string, all []Quirk) {
	t.Helper()
	names := make(map[string]bool)
	for _, q := range all {
		if q.Name == "" || q.Must == "" || q.Source != "" && !source.MatchString(q.Source) || names[q.Name] {
			t.Errorf("the row %+v lacks something, or is there twice", q)
		}
		names[q.Name] = true
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, old, found := strings.Cut(string(text), "\n## "+section+"\n")
	if !found {
		t.Fatalf("%s has no section %q", page, section)
	}
	after := ""
	if i := strings.Index(old, "\n## "); i >= 0 {
		old, after = old[:i], old[i:]
	}
	made := table(all)
	switch {
	case old == made:
	case *out:
		if err := os.WriteFile(page, []byte(before+"\n## "+section+"\n"+made+after), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s is out of date: run the tests of this package with -args -quirks", page)
	}
}

// table is what stands in a section.
func table(all []Quirk) string {
	var b strings.Builder
	b.WriteString("\n| what the server does | what the program must do | source |\n|---|---|---|\n")
	for _, q := range all {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", cell(q.Name), cell(q.Must), q.source())
	}
	return b.String()
}

// cell makes text safe in a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
