package spool

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
)

// ErrOtherText says that a message came otherwise the second time.
var ErrOtherText = errors.New("spool: another text came the second time")

// Pipe hands a message on as it comes. One that is fetched again from its beginning goes
// on where it was: what was handed over before is only compared. It belongs to one
// goroutine, but for Close.
type Pipe struct {
	to     *io.PipeWriter
	passed int64     // bytes that were handed over
	sum    hash.Hash // of these
	again  int64     // bytes that must come once more
	repeat hash.Hash // of those that have
}

// NewPipe makes a pipe and its other end, at which the message is read as it comes. Who
// stops reading closes that.
func NewPipe() (*Pipe, io.ReadCloser) {
	from, to := io.Pipe()
	return &Pipe{to: to, sum: sha256.New()}, from
}

// Begin must be called before the first byte of each fetch.
func (p *Pipe) Begin() { p.again, p.repeat = p.passed, sha256.New() }

// Write implements [io.Writer]. It waits for the reader. The errors are [ErrOtherText]
// and that with which the other end was closed.
func (p *Pipe) Write(b []byte) (int, error) {
	all := len(b)
	if p.again > 0 {
		old := b[:min(int64(len(b)), p.again)]
		b = b[len(old):]
		p.repeat.Write(old)
		if p.again -= int64(len(old)); p.again == 0 && !bytes.Equal(p.repeat.Sum(nil), p.sum.Sum(nil)) {
			return 0, ErrOtherText
		}
	}
	n, err := p.to.Write(b)
	p.passed += int64(n)
	p.sum.Write(b[:n])
	if err != nil {
		return 0, err
	}
	return all, nil
}

// Whole returns [ErrOtherText] where less has come than an earlier time.
func (p *Pipe) Whole() error {
	if p.again > 0 {
		return ErrOtherText
	}
	return nil
}

// Close ends what is read at the other end: with err, or with [io.EOF] where that is nil.
// Only the first one counts. Any goroutine may call it.
func (p *Pipe) Close(err error) { p.to.CloseWithError(err) }
