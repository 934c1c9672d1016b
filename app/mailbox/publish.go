package mailbox

import (
	"slices"
	"sync"
	"time"
)

// snapshotInterval is the least time between two snapshots: what comes faster is merged.
const snapshotInterval = 40 * time.Millisecond

// publisher hands snapshots to the UI goroutine. Only the newest one counts: while
// one waits to be looked at, later ones replace it.
type publisher struct {
	post  func(func())
	watch func(*Snapshot)

	mu      sync.Mutex
	newest  *Snapshot
	waiting bool
}

// publish shows a snapshot instead of all that wait.
func (p *publisher) publish(s *Snapshot) {
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

// publish hands the present state to the window.
func (w *worker) publish() {
	w.rev++
	w.published = time.Now()
	s := &Snapshot{
		Mailbox: w.deps.Account.ID(),
		Rev:     w.rev, Phase: w.phase, Rows: slices.Clone(w.rows), Loaded: w.loaded,
		Fetched: w.fetched, Fetching: w.fetching, Stopped: w.stopped, SignedIn: w.sess != nil,
		Deletion: w.deletion.snapshot(), Problem: w.problem, Listed: w.listed, Count: w.total, Missing: w.headersMissing(),
	}
	if w.noTOP {
		s.NoTOP, s.Missing = true, len(w.rows)-w.loaded
	}
	w.publishPending = false
	if w.loadNeeded && !w.stopped || w.deletion.running() {
		s.Retry = w.retryAt
	}
	for _, r := range w.rows {
		s.Bytes += r.Size
	}
	w.publisher.publish(s)
}

// publishSoon publishes unless that was done a moment ago. Then it is done when the
// worker waits for the server.
func (w *worker) publishSoon() {
	if w.publishPending = true; time.Since(w.published) >= snapshotInterval {
		w.publish()
	}
}

// publishLate publishes what publishSoon has put off.
func (w *worker) publishLate() {
	if w.publishPending {
		w.publish()
	}
}
