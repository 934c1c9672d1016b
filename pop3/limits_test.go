package pop3_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

// flood is a server that says what is in its script, whatever it is asked, and
// then the same again and again. It remembers how much memory was in use.
type flood struct {
	net.Conn
	script string
	more   func(n int) string // the nth piece behind the script
	n      int
	left   string
	peak   uint64
}

func (f *flood) Read(p []byte) (int, error) {
	if f.script != "" {
		// One line at a time: nothing comes before it is asked.
		end := strings.Index(f.script, "\n") + 1
		n := copy(p, f.script[:end])
		f.script = f.script[n:]
		return n, nil
	}
	if f.n%100 == 0 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		f.peak = max(f.peak, m.HeapAlloc)
	}
	n := 0
	for n < len(p) {
		if f.left == "" {
			f.left = f.more(f.n)
			f.n++
		}
		k := copy(p[n:], f.left)
		n, f.left = n+k, f.left[k:]
	}
	return n, nil
}

func (f *flood) Write(p []byte) (int, error)      { return len(p), nil }
func (f *flood) Close() error                     { return nil }
func (f *flood) SetDeadline(time.Time) error      { return nil }
func (f *flood) SetReadDeadline(time.Time) error  { return nil }
func (f *flood) SetWriteDeadline(time.Time) error { return nil }
func (f *flood) RemoteAddr() net.Addr             { return &net.TCPAddr{} }

func always(text string) func(int) string { return func(int) string { return text } }

// Calls of a session, by what they ask for.
var calls = map[string]func(c *pop3.Conn) error{
	"login": func(c *pop3.Conn) error { return c.Login(ctx, anna) },
	"challenge": func(c *pop3.Conn) error {
		return c.Login(ctx, pop3.Credentials{User: "anna", Password: strings.Repeat("long ", 100)})
	},
	"stat": func(c *pop3.Conn) error { _, _, err := c.Stat(ctx); return err },
	"list": func(c *pop3.Conn) error { _, err := c.List(ctx); return err },
	"page": func(c *pop3.Conn) error { _, err := c.Page(ctx, []int{1}, func(pop3.Entry, pop3.Head) {}); return err },
	"top": func(c *pop3.Conn) error {
		return c.Tops(ctx, pop3.Nums([]int{1}), 0, func(pop3.Head) error { return nil })
	},
	"retr": func(c *pop3.Conn) error { _, err := c.Retr(ctx, 1, pop3.Expect{}, io.Discard); return err },
	"dele": func(c *pop3.Conn) error {
		_, err := c.Dele(ctx, pop3.Nums([]int{1}), func(int, error) error { return nil })
		return err
	},
	"noop": func(c *pop3.Conn) error { return c.Noop(ctx) },
	"quit": func(c *pop3.Conn) error { return c.Quit(ctx) },
}

const capsWithPlain = "+OK\r\nSASL PLAIN\r\n.\r\n"

// TestThreat_P11_EveryReadIsBounded has a server that never stops sending, at
// every place where something is read.
func TestThreat_P11_EveryReadIsBounded(t *testing.T) {
	endless := always(strings.Repeat("x", 4096))
	lines := always("1 filling\r\n")
	tests := []struct {
		name, call, script string
		more               func(int) string
		what               string
	}{
		{"line of the greeting", "greeting", "", endless, "line"},
		{"line of CAPA", "login", "", endless, "line"},
		{"row of CAPA", "login", "+OK\r\n", endless, "line"},
		{"rows of CAPA", "login", "+OK\r\n", lines, "list"},
		{"mechanisms of CAPA", "login", "+OK\r\n", always("SASL" + strings.Repeat(" X", 2000) + "\r\n"), "answer"},
		{"line of AUTH", "login", capsWithPlain, endless, "line"},
		{"line of USER", "login", "-ERR\r\n", endless, "line"},
		{"line of PASS", "login", "-ERR\r\n+OK\r\n", endless, "line"},
		{"challenge", "challenge", capsWithPlain, endless, "line"},
		{"line behind the challenge", "challenge", capsWithPlain + "+ \r\n", endless, "line"},
		{"line of STAT", "stat", "", endless, "line"},
		{"line of UIDL", "list", "", endless, "line"},
		{"row of UIDL", "list", "+OK\r\n", endless, "line"},
		{"rows of UIDL", "list", "+OK\r\n", lines, "list"},
		{"rows of UIDL without a number", "list", "+OK\r\n", always("what?\r\n"), "list"},
		{"long unique-ids", "list", "+OK\r\n", always("1 " + strings.Repeat("u", 1000) + "\r\n"), "answer"},
		{"row of LIST", "list", "-ERR\r\n+OK\r\n", endless, "line"},
		{"rows of LIST", "list", "-ERR\r\n+OK\r\n", lines, "list"},
		{"rows of LIST behind DELE", "dele", "+OK\r\n+OK\r\n", lines, "list"},
		{"line of LIST 1", "page", "", endless, "line"},
		{"line of UIDL 1", "page", "+OK 1 10\r\n", endless, "line"},
		{"head of a page", "page", "+OK 1 10\r\n+OK 1 a\r\n+OK\r\n", lines, "message"},
		{"line of TOP", "top", "", endless, "line"},
		{"head of TOP", "top", "+OK\r\n", lines, "message"},
		{"head of TOP on one line", "top", "+OK\r\n", endless, "message"},
		{"line of RETR", "retr", "", endless, "line"},
		{"message", "retr", "+OK\r\n", lines, "message"},
		{"message on one line", "retr", "+OK\r\n", endless, "message"},
		{"line of DELE", "dele", "", endless, "line"},
		{"line of NOOP", "noop", "", endless, "line"},
		{"line of QUIT", "quit", "", endless, "line"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := &flood{script: "+OK ready\r\n" + tt.script, more: tt.more}
			if tt.call == "greeting" {
				server.script = ""
			}
			c, err := pop3.NewConn(ctx, server, &pop3.Options{AllowPlain: true, Limits: pop3.Limits{Rows: 10_000, Message: 10 << 20}})
			if err == nil {
				err = calls[tt.call](c)
			}
			var limit *pop3.LimitError
			if !errors.As(err, &limit) || limit.What != tt.what {
				t.Fatalf("got %v, want a limit of %q", err, tt.what)
			}
			if c != nil && c.State() != pop3.Closed {
				t.Error("the session goes on")
			}
		})
	}
}

// TestThreat_P11_MemoryIsBounded has a server that never stops sending, under the
// limits as they are when nobody sets them. What is garbage and not collected yet
// counts too.
func TestThreat_P11_MemoryIsBounded(t *testing.T) {
	const mb = 1 << 20
	many := func(row string) func(int) string { return always(strings.Repeat(row, 1000)) }
	tests := []struct {
		name, call string
		more       func(int) string
		most       uint64
	}{
		{"rows of CAPA", "login", many("X-FILLING filling\r\n"), 20 * mb},
		{"rows of UIDL", "list", many("1 0123456789abcdef\r\n"), 500 * mb},
		{"unique-ids of 1,000 bytes", "list", many("1 " + strings.Repeat("u", 1000) + "\r\n"), 500 * mb},
		{"rows of LIST", "list", many("1 1000\r\n"), 500 * mb},
		{"head", "top", many("Subject: filling\r\n"), 20 * mb},
		{"message", "retr", many("filling\r\n"), 20 * mb},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			runtime.GC()
			var before runtime.MemStats
			runtime.ReadMemStats(&before)
			server := &flood{script: "+OK ready\r\n+OK\r\n", more: tt.more}
			if tt.name == "rows of LIST" {
				server.script = "+OK ready\r\n-ERR\r\n+OK\r\n" // UIDL is asked first
			}
			c, err := pop3.NewConn(ctx, server, &pop3.Options{AllowPlain: true, Limits: pop3.Limits{Message: 100 * mb}})
			if err == nil {
				err = calls[tt.call](c)
			}
			var limit *pop3.LimitError
			if !errors.As(err, &limit) {
				t.Fatalf("got %v, want a LimitError", err)
			}
			held := max(server.peak, before.HeapAlloc) - before.HeapAlloc
			t.Logf("%d MB at most, %v", held/mb, err)
			if held > tt.most {
				t.Errorf("%d MB were held, want at most %d", held/mb, tt.most/mb)
			}
		})
	}
}

func TestThreat_P11_LimitsEndTheSession(t *testing.T) {
	for _, verb := range []string{"LIST", "UIDL", "TOP", "RETR", "CAPA"} {
		t.Run(verb, func(t *testing.T) {
			srv, _ := filled(t, 20)
			srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: verb, Act: memserver.Endless}}})
			opts := &pop3.Options{Limits: pop3.Limits{Rows: 10_000, Message: 1 << 20}, AllowPlain: true}
			c, err := connect(t, srv, opts)
			if err != nil {
				t.Fatal(err)
			}
			err = c.Login(ctx, anna)
			if err == nil {
				switch verb {
				case "TOP":
					err = c.Tops(ctx, pop3.Nums([]int{1}), 0, func(pop3.Head) error { return nil })
				case "RETR":
					_, err = c.Retr(ctx, 1, pop3.Expect{}, &bytes.Buffer{})
				default:
					_, err = c.List(ctx)
				}
			}
			var limit *pop3.LimitError
			if !errors.As(err, &limit) {
				t.Fatalf("got %v, want a LimitError", err)
			}
			if c.State() != pop3.Closed {
				t.Error("the session goes on")
			}
		})
	}
}

func TestThreat_P11_EndlessLine(t *testing.T) {
	for name, greeting := range map[string]string{
		"greeting": "+OK " + strings.Repeat("x", 1<<20) + "\r\n",
		"no end":   strings.Repeat("x", 1<<20),
	} {
		t.Run(name, func(t *testing.T) {
			srv, _ := filled(t, 1)
			srv.SetFaults(memserver.Faults{Greeting: greeting})
			_, err := connect(t, srv, nil)
			var limit *pop3.LimitError
			if !errors.As(err, &limit) {
				t.Fatalf("got %v, want a LimitError", err)
			}
		})
	}
}

// TestThreat_P11_TenMillionAnnounced has a server that says that it has ten
// million messages. Room is made for what comes only.
func TestThreat_P11_TenMillionAnnounced(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	c, err := pop3.NewConn(ctx, &flood{script: "+OK\r\n+OK 10000000 99999999999\r\n+OK 10000000 messages\r\n1 a\r\n.\r\n+OK 10000000 messages\r\n1 10\r\n.\r\n"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n, _, err := c.Stat(ctx); err != nil || n != 10_000_000 {
		t.Fatalf("Stat = %d, %v", n, err)
	}
	l, err := c.List(ctx)
	if err != nil || len(l.Entries) != 1 {
		t.Fatalf("%d entries, %v", len(l.Entries), err)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 10<<20 {
		t.Errorf("%d bytes were used for one message", used)
	}
}
