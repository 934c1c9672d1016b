package pop3_test

import (
	"testing"

	"github.com/restante/restante/pop3"
)

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

func FuzzDele(f *testing.F) {
	for _, s := range []string{"+OK\r\n+OK\r\n.\r\n", "-ERR gone\r\n+OK\r\n1 10\r\n.\r\n", "+OK\r\n+OK\r\n1 10\r\n.\r\n+OK\r\n", "+OK\r\n-ERR\r\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		c := loggedInSmall(t, says)
		_, err := c.Dele(ctx, pop3.Nums([]int{1}), func(int, error) error { return nil })
		checkError(t, c, err)
	})
}
