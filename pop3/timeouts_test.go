package pop3_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

func TestThreat_P12_DripEnds(t *testing.T) {
	srv, _ := filled(t, 200)
	srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "LIST", Act: memserver.Drip, Delay: 20 * time.Millisecond}}})
	c := login(t, srv, &pop3.Options{Timeouts: quick})
	_, err := c.List(ctx)
	if !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatalf("got %v, want a deadline", err)
	}
}

// TestThreat_P12_DripEndsEverywhere has a server that sends a byte every 25
// seconds: that is no silence, and still no answer.
func TestThreat_P12_DripEndsEverywhere(t *testing.T) {
	for _, verb := range []string{"CAPA", "AUTH", "STAT", "UIDL", "LIST", "TOP", "RETR", "DELE", "QUIT"} {
		t.Run(verb, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				srv, box := filled(t, 3)
				for i := range 3 {
					box.Add(fmt.Sprintf("long-%d", i), bytes.Repeat(message(i), 100))
				}
				srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: verb, Act: memserver.Drip, Delay: 25 * time.Second}}})
				c, err := connect(t, srv, nil)
				if err != nil {
					t.Fatal(err)
				}
				began := time.Now()
				if err := useAll(ctx, c); !errors.Is(err, os.ErrDeadlineExceeded) {
					t.Errorf("got %v, want a deadline", err)
				}
				if took := time.Since(began); took > 7*time.Minute {
					t.Errorf("it took %v", took)
				}
				srv.Close()
			})
		})
	}
}

func TestThreat_P13_SilenceEnds(t *testing.T) {
	for _, verb := range []string{"CAPA", "AUTH", "STAT", "UIDL", "LIST", "TOP", "RETR", "DELE", "QUIT"} {
		t.Run(verb, func(t *testing.T) {
			srv, _ := filled(t, 3)
			srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: verb, Act: memserver.Stall}}})
			c, err := connect(t, srv, &pop3.Options{Timeouts: quick})
			if err != nil {
				t.Fatal(err)
			}
			err = useAll(ctx, c)
			if !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Fatalf("got %v, want a deadline", err)
			}
			var uncertain *pop3.UncertainError
			if got := errors.As(err, &uncertain); got != (verb == "QUIT") {
				t.Errorf("uncertain is %v", got)
			}
		})
	}
}

func TestThreat_P13_StopWorksAtEveryMoment(t *testing.T) {
	for _, verb := range []string{"CAPA", "AUTH", "STAT", "UIDL", "LIST", "TOP", "RETR", "DELE", "QUIT"} {
		t.Run(verb, func(t *testing.T) {
			srv, _ := filled(t, 3)
			srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: verb, Act: memserver.Stall}}})
			c, err := connect(t, srv, nil) // default time-outs: a minute and more
			if err != nil {
				t.Fatal(err)
			}
			stop, cancel := context.WithCancel(ctx)
			time.AfterFunc(50*time.Millisecond, cancel)
			err = useAll(stop, c)
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("got %v, want the context's error", err)
			}
			if c.State() != pop3.Closed {
				t.Error("a session with an answer under way goes on")
			}
		})
	}
}

// TestIdle is told of every wait, and only of waits.
func TestIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv, _ := filled(t, 3)
		srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "STAT", Delay: 3 * time.Second}}})
		idle := 0
		c := login(t, srv, &pop3.Options{Idle: func() { idle++ }})
		if _, err := c.List(context.Background()); err != nil {
			t.Fatal(err)
		}
		if idle != 1 {
			t.Errorf("told %d times, want once", idle)
		}
		if err := c.Noop(context.Background()); err != nil || idle != 1 {
			t.Errorf("told %d times, %v", idle, err)
		}
	})
}
