package app

import (
	"path/filepath"
	"runtime"
	"time"

	"github.com/restante/restante/app/crash"
	"github.com/restante/restante/app/words"
)

// watchFaults has it written down when the program ends by a fault of its own, as long as
// an account is set up here and nobody is in a private stay. What an earlier run has left
// is told once there is a window.
func (p *program) watchFaults() {
	if len(p.settings.Accounts) == 0 || p.isPrivate() {
		return
	}
	path, header := crash.Path(filepath.Dir(p.path)), p.version+"\n"+time.Now().UTC().Format(time.RFC3339)
	p.disk.add(func() {
		// Where it cannot be written there is no log: no reason to bother anybody.
		left, _ := p.faults.Begin(path, header)
		if left != "" {
			p.post(func() { p.tellFault(left) })
		}
	})
}

// watchNoFaults ends that: there is nothing left of it afterwards.
func (p *program) watchNoFaults() {
	p.disk.add(func() { _ = p.faults.End() })
}

// tellFault tells of a fault that an earlier run has ended by, as soon as there is a place
// for it.
func (p *program) tellFault(left string) {
	n := words.Crashed(left)
	if v := p.visit; v == nil || v.shown {
		p.tellLate(n)
		return
	}
	p.fault = &n
}

// Version names the program and what it was built for.
func Version(number string) string {
	return "Restante " + number + ", " + runtime.GOOS + "/" + runtime.GOARCH + ", " + runtime.Version()
}
