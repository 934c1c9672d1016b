package app

import (
	"errors"
	"io/fs"
	"os"

	"github.com/restante/restante/app/traceless"
)

// leaveNoTrace has nothing written that the toolkit would write, as long as nobody
// has set anything up here: then it may be somebody else's computer, and he may be
// about to say so.
func (p *program) leaveNoTrace(a *traceless.App) error {
	if err := noCoreFile(); err != nil {
		return err
	}
	if _, err := os.Stat(p.path); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	a.Foreign()
	begun := make(chan struct{})
	p.work(func() {
		// Without fonts of the system there are those of the program.
		_ = traceless.LoadFonts(func() { close(begun) })
	})
	<-begun
	return nil
}
