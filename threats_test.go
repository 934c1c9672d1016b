package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	// threatRow is a row of the tables: the id and the tests.
	threatRow = regexp.MustCompile(`(?m)^\| ([A-Z]\d\d) \|.*\| (.*) \|$`)
	aTest     = regexp.MustCompile(`\bTest\w+`)
	testFunc  = regexp.MustCompile(`(?m)^func (Test\w+)\(t \*testing\.T\)`)
	threatID  = regexp.MustCompile(`^TestThreat_([A-Z]\d\d)_`)
	// threatPart is the name of a part of a test, as the argument of Run or as
	// the first field of a table.
	threatPart = regexp.MustCompile(`(?:\.Run\(|\{)"([A-Z]\d\d) `)
)

// tests are those of the whole tree.
type tests struct {
	byID   map[string]bool            // ids that the name of a test or of a part has
	inTest map[string]map[string]bool // the ids of each test and its parts
}

func allTests(t *testing.T) tests {
	t.Helper()
	all := tests{byID: make(map[string]bool), inTest: make(map[string]map[string]bool)}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		all.add(string(data))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// add takes the tests of a file in.
func (all tests) add(source string) {
	funcs := testFunc.FindAllStringSubmatchIndex(source, -1)
	for i, f := range funcs {
		end := len(source)
		if i+1 < len(funcs) {
			end = funcs[i+1][0]
		}
		name, body := source[f[2]:f[3]], source[f[1]:end]
		ids := make(map[string]bool)
		if m := threatID.FindStringSubmatch(name); m != nil {
			ids[m[1]] = true
		}
		for _, m := range threatPart.FindAllStringSubmatch(body, -1) {
			ids[m[1]] = true
		}
		all.inTest[name] = ids
		for id := range ids {
			all.byID[id] = true
		}
	}
}

// TestThreats checks that docs/THREATS.md and the tests speak of each other: each
// threat has a row and a test, each test that the page names is there and has the
// id, and each id in the name of a test has a row.
func TestThreats(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("docs", "THREATS.md"))
	if err != nil {
		t.Fatal(err)
	}
	all := allTests(t)
	listed := make(map[string][]string)
	for _, row := range threatRow.FindAllStringSubmatch(string(page), -1) {
		id := row[1]
		if listed[id] != nil {
			t.Errorf("%s has two rows", id)
		}
		listed[id] = aTest.FindAllString(row[2], -1)
		for _, name := range listed[id] {
			if ids, ok := all.inTest[name]; !ok {
				t.Errorf("%s: there is no %s", id, name)
			} else if !ids[id] {
				t.Errorf("%s: %s has not this id", id, name)
			}
		}
	}
	for _, id := range wantedIDs() {
		if len(listed[id]) == 0 || !all.byID[id] {
			t.Errorf("%s: %d tests on the page, in the name of a test: %v", id, len(listed[id]), all.byID[id])
		}
	}
	for id := range all.byID {
		if listed[id] == nil {
			t.Errorf("%s is in the name of a test, and has no row", id)
		}
	}
}

func wantedIDs() (ids []string) {
	for n := 1; n <= 28; n++ {
		ids = append(ids, fmt.Sprintf("P%02d", n))
	}
	for n := 1; n <= 7; n++ {
		ids = append(ids, fmt.Sprintf("G%02d", n))
	}
	return ids
}
