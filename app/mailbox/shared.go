package mailbox

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/restante/restante/mime"
)

// shared is all that the handle and the worker have in common. The handle leaves
// requests in it and may end the job under way; the worker collects the requests and
// says which job that is. Nothing here waits for the network or the disk, so that the
// goroutine of the window may come in at any time. What the worker has to show goes the
// other way, as a [Snapshot], through the publisher.
type shared struct {
	wake chan struct{} // has one element when requests have come

	touched atomic.Int64 // when the user has done something last, in nanoseconds since 1970

	mu          sync.Mutex
	requests    requests
	savesEnded  bool         // the worker saves nothing any more
	wantedOpen  *openRequest // the message that the window waits for or shows
	wantedPeek  *peekRequest // the first lines that the window waits for
	job         jobKind      // under way
	jobStart    time.Time
	messageSize int64  // of the message that is being opened
	interrupt   func() // ends the job under way; nil when there is none
	shielded    bool   // the job under way must not be ended
}

// requests are what the window has asked for and the worker has not seen yet. Later
// ones replace or join earlier ones, so that nothing piles up.
type requests struct {
	refresh, stop, close bool
	open                 *openRequest
	peek                 *peekRequest
	save                 []*saveRequest
	closeMessage         bool
	want, whole          []string
	orders               []Order
	release              []string
	catch                func(mime.Summary) bool
	newCatch             bool // catch is to replace the one of before
	undo, now, dismiss   bool
	unlisted             bool
	agreed, unfit        string // the way to log in that the user has agreed to, and what the server refuses
	read                 []readMessage
}

// openRequest is a message that is to be shown.
type openRequest struct {
	uid      string
	done     func(*mime.Message, error)
	finished bool // done was called for the last time; belongs to the UI goroutine
}

// peekRequest is a message whose first lines are to be shown.
type peekRequest struct {
	uid  string
	done func(*mime.Message, error)
}

// readMessage tells the worker what a whole message said.
type readMessage struct {
	uid     string
	summary mime.Summary
}

// jobKind is what the worker is doing.
type jobKind int

const (
	jobNone jobKind = iota
	jobLoad         // connecting, listing, fetching headers
	jobOpen
	jobPeek // the first lines of a message
	jobSave // a whole message to a file
	jobDelete
)

// request changes what is asked for and wakes the worker. Any goroutine may call it.
// change runs under the lock.
func (s *shared) request(change func(*requests)) {
	s.mu.Lock()
	change(&s.requests)
	s.mu.Unlock()
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// requestSave asks for a message, or ends the file at once where nothing is saved any
// more. For the handle.
func (s *shared) requestSave(r *saveRequest) {
	s.request(func(all *requests) {
		if s.savesEnded {
			r.pipe.Close(ErrStopped)
			return
		}
		all.save = append(all.save, r)
	})
}

// endJob ends the job under way if it may be ended and fits, which is asked under the
// lock. For the handle.
func (s *shared) endJob(fits func() bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.interrupt != nil && !s.shielded && fits() {
		s.interrupt()
	}
}

// slowOpen reports whether a message is being fetched that takes longer than a
// new login. For the handle, with the lock held.
func (s *shared) slowOpen() bool {
	return s.job == jobOpen && (s.messageSize > 64<<10 || time.Since(s.jobStart) > 2*time.Second)
}

// collect hands the requests to the worker and clears them.
func (s *shared) collect() requests {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.requests
	s.requests = requests{}
	return r
}

// collectWant hands the worker the request for visible rows alone, while headers are
// being fetched; nil where there is none.
func (s *shared) collectWant() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	want := s.requests.want
	s.requests.want = nil
	return want
}

// collectHurry hands the worker the request not to wait, if there is one. The others
// wait until the deletion is over.
func (s *shared) collectHurry() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	hurry := s.requests.now || s.requests.refresh
	s.requests.now, s.requests.refresh = false, false
	return hurry
}

// collectLastSaves hands the worker, at its end, what is still to be saved. From then
// on nothing is.
func (s *shared) collectLastSaves() []*saveRequest {
	s.mu.Lock()
	defer s.mu.Unlock()
	last := s.requests.save
	s.requests.save, s.savesEnded = nil, true
	return last
}

// urgent tells the worker whether a request has come that must not wait for the job
// under way to finish.
func (s *shared) urgent() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := &s.requests
	return r.refresh || r.stop || r.close || r.open != nil || r.peek != nil || r.save != nil || r.orders != nil || r.release != nil || r.newCatch || r.undo || r.now || r.unlisted || r.whole != nil || r.read != nil
}

// setJob says what the worker does from now on, and how that is ended. For the worker.
func (s *shared) setJob(job jobKind, interrupt func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.job, s.interrupt, s.jobStart = job, interrupt, time.Now()
	if job != jobOpen {
		s.messageSize = 0
	}
}

// setMessageSize says how large the message is that is being opened. For the worker.
func (s *shared) setMessageSize(size int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messageSize = size
}

// shield keeps the job under way from being ended by Stop from now on, but not
// by the end of the whole mailbox. It reports false when it was ended already. For the
// worker.
func (s *shared) shield(ctx context.Context) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shielded = ctx.Err() == nil && !s.requests.stop // a request that came before the job could be ended
	return s.shielded
}

// unshield lets Stop end the job under way again. For the worker.
func (s *shared) unshield() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shielded = false
}

// stillWantsOpen reports whether the window waits for this message still, or shows it.
func (s *shared) stillWantsOpen(r *openRequest) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wantedOpen == r
}

// stillWantsPeek reports whether the window waits for these first lines still.
func (s *shared) stillWantsPeek(r *peekRequest) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wantedPeek == r
}

// lastUse is when the user has done something last; the zero of 1970 is never.
func (s *shared) lastUse() time.Time { return time.Unix(0, s.touched.Load()) }
