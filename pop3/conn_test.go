package pop3_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/restante/restante/pop3"
)

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
