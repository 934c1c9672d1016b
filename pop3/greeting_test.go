package pop3_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
)

func FuzzGreeting(f *testing.F) {
	for _, s := range []string{"+OK\r\n", "+OK POP3 <1896.697170952@dbc.mtview.ca.us>\r\n", "-ERR [IN-USE] busy\r\n", "+OK\n", "HTTP/1.1 200 OK\r\n", "220 smtp\r\n", "", "+OKAY\r\n", "-ERR [" + strings.Repeat("x", 200) + "\r\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		c, err := pop3.NewConn(ctx, newScript(says), &pop3.Options{Limits: small})
		if err == nil {
			if !bytes.HasPrefix(bytes.ToUpper(withoutLF(says)), []byte("+OK")) {
				t.Errorf("%q was taken for a greeting", says)
			}
			return
		}
		var refused *pop3.Error
		if errors.As(err, &refused) && len([]rune(refused.Text)) > 200 {
			t.Errorf("a text of %d runes", len([]rune(refused.Text)))
		}
		_ = c
	})
}
