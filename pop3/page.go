package pop3

import (
	"bytes"
	"context"
	"strconv"
)

// Page tells all about some messages, and then lists all, as [Conn.List] does: in
// one flight where the server allows it, so that a first page is there before a
// long list. Of each message it fetches size, unique-id and header block (LIST,
// UIDL, TOP) and calls got. What the server refuses stays empty; a refused TOP is
// the Err of the head.
func (c *Conn) Page(ctx context.Context, nums []int, got func(Entry, Head)) (Listing, error) {
	steps := make([]step, 0, 3*len(nums)+3)
	for _, num := range nums {
		steps = append(steps, c.pageSteps(num, got)...)
	}
	// Between the last header block and the list goes an answer of one line, so
	// that none of the two can be taken for the other.
	return c.listAll(ctx, append(steps, step{"STAT", c.readStatOrRefusal}))
}

// pageSteps ask for all that is to be known of one message.
func (c *Conn) pageSteps(num int, got func(Entry, Head)) []step {
	e := Entry{Num: num}
	single := func(take func(rest []byte)) func(string) error {
		return func(verb string) error {
			text, err := c.readStatus(verb)
			if _, refused := asRefusal(err); refused {
				return nil
			}
			if n, rest, ok := parseRow([]byte(text)); err == nil && ok && n == num {
				take(rest)
			} else if err == nil {
				err = &ProtocolError{Command: verb, Detail: "another message was answered", Line: printable([]byte(text))}
			}
			return err
		}
	}
	n := strconv.Itoa(num)
	return []step{
		{"LIST " + n, single(func(rest []byte) { e.Size, _ = parseSize(rest, sizeBits) })},
		{"UIDL " + n, single(func(rest []byte) {
			if validUID(rest) {
				e.UID = string(rest)
			}
		})},
		{"TOP " + n + " 0", func(verb string) error {
			_, err := c.readStatus(verb)
			if _, refused := asRefusal(err); err != nil && !refused {
				return err
			}
			h, failed := c.readHead(num, err)
			if failed == nil && beginsAsAnswer(h.Bytes) {
				// The answers before it were to other commands than was taken for granted.
				return &ProtocolError{Command: verb, Detail: "more answers than commands", Line: printable(h.Bytes[:min(len(h.Bytes), 100)])}
			}
			if failed == nil {
				got(e, h)
			}
			return failed
		}},
	}
}

// beginsAsAnswer reports whether a header block begins as answers do, and fields do not.
func beginsAsAnswer(head []byte) bool {
	return bytes.HasPrefix(head, []byte("+OK")) || bytes.HasPrefix(head, []byte("-ERR"))
}
