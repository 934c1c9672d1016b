package pop3_test

import (
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

func TestCommandsSentAheadAreThrownAway(t *testing.T) {
	early := func(verb string) memserver.Faults {
		return memserver.Faults{Rules: []memserver.Rule{{Verb: verb, Act: memserver.Forget}}}
	}
	t.Run("first flight", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			srv, _ := filled(t, 100)
			srv.SetFaults(early(""))
			c := login(t, srv, nil)
			if n, _, err := c.Stat(ctx); err != nil || n != 100 {
				t.Fatalf("Stat = %d, %v", n, err)
			}
			if l, err := c.List(ctx); err != nil || l.Doubt != nil || len(l.Entries) != 100 || l.Entries[9].UID != "uid-10" {
				t.Fatalf("%d entries, doubt %v, %v", len(l.Entries), l.Doubt, err)
			}
			if err := topAll(t, c, 100); err != nil {
				t.Errorf("one at a time: %v", err)
			}
			quitAndClose(t, c, srv)
		})
	})
	t.Run("listing", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			srv, _ := filled(t, 100)
			srv.SetFaults(early(""))
			c := login(t, srv, nil)
			if l, err := c.List(ctx); err != nil || l.Doubt != nil || len(l.Entries) != 100 || l.Entries[9].UID != "uid-10" {
				t.Fatalf("%d entries, doubt %v, %v", len(l.Entries), l.Doubt, err)
			}
			quitAndClose(t, c, srv)
		})
	})
	// A server that has taken CAPA and STAT, and throws away what comes later.
	for _, verb := range []string{"TOP", "DELE"} {
		t.Run(verb, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				srv, box := filled(t, 100)
				srv.SetFaults(early(verb))
				c := login(t, srv, nil)
				if _, _, err := c.Stat(ctx); err != nil {
					t.Fatal(err)
				}
				use := func() (err error) {
					return c.Tops(ctx, pop3.Nums(numbers(100)), 0, func(pop3.Head) error { return nil })
				}
				if verb == "DELE" {
					use = func() error {
						_, err := c.Dele(ctx, pop3.Nums(numbers(100)[:50]), func(_ int, no error) error { return no })
						return err
					}
				}
				if err := use(); !errors.Is(err, pop3.ErrPipelining) {
					t.Fatalf("got %v, want ErrPipelining", err)
				}
				if err := c.Reset(ctx); err != nil {
					t.Fatalf("the session is lost: %v", err)
				}
				if err := use(); err != nil {
					t.Errorf("one at a time: %v", err)
				}
				if verb == "TOP" {
					if err := topAll(t, c, 100); err != nil {
						t.Error(err)
					}
				}
				quitAndClose(t, c, srv)
				if want := map[string]int{"TOP": 100, "DELE": 50}[verb]; len(box.Messages()) != want {
					t.Errorf("%d messages are left, want %d", len(box.Messages()), want)
				}
			})
		})
	}
}

func TestSlowServerIsNotTakenForOneThatThrowsAway(t *testing.T) {
	for _, verb := range []string{"STAT", "LIST", "UIDL", "TOP", "DELE"} {
		t.Run(verb, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				srv, box := filled(t, 200)
				srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: verb, Nth: 3, Delay: 20 * time.Second}, {Verb: verb, Nth: 1, Delay: 20 * time.Second}}})
				c := login(t, srv, nil)
				if n, _, err := c.Stat(ctx); err != nil || n != 200 {
					t.Fatalf("Stat = %d, %v", n, err)
				}
				if l, err := c.List(ctx); err != nil || l.Doubt != nil || len(l.Entries) != 200 {
					t.Fatalf("%d entries, doubt %v, %v", len(l.Entries), l.Doubt, err)
				}
				if err := topAll(t, c, 200); err != nil {
					t.Fatal(err)
				}
				left, err := c.Dele(ctx, pop3.Nums(numbers(200)[50:150]), func(_ int, no error) error { return no })
				if err != nil || len(left.Entries) != 100 {
					t.Fatalf("%d are left, %v", len(left.Entries), err)
				}
				quitAndClose(t, c, srv)
				if n := len(box.Messages()); n != 100 {
					t.Errorf("%d messages are left, want 100", n)
				}
			})
		})
	}
}

// TestSlowRefusalIsNotTakenForALostCommand lists as the first thing after the
// login, from a server that takes its time to say that it knows no UIDL.
func TestSlowRefusalIsNotTakenForALostCommand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv, _ := filled(t, 10)
		srv.SetFaults(memserver.Faults{NoUIDL: true, Rules: []memserver.Rule{{Verb: "UIDL", Delay: 20 * time.Second}}})
		c := login(t, srv, nil)
		if l, err := c.List(ctx); err != nil || l.Doubt != nil || l.HasUIDs || len(l.Entries) != 10 {
			t.Errorf("%+v, %v", l, err)
		}
		if n, _, err := c.Stat(ctx); err != nil || n != 10 {
			t.Errorf("Stat = %d, %v", n, err)
		}
		quitAndClose(t, c, srv)
	})
}

// TestListThatBeginsAsSTAT lists from a slow server whose answer to LIST begins
// with the line that it answers STAT with, as Exchange has it.
func TestListThatBeginsAsSTAT(t *testing.T) {
	for _, slow := range []string{"UIDL", "LIST"} {
		t.Run(slow, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				srv, _ := filled(t, 2)
				c := login(t, srv, nil)
				n, size, err := c.Stat(ctx)
				if err != nil {
					t.Fatal(err)
				}
				c.Close()
				list := fmt.Sprintf("+OK %d %d\r\n1 80\r\n2 90\r\n.\r\n", n, size)
				rules := []memserver.Rule{{Verb: "LIST", Arg: "0"}, {Verb: "LIST", Act: memserver.Reply, Text: list}, {Verb: "UIDL"}}
				for i := range rules {
					if rules[i].Verb == slow && rules[i].Arg == "" {
						rules[i].Delay = 20 * time.Second
					}
				}
				srv.SetFaults(memserver.Faults{NoLock: true, Rules: rules})
				c = login(t, srv, nil)
				if _, _, err := c.Stat(ctx); err != nil {
					t.Fatal(err)
				}
				if l, err := c.List(ctx); err != nil || l.Doubt != nil || len(l.Entries) != 2 || l.Entries[1].UID != "uid-2" {
					t.Errorf("%+v, %v", l, err)
				}
				quitAndClose(t, c, srv)
			})
		})
	}
}

// TestRefusedListBehindSlowDeletions checks that a refusal behind a flight that
// was asked about leaves the session in step.
func TestRefusedListBehindSlowDeletions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv, _ := filled(t, 10)
		srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{
			{Verb: "DELE", Nth: 1, Delay: 20 * time.Second},
			{Verb: "LIST", Act: memserver.Reply, Text: "-ERR no\r\n"},
		}})
		c := login(t, srv, nil)
		var no *pop3.Error
		_, err := c.Dele(ctx, pop3.Nums([]int{1, 2, 3}), func(_ int, no error) error { return no })
		if !errors.As(err, &no) || no.Command != "LIST" {
			t.Fatalf("got %v", err)
		}
		if err := c.Reset(ctx); err != nil {
			t.Fatal(err)
		}
		if n, _, err := c.Stat(ctx); err != nil || n != 10 {
			t.Errorf("Stat = %d, %v", n, err)
		}
		quitAndClose(t, c, srv)
	})
}
