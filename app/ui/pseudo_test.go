package ui

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/page"
	"github.com/restante/restante/assets"
)

// The pseudo language is English that can be told from all other text: each letter has an
// accent, and each message is longer by 40 %, as many translations are. It stands between
// marks, but where it is looked whether it has room.

// The letters of the pseudo language, in the order of the alphabet.
const (
	plainLetters  = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	pseudoLetters = "áḃçđéḟğĥíĵķļṁñóṗɋŕšţúṽŵẋýžÁḂÇĐÉḞĞĤÍĴĶĻṀÑÓṖɊŔŠŢÚṼŴẊÝŽ"
)

const beginMark, endMark = "⟦", "⟧"

// usePseudo has the program speak the pseudo language until the test ends.
func usePseudo(t *testing.T, marked bool) {
	t.Helper()
	english, err := fs.ReadFile(assets.Words, "words/en.json")
	if err != nil {
		t.Fatal(err)
	}
	var messages map[string]map[string]string
	if err := json.Unmarshal(english, &messages); err != nil {
		t.Fatal(err)
	}
	for _, m := range messages {
		if strings.HasPrefix(m["description"], "A pattern:") {
			continue
		}
		for form, text := range m {
			if form != "description" {
				m[form] = pseudo(text)
				if marked {
					m[form] = beginMark + m[form] + endMark
				}
			}
		}
	}
	made, err := json.Marshal(messages)
	if err != nil {
		t.Fatal(err)
	}
	// Esperanto has the plural forms of English.
	files := fstest.MapFS{"words/en.json": {Data: english}, "words/eo.json": {Data: made}}
	if err := lang.UseFrom(files, "eo"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := lang.Use("en"); err != nil {
			t.Error(err)
		}
	})
}

// pseudo writes a message in the pseudo language.
func pseudo(text string) string {
	plain, accented := []rune(plainLetters), []rune(pseudoLetters)
	var b strings.Builder
	due := 0.0 // letters that are to be added
	for _, part := range strings.SplitAfter(text, "}}") {
		words, argument, _ := strings.Cut(part, "{{")
		for _, r := range words {
			due += 0.4
			at := slices.Index(plain, r)
			if at < 0 {
				b.WriteRune(r)
				continue
			}
			b.WriteRune(accented[at])
			for ; due >= 1 && strings.ContainsRune("aeiouy", r); due-- {
				b.WriteRune(accented[at])
			}
		}
		if argument != "" {
			b.WriteString("{{" + argument)
		}
	}
	return b.String()
}

// said is a text on the screen.
type said struct {
	text  string
	fault string // why not all of it can be read; empty when it can, or it is no text of the program
	place string // where it stands
}

// texts gathers what stands in a window.
type texts struct{ all []said }

// add notes a text in a place, and what is wrong with how it is drawn.
func (x *texts) add(text, place, fault string) {
	if text == "" {
		return
	}
	if !strings.ContainsAny(text, pseudoLetters) {
		fault = ""
	}
	x.all = append(x.all, said{text, fault, place})
}

// gather walks all that is visible. left is where the object stands, and right how far a
// text may go.
func (x *texts) gather(o fyne.CanvasObject, place string, left, right float32) {
	if o == nil || !o.Visible() {
		return
	}
	left += o.Position().X
	place += " › " + strings.TrimPrefix(fmt.Sprintf("%T", o), "*")
	if text, fault, known := readable(o, strings.Contains(place, "listBody")); known {
		if end := left + min(widthOf(o), o.Size().Width); fault == "" && end > right+1 {
			fault = fmt.Sprintf("it ends at %.0f, and there is room to %.0f", end, right)
		}
		x.add(text, place, fault)
		return
	}
	switch o := o.(type) {
	case *container.Scroll:
		right = min(right, left+o.Size().Width)
	case *container.Clip:
		right = min(right, left+o.Size().Width)
	}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	x.overlaps(children, place)
	for _, child := range children {
		x.gather(child, place, left, right)
	}
}

// readable is the text of an object that has one, and what is wrong with how it is drawn. In
// columns, which are as wide as the user has them, texts are cut.
func readable(o fyne.CanvasObject, inColumns bool) (text, fault string, known bool) {
	size := o.Size()
	tooWide := func(needs float32) string {
		if needs > size.Width+1 {
			return fmt.Sprintf("it needs %.0f, and has %.0f", needs, size.Width)
		}
		return ""
	}
	switch o := o.(type) {
	case *kit.Paragraph:
		if needs := o.HeightFor(size.Width); needs > size.Height+o.LineHeight()/2 {
			fault = fmt.Sprintf("it needs a height of %.0f, and has %.0f", needs, size.Height)
		}
		return o.Text, fault, true
	case *kit.Caption:
		return o.Text, tooWide(o.Natural()), true
	case *kit.Button:
		return o.Text, tooWide(o.MinSize().Width), true
	case *widget.Check:
		return o.Text, tooWide(o.MinSize().Width), true
	case *widget.Select:
		return o.Selected + "\n" + strings.Join(o.Options, "\n"), tooWide(fyne.MeasureText(o.Selected, kit.Px(kit.TextSize), fyne.TextStyle{}).Width + 40), true
	case *widget.Label:
		return o.Text, "", true
	case *page.Text:
		return o.Text, "", true
	case *canvas.Text:
		if strings.HasSuffix(o.Text, "…") && !inColumns {
			return o.Text, "it is cut", true
		}
		return o.Text, tooWide(o.MinSize().Width), true
	}
	v := reflect.Indirect(reflect.ValueOf(o))
	if v.Kind() != reflect.Struct {
		return "", "", false
	}
	if item := v.FieldByName("Item"); fmt.Sprintf("%T", o) == "*widget.menuItem" {
		return item.Elem().FieldByName("Label").String(), "", true
	}
	if hint := v.FieldByName("PlaceHolder"); hint.IsValid() {
		if typed := v.FieldByName("Text").String(); typed != "" {
			return typed, "", true
		}
		return hint.String(), tooWide(fyne.MeasureText(hint.String(), kit.Px(kit.TextSize), fyne.TextStyle{}).Width + 8), true
	}
	return "", "", false
}

// widthOf is how wide a text is drawn.
func widthOf(o fyne.CanvasObject) float32 {
	switch o := o.(type) {
	case *kit.Caption:
		return o.Natural()
	case *canvas.Text:
		return o.MinSize().Width
	}
	return o.Size().Width
}

// overlaps notes texts beside one another that lie over one another.
func (x *texts) overlaps(parts []fyne.CanvasObject, place string) {
	type box struct {
		text string
		area
	}
	var boxes []box
	for _, o := range parts {
		text, _, known := readable(o, false)
		if !known || !o.Visible() || text == "" {
			continue
		}
		p, size := o.Position(), o.Size()
		b := box{text, area{p.X, p.Y, p.X + min(size.Width, widthOf(o)), p.Y + size.Height}}
		if t, ok := o.(*canvas.Text); ok && t.Alignment == fyne.TextAlignTrailing {
			b.left, b.right = p.X+size.Width-min(size.Width, widthOf(o)), p.X+size.Width
		}
		if c, ok := o.(*kit.Caption); ok && c.Align == fyne.TextAlignTrailing {
			b.left, b.right = p.X+size.Width-min(size.Width, widthOf(o)), p.X+size.Width
		}
		for _, other := range boxes {
			if b.left < other.right-1 && other.left < b.right-1 && b.top < other.bottom-2 && other.top < b.bottom-2 {
				x.add(text, place, fmt.Sprintf("it lies over %q", other.text))
			}
		}
		boxes = append(boxes, b)
	}
}

// texts are all texts of the window, of what lies over it, and of its menus.
func (s *stage) texts() []said {
	x := &texts{}
	x.add(s.win.Title(), "title of the window", "")
	canvases := []fyne.Canvas{s.win.Canvas()}
	if talk := s.conversation.talk; talk != nil {
		x.add(talk.Win.Title(), "title of the window", "")
		canvases = append(canvases, talk.Win.Canvas())
	}
	for _, c := range canvases {
		x.gather(c.Content(), "window", 0, c.Size().Width)
		for _, o := range c.Overlays().List() {
			if !ofToolkit(o) {
				x.gather(o, "over the window", 0, c.Size().Width)
			}
		}
	}
	var entries func(m *fyne.Menu)
	entries = func(m *fyne.Menu) {
		x.add(m.Label, "menu", "")
		for _, i := range m.Items {
			x.add(i.Label, "menu "+m.Label, "")
			if i.ChildMenu != nil {
				entries(i.ChildMenu)
			}
		}
	}
	for _, m := range s.menu.menus() {
		entries(m)
	}
	return x.all
}

// ofToolkit reports whether a dialog is one of the toolkit's, with its words: its buttons are.
func ofToolkit(o fyne.CanvasObject) bool {
	switch o := o.(type) {
	case *widget.Button:
		return true
	case *fyne.Container:
		return slices.ContainsFunc(o.Objects, ofToolkit)
	case fyne.Widget:
		return slices.ContainsFunc(test.WidgetRenderer(o).Objects(), ofToolkit)
	}
	return false
}

// fixtures are what the pages of the tests have in them, and what is the same in all
// languages.
var fixtures = wordy + `
	I a b c Restante TestPseudoWords OpenGL KB MB GB
	anna smith post example org ingrid fjord olav service harbour bank win big now claims mail other pop com cabin
	s Sender Subject subject number Win-Big-Now CLAIM you are selected Harbour Bank Your payment of Ingrid The cabin quoted See https http mailto attachment.bin
	map.pdf run.sh PDF SH eml secret fr SENDER nothing is called so
	It failed A cause ERR Try again Who is it Look at it Gone So Again why cut sample flood By a rule
	the server cannot list what is left before it deletes EOF xn pypal ve cc Cc BIN Date Tue Jun MIME Version Content Type From To multipart mixed boundary
	some OR frmo M K day week from is has read unread list larger smaller before since to caught attachment
	connected to OK ready PASS LIST TOP RETR DELE QUIT Name and others a long way letters home
	`

// wordsOf are the words of a text that are not from the catalogue.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) || strings.ContainsRune(pseudoLetters, r) })
}

// foreign is what of a text comes neither from the catalogue nor from the pages of the
// tests. Where a text is cut, the last word may be.
func foreign(text string, known map[string]bool) (out []string) {
	for _, word := range wordsOf(text) {
		cut := strings.Contains(text, word+"…")
		if !known[word] && !(cut && slices.ContainsFunc(slices.Collect(maps.Keys(known)), func(k string) bool { return strings.HasPrefix(k, word) })) {
			out = append(out, word)
		}
	}
	return out
}

// joined is what stands between two messages that were put side by side by hand.
func joined(text string) (string, bool) {
	depth, from := 0, -1
	for i, r := range text {
		switch string(r) {
		case beginMark:
			if depth == 0 && from >= 0 {
				if gap := text[from:i]; !strings.Contains(gap, "\n") && !strings.Contains(gap, "   ") {
					return gap, true
				}
			}
			depth++
		case endMark:
			if depth--; depth == 0 {
				from = i + len(endMark)
			}
		}
	}
	return "", false
}

// pseudoPages are all pages, and what opens over them only by a click.
func pseudoPages() map[string]func(*stage) {
	pages := rarePages()
	for _, p := range walkedPages {
		pages[p.name] = p.page
	}
	for _, p := range cardPages {
		pages["card "+p.name] = p.show
	}
	return pages
}

// everyPage shows all pages in the pseudo language in windows of some sizes, and hands on
// what is said there, each once.
func everyPage(t *testing.T, marked bool, sizes []fyne.Size, read func(at string, x said)) {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	usePseudo(t, marked)
	app := test.NewTempApp(t)
	pages := pseudoPages()
	seen := map[said]bool{}
	for _, size := range sizes {
		for _, name := range slices.Sorted(maps.Keys(pages)) {
			dropDrawings() // no other page is in use
			s := newStageOn(t, app, account.View{})
			s.win.Resize(size)
			pages[name](s)
			s.settle()
			for _, x := range s.texts() {
				if !seen[x] {
					seen[x] = true
					read(fmt.Sprintf("%s at %.0f × %.0f: %q\n\tin %s", name, size.Width, size.Height, x.text, x.place), x)
				}
			}
			s.win.Close()
		}
	}
	if len(seen) < 300 {
		t.Errorf("only %d texts were seen", len(seen))
	}
}

// TestPseudoWords checks that each word of the window comes from the catalogue, and that no
// sentence is put together by hand.
func TestPseudoWords(t *testing.T) {
	known := map[string]bool{}
	allowed := []string{fixtures}
	for _, tag := range lang.All() {
		allowed = append(allowed, lang.Name(tag)) // languages are called as they call themselves
	}
	for _, text := range allowed {
		for _, word := range wordsOf(text) {
			known[word] = true
		}
	}
	for _, tag := range lang.All() {
		for _, word := range strings.Fields(lang.Name(tag)) { // each language calls itself
			known[word] = true
		}
	}
	everyPage(t, true, []fyne.Size{{Width: 1280, Height: 800}}, func(at string, x said) {
		if found := foreign(x.text, known); len(found) > 0 {
			t.Errorf("%s\n\t%q is not from the catalogue", at, found)
		}
		if gap, by := joined(x.text); by {
			t.Errorf("%s\n\ttwo messages were joined by %q", at, gap)
		}
	})
}
