package pop3

import (
	"bytes"
	"context"
	"fmt"
	"math"
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
// (RFC 1939 section 5). Messages marked for deletion do not count. Both are 0 where the
// server tells no numbers. Called first
// after the login, it also asks anew what the server can do, in the same flight.
func (c *Conn) Stat(ctx context.Context) (count int, size int64, err error) {
	end, err := c.startCall(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return 0, 0, err
	}
	err = c.runSteps(step{"STAT", func(verb string) (err error) {
		count, size, err = c.readStat(verb)
		return err
	}})
	return count, size, end(err)
}

func (c *Conn) readStat(verb string) (count int, size int64, err error) {
	text, err := c.readStatus(verb)
	if err != nil {
		return 0, 0, err
	}
	count, size, err = parseStat(text)
	c.statParsed = err == nil
	line, words := "+OK "+text, text != "" && !strings.ContainsAny(text, "0123456789")
	if err == nil || words && (c.statLine == "" || c.statLine == line) {
		// Words alone are an answer to STAT, too, as long as they are the same each
		// time: then they cannot be that to another command.
		c.msgCount, c.msgBytes, c.statLine = count, size, line
		err = nil
	}
	return count, size, err
}

// readStatOrRefusal reads the answer to STAT where nobody has asked for the count.
func (c *Conn) readStatOrRefusal(verb string) error {
	_, _, err := c.readStat(verb)
	if _, refused := asRefusal(err); refused {
		return nil
	}
	return err
}

// parseStat reads the two numbers of an answer to STAT. Only the first one matters;
// some servers put words where the second one belongs: it is then 0.
func parseStat(text string) (int, int64, error) {
	words := strings.Fields(text)
	if len(words) >= 1 {
		if count, ok := parseNumber([]byte(words[0])); ok {
			var size int64
			if len(words) >= 2 {
				size, _ = parseSize([]byte(words[1]), sumBits)
			}
			return count, size, nil
		}
	}
	return 0, 0, &ProtocolError{Command: "STAT", Detail: "a number of messages was expected", Line: printable([]byte(text))}
}

// List asks for numbers, sizes and unique-ids of all messages that are not
// marked for deletion, with LIST and UIDL in one flight where the server allows
// it. A server without UIDL is no error: see [Listing.HasUIDs].
//
// The answers to LIST and UIDL look alike where unique-ids are numbers. Should one
// of the two get lost on the way, or both change places, sizes could be taken for
// unique-ids, and a size can be the unique-id of another message. So a listing is
// returned only when it is certain which answer was which; see [lister.proved].
func (c *Conn) List(ctx context.Context) (Listing, error) { return c.listAll(ctx, nil) }

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

// listAll lists all messages behind some other steps.
func (c *Conn) listAll(ctx context.Context, before []step) (Listing, error) {
	end, err := c.startCall(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return Listing{}, err
	}
	if c.statLine == "" && c.Pipelining() {
		// Commands that are thrown away are noticed by it, see wasThrownAway.
		before = append([]step{{"STAT", c.readStatOrRefusal}}, before...)
	}
	l := &lister{c: c}
	steps := before
	if !c.opts.NoUIDL {
		steps = append(steps, step{"UIDL", l.readUIDL})
	}
	lost, err := c.runFlight(append(steps, step{"LIST", l.readLIST})...)
	if err == nil && (lost != nil || !l.proved()) {
		err = l.listAgain()
	}
	if _, refused := asRefusal(err); refused {
		err = l.emptyOrRefused(err)
	}
	if err == nil && len(l.Entries) == 0 && l.Doubt == nil && c.statLine == "" {
		err = c.runSteps(step{"STAT", c.readStatOrRefusal}) // an empty list is not believed alone
	}
	if err == nil {
		l.joinUIDs()
		if len(l.Entries) == 0 && c.statLine != "" && c.msgCount > 0 {
			l.addDoubt("LIST", fmt.Sprintf("no message, STAT says %d", c.msgCount), nil)
		}
		if l.Doubt == nil {
			c.msgCount = len(l.Entries)
		}
	}
	return l.Listing, end(err)
}

// lister puts a listing together.
type lister struct {
	Listing
	c   *Conn
	ids []listedID // in the server's order
}

type listedID struct {
	num int
	uid string
}

// emptyOrRefused asks STAT whether there is nothing to list: some servers refuse LIST then.
func (l *lister) emptyOrRefused(no error) error {
	if l.c.statLine == "" {
		if err := l.c.runSteps(step{"STAT", l.c.readStatOrRefusal}); err != nil {
			return err
		}
	}
	if l.c.statParsed && l.c.msgCount == 0 {
		return nil
	}
	return no
}

// proved reports whether it is certain that the answers to UIDL and LIST, which
// were sent in one flight, have not been taken for each other. It is where a
// unique-id cannot be a size, and where the sizes have the sum that STAT tells.
func (l *lister) proved() bool {
	if !l.HasUIDs || !l.c.Pipelining() {
		return true
	}
	sizes, ids := int64(0), int64(0)
	for _, id := range l.ids {
		size, ok := parseSize([]byte(id.uid), sizeBits)
		if !ok || id.uid[0] == '0' {
			return true
		}
		ids += size
	}
	for _, e := range l.Entries {
		sizes += e.Size
	}
	return sizes == l.c.msgBytes && ids != sizes
}

// listAgain lists anew, each command when the one before is answered, and with an
// answer of another shape between the two that look alike.
func (l *lister) listAgain() error {
	alone := l.c.oneAtATime
	l.c.oneAtATime = true
	defer func() { l.c.oneAtATime = alone }()
	l.Listing, l.ids = Listing{}, nil
	steps := []step{{"STAT", l.c.readStatOrRefusal}, {"UIDL", l.readUIDL}, {"STAT", l.c.readStatOrRefusal}, {"LIST", l.readLIST}, {"STAT", l.c.readStatOrRefusal}}
	if l.c.opts.NoUIDL {
		steps = steps[2:]
	}
	return l.c.runSteps(steps...)
}

// listRows reads the rows of LIST or UIDL. Empty ones harm nobody.
func (l *lister) listRows(verb string, row func(num int, rest []byte)) error {
	return l.c.readRows(verb, func(line []byte) error {
		if num, rest, ok := parseRow(line); ok {
			row(num, rest)
		} else if len(bytes.TrimSpace(line)) > 0 {
			l.addDoubt(verb, "a row has no message number", line)
		}
		return nil
	})
}

// readLIST reads the answer to LIST.
func (l *lister) readLIST(verb string) error {
	if _, err := l.c.readStatus(verb); err != nil {
		return err
	}
	l.Entries = make([]Entry, 0, len(l.ids))
	return l.listRows(verb, func(num int, rest []byte) {
		size, _ := parseSize(rest, sizeBits) // a hint that is missing harms nobody
		l.Entries = append(l.Entries, Entry{Num: num, Size: size})
	})
}

const (
	maxPreparedRows = 1 << 16 // rows for which memory is made ready, as STAT may lie
	usualUIDBytes   = 24      // bytes of most unique-ids
)

// readUIDL reads the answer to UIDL.
func (l *lister) readUIDL(verb string) error {
	if _, err := l.c.readStatus(verb); err != nil {
		if _, refused := asRefusal(err); refused {
			return nil
		}
		return err
	}
	l.HasUIDs = true
	n := min(l.c.msgCount, maxPreparedRows)
	l.ids = make([]listedID, 0, n)
	var all strings.Builder // one piece of memory for all
	all.Grow(n * usualUIDBytes)
	ends := make([]int, 0, n)
	err := l.listRows(verb, func(num int, uid []byte) {
		if validUID(uid) { // others are shown, but never deleted by their id
			all.Write(uid)
		}
		l.ids, ends = append(l.ids, listedID{num: num}), append(ends, all.Len())
	})
	text, begin := all.String(), 0
	for i, end := range ends {
		l.ids[i].uid = text[begin:end]
		begin = end
	}
	return err
}

// joinUIDs puts the unique-ids to the entries, and notes where LIST and UIDL do not
// name the same messages. Nearly always both are in the same order.
func (l *lister) joinUIDs() {
	if l.inSameOrder() {
		for i := range l.ids {
			l.Entries[i].UID = l.ids[i].uid
		}
		return
	}
	uids := make(map[int]string, len(l.ids))
	for _, id := range l.ids {
		if _, twice := uids[id.num]; twice {
			l.addDoubt("UIDL", fmt.Sprintf("message number %d is listed twice", id.num), nil)
			continue
		}
		uids[id.num] = id.uid
	}
	seen := make(map[int]bool, len(l.Entries))
	for i, e := range l.Entries {
		if seen[e.Num] {
			l.addDoubt("LIST", fmt.Sprintf("message number %d is listed twice", e.Num), nil)
		}
		seen[e.Num] = true
		uid, ok := uids[e.Num]
		l.Entries[i].UID = uid
		if l.HasUIDs && !ok {
			l.addDoubt("UIDL", fmt.Sprintf("message number %d is in LIST only", e.Num), nil)
		}
	}
	if l.HasUIDs && len(uids) != len(seen) {
		l.addDoubt("UIDL", fmt.Sprintf("%d messages, LIST has %d", len(uids), len(seen)), nil)
	}
}

// inSameOrder reports whether LIST and UIDL name the same messages in the same,
// rising order.
func (l *lister) inSameOrder() bool {
	if len(l.ids) != len(l.Entries) || !l.HasUIDs {
		return false
	}
	last := 0
	for i, e := range l.Entries {
		if e.Num <= last || e.Num != l.ids[i].num {
			return false
		}
		last = e.Num
	}
	return true
}

// maxUID is more than the 70 characters of RFC 1939, as some servers exceed it.
const maxUID = 1000

// validUID reports whether a unique-id has only the characters that RFC 1939
// section 7 allows.
func validUID(uid []byte) bool {
	if len(uid) == 0 || len(uid) > maxUID {
		return false
	}
	for _, b := range uid {
		if b < 0x21 || b > 0x7e {
			return false
		}
	}
	return true
}

func (l *Listing) addDoubt(command, detail string, line []byte) {
	if l.Doubt == nil {
		l.Doubt = &ProtocolError{Command: command, Detail: detail, Line: printable(line)}
	}
}

// parseRow splits a row of LIST or UIDL into the message number and the rest. It
// is called for every row of lists that can be long.
func parseRow(line []byte) (num int, rest []byte, ok bool) {
	line = bytes.TrimLeft(line, " \t")
	i := 0
	for ; i < len(line) && line[i] != ' ' && line[i] != '\t'; i++ {
		digit := int(line[i]) - '0'
		if digit < 0 || digit > 9 || num > (math.MaxInt32-digit)/10 {
			return 0, nil, false
		}
		num = num*10 + digit
	}
	return num, bytes.TrimSpace(line[i:]), num > 0
}

// parseNumber reads a count or message number. Only digits are accepted, where
// strconv would take a sign too.
func parseNumber(word []byte) (int, bool) {
	n, err := strconv.ParseUint(string(word), 10, 31)
	return int(n), err == nil
}

// sizeBits bounds the size of one message, so that the sum of as many as there can
// be does not overflow; sumBits bounds the sum that STAT tells.
const (
	sizeBits = 40
	sumBits  = 62
)

// parseSize reads a size in octets. What is larger than a size can be is none.
func parseSize(text []byte, bits int) (int64, bool) {
	word := text
	if i := bytes.IndexAny(text, " \t"); i >= 0 {
		word = text[:i]
	}
	n, err := strconv.ParseUint(string(word), 10, bits)
	if err != nil {
		return 0, false
	}
	return int64(n), true
}
