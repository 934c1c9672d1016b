package app

import (
	"sync"
	"testing"
	"time"
)

// TestAfterIsCancelled lets a time end before it is cancelled: what it would have
// done waits for the UI goroutine then, and must not be done any more.
func TestAfterIsCancelled(t *testing.T) {
	posted := make(chan func(), 2)
	d := newDoors(func(f func()) { go f() }, func(f func()) { posted <- f })
	ran := ""
	d.after(0, func() { ran += "first" })
	(<-posted)()
	cancel := d.after(0, func() { ran += "second" })
	f := <-posted
	cancel()
	f()
	never := d.after(time.Hour, func() { ran += "third" })
	never()
	never()
	if ran != "first" {
		t.Errorf("run was %q", ran)
	}
}

// TestNothingComesThroughAShutDoor posts from several goroutines while the door is shut,
// behind which is a queue that must not be sent to any more.
func TestNothingComesThroughAShutDoor(t *testing.T) {
	for range 200 {
		queue := make(chan func(), 100)
		var all sync.WaitGroup
		d := newDoors(func(f func()) { all.Go(f) }, func(f func()) { queue <- f })
		for range 4 {
			d.work(func() {
				for range 20 {
					d.post(func() {})
				}
			})
		}
		d.shut()
		close(queue)
		all.Wait()
		d.post(func() { t.Error("run behind the end") })
	}
}
