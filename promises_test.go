package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	promiseRow = regexp.MustCompile(`(?m)^\| ([^|]*) \| (.*) \|$`)
	// safetyPart is the beginning of one part of the chapter on safety.
	safetyPart = regexp.MustCompile(`(?m)^- `)
)

// TestPromises checks that docs/PROMISES.md quotes the README, that the tests it names
// are there, and that each part of the chapter on safety is quoted.
func TestPromises(t *testing.T) {
	read := func(path ...string) string {
		data, err := os.ReadFile(filepath.Join(path...))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	inOneLine := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	readme, all := read("README.md"), allTests(t)
	var promises []string
	for _, row := range promiseRow.FindAllStringSubmatch(read("docs", "PROMISES.md"), -1) {
		if row[1] == "the README says" {
			continue
		}
		promises = append(promises, row[1])
		if !strings.Contains(inOneLine(readme), row[1]) {
			t.Errorf("the README does not say: %s", row[1])
		}
		tests := aTest.FindAllString(row[2], -1)
		if len(tests) == 0 {
			t.Errorf("no test holds: %s", row[1])
		}
		for _, name := range tests {
			if all.inTest[name] == nil {
				t.Errorf("there is no %s, which is to hold: %s", name, row[1])
			}
		}
	}
	_, safety, _ := strings.Cut(readme, "\n## How it keeps you safe\n")
	safety, _, _ = strings.Cut(safety, "\n## ")
	parts := safetyPart.Split(safety, -1)[1:]
	if len(parts) < 8 {
		t.Errorf("the chapter on safety has %d parts", len(parts))
	}
	for _, part := range parts {
		part = inOneLine(part)
		quoted := false
		for _, promise := range promises {
			quoted = quoted || strings.Contains(part, promise)
		}
		if !quoted {
			t.Errorf("no promise is taken from: %s", part)
		}
	}
}
