package ui

import (
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
)

// group tells what the user means when exactly these messages are deleted: all
// that the search shows, or all from one sender. On a server that shows only a
// part of the mailbox at a time, what comes to light later belongs to it. It is
// nil when nothing but the messages themselves is meant.
func (l *listing) group(going map[int32]bool) func(mime.Summary) bool {
	if len(l.query) > 0 && l.scope == nil && l.query.ofHeader() && l.covers(going) {
		q := l.query
		return func(s mime.Summary) bool {
			r := &mailbox.Row{Known: true, Summary: s}
			return q.matches(searchKey(r), r)
		}
	}
	addr := l.soleSender(going)
	if addr == "" {
		return nil
	}
	return func(s mime.Summary) bool { return sameSender(&mailbox.Row{Known: true, Summary: s}, addr) }
}

// covers reports whether exactly what is shown is going.
func (l *listing) covers(going map[int32]bool) bool {
	if len(going) != len(l.shown) {
		return false
	}
	for _, id := range l.shown {
		if !going[id] {
			return false
		}
	}
	return true
}

// soleSender is the address that all of several going messages are from, when no
// message from it stays.
func (l *listing) soleSender(going map[int32]bool) string {
	addr := ""
	for id := range going {
		if r := l.row[id]; r != nil && len(r.Summary.From) > 0 {
			addr = senderKey(r)
		}
		break
	}
	if addr == "" || len(going) < 2 {
		return ""
	}
	for i, r := range l.rows {
		if sameSender(r, addr) != going[l.ids[i]] {
			return ""
		}
	}
	return addr
}
