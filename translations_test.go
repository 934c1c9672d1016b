package main

import (
	"encoding/json"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/restante/restante/assets"
)

// messagesOf are the messages of a catalogue, by id: description and forms.
func messagesOf(t *testing.T, tag string) map[string]map[string]string {
	t.Helper()
	data, err := fs.ReadFile(assets.Words, path.Join("words", tag+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var messages map[string]map[string]string
	if err := json.Unmarshal(data, &messages); err != nil {
		t.Fatal(err)
	}
	for _, forms := range messages {
		delete(forms, "description")
	}
	return messages
}

// formsOf are the plural forms that a language has for whole numbers.
func formsOf(tag string) []string {
	names := map[plural.Form]string{plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}
	forms := map[string]bool{"other": true}
	for n := range 200 {
		forms[names[plural.Cardinal.MatchPlural(language.MustParse(tag), n, 0, 0, 0, 0)]] = true
	}
	return slices.Sorted(maps.Keys(forms))
}

var argument = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

// argumentsOf are what is put into a message, but for the number that decides its form.
func argumentsOf(forms map[string]string) []string {
	names := map[string]bool{}
	for _, text := range forms {
		for _, m := range argument.FindAllStringSubmatch(text, -1) {
			names[m[1]] = true
		}
	}
	delete(names, "Count")
	return slices.Sorted(maps.Keys(names))
}

// TestTranslationsAreWhole holds every translation to the English catalogue: the same
// messages with the same arguments, in all forms that the language has.
func TestTranslationsAreWhole(t *testing.T) {
	english := messagesOf(t, "en")
	files, err := fs.Glob(assets.Words, "words/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		tag := strings.TrimSuffix(path.Base(file), ".json")
		messages, forms := messagesOf(t, tag), formsOf(tag)
		for id, said := range english {
			in := messages[id]
			if in == nil {
				t.Errorf("%s lacks %s", tag, id)
				continue
			}
			want := []string{"other"}
			if len(said) > 1 {
				want = forms
			}
			if got := slices.Sorted(maps.Keys(in)); !slices.Equal(got, want) || slices.Contains(slices.Collect(maps.Values(in)), "") {
				t.Errorf("%s, %s: forms %q, want %q", tag, id, got, want)
			}
			if got, want := argumentsOf(in), argumentsOf(said); !slices.Equal(got, want) {
				t.Errorf("%s, %s: arguments %q, want %q", tag, id, got, want)
			}
		}
		for id := range messages {
			if english[id] == nil {
				t.Errorf("%s has %s, which English has not", tag, id)
			}
		}
	}
}
