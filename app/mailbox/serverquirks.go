package mailbox

import (
	"context"
	"errors"

	"github.com/restante/restante/pop3"
)

// What breaks two sessions in a row is done without: CAPA, UIDL, commands ahead of their
// answers. Get mail tries CAPA and UIDL once more.

// serverQuirks is what a server cannot bear, as far as its sessions have shown.
type serverQuirks struct {
	noPipelining bool // the server offers it and did not answer: one command at a time

	brokenFlights int // sessions in a row that broke while commands were sent ahead, and nothing new had come
	loadedAtBreak int // how many headers there were then

	capaFailed int  // logins in a row that broke at CAPA
	noCAPA     bool // CAPA is not asked

	uidlFailed int  // sessions that broke at UIDL, with one command at a time
	noUIDL     bool // UIDL is not asked
}

// forgive forgets what was done without, as the user wants to know how things are now.
// What breaks a session once more is done without again at once. Commands are not sent
// ahead again: answers that a server mixes are worse than a slow list.
func (q *serverQuirks) forgive() {
	if q.noCAPA {
		q.capaFailed, q.noCAPA = 1, false
	}
	if q.noUIDL {
		q.uidlFailed, q.noUIDL = 1, false
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
	if w.loaded > w.loadedAtBreak {
		w.brokenFlights = 0
	}
	w.brokenFlights++
	w.loadedAtBreak = w.loaded
	w.noPipelining = w.noPipelining || w.brokenFlights > 1
}

// blameUIDL takes note that a session has broken at UIDL, with nothing sent ahead. A server
// that has never told a unique-id and does that twice is not asked for them any more.
func (w *worker) blameUIDL(err error) {
	if pop3.CommandOf(err) == "UIDL" && !w.named {
		w.uidlFailed++
		w.noUIDL = w.uidlFailed > 1
	}
}
