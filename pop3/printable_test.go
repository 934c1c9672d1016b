package pop3_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
)

func TestThreat_P22_ServerTextIsHarmless(t *testing.T) {
	nc := conversation(t, `S: -ERR [in-use] bad\0\x1b[31m`+"\u202etext "+strings.Repeat("long ", 200)+`\r\n`)
	_, err := pop3.NewConn(ctx, nc, nil)
	var refused *pop3.Error
	if !errors.As(err, &refused) {
		t.Fatalf("got %v", err)
	}
	if refused.Code != pop3.CodeInUse {
		t.Errorf("code %q", refused.Code)
	}
	if len([]rune(refused.Text)) > 200 || strings.ContainsAny(refused.Text, "\x00\x1b\u202e\r\n") {
		t.Errorf("text %q", refused.Text)
	}
}
