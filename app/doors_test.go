package app

import (
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
