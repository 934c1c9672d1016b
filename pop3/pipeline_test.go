package pop3_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

// numbers returns the numbers from 1 to n.
func numbers(n int) []int {
	nums := make([]int, n)
	for i := range nums {
		nums[i] = i + 1
	}
	return nums
}

// topAll fetches the header blocks of messages 1 to n and checks each.
func topAll(t *testing.T, c *pop3.Conn, n int) error {
	t.Helper()
	seen := 0
	err := c.Tops(ctx, pop3.Nums(numbers(n)), 0, func(h pop3.Head) error {
		if seen++; h.Num != seen || !bytes.Contains(h.Bytes, fmt.Appendf(nil, "Subject: Message %d\r\n", seen)) {
			t.Errorf("answer %d is for %d: %q", seen, h.Num, h.Bytes)
		}
		return h.Err
	})
	if err == nil && seen != n {
		t.Errorf("%d answers of %d", seen, n)
	}
	return err
}

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
			end(t, c, srv)
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
			end(t, c, srv)
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
				end(t, c, srv)
				if want := map[string]int{"TOP": 100, "DELE": 50}[verb]; len(box.Messages()) != want {
					t.Errorf("%d messages are left, want %d", len(box.Messages()), want)
				}
			})
		})
	}
}

// end ends a session in virtual time.
func end(t *testing.T, c *pop3.Conn, srv *memserver.Server) {
	t.Helper()
	if err := c.Quit(ctx); err != nil {
		t.Error(err)
	}
	srv.Close()
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
				end(t, c, srv)
				if n := len(box.Messages()); n != 100 {
					t.Errorf("%d messages are left, want 100", n)
				}
			})
		})
	}
}

func TestPageComesBeforeTheList(t *testing.T) {
	srv, _ := filled(t, 1000)
	c := login(t, srv, nil)
	before := srv.RoundTrips()
	n, _, err := c.Stat(ctx)
	if err != nil {
		t.Fatal(err)
	}
	nums := numbers(n)[n-50:]
	slices.Reverse(nums)
	var got []int
	l, err := c.Page(ctx, nums, func(e pop3.Entry, h pop3.Head) {
		if e.Num != h.Num || e.UID != fmt.Sprintf("uid-%d", h.Num) || e.Size != int64(len(message(h.Num))) {
			t.Errorf("entry %+v", e)
		}
		if !bytes.Contains(h.Bytes, fmt.Appendf(nil, "Subject: Message %d\r\n", h.Num)) {
			t.Errorf("head of %d is %q", h.Num, h.Bytes)
		}
		got = append(got, h.Num)
	})
	if err != nil || !slices.Equal(got, nums) || len(l.Entries) != 1000 || l.Doubt != nil || l.Entries[999].UID != "uid-1000" {
		t.Fatalf("heads %v, %d entries, doubt %v, %v", got, len(l.Entries), l.Doubt, err)
	}
	if trips := srv.RoundTrips() - before; trips != 2 {
		t.Errorf("capabilities, count, page and list took %d round trips, want 2", trips)
	}
}

func TestPageWithRefusedHeads(t *testing.T) {
	srv, _ := filled(t, 10)
	srv.SetFaults(memserver.Faults{NoTOP: true})
	c := login(t, srv, nil)
	refused := 0
	l, err := c.Page(ctx, []int{10, 9, 8}, func(_ pop3.Entry, h pop3.Head) {
		if h.Err != nil {
			refused++
		}
	})
	if err != nil || refused != 3 || len(l.Entries) != 10 {
		t.Errorf("%d refused, %d entries, %v", refused, len(l.Entries), err)
	}
}

// TestWritingNeverLocksUp talks to a server that does one thing after the other:
// while its answers are not read it takes no commands. A client that writes
// without bound would wait for it for ever, and it for the client.
func TestWritingNeverLocksUp(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	served := make(chan error, 1)
	go func() { served <- serveInTurn(l, 40_000) }()
	c, err := pop3.DialInsecure(ctx, l.Addr().String(), &pop3.Options{AllowPlain: true, Timeouts: pop3.Timeouts{Answer: 20 * time.Second}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Login(ctx, anna); err != nil {
		t.Fatal(err)
	}
	got := 0
	err = c.Tops(ctx, pop3.Nums(numbers(40_000)), 0, func(h pop3.Head) error {
		got++
		return h.Err
	})
	if err != nil || got != 40_000 {
		t.Errorf("%d answers, %v", got, err)
	}
	c.Close()
	if err := <-served; err != nil && !errors.Is(err, io.EOF) {
		t.Logf("server: %v", err)
	}
}

// serveInTurn serves one connection with small buffers.
func serveInTurn(l net.Listener, n int) error {
	nc, err := l.Accept()
	if err != nil {
		return err
	}
	defer nc.Close()
	_ = nc.(*net.TCPConn).SetReadBuffer(32 << 10)
	_ = nc.(*net.TCPConn).SetWriteBuffer(32 << 10)
	in := bufio.NewReaderSize(nc, 16)
	head := strings.Repeat("X-Filling: "+strings.Repeat("x", 60)+"\r\n", 8)
	if _, err := io.WriteString(nc, "+OK\r\n"); err != nil {
		return err
	}
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return err
		}
		answer := "+OK\r\n"
		switch verb, _, _ := strings.Cut(strings.TrimSpace(line), " "); verb {
		case "CAPA":
			answer = "+OK\r\nTOP\r\nUIDL\r\nUSER\r\nPIPELINING\r\n.\r\n"
		case "STAT":
			answer = fmt.Sprintf("+OK %d 1000\r\n", n)
		case "TOP":
			answer = "+OK\r\n" + head + "\r\n.\r\n"
		}
		if _, err := io.WriteString(nc, answer); err != nil {
			return err
		}
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
		end(t, c, srv)
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
				end(t, c, srv)
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
		end(t, c, srv)
	})
}
