package pop3_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

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

func FuzzPage(f *testing.F) {
	for _, s := range []string{
		"+OK 1 10\r\n+OK 1 a\r\n+OK\r\nSubject: a\r\n\r\n.\r\n+OK\r\n1 a\r\n.\r\n+OK\r\n1 10\r\n.\r\n", "-ERR\r\n-ERR\r\n-ERR\r\n-ERR\r\n+OK\r\n1 10\r\n.\r\n", "+OK 2 10\r\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		c := loggedInSmall(t, says)
		_, err := c.Page(ctx, []int{1}, func(e pop3.Entry, h pop3.Head) {
			if e.Num != 1 || e.Size < 0 || strings.ContainsAny(e.UID, " \r\n\x00") {
				t.Errorf("entry %+v", e)
			}
		})
		checkError(t, c, err)
	})
}
