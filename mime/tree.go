package mime

import (
	"bytes"
	"fmt"
	"io"
	"net/textproto"
	"strings"

	"github.com/jhillyerd/enmime/v2"
)

// The parts of a message are told from each other here, and enmime reads what is in
// each of them. By itself it would need twice as long with each multipart within
// another that is never closed, and it has no limits.

// grower makes the tree of parts of a message (RFC 2046 section 5.1).
type grower struct {
	parser *enmime.Parser
	lim    Limits
	parts  int // so far
}

// errParts says that there are more parts, or deeper ones, than are taken apart.
var errParts = &enmime.Error{Name: enmime.ErrorMalformedChildPart, Detail: "more parts than are taken apart"}

// grow takes a message or a part apart. It returns nil and why for a header block
// that cannot be read.
func (g *grower) grow(raw []byte, depth int) (*enmime.Part, error) {
	head, body := splitHeader(raw)
	head = ended(repairHead(head))
	p, err := g.parser.ReadParts(bytes.NewReader(head))
	if err != nil {
		return nil, err
	}
	if p.Boundary == "" || !strings.HasPrefix(strings.ToLower(p.ContentType), "multipart/") {
		return g.leaf(p, head, body, depth)
	}
	if depth >= g.lim.Depth || g.parts >= g.lim.Parts {
		p.Content = body
		p.Errors = append(p.Errors, errParts)
		return p, nil
	}
	pieces, closed := split(body, p.Boundary, g.lim.Parts-g.parts)
	if len(pieces) == g.lim.Parts-g.parts {
		p.Errors = append(p.Errors, errParts)
	}
	if len(pieces) == 0 {
		p.Content = body
		return p, nil
	}
	if !closed {
		p.Errors = append(p.Errors, &enmime.Error{Name: enmime.ErrorMissingBoundary, Detail: fmt.Sprintf("boundary %q was not closed", p.Boundary)})
	}
	g.parts += len(pieces)
	for _, piece := range pieces {
		child, err := g.grow(piece, depth+1)
		if err != nil {
			p.Errors = append(p.Errors, &enmime.Error{Name: enmime.ErrorMalformedChildPart, Detail: err.Error()})
			child = g.salvage(piece)
		}
		p.AddChild(child)
	}
	return p, nil
}

// ended ends a header block with an empty line, where its message has none.
func ended(head []byte) []byte {
	if len(bytes.TrimSpace(head)) == 0 || bytes.HasSuffix(head, []byte("\n\n")) || bytes.HasSuffix(head, []byte("\n\r\n")) || !bytes.HasSuffix(head, []byte("\n")) {
		return head
	}
	return append(head[:len(head):len(head)], '\r', '\n')
}

// leaf reads a part that has no parts. The type of one that names none is for the
// reader to guess.
func (g *grower) leaf(p *enmime.Part, head, body []byte, depth int) (*enmime.Part, error) {
	unnamed := depth > 0 && p.Header.Get("Content-Type") == ""
	if unnamed {
		head = append([]byte("Content-Type: application/octet-stream\r\n"), head...)
	}
	var footer []byte
	if strings.EqualFold(p.Header.Get("Content-Transfer-Encoding"), "base64") {
		body, footer = cutFooter(body)
	}
	leaf, err := g.parser.ReadParts(bytes.NewReader(append(head[:len(head):len(head)], body...)))
	if err != nil {
		return nil, err
	}
	if unnamed {
		leaf.ContentType = ""
	}
	leaf.Epilogue = footer
	return leaf, nil
}

// salvage reads a part whose header block cannot be read, by those fields of it that can,
// so that nothing in it is lost.
func (g *grower) salvage(piece []byte) *enmime.Part {
	head, body := splitHeader(piece)
	var kept strings.Builder
	for name, value := range fields(head, repaired, maxField) {
		if name == "Content-Type" {
			if value = "application/octet-stream"; bytes.Contains(bytes.ToLower(head), []byte("text/")) {
				value = "text/plain"
			}
		}
		kept.WriteString(name + ": " + value + "\r\n")
	}
	if kept.Len() > 0 {
		if p, err := g.parser.ReadParts(io.MultiReader(strings.NewReader(kept.String()+"\r\n"), bytes.NewReader(body))); err == nil {
			return p
		}
	}
	return &enmime.Part{Content: piece, Header: make(textproto.MIMEHeader)}
}

// split returns what stands between the lines of a boundary, at most so many parts,
// and whether the last one of them ends it. The line end before a boundary is a part
// of that.
func split(body []byte, boundary string, most int) (pieces [][]byte, closed bool) {
	mark := []byte("--" + boundary)
	begin := -1
	for at := 0; at < len(body); {
		i := bytes.Index(body[at:], mark)
		if i < 0 {
			break
		}
		start := at + i
		at = start + len(mark)
		if start > 0 && body[start-1] != '\n' {
			continue
		}
		line, _ := cutLine(body[start:])
		rest := line[len(mark):]
		end := bytes.HasPrefix(rest, []byte("--"))
		if !end && len(bytes.TrimSpace(rest)) > 0 {
			continue
		}
		if begin >= 0 {
			pieces = append(pieces, trimEnd(body[begin:start]))
		}
		if end {
			return pieces, true
		}
		if len(pieces) >= most {
			return pieces, false
		}
		begin = min(start+lineLength(body[start:]), len(body))
	}
	if begin >= 0 {
		pieces = append(pieces, body[begin:])
	}
	return pieces, false
}

// lineLength is the length of the first line, with its end.
func lineLength(b []byte) int {
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		return i + 1
	}
	return len(b)
}

// trimEnd takes one line end off.
func trimEnd(b []byte) []byte {
	b = bytes.TrimSuffix(b, []byte("\n"))
	return bytes.TrimSuffix(b, []byte("\r"))
}
