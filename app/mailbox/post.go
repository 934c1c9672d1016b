package mailbox

import (
	"sync"
	"time"
)

// frame is the least time between two snapshots: what comes faster is merged.
const frame = 40 * time.Millisecond

// poster hands snapshots to the UI goroutine. Only the newest one counts: while
// one waits to be looked at, later ones replace it.
type poster struct {
	post  func(func())
	watch func(*Snapshot)

	mu      sync.Mutex
	newest  *Snapshot
	waiting bool
}

func (p *poster) put(s *Snapshot) {
	p.mu.Lock()
	p.newest = s
	waiting := p.waiting
	p.waiting = true
	p.mu.Unlock()
	if waiting {
		return
	}
	p.post(func() {
		p.mu.Lock()
		s := p.newest
		p.waiting = false
		p.mu.Unlock()
		p.watch(s)
	})
}
