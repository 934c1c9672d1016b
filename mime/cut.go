package mime

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"io"
)

// cut is an encoded attachment that was left in the message.
type cut struct {
	from, to int64 // its lines in the message
	size     int64 // bytes when decoded
}

// cuts is all that was left in a message, by the marks that stand for it.
type cuts struct {
	src    io.ReaderAt
	prefix []byte // of all marks
	shown  []byte // of all marks when encoded
	byMark map[string]cut
}

const (
	markSize   = 48 // encoded, that is one line of 64
	prefixSize = 30 // encoded, that is 40
)

func newCuts(src io.ReaderAt) cuts {
	c := cuts{src: src, prefix: make([]byte, prefixSize), byMark: make(map[string]cut)}
	_, _ = rand.Read(c.prefix) // never fails; no message can hold it
	c.shown = base64.StdEncoding.AppendEncode(nil, c.prefix)
	return c
}

// add takes a cut in and returns the line that stands for it.
func (c *cuts) add(k cut) string {
	mark := make([]byte, markSize)
	n := len(c.byMark)
	copy(mark, c.prefix)
	for i := prefixSize; i < markSize; i++ {
		mark[i] = byte(n)
		n >>= 8
	}
	c.byMark[string(mark)] = k
	return base64.StdEncoding.EncodeToString(mark) + "\r\n"
}

// content is what a part holds: bytes, and what was left in the message.
type content []piece

type piece struct {
	data []byte
	size int64
	open func() io.Reader // what was left in the message; nil where data is all
}

// content finds the marks in what a part holds, decoded or, in a message within
// a message, as they stand there.
func (c *cuts) content(data []byte) content {
	var all content
	for len(c.byMark) > 0 {
		at, length, p := c.find(data)
		if at < 0 {
			break
		}
		all = append(all, piece{data: data[:at], size: int64(at)}, p)
		data = data[at+length:]
	}
	return append(all, piece{data: data, size: int64(len(data))})
}

// find finds the first mark.
func (c *cuts) find(data []byte) (at, length int, p piece) {
	shown, ahead := bytes.Index(data, c.shown), data
	if shown >= 0 {
		ahead = data[:shown] // the whole text is not looked through for every mark
	}
	if at = bytes.Index(ahead, c.prefix); at < 0 && shown >= 0 {
		line := base64.StdEncoding.EncodedLen(markSize)
		if shown+line > len(data) {
			return -1, 0, p
		}
		mark, err := base64.StdEncoding.DecodeString(string(data[shown : shown+line]))
		k, ok := c.byMark[string(mark)]
		if err != nil || !ok {
			return -1, 0, p
		}
		length = line + len(data[shown+line:]) - len(bytes.TrimLeft(data[shown+line:], "\r\n"))
		length = min(length, line+2)
		return shown, length, piece{size: k.to - k.from, open: func() io.Reader { return c.lines(k) }}
	}
	if at < 0 || at+markSize > len(data) {
		return -1, 0, p
	}
	k, ok := c.byMark[string(data[at:at+markSize])]
	if !ok {
		return -1, 0, p
	}
	return at, markSize, piece{size: k.size, open: func() io.Reader {
		return base64.NewDecoder(base64.StdEncoding, bufio.NewReaderSize(c.lines(k), window))
	}}
}

func (c *cuts) lines(k cut) io.Reader { return io.NewSectionReader(c.src, k.from, k.to-k.from) }

func (c content) size() (n int64) {
	for _, p := range c {
		n += p.size
	}
	return n
}

func (c content) reader() io.Reader {
	readers := make([]io.Reader, len(c))
	for i, p := range c {
		if readers[i] = bytes.NewReader(p.data); p.open != nil {
			readers[i] = p.open()
		}
	}
	return io.MultiReader(readers...)
}

// restore puts back what was cut out of a text, which is so only in messages
// that are not what they seem, up to a limit.
func (c *cuts) restore(text []byte, limit int) []byte {
	all := c.content(text)
	if len(all) == 1 {
		return text
	}
	whole, err := io.ReadAll(io.LimitReader(all.reader(), int64(limit)))
	if err != nil {
		return text
	}
	return whole
}
