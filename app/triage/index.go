package triage

import (
	"hash/maphash"
	"slices"
	"strings"
	"time"

	"github.com/restante/restante/mime"
)

// none is the number of what is not there.
const none = int32(-1)

// Index groups the messages of one mailbox. Messages have small numbers as names,
// given by the caller and used once. One goroutine at a time may use it.
type Index struct {
	entries  []entry // by id
	facts    []facts // by id
	senders  senders
	subjects subjects
	lists    table
	to       recipients
	friends  map[string]bool // folded addresses that the user has marked
	noFloods []string        // keys of floods that are none
	earlier  []memory        // the floods of the last report

	report *Report // of the present state; nil when something has changed
	seed   maphash.Seed
	buf    []byte
}

// entry is one message. Summaries are not looked at again once it is made, but for
// names.
type entry struct {
	summary *mime.Summary
	size    int64
	at      int64 // when it came, in Unix seconds; 0 where that is not known
	order   int32
	sender  int32 // numbers in the tables
	subject int32
	list    int32
	traits  mime.Traits
	is      signs
	used    bool
}

// known reports whether the header has arrived.
func (e *entry) known() bool { return e.used && e.summary != nil }

// NewIndex returns an empty index.
func NewIndex() *Index { return &Index{seed: maphash.MakeSeed()} }

// Set adds a message or replaces what is known of it.
func (x *Index) Set(id int32, m Message) {
	if id < 0 {
		return
	}
	if int(id) >= len(x.entries) {
		x.entries = slices.Grow(x.entries, int(id)+1-len(x.entries))[:id+1]
		x.facts = slices.Grow(x.facts, int(id)+1-len(x.facts))[:id+1]
	}
	e := entry{summary: m.Summary, size: m.Size, order: int32(m.Order), sender: none, subject: none, list: none, used: true}
	if s := m.Summary; s != nil {
		e.at, e.traits = came(s), s.Traits
		e.sender = x.senders.number(x, s)
		e.is = signsOf(s, x.senders.is[e.sender])
		x.to.add(x, s)
		e.subject = x.subjects.number(x, s.Subject)
		if s.ListID != "" {
			x.buf = append(x.buf[:0], strings.ToLower(s.ListID)...)
			e.list, _ = x.lists.number(maphash.Bytes(x.seed, x.buf))
		}
	}
	x.entries[id], x.facts[id] = e, facts{}
	x.report = nil
}

// Remove forgets a message.
func (x *Index) Remove(id int32) {
	if id >= 0 && int(id) < len(x.entries) && x.entries[id].used {
		x.entries[id] = entry{sender: none, subject: none, list: none}
		x.report = nil
	}
}

// SetFriends tells the addresses whose mail the user wants to keep always.
func (x *Index) SetFriends(addrs []string) {
	x.friends = make(map[string]bool, len(addrs))
	for _, addr := range addrs {
		x.friends[foldAddr(addr)] = true
	}
	x.report = nil
}

// SetNoFloods tells which floods, by [Flood.Key], the user knows to be none.
func (x *Index) SetNoFloods(keys []string) {
	x.noFloods = slices.Clone(keys)
	x.report = nil
}

// Alike returns the messages that are like this one, it among them, ascending: the
// flood it is part of; else the same mailing list; else the same form of subject
// from the same domain. It works on the newest report.
func (x *Index) Alike(id int32) []int32 {
	if !x.has(id) {
		return nil
	}
	if f := x.report.floodOf(id); f != nil {
		return f.IDs
	}
	one := &x.entries[id]
	var ids []int32
	for i := range x.entries {
		e := &x.entries[i]
		if !e.known() {
			continue
		}
		same := e.list == one.list
		if one.list == none {
			same = e.subject == one.subject && x.senders.domain[e.sender] == x.senders.domain[one.sender]
		}
		if same {
			ids = append(ids, int32(i))
		}
	}
	return ids
}

// has tells whether the message is in the index.
func (x *Index) has(id int32) bool {
	return id >= 0 && int(id) < len(x.entries) && x.entries[id].known()
}

// came is when a message came in Unix seconds: when the server took it, else what
// the sender says; 0 for neither. What was fetched from another mailbox came long before.
func came(s *mime.Summary) int64 {
	switch {
	case s.Traits.Has(mime.Fetched) && !s.Date.IsZero() && s.Date.Before(s.Arrived):
		return s.Date.Unix()
	case !s.Arrived.IsZero():
		return s.Arrived.Unix()
	case !s.Date.IsZero():
		return s.Date.Unix()
	}
	return 0
}

func timeOf(at int64) time.Time {
	if at == 0 {
		return time.Time{}
	}
	return time.Unix(at, 0).UTC()
}
