package reader

import (
	"strings"
	"time"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
)

const (
	PeekAfter = 700 * time.Millisecond // how long the pointer rests on a row first
	peekLines = 6                      // how many lines of the message are shown
)

// FirstLines are the first lines of a text that say something.
func FirstLines(text string) string {
	var out []string
	for line := range strings.Lines(text) {
		line = letters.Clean(strings.TrimSpace(line), 160)
		if line == "" || strings.HasPrefix(line, ">") {
			continue
		}
		out = append(out, line)
		if len(out) == peekLines {
			break
		}
	}
	if len(out) == 0 {
		return lang.T("peek.empty")
	}
	return strings.Join(out, "\n")
}
