package pop3_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

// traceSession uses a whole session and returns its events as lines.
func traceSession(t *testing.T, faults memserver.Faults, cred pop3.Credentials) string {
	t.Helper()
	srv, _ := filled(t, 30)
	srv.AddUser("anna", cred.Password)
	srv.SetFaults(faults)
	var out strings.Builder
	opts := &pop3.Options{Trace: &pop3.Tracer{Tell: func(e pop3.Event) {
		mark := map[pop3.EventKind]string{pop3.Connected: "*", pop3.Encrypted: "#", pop3.Sent: ">", pop3.Received: "<", pop3.Row: ".", pop3.Folded: "=", pop3.Ended: "!"}[e.Kind]
		text := e.Text
		if e.Kind == pop3.Folded {
			text = fmt.Sprintf("%d lines, %d bytes", e.Lines, e.Bytes)
		}
		out.WriteString(mark + " " + text + "\n")
	}}}
	opts.Trace.Listen(true)
	c, err := connect(t, srv, opts)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Login(ctx, cred); err != nil {
		fmt.Fprintf(&out, "error %v\n", err)
	} else {
		_, _ = c.List(ctx)
		_, _ = c.Retr(ctx, 1, pop3.Expect{}, &bytes.Buffer{})
		_ = c.Quit(ctx)
	}
	c.Close()
	return out.String()
}

func TestTraceTellsWhatIsSaid(t *testing.T) {
	got := traceSession(t, memserver.Faults{}, anna)
	for _, want := range []string{
		"* pipe\n< +OK memserver ready\n> CAPA\n< +OK\n", "\n. 1 uid-1\n", "\n. 12 uid-12\n= 18 lines, 162 bytes\n",
		"\n> RETR 1\n< +OK 119 octets\n= 8 lines, 119 bytes\n> QUIT\n< +OK good bye\n! \n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing is %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "Hello 1") || strings.Contains(got, "13 uid-13") {
		t.Errorf("not folded:\n%s", got)
	}
}

func TestThreat_L04_TraceHidesSecrets(t *testing.T) {
	echo := []memserver.Rule{{Verb: "PASS", Act: memserver.Reply, Text: "-ERR PASS open sesame 1 is wrong\r\n"}}
	long := strings.Repeat("open sesame ", 30)
	for name, tt := range map[string]struct {
		faults memserver.Faults
		cred   pop3.Credentials
	}{
		"AUTH":      {memserver.Faults{}, pop3.Credentials{User: "anna", Password: "open sesame 1"}},
		"PASS":      {memserver.Faults{NoCAPA: true}, pop3.Credentials{User: "anna", Password: "open sesame 1"}},
		"challenge": {memserver.Faults{}, pop3.Credentials{User: "anna", Password: long}},
		"echo":      {memserver.Faults{NoCAPA: true, Rules: echo}, pop3.Credentials{User: "anna", Password: "open sesame 1"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := traceSession(t, tt.faults, tt.cred)
			if strings.Contains(got, "sesame") || strings.Contains(got, "b3BlbiBzZXNhbWU") || strings.Contains(got, "AGFubmEAb3Blb") {
				t.Errorf("the secret is in\n%s", got)
			}
			if !strings.Contains(got, "••••") {
				t.Errorf("no login in\n%s", got)
			}
		})
	}
}

func TestThreat_L04_WholeSecretIsHidden(t *testing.T) {
	// With this name the encoded password is a piece of the encoded response.
	got := traceSession(t, memserver.Faults{}, pop3.Credentials{User: "anna", Password: "not the password"})
	if !strings.Contains(got, "> AUTH PLAIN ••••\n") {
		t.Errorf("said was\n%s", got)
	}
}
