package mailbox

import (
	"context"
	"crypto/tls"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// Deps are what a mailbox must be given: [New] panics where one of them is missing.
type Deps struct {
	// Account says which mailbox it is, on which server, and how its user signs in.
	Account account.Account

	// Password is asked on the worker's goroutine before each login. Its error is shown
	// as it is.
	Password func(context.Context) (string, error)

	// Work runs a function off the UI goroutine and off the worker's.
	Work func(func())

	// Post runs a function on the UI goroutine.
	Post func(func())

	// Watch is shown each new [Snapshot], on the UI goroutine.
	Watch func(*Snapshot)
}

// missing names what is not given; it is empty where nothing is missing.
func (d *Deps) missing() string {
	switch {
	case d.Account.Server.Host == "":
		return "Account"
	case d.Password == nil:
		return "Password"
	case d.Work == nil:
		return "Work"
	case d.Post == nil:
		return "Post"
	case d.Watch == nil:
		return "Watch"
	}
	return ""
}

// Options are what may be set for a mailbox. The zero value is as usual.
type Options struct {
	// Dial is the only way to the network. The default is that of a [net.Dialer].
	Dial pop3.Dialer

	// TLS holds roots other than those of the system, which are the default.
	TLS *tls.Config

	// Timeouts say how long the server may take; see there for the defaults.
	Timeouts pop3.Timeouts

	// Trace is told what is said to the server and back. The default is nobody.
	Trace *pop3.Tracer

	// NoFiles keeps everything in memory: nothing may be written to a disk, not even
	// for a while. The default is temporary files for large messages.
	NoFiles bool

	// Known is what the server has said at an earlier login of this account. It spares
	// a round trip. The default is to ask.
	Known *pop3.Caps

	// Learned is told of every login that has worked, on the UI goroutine. The default
	// is nobody.
	Learned func(Learned)

	// Journal remembers a deletion while its end is not known, Record the finished ones,
	// and Memory what is known of the messages for the next run. The default of each is
	// nil, for where nothing may be written.
	Journal Journal
	Record  Record
	Memory  Memory

	// Catch says which messages a rule catches; see [Mailbox.SetCatch]. The default
	// catches nothing.
	Catch func(mime.Summary) bool

	// Guard is deferred in the worker's goroutine, so that it can recover what ends the
	// program. The default does nothing.
	Guard func()

	// CatchTime is how long what was caught waits for its deletion. The default is
	// [CatchTime].
	CatchTime time.Duration

	// UndoTime is how long a deletion waits for Undo. The default is 8 s.
	UndoTime time.Duration

	// Linger is how long the login is held without need. The default is 30 s.
	Linger time.Duration

	// Touch is how long a session that was not used for a while may take to answer
	// before another one is made. The default is 5 s.
	Touch time.Duration

	// Pause is the wait before what failed is tried again the first time; the next ones
	// are longer. The default is 2 s.
	Pause time.Duration
}

// CatchTime is how long what a rule has caught waits for its deletion: whole hours.
const CatchTime = time.Hour

// setDefaults sets the times that were left at zero.
func (o *Options) setDefaults() {
	if o.Guard == nil {
		o.Guard = func() {}
	}
	for _, d := range []struct {
		at    *time.Duration
		usual time.Duration
	}{
		{&o.CatchTime, CatchTime},
		{&o.UndoTime, 8 * time.Second},
		{&o.Linger, 30 * time.Second},
		{&o.Touch, 5 * time.Second},
		{&o.Pause, 2 * time.Second},
	} {
		if *d.at <= 0 {
			*d.at = d.usual
		}
	}
}

// Learned is what a login has brought to light.
type Learned struct {
	Method    string    // how it was done, for [account.Account.Login]
	Refused   string    // what the server does not take, for [account.Account.Refused]
	Caps      pop3.Caps // what the server said before it, for [Options.Known]
	PinNeeded bool      // the server was accepted for the key in [account.Account.PinnedKey] alone
}
