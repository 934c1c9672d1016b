package app

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestTheEndWaitsForWork holds that what was begun is not cut off by the end of the
// program, and that what never ends does not keep it.
func TestTheEndWaitsForWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, await := realDoors(func() {})
		var done atomic.Int32
		for range 3 {
			d.work(func() {
				time.Sleep(time.Second)
				done.Add(1)
			})
		}
		if await(time.Minute); done.Load() != 3 {
			t.Errorf("%d of 3 were waited for", done.Load())
		}
		end := make(chan struct{})
		d.work(func() { <-end })
		began := time.Now()
		if await(3 * time.Second); time.Since(began) != 3*time.Second {
			t.Errorf("waited for %v", time.Since(began))
		}
		close(end)
	})
}
