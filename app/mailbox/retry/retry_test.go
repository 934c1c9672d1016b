package retry

import (
	"errors"
	"net"
	"os"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/pop3"
)

func TestPause(t *testing.T) {
	cut := func(command string) error { return &pop3.LineError{Command: command, Err: errors.New("cut")} }
	no := func(command string, code pop3.Code, text string) error {
		return &pop3.Error{Command: command, Code: code, Text: text}
	}
	for _, tt := range []struct {
		name  string
		err   error
		letIn bool
		first time.Duration // in units of the base; 0 for none
		tries int           // that are made in all
	}{
		{name: "the line is cut", err: cut("TOP 1 0"), first: 1, tries: 12},
		{name: "the network is away", err: &net.OpError{Op: "dial", Err: errors.New("unreachable")}, first: 1, tries: 12},
		{name: "no such host", err: &net.DNSError{IsNotFound: true}},
		{name: "the name server is away", err: &net.DNSError{}, first: 1, tries: 12},
		{name: "answers out of step", err: &pop3.ProtocolError{Command: "RETR"}, first: 1, tries: 12},
		{name: "a header without an end", err: &pop3.LimitError{Command: "TOP 1 0"}, first: 1, tries: 12},
		{name: "an answer without an end", err: &pop3.LimitError{Command: "LIST"}},
		{name: "another program reads", err: no("PASS", pop3.CodeInUse, ""), first: 5, tries: 12},
		{name: "too soon", err: no("PASS", pop3.CodeLoginDelay, ""), first: 5, tries: 12},
		{name: "turned away", err: no("", "", "too many"), first: 5, tries: 12},
		{name: "a lock, in words", err: no("PASS", "", "mailbox is locked"), first: 5, tries: 12},
		{name: "the password is wrong", err: no("PASS", pop3.CodeAuth, "")},
		{name: "no answer to the password", err: cut("PASS"), first: 1, tries: 1},
		{name: "the same where it was right before", err: cut("PASS"), letIn: true, first: 1, tries: 12},
		{name: "refused behind the login", err: no("LIST", "", "not now"), first: 1, tries: 3},
		{name: "refused for good", err: no("LIST", pop3.CodeSysPerm, "")},
		{name: "no STLS", err: no("STLS", "", "")},
		{name: "a weaker login", err: &pop3.WeakerError{}},
		{name: "a listing in doubt", err: ledger.ErrListing, first: 1, tries: 12},
		{name: "other messages are marked", err: ledger.ErrMismatch, first: 1, tries: 12},
		{name: "another message is missing", err: ledger.ErrLoss},
		{name: "nothing to compare", err: errors.Join(ledger.ErrUnlisted, cut("LIST"))},
		{name: "names have changed", err: ledger.ErrRenamed},
		{name: "no error"},
	} {
		tries := 0
		var before time.Duration
		for {
			pause, again := Pause(tt.err, tries, time.Second, tt.letIn)
			if !again {
				break
			}
			if tries == 0 && pause != tt.first*time.Second || pause < before || pause > 30*time.Second {
				t.Errorf("%s: try %d waits for %v", tt.name, tries, pause)
			}
			tries, before = tries+1, pause
		}
		if tries != tt.tries {
			t.Errorf("%s: %d tries, want %d", tt.name, tries, tt.tries)
		}
	}
}

func TestLoginIsFinal(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  error
		want bool
	}{
		{"wrong password", &pop3.Error{Command: "PASS", Code: pop3.CodeAuth}, true},
		{"only a weaker way", &pop3.WeakerError{}, true},
		{"in use", &pop3.Error{Command: "PASS", Code: pop3.CodeInUse}, false},
		{"the line is cut", &pop3.LineError{Command: "PASS", Err: os.ErrDeadlineExceeded}, false},
		{"no such host", &net.DNSError{IsNotFound: true}, false},
	} {
		if got := LoginIsFinal(tt.err); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

func TestInDoubt(t *testing.T) {
	if InDoubt(nil) || InDoubt(&pop3.LineError{Command: "TOP", Err: errors.New("cut")}) || InDoubt(&pop3.Error{Command: "TOP"}) {
		t.Error("in doubt without a reason")
	}
	if !InDoubt(pop3.ErrPipelining) || !InDoubt(&pop3.ProtocolError{}) || !InDoubt(&pop3.LineError{Command: "TOP", Err: os.ErrDeadlineExceeded}) {
		t.Error("not in doubt")
	}
}
