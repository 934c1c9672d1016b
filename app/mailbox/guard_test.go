package mailbox_test

import (
	"context"
	"testing"
	"testing/synctest"

	"github.com/restante/restante/pop3/memserver"
)

// TestGuardCatchesWhatEndsTheWorker has the worker end by a fault of its own: what is
// deferred in its goroutine recovers it.
func TestGuardCatchesWhatEndsTheWorker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, 1, memserver.Faults{})
		var caught any
		r.renew(func(s *setup) {
			s.Password = func(context.Context) (string, error) { panic("a fault") }
			s.Guard = func() { caught = recover() }
		})
		r.Start()
		synctest.Wait()
		r.end()
		if caught != "a fault" {
			t.Errorf("caught %v", caught)
		}
	})
}
