package pop3_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

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

func TestTopsStopKeepsTheSession(t *testing.T) {
	srv, _ := filled(t, 500)
	c := login(t, srv, nil)
	nums := numbers(500)
	seen := 0
	err := c.Tops(ctx, pop3.Nums(nums), 0, func(pop3.Head) error { seen++; return pop3.ErrStop })
	if err != nil || seen == 0 || seen > 64 {
		t.Fatalf("%d heads, %v", seen, err)
	}
	if n, _, err := c.Stat(ctx); err != nil || n != 500 {
		t.Errorf("Stat after a stop = %d, %v", n, err)
	}
}

func TestHeadIsCutAtItsLimit(t *testing.T) {
	srv, box := filled(t, 0)
	box.Add("a", []byte("Subject: x\r\n"+strings.Repeat("X: y\r\n", 1000)+"\r\n"))
	box.Add("b", message(2))
	c := login(t, srv, &pop3.Options{Limits: pop3.Limits{Head: 100}})
	var sizes []int
	err := c.Tops(ctx, pop3.Nums([]int{1, 2}), 0, func(h pop3.Head) error {
		sizes = append(sizes, len(h.Bytes))
		return nil
	})
	if err != nil || len(sizes) != 2 || sizes[0] != 100 || sizes[1] > 100 {
		t.Errorf("sizes %v, %v", sizes, err)
	}
}

// TestHeadsAreCheckedBetween has the line break after many headers: those that were
// proved to be in step are told.
func TestHeadsAreCheckedBetween(t *testing.T) {
	srv, _ := filled(t, 1000)
	srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "TOP", Nth: 950, Act: memserver.Cut}}})
	c := login(t, srv, nil)
	if _, err := c.List(ctx); err != nil {
		t.Fatal(err)
	}
	nums := numbers(1000)
	got, sound := 0, 0
	err := c.TopsChecked(ctx, pop3.Nums(nums), 0, func(h pop3.Head) error {
		if got++; !strings.Contains(string(h.Bytes), "Subject: Message") || h.Num != got {
			t.Fatalf("%d: %q", h.Num, h.Bytes)
		}
		return nil
	}, 200, func() { sound = got })
	if err == nil || sound < 800 || got != 949 {
		t.Errorf("%d came, %d are sound, %v", got, sound, err)
	}
}

func FuzzTops(f *testing.F) {
	for _, s := range []string{
		"+OK\r\nSubject: a\r\n\r\n.\r\n+OK 1 10\r\n", "-ERR\r\n+OK 1 10\r\n", "+OK\r\n.\r\n", "+OK\r\n.\r\n+OK 1 1\r\n+OK\r\n", "+OK 1 10\r\n", "what?\r\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		c := loggedInSmall(t, says)
		answers := 0
		err := c.Tops(ctx, pop3.Nums([]int{1}), 0, func(h pop3.Head) error {
			if answers++; len(h.Bytes) > small.Head || h.Num != 1 {
				t.Errorf("head of %d with %d bytes", h.Num, len(h.Bytes))
			}
			return nil
		})
		checkError(t, c, err)
		if err == nil && answers != 1 {
			t.Errorf("%d answers", answers)
		}
	})
}
