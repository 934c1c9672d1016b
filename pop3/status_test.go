package pop3_test

import (
	"testing"

	"github.com/restante/restante/pop3"
)

func TestThreat_P14_StrangeAnswers(t *testing.T) {
	tests := []struct {
		name, answer string
		good         bool
	}{
		{"plain", `+OK 3 100\r\n`, true},
		{"bare LF", `+OK 3 100\n`, true},
		{"lower case", `+ok 3 100\r\n`, true},
		{"two blanks", `+OK  3  100\r\n`, true},
		{"text behind", `+OK 3 100 and more\r\n`, true},
		{"longer word", `+OKAY 3 100\r\n`, false},
		{"leading blank", ` +OK 3 100\r\n`, false},
		{"no numbers", `+OK\r\n`, false},
		{"sign", `+OK +3 100\r\n`, false},
		{"negative", `+OK -3 100\r\n`, false},
		{"huge", `+OK 99999999999999999999 1\r\n`, false},
		{"letters", `+OK three 100\r\n`, false},
		{"a web page", `HTTP/1.1 200 OK\r\n`, false},
		{"empty", `\r\n`, false},
		{"cut", `+OK 3 1`, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			nc := conversation(t, "S: +OK hello\\r\\n\nC: STAT\nS: "+tt.answer)
			c, err := pop3.NewConn(ctx, nc, &pop3.Options{Timeouts: quick})
			if err != nil {
				t.Fatal(err)
			}
			n, size, err := c.Stat(ctx)
			if tt.good && (err != nil || n != 3 || size != 100) {
				t.Errorf("got %d, %d, %v", n, size, err)
			}
			if !tt.good && err == nil {
				t.Errorf("taken as %d, %d", n, size)
			}
			if !tt.good && c.State() != pop3.Closed {
				t.Error("the session goes on")
			}
		})
	}
}
