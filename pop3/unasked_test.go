package pop3_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"net"
	"strings"
	"sync"
	"testing"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// recorder is a connection that remembers what was sent over it.
type recorder struct {
	net.Conn
	mu      sync.Mutex
	written bytes.Buffer
}

func (r *recorder) Write(p []byte) (int, error) {
	r.mu.Lock()
	r.written.Write(p)
	r.mu.Unlock()
	return r.Conn.Write(p)
}

func (r *recorder) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.written.String()
}

// unasked is what somebody may say before the login without being asked.
var unasked = map[string]string{
	"logged in":     "+OK logged in\r\n",
	"refused":       "-ERR not you\r\n",
	"a listing":     "+OK 1 message\r\n1 100\r\n.\r\n",
	"a message":     "From: boss@example.org\r\nSubject: Pay\r\n\r\nNow.\r\n.\r\n",
	"capabilities":  "+OK\r\nSASL PLAIN\r\nUSER\r\n.\r\n",
	"half a line":   "+OK half",
	"an empty line": "\r\n",
}

// TestThreat_P03_UnaskedBeforeTheLogin has a server, or somebody on the line, say
// more than it was asked before the login. The session ends before name or
// password are sent.
func TestThreat_P03_UnaskedBeforeTheLogin(t *testing.T) {
	for name, text := range unasked {
		for place, faults := range map[string]memserver.Faults{
			"greeting":     {Greeting: "+OK ready\r\n" + text},
			"capabilities": {Rules: []memserver.Rule{{Verb: "CAPA", Act: memserver.After, Text: text}}},
			"no CAPA":      {Rules: []memserver.Rule{{Verb: "CAPA", Act: memserver.Reply, Text: "-ERR what?\r\n" + text}}},
			"USER":         {NoCAPA: true, Rules: []memserver.Rule{{Verb: "USER", Act: memserver.After, Text: text}}},
		} {
			t.Run(place+" and "+name, func(t *testing.T) {
				srv, _ := filled(t, 3)
				srv.SetFaults(faults)
				line := &recorder{Conn: srv.Pipe()}
				c, err := pop3.NewConn(ctx, line, &pop3.Options{AllowPlain: true})
				if err != nil {
					t.Fatal(err)
				}
				wantProtocolError(t, c.Login(ctx, anna))
				if sent := line.text(); strings.Contains(sent, "AUTH") || strings.Contains(sent, "secret") || place != "USER" && strings.Contains(sent, "anna") {
					t.Errorf("sent was %q", sent)
				}
				if c.State() != pop3.Closed || srv.Logins() != 0 {
					t.Errorf("state %v, %d logins", c.State(), srv.Logins())
				}
			})
		}
	}
}

// wantProtocolError checks that a stray answer was noticed.
func wantProtocolError(t *testing.T, err error) {
	t.Helper()
	var odd *pop3.ProtocolError
	if !errors.As(err, &odd) {
		t.Errorf("got %v, want a ProtocolError", err)
	}
}

// TestThreat_P03_UnaskedAMomentLater puts such an answer on the line in a packet
// of its own, behind the greeting: what was asked is answered by it, and its own
// answer is taken for what it is.
func TestThreat_P03_UnaskedAMomentLater(t *testing.T) {
	line := &recorder{Conn: conversation(t, `S: +OK ready\r\n
		C: CAPA
		S: +OK logged in\r\n
		S: +OK\r\nUSER\r\n.\r\n`)}
	c, err := pop3.NewConn(ctx, line, &pop3.Options{AllowPlain: true})
	if err != nil {
		t.Fatal(err)
	}
	wantProtocolError(t, c.Login(ctx, anna))
	if sent := line.text(); sent != "CAPA\r\n" {
		t.Errorf("sent was %q", sent)
	}
}

// TestThreat_P03_UnaskedBehindTLS says more than was asked on lines that are
// encrypted from the start, or by STLS: there it is the server itself that is out
// of step.
func TestThreat_P03_UnaskedBehindTLS(t *testing.T) {
	ca := poptest.NewCA(t)
	more := []memserver.Rule{{Verb: "CAPA", Nth: 2, Act: memserver.After, Text: "+OK logged in\r\n"}}
	for name, tt := range map[string]struct {
		faults memserver.Faults
		dial   func(ctx context.Context, address string, opts *pop3.Options) (*pop3.Conn, error)
		pipe   func(*memserver.Server) net.Conn
	}{
		"TLS":  {memserver.Faults{Greeting: "+OK ready\r\n+OK logged in\r\n"}, pop3.DialTLS, (*memserver.Server).PipeTLS},
		"STLS": {memserver.Faults{Rules: more}, pop3.DialStartTLS, (*memserver.Server).Pipe},
	} {
		t.Run(name, func(t *testing.T) {
			srv, _ := filled(t, 3)
			srv.SetTLS(ca.Server("mail.example.org"))
			srv.SetFaults(tt.faults)
			c, err := tt.dial(ctx, "mail.example.org:995", &pop3.Options{
				TLS: &tls.Config{RootCAs: ca.Pool}, Dial: dialPipe(func() net.Conn { return tt.pipe(srv) }),
			})
			if err == nil {
				err = c.Login(ctx, anna)
			}
			wantProtocolError(t, err)
			if srv.Logins() != 0 {
				t.Error("a login was sent")
			}
		})
	}
}
