package pop3_test

import (
	"strings"
	"testing"
)

// TestThreat_P11_StrangeNumbers has sizes and numbers that no message has.
func TestThreat_P11_StrangeNumbers(t *testing.T) {
	sizes := map[string]int64{
		"0": 0, "1": 1, "1099511627775": 1<<40 - 1,
		"1099511627776": 0, "9223372036854775807": 0, "9223372036854775808": 0, "18446744073709551616": 0,
		"-1": 0, "+5": 0, "-9223372036854775808": 0, "1e3": 0, "0x10": 0, "many": 0, "": 0, strings.Repeat("9", 500): 0,
	}
	for text, want := range sizes {
		c := loggedIn(t, "+OK\r\n1 a\r\n.\r\n+OK\r\n1 "+text+"\r\n.\r\n")
		l, err := c.List(ctx)
		if err != nil || l.Doubt != nil || len(l.Entries) != 1 || l.Entries[0].Size != want {
			t.Errorf("size %q: %+v, %v", text, l, err)
		}
	}
	for _, text := range []string{"2147483648", "9223372036854775808", "-1", "+1", "0", "1.5", strings.Repeat("9", 500)} {
		c := loggedIn(t, "+OK\r\n"+text+" a\r\n.\r\n+OK\r\n"+text+" 10\r\n.\r\n")
		if l, err := c.List(ctx); err != nil || l.Doubt == nil || len(l.Entries) != 0 {
			t.Errorf("number %q: %+v, %v", text, l, err)
		}
		c = loggedIn(t, "+OK "+text+" 10\r\n")
		if n, _, err := c.Stat(ctx); (err == nil) != (text == "0") {
			t.Errorf("count %q: %d, %v", text, n, err)
		}
	}
	for _, text := range []string{"9223372036854775808", "-1"} {
		c := loggedIn(t, "+OK 1 "+text+"\r\n")
		if n, size, err := c.Stat(ctx); err != nil || n != 1 || size != 0 {
			t.Errorf("sum %q: %d, %d, %v", text, n, size, err)
		}
	}
}
