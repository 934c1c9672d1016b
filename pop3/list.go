package pop3

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Entry is one message as the server lists it.
type Entry struct {
	Num  int    // message number, for this session only
	Size int64  // bytes, as the server says: a hint
	UID  string // unique-id (RFC 1939 section 7); empty where the server gave none
}

// Listing is the answer to LIST and UIDL together.
type Listing struct {
	Entries []Entry // in the server's order
	HasUIDs bool    // the server knows unique-ids

	// Doubt is what did not fit together: rows that cannot be read, numbers
	// that are listed twice, or LIST and UIDL naming different messages. It is
	// nil for a sound listing. A deletion must not rely on a listing in doubt.
	Doubt error
}

// Stat asks how many messages there are and how many bytes they have together
// (RFC 1939 section 5). Messages marked for deletion do not count.
func (c *Conn) Stat(ctx context.Context) (count int, size int64, err error) {
	end, err := c.begin(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return 0, 0, err
	}
	text, err := c.ask("STAT", "")
	if err == nil {
		count, size, err = parseStat(text)
	}
	return count, size, end(err)
}

func parseStat(text string) (int, int64, error) {
	words := strings.Fields(text)
	if len(words) >= 2 {
		count, okCount := parseNumber(words[0])
		size, okSize := parseSize(words[1])
		if okCount && okSize {
			return count, size, nil
		}
	}
	return 0, 0, &ProtocolError{Command: "STAT", Detail: "two numbers were expected", Line: printable([]byte(text))}
}

// List asks for numbers, sizes and unique-ids of all messages that are not
// marked for deletion, with LIST and UIDL in one flight where the server allows
// it. A server without UIDL is no error: see [Listing.HasUIDs].
func (c *Conn) List(ctx context.Context) (Listing, error) {
	end, err := c.begin(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return Listing{}, err
	}
	l, err := c.list()
	return l, end(err)
}

func (c *Conn) list() (Listing, error) {
	var l Listing
	c.command("UIDL")
	if c.pipelining() {
		c.command("LIST")
	}
	if err := c.flush("UIDL"); err != nil {
		return l, err
	}
	uids, err := c.readUIDL(&l)
	if err != nil {
		return l, err
	}
	if !c.pipelining() {
		c.command("LIST")
		if err := c.flush("LIST"); err != nil {
			return l, err
		}
	}
	if err := c.readLIST(&l, uids); err != nil {
		return l, err
	}
	l.compare(uids)
	return l, nil
}

// Scan asks for numbers and sizes alone (LIST, RFC 1939 section 5). Messages
// marked for deletion are missing from it.
func (c *Conn) Scan(ctx context.Context) (Listing, error) {
	var l Listing
	end, err := c.begin(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return l, err
	}
	c.command("LIST")
	if err = c.flush("LIST"); err == nil {
		err = c.readLIST(&l, nil)
	}
	l.compare(nil)
	return l, end(err)
}

// readLIST reads the answer to LIST and joins the unique-ids to it.
func (c *Conn) readLIST(l *Listing, uids map[int]string) error {
	c.expect()
	if _, err := c.status("LIST"); err != nil {
		return err
	}
	return c.rows("LIST", func(line []byte) error {
		num, rest, ok := numbered(line)
		size, okSize := parseSize(string(rest))
		if !ok {
			l.doubt("LIST", "a row has no message number", line)
			return nil
		}
		if !okSize {
			size = 0 // a hint that is missing harms nobody
		}
		l.Entries = append(l.Entries, Entry{Num: num, Size: size, UID: uids[num]})
		return nil
	})
}

// readUIDL reads the answer to UIDL into a map from number to unique-id.
func (c *Conn) readUIDL(l *Listing) (map[int]string, error) {
	c.expect()
	_, err := c.status("UIDL")
	var refused *Error
	if errors.As(err, &refused) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	l.HasUIDs = true
	uids := make(map[int]string)
	err = c.rows("UIDL", func(line []byte) error {
		num, rest, ok := numbered(line)
		if !ok {
			l.doubt("UIDL", "a row has no message number", line)
			return nil
		}
		if _, twice := uids[num]; twice {
			l.doubt("UIDL", "a message number is listed twice", line)
			return nil
		}
		uid := string(rest)
		if !validUID(uid) {
			uid = "" // shown, but never deleted by its id
		}
		uids[num] = uid
		return nil
	})
	return uids, err
}

// maxUID is more than the 70 characters of RFC 1939, as some servers exceed it.
const maxUID = 1000

// validUID reports whether a unique-id has only the characters that RFC 1939
// section 7 allows.
func validUID(uid string) bool {
	if uid == "" || len(uid) > maxUID {
		return false
	}
	for i := range len(uid) {
		if uid[i] < 0x21 || uid[i] > 0x7e {
			return false
		}
	}
	return true
}

// compare notes where LIST and UIDL do not name the same messages.
func (l *Listing) compare(uids map[int]string) {
	seen := make(map[int]bool, len(l.Entries))
	for _, e := range l.Entries {
		if seen[e.Num] {
			l.doubt("LIST", fmt.Sprintf("message number %d is listed twice", e.Num), nil)
		}
		seen[e.Num] = true
		if _, ok := uids[e.Num]; l.HasUIDs && !ok {
			l.doubt("UIDL", fmt.Sprintf("message number %d is in LIST only", e.Num), nil)
		}
	}
	if l.HasUIDs && len(uids) != len(seen) {
		l.doubt("UIDL", fmt.Sprintf("%d messages, LIST has %d", len(uids), len(seen)), nil)
	}
}

func (l *Listing) doubt(command, detail string, line []byte) {
	if l.Doubt == nil {
		l.Doubt = &ProtocolError{Command: command, Detail: detail, Line: printable(line)}
	}
}

// numbered splits a row of LIST or UIDL into the message number and the rest.
func numbered(line []byte) (num int, rest []byte, ok bool) {
	word, rest, _ := bytes.Cut(bytes.TrimLeft(line, " "), []byte(" "))
	num, ok = parseNumber(string(word))
	return num, bytes.TrimSpace(rest), ok && num > 0
}

// parseNumber reads a count or message number. Only digits are accepted, where
// strconv would take a sign too.
func parseNumber(s string) (int, bool) {
	n, err := strconv.ParseUint(s, 10, 31)
	return int(n), err == nil
}

// parseSize reads a size in octets. What is larger than any message can be is no
// size.
func parseSize(s string) (int64, bool) {
	s, _, _ = strings.Cut(s, " ")
	n, err := strconv.ParseUint(s, 10, 50)
	return int64(n), err == nil
}
