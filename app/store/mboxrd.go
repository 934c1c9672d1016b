package store

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"strings"
	"time"
)

// fromWord begins the line before a message in an mbox. In the form mboxrd a line of
// a message that begins with it, behind any number of ">", gets one ">" more. So no
// line of a message can be taken for the beginning of another, and everything can be
// taken back.
const fromWord = "From "

// mboxrd writes one message as an mbox has it, with LF for CRLF.
type mboxrd struct {
	out   *bufio.Writer
	sum   hash.Hash // of the message with LF for CRLF
	plain []byte    // not summed up yet
	cr    bool      // a CR was seen whose LF may follow
	place linePlace
	probe int  // how much of fromWord was seen
	open  bool // the last line has no end yet
}

// linePlace is where in a line a byte stands.
type linePlace int

const (
	atQuotes linePlace = iota // at its beginning, or behind nothing but ">"
	inProbe                   // what was seen is the beginning of fromWord
	inLine
)

// newMboxrd begins a message (RFC 4155 appendix A).
func newMboxrd(out io.Writer, date time.Time) (*mboxrd, error) {
	if date.IsZero() {
		date = time.Unix(0, 0)
	}
	m := &mboxrd{out: bufio.NewWriterSize(out, 1<<16), sum: sha256.New()}
	_, err := m.out.WriteString(fromWord + "MAILER-DAEMON " + date.UTC().Format(time.ANSIC) + "\n")
	return m, err
}

// Write implements [io.Writer].
func (m *mboxrd) Write(p []byte) (int, error) {
	for _, b := range p {
		if b == '\r' && !m.cr {
			m.cr = true
			continue
		}
		if m.cr && b != '\n' {
			m.writeByte('\r')
		}
		if m.cr = m.cr && b == '\r'; !m.cr {
			m.writeByte(b)
		}
	}
	m.sum.Write(m.plain)
	m.plain = m.plain[:0]
	return len(p), m.flushed()
}

// flushed tells an error that the writer has met; it stays.
func (m *mboxrd) flushed() error {
	_, err := m.out.Write(nil)
	return err
}

// writeByte writes one byte of the message. Errors stay in the writer.
func (m *mboxrd) writeByte(b byte) {
	m.plain = append(m.plain, b)
	m.open = b != '\n'
	switch {
	case m.place == atQuotes && b == '>':
		m.out.WriteByte(b)
		return
	case m.place != inLine && b == fromWord[m.probe]:
		m.place = inProbe
		if m.probe++; m.probe == len(fromWord) {
			m.out.WriteString(">" + fromWord)
			m.place, m.probe = inLine, 0
		}
		return
	}
	m.out.WriteString(fromWord[:m.probe])
	m.out.WriteByte(b)
	m.place, m.probe = inLine, 0
	if b == '\n' {
		m.place = atQuotes
	}
}

// endMessage ends the last line, should it have no end, and writes the blank line behind
// the message.
func (m *mboxrd) endMessage() error {
	if m.cr {
		m.writeByte('\r')
		m.cr = false
	}
	m.out.WriteString(fromWord[:m.probe])
	m.sum.Write(m.plain)
	if m.open {
		m.sum.Write([]byte{'\n'})
		m.out.WriteByte('\n')
	}
	m.out.WriteByte('\n')
	return m.out.Flush()
}

func (m *mboxrd) digest() (sum [sha256.Size]byte) {
	m.sum.Sum(sum[:0])
	return sum
}

// sumMboxrd reads one message of an mbox back and sums it up as mboxrd did.
func sumMboxrd(r io.Reader) (sum [sha256.Size]byte, err error) {
	in := bufio.NewReader(r)
	h := sha256.New()
	if first, err := in.ReadString('\n'); err != nil || !strings.HasPrefix(first, fromWord) {
		return sum, errors.Join(ErrCopy, err)
	}
	var held []byte // the blank line at the end does not belong to the message
	for {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			break
		}
		if err != nil {
			return sum, err
		}
		h.Write(held)
		if bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte(fromWord)) {
			if line[0] != '>' {
				return sum, ErrCopy
			}
			line = line[1:]
		}
		held = line
	}
	if !bytes.Equal(held, []byte{'\n'}) {
		return sum, ErrCopy
	}
	h.Sum(sum[:0])
	return sum, nil
}
