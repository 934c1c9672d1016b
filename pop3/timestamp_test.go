package pop3

import (
	"strings"
	"testing"
)

func TestTimestamp(t *testing.T) {
	tests := []struct{ greeting, want string }{
		{"ready <1896.697170952@dbc.mtview.ca.us>", "<1896.697170952@dbc.mtview.ca.us>"},
		{"<d.1.6b07.1Imcz/ggE+Z8pcng==@vm> hello <x@y>", "<d.1.6b07.1Imcz/ggE+Z8pcng==@vm>"},
		{"<1@[::1]>", "<1@[::1]>"},
		{"ready", ""},
		{"<>", ""},
		{"<1896>", ""},
		{"<@x>", ""},
		{"<a@>", ""},
		{"<a@b@c>", ""},
		{"<a b@c>", ""},
		{"<a\x80b@c>", ""}, // such bytes make collisions
		{"<a\x00@c>", ""},
		{"<ä@c>", ""},
		{"<a@b", ""},
		{"a@b>", ""},
		{"<<a@b>", ""},
	}
	for _, tt := range tests {
		if got := timestamp(tt.greeting); got != tt.want {
			t.Errorf("timestamp(%q) = %q, want %q", tt.greeting, got, tt.want)
		}
	}
}

// FuzzTimestamp checks that a time stamp is of characters that make no collision
// and no second command, and that it comes from the greeting.
func FuzzTimestamp(f *testing.F) {
	f.Fuzz(func(t *testing.T, greeting string) {
		stamp := timestamp(greeting)
		if stamp == "" {
			return
		}
		if !strings.Contains(greeting, stamp) || stamp[0] != '<' || stamp[len(stamp)-1] != '>' || strings.Count(stamp, "@") != 1 {
			t.Errorf("stamp %q", stamp)
		}
		for _, r := range stamp {
			if r <= ' ' || r > '~' {
				t.Errorf("stamp %q", stamp)
			}
		}
	})
}
