// Package lang is the languages of the program: every text that a person reads is a message
// with an id in the catalogue of a language, with arguments and the plural forms that
// Unicode's CLDR gives that language. Numbers and dates are written as the language has it.
//
// The catalogues are assets/words/en.json and its translations, in the format of go-i18n,
// which translators' programs know. A message that a translation lacks is told in English.
//
// One language is in use at a time, by all of the program; see [Use].
package lang

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"github.com/restante/restante/assets"
)

// Args are what is put into a message, by name. Whole numbers are written as the language
// writes them; the one called Count decides the plural form.
type Args map[string]any

// catalogue is one language, ready for use.
type catalogue struct {
	tag      language.Tag
	localize *i18n.Localizer
	digits   digits
	plain    sync.Map // texts without arguments, by id
}

var (
	current atomic.Pointer[catalogue] // the one in use
	loaded  sync.Map                  // those of the program that were needed so far, by tag
)

func init() {
	if err := Use("en"); err != nil {
		panic(err) // the English catalogue is a part of the program
	}
}

// ready is the catalogue of a language. Those of the program are read once, as that takes
// milliseconds.
func ready(from fs.FS, tag string) (*catalogue, error) {
	own := from == fs.FS(assets.Words)
	if c, known := loaded.Load(tag); own && known {
		return c.(*catalogue), nil
	}
	c, err := load(from, tag)
	if own && err == nil {
		loaded.Store(tag, c)
	}
	return c, err
}

// load reads the catalogue of a language, and the English one below it.
func load(from fs.FS, tag string) (*catalogue, error) {
	t, err := language.Parse(tag)
	if err != nil {
		return nil, fmt.Errorf("lang: %w", err)
	}
	bundle := i18n.NewBundle(language.English)
	for _, name := range slices.Compact([]string{"en", tag}) {
		if _, err := bundle.LoadMessageFileFS(from, path.Join("words", name+".json")); err != nil {
			return nil, fmt.Errorf("lang: %w", err)
		}
	}
	return &catalogue{tag: t, localize: i18n.NewLocalizer(bundle, tag, "en"), digits: digitsOf(t)}, nil
}

// Use has the program speak a language, named as its catalogue is, such as "de". What is
// on the screen already stays as it is. One that is not there is an error, and changes
// nothing.
func Use(tag string) error { return UseFrom(assets.Words, tag) }

// UseFrom is [Use] with catalogues from elsewhere, in a folder words: a test makes its own.
func UseFrom(from fs.FS, tag string) error {
	c, err := ready(from, tag)
	if err != nil {
		return err
	}
	current.Store(c)
	return nil
}

// All are the languages that there is a catalogue of, in the order of their names.
func All() []string {
	files, err := fs.Glob(assets.Words, "words/*.json")
	if err != nil {
		return nil // the pattern is sound
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(path.Base(f), ".json")
	}
	return files
}

// Name is what a language calls itself, such as "Deutsch"; its tag where there is no
// catalogue of it.
func Name(tag string) string {
	c, err := ready(assets.Words, tag)
	if err != nil {
		return tag
	}
	return c.text("language.name")
}

// Best is the language of [All] that suits somebody best who reads some languages, the
// best first, as "de-AT"; English where none does.
func Best(wanted ...string) string {
	all := All()
	var tags []language.Tag
	for _, a := range append([]string{"en"}, all...) {
		tags = append(tags, language.Make(a))
	}
	var read []language.Tag
	for _, w := range wanted {
		w, _, _ = strings.Cut(w, "@") // POSIX: de_AT.UTF-8@euro
		w, _, _ = strings.Cut(w, ".")
		if t, err := language.Parse(strings.ReplaceAll(w, "_", "-")); err == nil {
			read = append(read, t)
		}
	}
	_, i, sure := language.NewMatcher(tags).Match(read...)
	if i == 0 || sure == language.No {
		return "en"
	}
	return all[i-1]
}

// Choose has the program speak a language that was set, or where none is, or it is not
// there, the one that suits the languages of the system best.
func Choose(set string, system ...string) {
	if !slices.Contains(All(), set) {
		set = Best(system...)
	}
	_ = Use(set) // all of them are a part of the program
}

// T is a text in the language in use. An id that no catalogue has is told as it stands, so
// that the fault is seen and nothing else is lost.
func T(id string, args ...Args) string { return current.Load().text(id, args...) }

func (c *catalogue) text(id string, args ...Args) string {
	if len(args) == 0 {
		if text, known := c.plain.Load(id); known {
			return text.(string)
		}
	}
	config := &i18n.LocalizeConfig{MessageID: id}
	if len(args) > 0 {
		config.TemplateData = c.written(args[0])
		if n, ok := args[0]["Count"]; ok {
			config.PluralCount = n
		}
	}
	text, err := c.localize.Localize(config)
	var missing *i18n.MessageNotFoundErr
	switch {
	case text == "" && errors.As(err, &missing), text == "" && err != nil:
		return "[" + id + "]"
	case len(args) == 0:
		c.plain.Store(id, text)
	}
	return text
}

// written are arguments as they are put into a message.
func (c *catalogue) written(args Args) map[string]any {
	out := make(map[string]any, len(args))
	for name, v := range args {
		switch n := v.(type) {
		case int:
			v = c.digits.count(int64(n))
		case int64:
			v = c.digits.count(n)
		}
		out[name] = v
	}
	return out
}
