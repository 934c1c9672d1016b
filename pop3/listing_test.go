package pop3_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

func TestThreat_P15_ListingsInDoubt(t *testing.T) {
	tests := []struct {
		name, uidl, list string
		doubt            bool
		uids             string
	}{
		{"sound", `1 a\r\n2 b\r\n`, `1 10\r\n2 20\r\n`, false, "a,b"},
		{"gaps", `1 a\r\n5 b\r\n`, `1 10\r\n5 20\r\n`, false, "a,b"},
		{"doubled id", `1 a\r\n2 a\r\n`, `1 10\r\n2 20\r\n`, false, "a,a"},
		{"empty id", `1\r\n2 b\r\n`, `1 10\r\n2 20\r\n`, false, ",b"},
		{"id with a blank", `1 a b\r\n2 b\r\n`, `1 10\r\n2 20\r\n`, false, ",b"},
		{"bad size", `1 a\r\n`, `1 huge\r\n`, false, "a"},
		{"fewer ids", `1 a\r\n`, `1 10\r\n2 20\r\n`, true, "a,"},
		{"fewer sizes", `1 a\r\n2 b\r\n`, `1 10\r\n`, true, "a"},
		{"number twice", `1 a\r\n1 b\r\n`, `1 10\r\n2 10\r\n`, true, "a,"},
		{"number zero", `0 a\r\n`, `1 10\r\n`, true, ""},
		{"shifted", `+OK\r\n1 a\r\n`, `1 10\r\n`, true, "a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			nc := conversation(t, `S: +OK\r\n
				C: UIDL
				S: +OK\r\n`+tt.uidl+`.\r\n
				C: LIST
				S: +OK\r\n`+tt.list+`.\r\n`)
			c, err := pop3.NewConn(ctx, nc, &pop3.Options{Timeouts: quick})
			if err != nil {
				t.Fatal(err)
			}
			l, err := c.List(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if (l.Doubt != nil) != tt.doubt {
				t.Errorf("doubt is %v", l.Doubt)
			}
			var uids []string
			for _, e := range l.Entries {
				uids = append(uids, e.UID)
			}
			if got := strings.Join(uids, ","); got != tt.uids {
				t.Errorf("ids %q, want %q", got, tt.uids)
			}
		})
	}
}

// chained is a server on which the size of each message is the unique-id of the
// next one.
func chained(t *testing.T, n int, faults memserver.Faults) *memserver.Server {
	srv := memserver.New()
	t.Cleanup(srv.Close)
	box := srv.AddUser("anna", "secret")
	for i := range n {
		head := fmt.Sprintf("Subject: %d\r\n\r\n", i)
		box.Add(fmt.Sprint(300+i-1), []byte(head+strings.Repeat("x", 300+i-len(head)-2)+"\r\n"))
	}
	srv.SetFaults(faults)
	return srv
}

// TestThreat_P14_SizesAreNoUniqueIDs loses and changes answers that look alike
// where unique-ids are numbers.
func TestThreat_P14_SizesAreNoUniqueIDs(t *testing.T) {
	const n = 20
	lose := func(verb string, nth int) memserver.Faults {
		return memserver.Faults{Rules: []memserver.Rule{{Verb: verb, Nth: nth, Act: memserver.Reply}}}
	}
	swap := memserver.Faults{Rules: []memserver.Rule{
		{Verb: "UIDL", Nth: 1, Act: memserver.Mistake, Text: "LIST"}, {Verb: "LIST", Nth: 1, Act: memserver.Mistake, Text: "UIDL"},
	}}
	twice := func(verb string) memserver.Faults {
		return memserver.Faults{Rules: []memserver.Rule{{Verb: verb, Nth: 1, Act: memserver.Before, Text: "+OK\r\n1 299\r\n2 300\r\n.\r\n"}}}
	}
	swapBadStat := swap
	swapBadStat.Rules = append([]memserver.Rule{{Verb: "STAT", Act: memserver.Reply, Text: "+OK 20 9999\r\n"}}, swap.Rules...)
	for name, faults := range map[string]memserver.Faults{
		"no fault":                {},
		"UIDL lost":               lose("UIDL", 1),
		"UIDL lost for ever":      lose("UIDL", 0),
		"LIST lost":               lose("LIST", 1),
		"CAPA lost":               lose("CAPA", 2),
		"STAT lost":               lose("STAT", 1),
		"swapped":                 swap,
		"swapped, STAT is off":    swapBadStat,
		"swapped, STAT is short":  {Rules: append([]memserver.Rule{{Verb: "STAT", Act: memserver.Reply, Text: "+OK 20\r\n"}}, swap.Rules...)},
		"an answer before UIDL's": twice("UIDL"),
		"an answer before LIST's": twice("LIST"),
	} {
		for _, page := range []bool{false, true} {
			t.Run(fmt.Sprint(name, " page ", page), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					c := login(t, chained(t, n, faults), nil)
					list := c.List
					if page {
						list = func(ctx context.Context) (pop3.Listing, error) {
							return c.Page(ctx, []int{20, 19, 18}, func(pop3.Entry, pop3.Head) {})
						}
					}
					l, err := list(context.Background())
					if err != nil {
						if name == "no fault" || name == "UIDL lost" && !page {
							t.Fatal(err)
						}
						return
					}
					if l.Doubt != nil {
						return
					}
					for i, e := range l.Entries {
						if want := (pop3.Entry{Num: i + 1, Size: int64(300 + i), UID: fmt.Sprint(299 + i)}); e != want {
							t.Fatalf("got %+v, want %+v", e, want)
						}
					}
					if len(l.Entries) != n {
						t.Errorf("%d entries", len(l.Entries))
					}
				})
			})
		}
	}
}

// TestNumericUniqueIDsCostNothing counts the round trips of a listing whose
// unique-ids could be sizes.
func TestNumericUniqueIDsCostNothing(t *testing.T) {
	for name, c := range map[string]struct {
		stat string
		want int64
	}{"the sum is right": {"", 1}, "the sum is off": {"+OK 20 1\r\n", 6}} {
		t.Run(name, func(t *testing.T) {
			var faults memserver.Faults
			if c.stat != "" {
				faults.Rules = []memserver.Rule{{Verb: "STAT", Act: memserver.Reply, Text: c.stat}}
			}
			srv := chained(t, 20, faults)
			conn := login(t, srv, nil)
			before := srv.RoundTrips()
			l, err := conn.List(ctx)
			if err != nil || len(l.Entries) != 20 || l.Entries[3].UID != "302" || l.Doubt != nil {
				t.Fatal(l, err)
			}
			if err := conn.Noop(ctx); err != nil {
				t.Fatal(err)
			}
			if got := srv.RoundTrips() - before - 1; got != c.want {
				t.Errorf("%d round trips, want %d", got, c.want)
			}
		})
	}
}

// TestListIsLiberal reads what servers put between and around the numbers.
func TestListIsLiberal(t *testing.T) {
	for name, rules := range map[string][]memserver.Rule{
		"empty rows":    {{Verb: "UIDL", Act: memserver.Reply, Text: "+OK\r\n\r\n1 a\r\n\r\n2 b\r\n \t\r\n.\r\n"}, {Verb: "LIST", Act: memserver.Reply, Text: "+OK\r\n\r\n1 10\r\n2 20\r\n\r\n.\r\n"}},
		"tabs, blanks":  {{Verb: "UIDL", Act: memserver.Reply, Text: "+OK\r\n1\ta\r\n  2 \t b  \r\n.\r\n"}, {Verb: "LIST", Act: memserver.Reply, Text: "+OK\r\n1\t10\r\n 2  20 octets\r\n.\r\n"}},
		"STAT short":    {{Verb: "STAT", Act: memserver.Reply, Text: "+OK 2\r\n"}, {Verb: "UIDL", Act: memserver.Reply, Text: "+OK\r\n1 a\r\n2 b\r\n.\r\n"}, {Verb: "LIST", Act: memserver.Reply, Text: "+OK\r\n1 10\r\n2 20\r\n.\r\n"}},
		"STAT in words": {{Verb: "STAT", Act: memserver.Reply, Text: "+OK 2 messages (30 octets)\r\n"}, {Verb: "UIDL", Act: memserver.Reply, Text: "+OK\r\n1 a\r\n2 b\r\n.\r\n"}, {Verb: "LIST", Act: memserver.Reply, Text: "+OK\r\n1 10\r\n2 20\r\n.\r\n"}},
	} {
		t.Run(name, func(t *testing.T) {
			srv, _ := filled(t, 2)
			srv.SetFaults(memserver.Faults{Rules: rules})
			c := login(t, srv, nil)
			if count, _, err := c.Stat(ctx); count != 2 || err != nil {
				t.Errorf("STAT: %d, %v", count, err)
			}
			l, err := c.List(ctx)
			want := "[{1 10 a} {2 20 b}]"
			if err != nil || l.Doubt != nil || fmt.Sprint(l.Entries) != want {
				t.Errorf("got %v, doubt %v, error %v", l.Entries, l.Doubt, err)
			}
		})
	}
}

// TestEmptyListIsDoubted holds that no list says that the mailbox is empty while
// STAT says otherwise.
func TestEmptyListIsDoubted(t *testing.T) {
	for _, ahead := range []bool{true, false} {
		srv, _ := filled(t, 2)
		srv.SetFaults(memserver.Faults{NoPipelining: !ahead, Rules: []memserver.Rule{
			{Verb: "UIDL", Act: memserver.Reply, Text: "+OK\r\n.\r\n"}, {Verb: "LIST", Act: memserver.Reply, Text: "+OK\r\n.\r\n"},
		}})
		c := login(t, srv, nil)
		if l, err := c.List(ctx); err != nil || l.Doubt == nil {
			t.Errorf("ahead %v: %+v, %v", ahead, l, err)
		}
		srv, _ = filled(t, 0)
		srv.SetFaults(memserver.Faults{NoPipelining: !ahead})
		c = login(t, srv, nil)
		if l, err := c.List(ctx); err != nil || l.Doubt != nil || len(l.Entries) != 0 {
			t.Errorf("ahead %v, empty: %+v, %v", ahead, l, err)
		}
	}
}

func TestMissingDotIsAFault(t *testing.T) {
	srv, _ := filled(t, 3)
	srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "UIDL", Act: memserver.NoDot}}})
	c := login(t, srv, &pop3.Options{Timeouts: quick})
	if l, err := c.List(ctx); err == nil && l.Doubt == nil {
		t.Error("a listing without an end was taken as sound")
	}
}

func FuzzListing(f *testing.F) {
	for _, s := range []string{
		"+OK\r\n1 a\r\n2 b\r\n.\r\n+OK\r\n1 10\r\n2 20\r\n.\r\n", "-ERR\r\n+OK\r\n1 10\r\n.\r\n", "+OK\n1 a\n.\n+OK\n1 10\n.\n",
		"+OK\r\n1 a\r\n1 a\r\n.\r\n+OK\r\n3 10\r\n.\r\n", "+OK\r\n1  \r\n..2 b\r\n.\r\n+OK\r\n1 9223372036854775808\r\n.\r\n",
		"+OK\r\n0 a\r\n-1 b\r\n.\r\n+OK\r\n1 x\r\n.\r\n", "+OK\r\n5 a\r\n2 b\r\n.\r\n+OK\r\n2 10\r\n5 20\r\n.\r\n", "+OK\r\n+OK\r\n1 a\r\n.\r\n+OK\r\n1 10\r\n.\r\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		c := loggedInSmall(t, says)
		l, err := c.List(ctx)
		checkError(t, c, err)
		seen := make(map[int]bool)
		for _, e := range l.Entries {
			if e.Num <= 0 || e.Size < 0 || len(e.UID) > 1000 || strings.ContainsFunc(e.UID, func(r rune) bool { return r < 0x21 || r > 0x7e }) {
				t.Errorf("entry %+v", e)
			}
			if err == nil && seen[e.Num] && l.Doubt == nil {
				t.Errorf("number %d is listed twice, without a doubt", e.Num)
			}
			seen[e.Num] = true
		}
		if len(l.Entries) > small.Rows+1 {
			t.Errorf("%d entries", len(l.Entries))
		}
	})
}
