package pop3

import "strconv"

// readLIST reads the answer to LIST (RFC 1939 section 5): the sizes of all messages.
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

// sizeStep asks for the size of one message. It stays 0 where the server refuses.
func (c *Conn) sizeStep(e *Entry) step {
	return step{"LIST " + strconv.Itoa(e.Num), func(command string) error {
		return c.readOneRow(command, e.Num, func(rest []byte) { e.Size, _ = parseSize(rest, sizeBits) })
	}}
}
