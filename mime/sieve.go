package mime

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	stdmime "mime"
	"slices"
	"strings"
)

// window is how much of a message is read at a time.
const window = 64 << 10

// sieve reads a message and leaves long encoded attachments where they are, so
// that a large message is taken apart in little memory. In place of each stands
// a mark, which is as well encoded as what it stands for.
type sieve struct {
	in   *bufio.Reader
	out  bytes.Buffer // the message without the long attachments
	cuts cuts
	at   int64 // bytes read
	lim  Limits

	head    []byte // the header block under way
	inHead  bool
	encoded bool  // the body under way is an encoded attachment, and nothing but its beginning was read
	begin   int64 // where the lines of the attachment begin
	outAt   int   // and where in out
	chars   int64 // characters of its encoding
}

// sift reads a message. It returns what is left of it, at most lim.Whole bytes and
// a line, what was cut out, and whether that limit was reached.
func sift(src io.ReaderAt, size int64, lim Limits) (left []byte, cuts cuts, over bool, err error) {
	s := &sieve{in: bufio.NewReaderSize(io.NewSectionReader(src, 0, size), window), cuts: newCuts(src), inHead: true, lim: lim}
	atStart := true
	for {
		line, rerr := s.in.ReadSlice('\n')
		if rerr != nil && !errors.Is(rerr, io.EOF) && !errors.Is(rerr, bufio.ErrBufferFull) {
			return nil, s.cuts, false, rerr
		}
		s.piece(line, atStart && rerr == nil)
		s.at += int64(len(line))
		atStart = rerr == nil
		if errors.Is(rerr, io.EOF) || s.out.Len() >= lim.Whole {
			break
		}
	}
	s.finish()
	return s.out.Bytes(), s.cuts, s.at < size, nil
}

// piece takes in a line, or a part of a very long one.
func (s *sieve) piece(line []byte, whole bool) {
	text := bytes.TrimRight(line, "\r\n")
	if s.encoded && whole && isEncoded(text) {
		s.chars += int64(len(text))
		// What is shorter than a cut stays: it is written, and taken back when
		// there turns out to be more.
		if s.chars <= int64(s.lim.Left) {
			s.out.Write(line)
		} else {
			s.out.Truncate(s.outAt)
		}
		if text[len(text)-1] == '=' {
			s.end(text, int64(len(line)))
		}
		return
	}
	if s.encoded {
		s.end(nil, 0)
	}
	s.out.Write(line)
	switch {
	case whole && !s.inHead && bytes.HasPrefix(line, []byte("--")):
		// Within a header block it need not be a boundary, and what stands
		// above it counts: then nothing is certain.
		s.head, s.inHead = s.head[:0], true
	case s.inHead && len(text) == 0:
		s.inHead = false
		if isAttachment(s.head) {
			s.encoded, s.begin, s.outAt, s.chars = true, s.at+int64(len(line)), s.out.Len(), 0
		}
	case s.inHead && len(s.head) < window:
		s.head = append(s.head, line...)
	}
}

// end ends an encoded attachment, behind its last line if that is given.
func (s *sieve) end(last []byte, length int64) {
	s.encoded = false
	if s.chars <= int64(s.lim.Left) {
		return
	}
	size := s.chars/4*3 - int64(bytes.Count(last, []byte("=")))
	s.out.WriteString(s.cuts.add(cut{from: s.begin, to: s.at + length, size: size}))
}

func (s *sieve) finish() {
	if s.encoded {
		s.end(nil, 0)
	}
}

// isEncoded reports whether a line is whole groups of base64 (RFC 2045 section
// 6.8), perhaps with the filling that ends them.
func isEncoded(line []byte) bool {
	if len(line) == 0 || len(line)%4 != 0 {
		return false
	}
	body := bytes.TrimRight(line, "=")
	if len(line)-len(body) > 2 {
		return false
	}
	for _, c := range body {
		if !base64Chars[c] {
			return false
		}
	}
	return true
}

var base64Chars = func() (in [256]bool) {
	for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		in[c] = true
	}
	return in
}()

// isAttachment reports whether a header block is that of a part in base64 that
// is certainly neither text nor made of other parts.
func isAttachment(head []byte) bool {
	base64, binary, kinds, encodings := false, false, 0, 0
	for name, value := range fields(head, map[string]string{"content-type": "content-type", "content-transfer-encoding": "encoding"}, 200) {
		if name == "encoding" {
			base64 = strings.EqualFold(value, "base64")
			encodings++
			continue
		}
		kinds++
		mediaType, _, err := stdmime.ParseMediaType(value)
		top, _, _ := strings.Cut(mediaType, "/")
		binary = (err == nil || errors.Is(err, stdmime.ErrInvalidMediaParameter)) && slices.Contains(binaryTypes, top)
	}
	return base64 && binary && kinds == 1 && encodings == 1
}

// binaryTypes are the top-level media types that hold neither text nor parts.
var binaryTypes = []string{"application", "image", "audio", "video", "font", "model"}
