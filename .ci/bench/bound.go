package main

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/restante/restante/pop3/poptest"
)

// bound is the least that a client must do, and so the measure of all others:
// it sends every command as soon as its number is known, however many are under
// way, reads beside writing, and looks at nothing but where an answer ends.
type bound struct {
	nc net.Conn
	in *bufio.Reader
}

// connectBound connects and logs in: the greeting, then AUTH with the initial
// response at once, and its answer.
func connectBound(s spec) (*bound, error) {
	nc, err := net.Dial("tcp", s.address())
	if err != nil {
		return nil, err
	}
	if s.TLS {
		nc = tls.Client(nc, s.tlsConfig())
	}
	b := &bound{nc, bufio.NewReaderSize(nc, 64<<10)}
	if err := b.status(); err != nil {
		return nil, err
	}
	secret := base64.StdEncoding.EncodeToString([]byte("\x00" + s.User + "\x00" + poptest.Password))
	return b, b.ask("AUTH PLAIN "+secret+"\r\n", b.status)
}

// ask sends commands on a goroutine of its own while read reads the answers.
func (b *bound) ask(commands string, read func() error) error {
	written := make(chan error, 1)
	go func() {
		_, err := b.nc.Write([]byte(commands))
		written <- err
	}()
	err := read()
	if err != nil {
		b.nc.Close() // wakes the writer
	}
	if werr := <-written; err == nil {
		err = werr
	}
	return err
}

// status reads an answer of one line.
func (b *bound) status() error {
	line, err := b.in.ReadSlice('\n')
	if err == nil && !bytes.HasPrefix(line, []byte("+OK")) {
		err = fmt.Errorf("the server said %q", line)
	}
	return err
}

// multi reads an answer of many lines and returns how many bytes they have.
func (b *bound) multi() (size int64, err error) {
	if err := b.status(); err != nil {
		return 0, err
	}
	for {
		line, err := b.in.ReadSlice('\n')
		if err != nil && err != bufio.ErrBufferFull {
			return size, err
		}
		if len(line) == 3 && line[0] == '.' {
			return size, nil
		}
		size += int64(len(line))
	}
}

// multis reads n answers of many lines.
func (b *bound) multis(n int) func() error {
	return func() error {
		for range n {
			if _, err := b.multi(); err != nil {
				return err
			}
		}
		return nil
	}
}

// each makes one command for each of the numbers.
func each(verb, tail string, nums []int) string {
	var buf []byte
	for _, num := range nums {
		buf = append(append(append(buf, verb...), ' '), strconv.Itoa(num)...)
		buf = append(append(buf, tail...), "\r\n"...)
	}
	return string(buf)
}

// newest returns the n highest message numbers, the highest first.
func newest(count, n int) []int {
	nums := make([]int, 0, n)
	for num := count; num > max(0, count-n); num-- {
		nums = append(nums, num)
	}
	return nums
}

// measureBound measures one part with the least client. What is needed before
// the part begins is done before the clock runs.
func measureBound(s spec) (result, error) {
	start := time.Now()
	b, err := connectBound(s)
	if err != nil {
		return result{}, err
	}
	defer b.nc.Close()
	switch s.Part {
	case "list":
		err = b.list()
	case "headers", "warm":
		if err = b.list(); err == nil {
			err = b.tops(s.Count, s.Count)
		}
	case "page":
		if err = b.ask("STAT\r\n", b.status); err == nil {
			err = b.tops(s.Count, pageRows)
		}
	case "delete":
		start, err = b.delete(s.Count)
	case "big":
		if err = b.list(); err == nil {
			err = b.tops(s.Count, s.Count)
		}
		if err == nil {
			start = time.Now()
			err = b.retrieve(s.Size)
		}
	}
	seconds := time.Since(start).Seconds()
	if err == nil && s.Part != "delete" {
		err = b.ask("QUIT\r\n", b.status)
	}
	return result{Seconds: seconds}, err
}

func (b *bound) list() error { return b.ask("UIDL\r\nLIST\r\n", b.multis(2)) }

func (b *bound) tops(count, n int) error {
	nums := newest(count, n)
	return b.ask(each("TOP", " 0", nums), b.multis(len(nums)))
}

// delete lists and fetches all headers, as one who deletes has done before,
// and then deletes. It returns when it began to delete.
func (b *bound) delete(count int) (start time.Time, err error) {
	if err := b.list(); err != nil {
		return start, err
	}
	if err := b.tops(count, count); err != nil {
		return start, err
	}
	nums := doomed(count)
	start = time.Now()
	err = b.ask(each("DELE", "", nums), func() error {
		for range nums {
			if err := b.status(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return start, err
	}
	return start, b.ask("QUIT\r\n", b.status)
}

func (b *bound) retrieve(size int64) error {
	return b.ask("RETR 1\r\n", func() error {
		got, err := b.multi()
		if err == nil && got != size {
			err = fmt.Errorf("the message has %d bytes, want %d", got, size)
		}
		return err
	})
}
