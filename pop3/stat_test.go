package pop3_test

import "testing"

func FuzzStat(f *testing.F) {
	for _, s := range []string{"+OK 2 320\r\n", "+OK 0 0\r\n", "+OK -1 5\r\n", "+OK 1\r\n", "+OK 99999999999999999999 1\r\n", "+OK 2 320 extra\r\n", "-ERR no\r\n", "+ok\t2 3\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		c := loggedInSmall(t, says)
		count, size, err := c.Stat(ctx)
		checkError(t, c, err)
		if count < 0 || size < 0 {
			t.Errorf("%d messages, %d bytes", count, size)
		}
	})
}
