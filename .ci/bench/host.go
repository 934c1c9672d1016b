package main

import (
	"fmt"
	"os"
)

// host stands in for a test where package poptest wants one: it fails the whole
// program, and tidies up at its end. Only the main goroutine uses it.
type host struct {
	cleanups []func()
}

// Helper does nothing.
func (h *host) Helper() {}

// Cleanup has f called at the end of the program.
func (h *host) Cleanup(f func()) { h.cleanups = append(h.cleanups, f) }

// end calls what Cleanup was given, the last first.
func (h *host) end() {
	for i := len(h.cleanups) - 1; i >= 0; i-- {
		h.cleanups[i]()
	}
}

// Fatal ends the program.
func (h *host) Fatal(args ...any) {
	h.end()
	fmt.Fprintln(os.Stderr, append([]any{"bench:"}, args...)...)
	os.Exit(1)
}

// Fatalf ends the program.
func (h *host) Fatalf(format string, args ...any) { h.Fatal(fmt.Sprintf(format, args...)) }

// Skipf ends the program: without the server there is nothing to measure.
func (h *host) Skipf(format string, args ...any) { h.Fatalf(format, args...) }
