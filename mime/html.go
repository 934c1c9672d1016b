package mime

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlToText makes plain text of HTML. Nothing is loaded and nothing runs: it
// only reads. Text that is hidden from the reader is left out.
func htmlToText(source string) string {
	w := &textWriter{}
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return w.String()
		case html.TextToken:
			if len(w.hidden) == 0 {
				w.text(string(z.Text()))
			}
		case html.StartTagToken:
			w.start(z.Token(), false)
		case html.SelfClosingTagToken:
			w.start(z.Token(), true)
		case html.EndTagToken:
			w.end(z.Token().DataAtom)
		}
	}
}

// textWriter collects the text of HTML line by line.
type textWriter struct {
	out     strings.Builder
	line    strings.Builder
	blanks  int         // line ends owed before the next text
	space   bool        // a blank is owed before the next text
	pre     int         // depth of pre elements
	quote   int         // depth of blockquote elements
	hidden  []atom.Atom // elements that hide their text, innermost last
	lists   []int       // of each list the number of the next item; -1 without numbers
	links   []*link
	written bool
}

// link is an a element that is open.
type link struct {
	href string
	text strings.Builder
}

// blocks are the elements that begin and end a line, and those that stand apart
// by a blank line.
var blocks = map[atom.Atom]int{
	atom.Div: 1, atom.Tr: 1, atom.Li: 1, atom.Dt: 1, atom.Dd: 1, atom.Section: 1, atom.Article: 1, atom.Header: 1, atom.Footer: 1,
	atom.Address: 1, atom.Center: 1, atom.Form: 1, atom.Nav: 1, atom.Main: 1, atom.Figcaption: 1, atom.Caption: 1,
	atom.P: 2, atom.H1: 2, atom.H2: 2, atom.H3: 2, atom.H4: 2, atom.H5: 2, atom.H6: 2, atom.Ul: 2, atom.Ol: 2, atom.Dl: 2,
	atom.Table: 1, atom.Blockquote: 2, atom.Pre: 2, atom.Hr: 2, atom.Figure: 2,
}

// never are the elements whose content is no text to read.
var never = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Head: true, atom.Title: true, atom.Noscript: true, atom.Template: true,
	atom.Object: true, atom.Svg: true, atom.Select: true, atom.Textarea: true, atom.Iframe: true, atom.Math: true,
}

// void are the elements that have no end tag.
var void = map[atom.Atom]bool{
	atom.Br: true, atom.Img: true, atom.Hr: true, atom.Meta: true, atom.Link: true, atom.Input: true, atom.Col: true,
	atom.Base: true, atom.Area: true, atom.Wbr: true, atom.Source: true, atom.Embed: true, atom.Param: true,
}

// hiding matches styles that keep text from being seen: preheaders and tricks.
var hiding = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)`)

func attr(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func (w *textWriter) start(t html.Token, closed bool) {
	closed = closed || void[t.DataAtom]
	if len(w.hidden) > 0 || !closed && (never[t.DataAtom] || hiding.MatchString(attr(t, "style")) || hasHidden(t)) {
		if !closed && (len(w.hidden) == 0 || w.hidden[len(w.hidden)-1] == t.DataAtom) {
			w.hidden = append(w.hidden, t.DataAtom)
		}
		return
	}
	w.need(blocks[t.DataAtom])
	switch t.DataAtom {
	case atom.Br:
		w.newline()
	case atom.Hr:
		w.put("――――")
		w.need(2)
	case atom.Img:
		if alt := strings.TrimSpace(attr(t, "alt")); alt != "" {
			w.text(" [" + alt + "] ")
		}
	case atom.A:
		if len(w.links) < 20 {
			w.links = append(w.links, &link{href: strings.TrimSpace(attr(t, "href"))})
		}
	case atom.Td, atom.Th:
		w.cell()
	case atom.Pre:
		w.pre++
	case atom.Blockquote:
		w.settle()
		w.quote++
	case atom.Ul:
		w.lists = append(w.lists, -1)
	case atom.Ol:
		w.lists = append(w.lists, 1)
	case atom.Li:
		w.item()
	}
}

func hasHidden(t html.Token) bool {
	for _, a := range t.Attr {
		if a.Key == "hidden" {
			return true
		}
	}
	return false
}

func (w *textWriter) end(a atom.Atom) {
	if n := len(w.hidden); n > 0 {
		// A head that is never closed ends with the body.
		if w.hidden[n-1] == a || a == atom.Body || a == atom.Html {
			w.hidden = w.hidden[:n-1]
		}
		return
	}
	switch a {
	case atom.A:
		w.endLink()
	case atom.Pre:
		w.pre = max(0, w.pre-1)
	case atom.Ul, atom.Ol:
		if len(w.lists) > 0 {
			w.lists = w.lists[:len(w.lists)-1]
		}
	}
	w.need(blocks[a])
	if a == atom.Blockquote {
		w.flush()
		w.quote = max(0, w.quote-1)
	}
}

// endLink puts the target behind the text of a link that does not show it.
func (w *textWriter) endLink() {
	if len(w.links) == 0 {
		return
	}
	l := w.links[len(w.links)-1]
	w.links = w.links[:len(w.links)-1]
	text := strings.TrimSpace(l.text.String())
	lower := strings.ToLower(l.href)
	web := strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
	switch {
	case !web && !strings.HasPrefix(lower, "mailto:"):
		return // other schemes are dead text
	case text == "" || len(l.href) > 2000:
		return
	case strings.TrimPrefix(lower, "mailto:") == strings.ToLower(text):
		return
	case strings.Trim(bareURL(lower), "/") == strings.Trim(bareURL(strings.ToLower(text)), "/"):
		return
	}
	w.text(" (" + l.href + ")")
}

func bareURL(s string) string {
	return strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
}

// item begins an item of a list.
func (w *textWriter) item() {
	mark := "• "
	if n := len(w.lists); n > 0 && w.lists[n-1] > 0 {
		mark = strconv.Itoa(w.lists[n-1]) + ". "
		w.lists[n-1]++
	}
	w.put(strings.Repeat("  ", max(0, min(len(w.lists), 10)-1)) + mark)
}

// cell separates the cells of a table row.
func (w *textWriter) cell() {
	if w.line.Len() > 0 && w.blanks == 0 {
		w.line.WriteString("  ")
		w.space = false
	}
}

// need owes at least n line ends: 1 begins a line, 2 leaves a blank one.
func (w *textWriter) need(n int) {
	if n > 0 {
		w.blanks = max(w.blanks, n)
		w.space = false
	}
}

func (w *textWriter) newline() {
	if w.blanks == 0 {
		w.flush()
		return
	}
	w.blanks = min(w.blanks+1, 2)
}

// text adds text as HTML has it: white space folded, unless it is preformatted.
func (w *textWriter) text(s string) {
	if w.pre > 0 {
		for i, line := range strings.Split(strings.ReplaceAll(s, "\r", ""), "\n") {
			if i > 0 {
				w.settle()
				w.flush()
			}
			if line != "" {
				w.put(line)
			}
		}
		return
	}
	s = html.UnescapeString(s)
	for i, word := range strings.FieldsFunc(s, foldable) {
		if i > 0 || foldable(rune(s[0])) {
			w.space = true
		}
		if word = strings.Map(visible, word); word != "" {
			w.put(word)
		}
	}
	if s != "" && foldable(rune(s[len(s)-1])) {
		w.space = true
	}
}

// foldable reports whether HTML folds the character with others to one blank.
func foldable(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }

// visible drops what only pads preheaders and makes no-break spaces blanks.
func visible(r rune) rune {
	switch r {
	case '\u00a0', '\u2007', '\u202f':
		return ' '
	case '\u200b', '\u2060', '\ufeff', '\u00ad', '\u034f':
		return -1
	}
	return r
}

// put writes text on the present line, after what is owed.
func (w *textWriter) put(s string) {
	w.settle()
	if w.space && w.line.Len() > 0 && !strings.HasSuffix(w.line.String(), " ") {
		w.line.WriteByte(' ')
	}
	w.space = false
	w.line.WriteString(s)
	for _, l := range w.links {
		l.text.WriteString(s + " ")
	}
}

// settle writes the line ends that are owed.
func (w *textWriter) settle() {
	if w.blanks == 0 {
		return
	}
	owed := w.blanks
	w.blanks = 0
	if w.line.Len() > 0 {
		w.flush()
	}
	if owed > 1 && w.written {
		w.flush()
	}
}

// flush ends the present line.
func (w *textWriter) flush() {
	line := strings.TrimRight(w.line.String(), " ")
	w.line.Reset()
	w.space = false
	if line == "" && (!w.written || strings.HasSuffix(w.out.String(), "\n\n")) {
		return // never two blank lines
	}
	w.out.WriteString(strings.Repeat("> ", min(w.quote, 10)) + line + "\n")
	w.written = true
}

// String ends the text.
func (w *textWriter) String() string {
	w.flush()
	return cleanText(strings.TrimRight(w.out.String(), "\n") + "\n")
}
