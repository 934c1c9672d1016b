package mailbox

import (
	"context"
	"errors"

	"github.com/restante/restante/pop3"
)

// bears is what a server cannot bear, as far as its sessions have shown.
type bears struct {
	broken   int // sessions in a row that broke while commands were sent ahead, and nothing new had come
	brokenAt int // how many headers there were then

	capaFailed int  // logins in a row that broke at CAPA
	noCAPA     bool // CAPA is not asked

	uidlFailed int  // sessions that broke at UIDL, with one command at a time
	noUIDL     bool // UIDL is not asked
}

// tryAgain forgets what was done without, as the user wants to know how things are now.
// What breaks a session once more is done without again at once. Commands are not sent
// ahead again: answers that a server mixes are worse than a slow list.
func (b *bears) tryAgain() {
	if b.noCAPA {
		b.capaFailed, b.noCAPA = 1, false
	}
	if b.noUIDL {
		b.uidlFailed, b.noUIDL = 1, false
	}
}

// blameCAPA takes note that a session has broken at the question what the server can
// do. At the second time it may be that: some servers hang up, or never end their
// answer. Then it is done without, unless a login has worked before that needs it.
func (w *worker) blameCAPA(ctx context.Context, err error) {
	switch w.deps.Account.Login {
	case "", pop3.MethodAPOP, pop3.MethodUser:
	default:
		return
	}
	if pop3.CommandOf(err) == "CAPA" && ctx.Err() == nil {
		w.capaFailed++
		w.noCAPA = w.capaFailed > 1
	}
}

// blameFlights takes note that a session has broken while commands were sent ahead. When
// it happens again, and nothing new has come between, it may be that: some servers offer
// it and hang up, or mix the answers.
func (w *worker) blameFlights(err error) {
	var line *pop3.LineError
	var odd *pop3.ProtocolError
	if w.sess == nil || !errors.As(err, &line) && !errors.As(err, &odd) {
		return
	}
	if !w.sess.conn.Pipelining() {
		w.blameUIDL(err)
		return
	}
	if w.loaded > w.brokenAt {
		w.broken = 0
	}
	w.broken++
	w.brokenAt = w.loaded
	w.oneByOne = w.oneByOne || w.broken > 1
}

// blameUIDL takes note that a session has broken at UIDL, with nothing sent ahead. A server
// that has never told a unique-id and does that twice is not asked for them any more.
func (w *worker) blameUIDL(err error) {
	if pop3.CommandOf(err) == "UIDL" && !w.named {
		w.uidlFailed++
		w.noUIDL = w.uidlFailed > 1
	}
}
