package pop3_test

import (
	"testing"

	"github.com/restante/restante/pop3/memserver"
)

func TestLoginFallsBackToUserAndPass(t *testing.T) {
	srv, _ := filled(t, 1)
	srv.SetFaults(memserver.Faults{NoCAPA: true})
	c := login(t, srv, nil)
	if n, _, err := c.Stat(ctx); err != nil || n != 1 {
		t.Errorf("Stat = %d, %v", n, err)
	}
}
