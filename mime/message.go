package mime

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"github.com/jhillyerd/enmime/v2"
)

// Message is a whole message, ready to be shown.
type Message struct {
	Summary
	Text        string       // the text to read, UTF-8, lines end in LF; empty when the message has none
	FromHTML    bool         // Text was made from an HTML part because there is no plain text
	Event       *Event       // what the message invites to, where it does
	Attachments []Attachment // in the order of the message; inline pictures too
	Header      string       // the header block as it came, for "all headers"; invalid UTF-8 replaced
	Size        int64        // bytes of the message as it came
	Partial     bool         // only the beginning has come: the text may go on, and Attachments are empty
}

// Read takes a whole message of size bytes apart. It never fails: what cannot be
// understood is shown as it came, with a [Note]. Large attachments stay in src,
// from where [Attachment.Reader] reads them; so src must not change or close as
// long as the message is used.
func Read(src io.ReaderAt, size int64, lim Limits) *Message {
	lim = lim.withDefaults()
	raw, cuts, over, err := sift(src, size, lim)
	head, body := splitHeader(raw)
	m := &Message{Summary: parseSummary(head, lim), Size: size}
	if over {
		m.Notes = note(m.Notes, NoteTruncated, "the message without its attachments is longer than the limit")
	}
	m.Header = strings.ToValidUTF8(strings.ReplaceAll(string(head[:min(len(head), lim.Header)]), "\r\n", "\n"), "\uFFFD")
	m.HasAttachment = false
	why := ""
	if err != nil {
		why = err.Error()
	} else {
		why = m.takeApart(&reader{m: m, lim: lim, cuts: &cuts}, raw)
	}
	if why != "" {
		m.asSource(cuts.restore(body, lim.Text+1), why, lim)
	}
	return m
}

// ReadBeginning reads as much of a message of size bytes as has come, so that its
// text can be read while the rest is on its way.
func ReadBeginning(begin []byte, size int64, lim Limits) *Message {
	m := Read(bytes.NewReader(begin), int64(len(begin)), lim)
	m.Size, m.Partial, m.Attachments, m.Notes = size, true, nil, nil
	return m
}

// takeApart fills in text and attachments, or returns why it cannot. A message
// must not take the program down, whatever it does to a parser: a panic is told
// in the message's notes.
func (m *Message) takeApart(r *reader, raw []byte) (why string) {
	defer func() {
		if bug := recover(); bug != nil {
			m.Attachments = nil
			why = fmt.Sprintf("the parser failed: %v", bug)
		}
	}()
	root, why := parse(raw, r.lim)
	if root == nil {
		return why
	}
	r.part(root, 0)
	r.finish()
	return ""
}

// parse makes the tree of the parts of a message.
func parse(raw []byte, lim Limits) (root *enmime.Part, why string) {
	g := &grower{lim: lim, parser: enmime.NewParser(
		enmime.MultipartWOBoundaryAsSinglePart(true),
		enmime.StripMediaTypeInvalidCharacters(true),
		enmime.DisableCharacterDetection(true),
		enmime.MaxStoredPartErrors(20),
		enmime.SetReadPartErrorPolicy(func(*enmime.Part, error) bool { return true }),
	)}
	root, err := g.grow(raw, 0)
	if err != nil {
		return nil, err.Error()
	}
	return root, ""
}

// asSource shows a message that cannot be taken apart as it came.
func (m *Message) asSource(body []byte, why string, lim Limits) {
	m.Notes = note(m.Notes, NoteSource, why)
	if len(body) > lim.Text {
		body = body[:lim.Text]
		m.Notes = note(m.Notes, NoteTruncated, "the text is longer than the limit")
	}
	m.Text = cleanText(bestGuess(body))
}

// reader walks the parts of a message.
type reader struct {
	m     *Message
	lim   Limits
	cuts  *cuts
	plain []string
	html  []string
}

// part takes in one part and those below it (RFC 2046).
func (r *reader) part(p *enmime.Part, depth int) {
	r.damage(p)
	kind := strings.ToLower(p.ContentType)
	if p.FirstChild == nil {
		r.leaf(p, kind)
		return
	}
	switch kind {
	case "multipart/signed":
		r.m.Notes = note(r.m.Notes, NoteSigned, "signed, not checked")
	case "multipart/encrypted":
		r.m.Notes = note(r.m.Notes, NoteEncrypted, "multipart/encrypted")
	case "multipart/alternative":
		r.alternative(p, depth)
		return
	}
	for child := p.FirstChild; child != nil; child = child.NextSibling {
		r.part(child, depth+1)
	}
}

// alternative takes in the plain and the HTML text of a multipart/alternative
// (RFC 2046 section 5.1.4). Its parts say the same, so that plain text within one
// keeps the HTML of the same one out.
func (r *reader) alternative(p *enmime.Part, depth int) {
	plain, html := len(r.plain), len(r.html)
	for child := p.FirstChild; child != nil; child = child.NextSibling {
		r.part(child, depth+1)
	}
	if len(r.plain) > plain && strings.TrimSpace(strings.Join(r.plain[plain:], "")) != "" {
		r.html = r.html[:html]
	} else if len(r.html) > html {
		r.plain = append(r.plain[:plain], r.htmlText(r.html[html:])...)
		r.html = r.html[:html]
		r.m.FromHTML = true
	}
}

// leaf takes in a part that has no parts.
func (r *reader) leaf(p *enmime.Part, kind string) {
	if kind == "" || slices.Contains(reports, kind) || strings.HasPrefix(kind, "text/") || strings.HasPrefix(kind, "multipart/") {
		p.Content = r.cuts.restore(p.Content, r.lim.Text) // it may be shown
	}
	named := p.FileName != "" || strings.EqualFold(p.Disposition, "attachment")
	switch {
	case kind == "" || kind == "text/plain" && !named:
		r.plain = append(r.plain, r.plainText(p))
		r.footer(p)
	case kind == "text/html" && !named:
		text := partText(p)
		if len(p.Epilogue) > 0 {
			text += "<pre>" + html.EscapeString(bestGuess(p.Epilogue)) + "</pre>"
		}
		r.html = append(r.html, text)
	case kind == "text/calendar":
		if r.m.Event == nil {
			whole := *p
			whole.Content = unfold(p.Content) // a line may be folded within a letter
			r.m.Event = readEvent(partText(&whole))
		}
		r.attach(p, kind)
	case slices.Contains(reports, kind), strings.HasPrefix(kind, "text/") && !named:
		r.plain = append(r.plain, cleanText(partText(p)))
	case strings.HasPrefix(kind, "multipart/"):
		// Declared to have parts, and none was found.
		r.m.Notes = note(r.m.Notes, NoteStructure, "no parts in "+kind)
		r.plain = append(r.plain, cleanText(bestGuess(p.Content)))
	default:
		r.sealed(p, kind)
		r.attach(p, kind)
		r.footer(p)
	}
}

// footer takes in what stands below the base64 of a part and is none.
func (r *reader) footer(p *enmime.Part) {
	if len(p.Epilogue) > 0 {
		r.plain = append(r.plain, cleanText(bestGuess(p.Epilogue)))
	}
}

// sealed notes that the text lies within a part that cannot be opened here (RFC 8551
// section 3.2.2).
func (r *reader) sealed(p *enmime.Part, kind string) {
	if kind != "application/pkcs7-mime" && kind != "application/x-pkcs7-mime" {
		return
	}
	value := strings.ToLower(p.Header.Get("Content-Type"))
	switch {
	case strings.Contains(value, "signed-data"):
		r.m.Notes = note(r.m.Notes, NoteOpaque, kind)
	case strings.Contains(value, "certs-only"), strings.Contains(value, ".p7s"):
	default:
		r.m.Notes = note(r.m.Notes, NoteEncrypted, kind)
	}
}

// reports are the media types of what programs report of a message, in lines that a
// person can read (RFC 3464, RFC 3462, RFC 8098, RFC 5965, RFC 6533).
var reports = []string{
	"message/delivery-status", "message/disposition-notification", "message/feedback-report", "text/rfc822-headers",
	"message/global-delivery-status", "message/global-disposition-notification", "message/global-headers",
}

// damage turns what enmime found wrong into notes.
func (r *reader) damage(p *enmime.Part) {
	for _, e := range p.Errors {
		kind := NoteStructure
		switch e.Name {
		case enmime.ErrorMalformedBase64, enmime.ErrorContentEncoding:
			kind = NoteEncoding
		case enmime.ErrorCharsetConversion, enmime.ErrorCharsetDeclaration:
			kind = NoteCharset
		case enmime.ErrorMalformedHeader:
			kind = NoteHeader
		case enmime.ErrorMissingContentType:
			continue // RFC 2045 section 5.2 allows it
		}
		switch {
		case e == errParts:
			kind = NoteSource
		case e.Name == enmime.ErrorMalformedChildPart && strings.Contains(e.Detail, "partial content"):
			kind = NoteEncoding
		}
		r.m.Notes = note(r.m.Notes, kind, e.Name+": "+e.Detail)
	}
}

// finish joins what was found to the text to read.
func (r *reader) finish() {
	m := r.m
	texts := r.plain
	if len(r.html) > 0 {
		texts = append(texts, r.htmlText(r.html)...)
		m.FromHTML = m.FromHTML || len(r.plain) == 0
	}
	m.Text = joinTexts(texts)
	m.takeUuencoded(r.lim)
	if len(m.Text) > r.lim.Text {
		m.Text = strings.ToValidUTF8(m.Text[:r.lim.Text], "")
		m.Notes = note(m.Notes, NoteTruncated, "the text is longer than the limit")
	}
	m.distinctNames()
	for _, a := range m.Attachments {
		m.HasAttachment = m.HasAttachment || !a.Inline
	}
}

func (r *reader) htmlText(parts []string) []string {
	texts := make([]string, len(parts))
	for i, part := range parts {
		texts[i] = htmlToText(part)
	}
	return texts
}

// joinTexts joins the texts of a message with a blank line between.
func joinTexts(texts []string) string {
	var out strings.Builder
	for _, text := range texts {
		if text = strings.Trim(text, "\n"); strings.TrimSpace(text) == "" {
			continue
		}
		if out.Len() > 0 {
			out.WriteString("\n\n")
		}
		out.WriteString(text)
	}
	if out.Len() > 0 {
		out.WriteByte('\n')
	}
	return out.String()
}
