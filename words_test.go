package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// counted are the families of messages whose ids end in a number that is put behind them.
var counted = []string{"date.month.short.", "date.month.whole.", "date.weekday.short."}

// idForm is how ids of messages look, but for those of a single word.
var idForm = regexp.MustCompile(`^[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*)+$`)

// textsOf are the texts of the sources: all, and those that are an id wherever they stand,
// as they go to the catalogue at once. Each is kept with the file it is in.
func textsOf(t *testing.T) (all, ids map[string]string) {
	t.Helper()
	all, ids = map[string]string{}, map[string]string{}
	files := token.NewFileSet()
	err := filepath.WalkDir("app", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(source, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.BasicLit:
				if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
					all[text] = path
				}
			case *ast.CallExpr:
				if id, ok := askedFor(n); ok {
					ids[id] = path
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all, ids
}

// askedFor is the id in a call of lang.T or lang.Date, where it is one text.
func askedFor(call *ast.CallExpr) (string, bool) {
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	from, ok := f.X.(*ast.Ident)
	at := map[string]int{"T": 0, "Date": 1}
	i, known := at[f.Sel.Name]
	if !ok || !known || from.Name != "lang" || len(call.Args) <= i {
		return "", false
	}
	text, ok := call.Args[i].(*ast.BasicLit)
	if !ok {
		return "", false
	}
	id, err := strconv.Unquote(text.Value)
	return id, err == nil
}

// TestMessagesAreThoseThatAreUsed checks that the catalogue has every message that the
// program asks for, and no other.
func TestMessagesAreThoseThatAreUsed(t *testing.T) {
	messages := messagesOf(t, "en")
	all, ids := textsOf(t)
	if len(messages) < 100 || len(ids) < 100 {
		t.Fatal(len(messages), len(ids))
	}
	places := map[string]bool{} // what ids begin with
	for id := range messages {
		first, _, parted := strings.Cut(id, ".")
		if places[first] = places[first] || parted; !idForm.MatchString(id) && (parted || !regexp.MustCompile("^[a-z]+$").MatchString(id)) {
			t.Errorf("%q is no id: lower-case words with dots", id)
		}
		if _, used := all[id]; !used && !slices.ContainsFunc(counted, func(family string) bool { return strings.HasPrefix(id, family) && all[family] != "" }) {
			t.Errorf("%s is used nowhere", id)
		}
	}
	for text, path := range all {
		if first, _, _ := strings.Cut(text, "."); idForm.MatchString(text) && places[first] && !strings.HasSuffix(text, ".json") {
			ids[text] = path // in a table
		}
	}
	for id, path := range ids {
		if messages[id] == nil {
			t.Errorf("%s asks for %q, which is not in the catalogue", path, id)
		}
	}
}
