//go:build window

package app

import (
	"encoding/json"
	"flag"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/restante/restante/app/ui"
)

var stateFile = flag.String("state", "", "write what the window shows to this `file`, for tests")

func init() { watch = watchState }

// watchState writes what the window shows to a file, ten times a second, so that
// a test can drive the real window, and to another one what is ordered to be deleted.
// The returned function ends that.
func watchState(p *program) (stop func()) {
	path := *stateFile
	if path == "" {
		return func() {}
	}
	var mu sync.Mutex
	p.ordered = func(uids []string) {
		p.work(func() {
			mu.Lock()
			defer mu.Unlock()
			addLines(path+".ordered", uids)
		})
	}
	end := make(chan struct{})
	p.work(func() {
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				p.post(func() {
					state := p.win.State()
					state.Goroutines = runtime.NumGoroutine()
					p.work(func() { writeState(path, state) })
				})
			case <-end:
				return
			}
		}
	})
	return func() { close(end) }
}

// writeState replaces the file in one step, so that no reader sees a part of it.
func writeState(path string, state ui.State) {
	data, err := json.Marshal(state)
	if err != nil {
		return
	}
	f, err := os.CreateTemp("", "restante-state-")
	if err != nil {
		return
	}
	_, err = f.Write(data)
	if f.Close(); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
}

// addLines puts lines behind those of a file. A test that misses some of them fails.
func addLines(path string, lines []string) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return
	}
	_, _ = f.WriteString(strings.Join(lines, "\n") + "\n")
	f.Close()
}
