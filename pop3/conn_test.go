package pop3_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

var ctx = context.Background()

func TestSession(t *testing.T) {
	srv, box := filled(t, 300)
	c := login(t, srv, nil)
	if n, size, err := c.Stat(ctx); err != nil || n != 300 || size == 0 {
		t.Fatalf("Stat = %d, %d, %v", n, size, err)
	}
	l, err := c.List(ctx)
	if err != nil || l.Doubt != nil || !l.HasUIDs || len(l.Entries) != 300 {
		t.Fatalf("List = %d entries, doubt %v, %v", len(l.Entries), l.Doubt, err)
	}
	if e := l.Entries[41]; e.Num != 42 || e.UID != "uid-42" || e.Size != int64(len(message(42))) {
		t.Errorf("entry 41 is %+v", e)
	}
	var buf bytes.Buffer
	if n, err := c.Retr(ctx, 42, pop3.Expect{}, &buf); err != nil || n != int64(buf.Len()) || buf.String() != string(message(42)) {
		t.Errorf("Retr = %d, %v, %q", n, err, buf.String())
	}
	var nums []int
	for i := 300; i > 0; i-- {
		nums = append(nums, i)
	}
	var heads int
	err = c.Tops(ctx, pop3.Nums(nums), 0, func(h pop3.Head) error {
		if h.Num != nums[heads] || !bytes.Contains(h.Bytes, fmt.Appendf(nil, "Subject: Message %d\r\n", h.Num)) {
			t.Fatalf("head %d is %d %q", heads, h.Num, h.Bytes)
		}
		heads++
		return nil
	})
	if err != nil || heads != 300 {
		t.Fatalf("Tops: %d heads, %v", heads, err)
	}
	_, err = c.Dele(ctx, pop3.Nums([]int{1, 3, 300}), func(num int, refused error) error { return refused })
	if err != nil {
		t.Fatal(err)
	}
	if got := len(box.Messages()); got != 300 {
		t.Errorf("%d messages before QUIT, want 300", got)
	}
	if err := c.Quit(ctx); err != nil {
		t.Fatal(err)
	}
	if got := len(box.Messages()); got != 297 {
		t.Errorf("%d messages after QUIT, want 297", got)
	}
	if _, _, err := c.Stat(ctx); !errors.Is(err, pop3.ErrClosed) {
		t.Errorf("Stat after Quit: %v", err)
	}
}

func TestCloseDeletesNothing(t *testing.T) {
	srv, box := filled(t, 10)
	c := login(t, srv, nil)
	if _, err := c.Dele(ctx, pop3.Nums([]int{1, 2, 3}), func(int, error) error { return nil }); err != nil {
		t.Fatal(err)
	}
	c.Close()
	srv.Close()
	if got := len(box.Messages()); got != 10 {
		t.Errorf("%d messages, want 10", got)
	}
}

func TestRoundTrips(t *testing.T) {
	srv, _ := filled(t, 5000)
	c := login(t, srv, nil)
	if got := srv.RoundTrips(); got > 5 {
		t.Errorf("login took %d round trips, want at most 5: greeting, CAPA, AUTH, CAPA", got)
	}
	before := srv.RoundTrips()
	if _, err := c.List(ctx); err != nil {
		t.Fatal(err)
	}
	if got := srv.RoundTrips() - before; got > 1 {
		t.Errorf("list took %d round trips, want 1", got)
	}
	nums := make([]int, 5000)
	for i := range nums {
		nums[i] = i + 1
	}
	before = srv.RoundTrips()
	if err := c.Tops(ctx, pop3.Nums(nums), 0, func(pop3.Head) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if got := srv.RoundTrips() - before; got > 5000/64+1 {
		t.Errorf("5,000 headers took %d round trips, want at most 79", got)
	}
}

func TestTopsStopKeepsTheSession(t *testing.T) {
	srv, _ := filled(t, 500)
	c := login(t, srv, nil)
	nums := make([]int, 500)
	for i := range nums {
		nums[i] = i + 1
	}
	seen := 0
	err := c.Tops(ctx, pop3.Nums(nums), 0, func(pop3.Head) error { seen++; return pop3.ErrStop })
	if err != nil || seen == 0 || seen > 64 {
		t.Fatalf("%d heads, %v", seen, err)
	}
	if n, _, err := c.Stat(ctx); err != nil || n != 500 {
		t.Errorf("Stat after a stop = %d, %v", n, err)
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

func TestThreat_P12_DripEnds(t *testing.T) {
	srv, _ := filled(t, 200)
	srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "LIST", Act: memserver.Drip, Delay: 20 * time.Millisecond}}})
	c := login(t, srv, &pop3.Options{Timeouts: quick})
	_, err := c.List(ctx)
	if !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatalf("got %v, want a deadline", err)
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

// useAll goes through a whole session and returns the first error.
func useAll(ctx context.Context, c *pop3.Conn) error {
	if err := c.Login(ctx, anna); err != nil {
		return err
	}
	if _, _, err := c.Stat(ctx); err != nil {
		return err
	}
	if _, err := c.List(ctx); err != nil {
		return err
	}
	if err := c.Tops(ctx, pop3.Nums([]int{1, 2}), 0, func(h pop3.Head) error { return h.Err }); err != nil {
		return err
	}
	if _, err := c.Retr(ctx, 1, pop3.Expect{}, &bytes.Buffer{}); err != nil {
		return err
	}
	if _, err := c.Dele(ctx, pop3.Nums([]int{1}), func(_ int, err error) error { return err }); err != nil {
		return err
	}
	return c.Quit(ctx)
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

func TestThreat_P14_StrangeAnswers(t *testing.T) {
	tests := []struct {
		name, answer string
		good         bool
	}{
		{"plain", `+OK 3 100\r\n`, true},
		{"bare LF", `+OK 3 100\n`, true},
		{"lower case", `+ok 3 100\r\n`, true},
		{"two blanks", `+OK  3  100\r\n`, true},
		{"text behind", `+OK 3 100 and more\r\n`, true},
		{"longer word", `+OKAY 3 100\r\n`, false},
		{"leading blank", ` +OK 3 100\r\n`, false},
		{"no numbers", `+OK\r\n`, false},
		{"sign", `+OK +3 100\r\n`, false},
		{"negative", `+OK -3 100\r\n`, false},
		{"huge", `+OK 99999999999999999999 1\r\n`, false},
		{"letters", `+OK three 100\r\n`, false},
		{"a web page", `HTTP/1.1 200 OK\r\n`, false},
		{"empty", `\r\n`, false},
		{"cut", `+OK 3 1`, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			nc := conversation(t, "S: +OK hello\\r\\n\nC: STAT\nS: "+tt.answer)
			c, err := pop3.NewConn(ctx, nc, &pop3.Options{Timeouts: quick})
			if err != nil {
				t.Fatal(err)
			}
			n, size, err := c.Stat(ctx)
			if tt.good && (err != nil || n != 3 || size != 100) {
				t.Errorf("got %d, %d, %v", n, size, err)
			}
			if !tt.good && err == nil {
				t.Errorf("taken as %d, %d", n, size)
			}
			if !tt.good && c.State() != pop3.Closed {
				t.Error("the session goes on")
			}
		})
	}
}

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

func TestThreat_P19_QuitRefusedIsUncertain(t *testing.T) {
	srv, _ := filled(t, 3)
	srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "QUIT", Act: memserver.Reply, Text: "-ERR some deleted messages not removed\r\n"}}})
	c := login(t, srv, nil)
	if _, err := c.Dele(ctx, pop3.Nums([]int{1}), func(_ int, err error) error { return err }); err != nil {
		t.Fatal(err)
	}
	err := c.Quit(ctx)
	var uncertain *pop3.UncertainError
	var refused *pop3.Error
	if !errors.As(err, &uncertain) || !errors.As(err, &refused) {
		t.Errorf("got %v", err)
	}
}

func TestThreat_P22_ServerTextIsHarmless(t *testing.T) {
	nc := conversation(t, `S: -ERR [in-use] bad\0\x1b[31m`+"\u202etext "+strings.Repeat("long ", 200)+`\r\n`)
	_, err := pop3.NewConn(ctx, nc, nil)
	var refused *pop3.Error
	if !errors.As(err, &refused) {
		t.Fatalf("got %v", err)
	}
	if refused.Code != pop3.CodeInUse {
		t.Errorf("code %q", refused.Code)
	}
	if len([]rune(refused.Text)) > 200 || strings.ContainsAny(refused.Text, "\x00\x1b\u202e\r\n") {
		t.Errorf("text %q", refused.Text)
	}
}
