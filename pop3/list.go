package pop3

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
