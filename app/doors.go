package app

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// doors are the ways between the goroutines of the program. Nobody else
// starts a goroutine for the window or returns to it. Tests put a queue in the
// place of post: Fyne's test driver would run it on the caller's goroutine.
type doors struct {
	work  func(func()) // runs a function off the UI goroutine
	post  func(func()) // runs a function on the UI goroutine, later
	after func(d time.Duration, f func()) (cancel func())
	shut  func() // from here on nothing goes through post
}

// newDoors makes doors of the first two. The third, after, runs a function on the UI
// goroutine when a time is over. It is called and cancelled there, and what was
// cancelled never runs, not even when its time was over already.
//
// At the end post must be shut before the loop behind it ends: Fyne's closes its queue
// while others may be at it, which is a panic, and what comes later it runs on their
// goroutines.
func newDoors(work, through func(func())) doors {
	var gate sync.RWMutex
	ended := false
	post := func(f func()) {
		gate.RLock()
		defer gate.RUnlock()
		if !ended {
			through(f)
		}
	}
	shut := func() {
		gate.Lock()
		defer gate.Unlock()
		ended = true
	}
	after := func(d time.Duration, f func()) func() {
		cancelled := false
		t := time.AfterFunc(d, func() {
			post(func() {
				if !cancelled {
					f()
				}
			})
		})
		return func() {
			cancelled = true
			t.Stop()
		}
	}
	return doors{work: work, post: post, after: after, shut: shut}
}

// queue runs functions off the UI goroutine one after the other, in the order
// in which they were put in. It belongs to the UI goroutine.
type queue struct {
	doors
	last chan struct{} // closed when the function put in last has ended; nil when there was none
}

// add lets f run after all that were put in before.
func (q *queue) add(f func()) {
	before, done := q.last, make(chan struct{})
	q.last = done
	q.work(func() {
		if before != nil {
			<-before
		}
		defer close(done)
		f()
	})
}

// await calls done on the UI goroutine when everything put in has ended, or when
// patience has: a keyring may never answer.
func (q *queue) await(patience time.Duration, done func()) {
	last := q.last
	if last == nil {
		done()
		return
	}
	q.work(func() {
		select {
		case <-last:
		case <-time.After(patience):
		}
		q.post(done)
	})
}

// realDoors are those of the running program. The second result waits until what
// work has begun has ended, and no longer than a time: a keyring may never answer. guard is
// deferred in every goroutine.
func realDoors(guard func()) (doors, func(time.Duration)) {
	var begun sync.WaitGroup
	work := func(f func()) {
		begun.Go(func() {
			defer guard()
			f()
		})
	}
	return newDoors(work, fyne.Do), func(patience time.Duration) {
		ended := make(chan struct{})
		go func() {
			begun.Wait()
			close(ended)
		}()
		select {
		case <-ended:
		case <-time.After(patience):
		}
	}
}
