package pop3_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
)

func TestAPOPDigest(t *testing.T) {
	// The example of RFC 1939 section 7.
	nc := conversation(t, `S: +OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>\r\n
		C: CAPA
		S: -ERR no\r\n
		C: APOP mrose c4c9334bac560ecc979e58001b3e22fb
		S: -ERR c4c9334bac560ecc979e58001b3e22fb\r\n`)
	c, err := pop3.NewConn(ctx, nc, &pop3.Options{AllowPlain: true})
	if err != nil {
		t.Fatal(err)
	}
	err = c.Login(ctx, pop3.Credentials{User: "mrose", Password: "tanstaaf"})
	var refused *pop3.Error
	if !errors.As(err, &refused) || refused.Command != "APOP" || strings.Contains(err.Error(), "c4c9334b") {
		t.Errorf("got %v", err)
	}
}
