package app

import (
	"github.com/restante/restante/app/transcript"
	"github.com/restante/restante/app/ui"
)

// clearTalk forgets what was said in a private stay.
func (p *program) clearTalk(v *visit) {
	if v.kind == ui.Private {
		p.talk.Clear()
	}
}

// ListenToTalk implements [ui.Host].
func (p *program) ListenToTalk(on bool) { p.talk.Listen(on) }

// Talk implements [ui.Host].
func (p *program) Talk(known uint64) ([]transcript.Line, uint64) { return p.talk.Lines(known) }

// ForgetTalk implements [ui.Host].
func (p *program) ForgetTalk() { p.talk.Clear() }
