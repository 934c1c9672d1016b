package traceless

import (
	"io"
	"log"
	"strings"
	"sync"
)

// silence keeps Fyne from complaining about what it was kept from, by the beginning of
// the complaint. Everything else is logged as before. The returned function ends it.
func silence(reasons ...string) (end func()) {
	before := log.Writer()
	log.SetOutput(&hushed{to: before, reasons: reasons})
	return func() { log.SetOutput(before) }
}

type hushed struct {
	mu      sync.Mutex
	to      io.Writer
	reasons []string
	within  bool // a complaint that is left out; its cause and place follow
}

// Write implements [io.Writer]. It gets a line at a time.
func (h *hushed) Write(line []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	text := string(line)
	switch {
	case strings.Contains(text, "Fyne error:"):
		h.within = false
		for _, r := range h.reasons {
			h.within = h.within || strings.Contains(text, r)
		}
	case !strings.Contains(text, "  Cause:") && !strings.Contains(text, "  At:"):
		h.within = false
	}
	if h.within {
		return len(line), nil
	}
	return h.to.Write(line)
}
