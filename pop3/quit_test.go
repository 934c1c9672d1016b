package pop3_test

import (
	"errors"
	"testing"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

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
