package pop3

import (
	"strconv"
	"strings"
)

// listedID is a row of UIDL.
type listedID struct {
	num int
	uid string
}

const (
	maxPreparedRows = 1 << 16 // rows for which memory is made ready, as STAT may lie
	usualUIDBytes   = 24      // bytes of most unique-ids
)

// readUIDL reads the answer to UIDL (RFC 1939 section 7): the unique-ids of all messages.
// A refusal leaves them out.
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

// uidStep asks for the unique-id of one message. It stays empty where the server refuses.
func (c *Conn) uidStep(e *Entry) step {
	return step{"UIDL " + strconv.Itoa(e.Num), func(command string) error {
		return c.readOneRow(command, e.Num, func(rest []byte) {
			if validUID(rest) {
				e.UID = string(rest)
			}
		})
	}}
}
