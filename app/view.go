package app

import (
	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/ui"
)

// KeepView implements [ui.Host]. On somebody else's computer, and as long as no
// account is set up, nothing is written.
func (p *program) KeepView(view account.View) {
	p.settings.View = view
	if p.settings.Account == nil || p.visit != nil && p.visit.kind == ui.Private {
		return
	}
	settings, path := p.settings, p.path
	p.disk.put(func() {
		// Where it cannot be written, the window looks as usual the next time:
		// no reason to bother anybody.
		_ = account.Save(path, settings)
	})
}
