package app

import (
	"encoding/json"
	"os"
	"time"

	"github.com/restante/restante/app/ui"
)

// watchState writes what the window shows to a file, ten times a second, so that
// a test can drive the real window. The returned function ends that.
func (p *program) watchState(path string) (stop func()) {
	end := make(chan struct{})
	p.work(func() {
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				p.post(func() {
					state := p.win.State()
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
