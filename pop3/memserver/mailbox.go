package memserver

import "sync"

// Message is one stored message.
type Message struct {
	UID  string
	Data []byte // CRLF line ends, not dot-stuffed; never changed after Add
}

// Mailbox is what one user has on the server. It may be used from several
// goroutines.
type Mailbox struct {
	mu       sync.Mutex
	messages []Message
	locked   bool
}

// Add appends a message. A session under way does not see it, as RFC 1939
// section 3 has it.
func (b *Mailbox) Add(uid string, data []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.messages = append(b.messages, Message{UID: uid, Data: data})
}

// Remove takes a message away, as another client would. It reports whether it
// was there.
func (b *Mailbox) Remove(uid string) bool {
	return b.removeAll(map[string]int{uid: 1}) > 0
}

// Messages returns what is stored now, in order.
func (b *Mailbox) Messages() []Message {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]Message(nil), b.messages...)
}

// Locked reports whether a session holds the mailbox.
func (b *Mailbox) Locked() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.locked
}

// Lock takes the mailbox as another client would. It reports false when it was
// taken already.
func (b *Mailbox) Lock() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.locked {
		return false
	}
	b.locked = true
	return true
}

// Unlock gives the mailbox back.
func (b *Mailbox) Unlock() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.locked = false
}

// removeAll removes as many messages of each unique-id as counted.
func (b *Mailbox) removeAll(uids map[string]int) (removed int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	kept := b.messages[:0:0]
	for _, m := range b.messages {
		if uids[m.UID] > 0 {
			uids[m.UID]--
			removed++
			continue
		}
		kept = append(kept, m)
	}
	b.messages = kept
	return removed
}
