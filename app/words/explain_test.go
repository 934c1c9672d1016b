package words

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/fault"
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/pop3"
)

var server = account.Server{Host: "pop.post.example", Port: 995, Security: account.TLS}

// known are all errors the parts of the program define, by their name in the
// source. [TestEveryErrorHasWords] holds it against the source.
var known = map[string]error{
	"pop3.Error":             &pop3.Error{Command: "STAT", Text: "no"},
	"pop3.ProtocolError":     &pop3.ProtocolError{Command: "STAT", Detail: "x"},
	"pop3.UnendedError":      &pop3.UnendedError{Command: "RETR"},
	"pop3.UnendedError, all": &pop3.UnendedError{Command: "RETR", All: true},
	"pop3.LimitError":        &pop3.LimitError{Command: "LIST", What: "list", Limit: 1},
	"pop3.LineError":         &pop3.LineError{Command: "LIST", Err: io.EOF},
	"pop3.UncertainError":    &pop3.UncertainError{Err: errors.New("x")},
	"pop3.ErrInsecure":       pop3.ErrInsecure,
	"pop3.ErrNoSTLS":         pop3.ErrNoSTLS,
	"pop3.ErrInjected":       pop3.ErrInjected,
	"pop3.ErrClosed":         pop3.ErrClosed,
	"pop3.ErrPipelining":     pop3.ErrPipelining,
	"pop3.ErrCredentials":    pop3.ErrCredentials,
	"pop3.ErrNoLogin":        pop3.ErrNoLogin,
	"pop3.ErrNotASCII":       fmt.Errorf("%w (%w)", &pop3.Error{Command: "PASS", Text: "no"}, pop3.ErrNotASCII),
	"pop3.ErrWeaker":         pop3.ErrWeaker,
	"pop3.WeakerError":       &pop3.WeakerError{Before: "SCRAM-SHA-256", Offered: "PLAIN", Reveals: pop3.ExposesSecret},
	"pop3.ErrServerProof":    pop3.ErrServerProof,
	"pop3.ErrChannelBinding": pop3.ErrChannelBinding,
	"pop3.CertificateError":  refusedCertificate(certificate(), x509.UnknownAuthorityError{}, nil, false),
	"pop3.CodeInUse":         &pop3.Error{Command: "PASS", Code: pop3.CodeInUse},
	"pop3.CodeLoginDelay":    &pop3.Error{Command: "PASS", Code: pop3.CodeLoginDelay},
	"pop3.CodeSysTemp":       &pop3.Error{Command: "PASS", Code: pop3.CodeSysTemp},
	"pop3.CodeSysPerm":       &pop3.Error{Command: "PASS", Code: pop3.CodeSysPerm},
	"pop3.CodeAuth":          &pop3.Error{Command: "PASS", Code: pop3.CodeAuth},
	"mailbox.ErrGone":        mailbox.ErrGone,
	"mailbox.SaveError":      &mailbox.SaveError{Dir: "x", Err: errors.New("x")},
	"ledger.UnsavedError":    &ledger.UnsavedError{Subject: "x", Count: 1, Err: &pop3.UnendedError{}},
	"store.ErrCopy":          &mailbox.SaveError{Dir: "x", Err: store.ErrCopy},
	"mailbox.ErrNoPeek":      mailbox.ErrNoPeek,
	"ledger.ErrListing":      ledger.ErrListing,
	"mailbox.ErrTooLarge":    mailbox.ErrTooLarge,
	"mailbox.ErrEmpty":       mailbox.ErrEmpty,
	"ledger.ErrMismatch":     ledger.ErrMismatch,
	"ledger.ErrUnlisted":     ledger.ErrUnlisted,
	"ledger.ErrLoss":         ledger.ErrLoss,
	"ledger.ErrNotRemoved":   ledger.ErrNotRemoved,
	"ledger.ErrBack":         ledger.ErrBack,
	"ledger.ErrUnidentified": ledger.ErrUnidentified,
	"ledger.ErrRenamed":      ledger.ErrRenamed,
	"mailbox.ErrInterrupted": mailbox.ErrInterrupted,
	"mailbox.ErrStopped":     mailbox.ErrStopped,
	"account.SettingsError":  &account.SettingsError{Path: "x", Err: errors.New("x")},
	"account.ErrNoSecret":    account.ErrNoSecret,
	"account.ErrNoKeyring":   account.ErrNoKeyring,
	"store.RecordError":      &store.RecordError{Err: errors.New("x")},
}

// notForPeople are exported names that no user ever meets.
//
// The errors of fields are told beside them, by the window.
var notForPeople = map[string]bool{
	"pop3.ErrStop": true, "account.ErrBlank": true, "account.ErrNoHost": true, "account.ErrPort": true, "account.ErrAddress": true,
}

func TestEveryErrorHasWords(t *testing.T) {
	name := regexp.MustCompile(`^(Err[A-Z]\w*|Code[A-Z]\w*|\w*Error)$`)
	for pkg, dir := range map[string]string{"pop3": "../../pop3", "mailbox": "../mailbox", "ledger": "../mailbox/ledger", "account": "../account", "store": "../store"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no source in %s: %v", dir, err)
		}
		for _, path := range files {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, ident := range declared(file) {
				if ast.IsExported(ident) && name.MatchString(ident) && !notForPeople[pkg+"."+ident] && known[pkg+"."+ident] == nil {
					t.Errorf("%s.%s is not in the table: does it have words?", pkg, ident)
				}
			}
		}
	}
}

// declared returns the names of types, constants and variables at the top of a
// file.
func declared(file *ast.File) (names []string) {
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range gen.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name.Name)
			case *ast.ValueSpec:
				for _, ident := range spec.Names {
					names = append(names, ident.Name)
				}
			}
		}
	}
	return names
}

func certificate() *x509.Certificate {
	return &x509.Certificate{DNSNames: []string{"other.example"}, NotBefore: time.Now().AddDate(-2, 0, 0), NotAfter: time.Now().AddDate(-1, 0, 0)}
}

// refusedCertificate is what the protocol makes of a certificate that does not
// verify.
func refusedCertificate(cert *x509.Certificate, cause error, pinned *pop3.KeyHash, dates bool) error {
	return &pop3.CertificateError{
		Host: "pop.post.example", Chain: []*x509.Certificate{cert}, Key: pop3.KeyHash{0xab, 0xcd}, Pinned: pinned, DatesOnly: dates,
		Err: &tls.CertificateVerificationError{UnverifiedCertificates: []*x509.Certificate{cert}, Err: cause},
	}
}

func TestThreat_P06_CertificatesInWords(t *testing.T) {
	cert := certificate()
	cert.DNSNames = []string{"a.example", "b.example", "c.example", "d.example", "e.example"}
	cert.Issuer.CommonName, cert.RawIssuer = "Some\u202eone", []byte("issuer")
	until := cert.NotAfter.Local().Format("2 January 2006")
	today := time.Now().Format("2 January 2006")
	own := certificate()
	early := certificate()
	early.NotBefore, early.NotAfter = time.Now().AddDate(1, 0, 0), time.Now().AddDate(2, 0, 0)
	nameless := certificate()
	nameless.DNSNames = nil
	unknown, expired := x509.UnknownAuthorityError{}, x509.CertificateInvalidError{Reason: x509.Expired}
	tests := []struct {
		name string
		err  error
		want []string // all of them in the title or cause
	}{
		{"other name", refusedCertificate(cert, x509.HostnameError{Certificate: cert, Host: "x"}, nil, false), []string{"not the one you asked for", "a.example, b.example, c.example and 2 more", "“Someone”", until}},
		{"no name", refusedCertificate(nameless, x509.HostnameError{Certificate: nameless, Host: "x"}, nil, false), []string{"no name at all", "without a name"}},
		{"unknown authority", refusedCertificate(cert, unknown, nil, false), []string{"trusts", "“Someone”", until}},
		{"self-signed", refusedCertificate(own, unknown, nil, false), []string{"itself", "other.example", until}},
		{"P26 expired or the clock is fast", refusedCertificate(cert, expired, nil, true), []string{"out of date", until, "today is " + today}},
		{"P26 clock is slow", refusedCertificate(early, expired, nil, true), []string{"not valid yet", "today is " + today, "clock"}},
		{"another fault", refusedCertificate(cert, x509.CertificateInvalidError{Reason: x509.IncompatibleUsage}, nil, false), []string{"could not prove", "a.example"}},
		{"P07 another key", refusedCertificate(cert, unknown, &pop3.KeyHash{0x12, 0x34}, true), []string{"1234 0000 0000 0000", "ABCD 0000 0000 0000"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := Explain(tt.err, SigningIn, server)
			for _, want := range tt.want {
				if !strings.Contains(n.Title+" "+n.Cause, want) {
					t.Errorf("got %+v, want %q in it", n, want)
				}
			}
			if !strings.Contains(n.Cause, "password was not sent") || !strings.Contains(n.Details, "abcd0000") {
				t.Errorf("got %+v", n)
			}
			check(t, n)
		})
	}
}

func TestExplain(t *testing.T) {
	tests := []struct {
		name  string
		err   error
		doing Doing
		want  string // in the title or cause
	}{
		{"wrong password", &pop3.Error{Command: "AUTH", Code: pop3.CodeAuth, Text: "bad"}, Reading, "name and password"},
		{"refused without a code", &pop3.Error{Command: "PASS", Text: "bad"}, Reading, "does not say why"},
		{"unknown host", &net.OpError{Op: "dial", Err: &net.DNSError{Name: "x", IsNotFound: true}}, SigningIn, "no server called pop.post.example"},
		{"no network", &net.OpError{Op: "dial", Err: &net.DNSError{Name: "x", IsTemporary: true}}, SigningIn, "looked up"},
		{"refused port", &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}, SigningIn, "port 995"},
		{"silent port", fmt.Errorf("dial: %w", context.DeadlineExceeded), SigningIn, "does not answer"},
		{"silent server", &pop3.LineError{Err: os.ErrDeadlineExceeded}, Reading, "does not answer"},
		{"unreachable", &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ENETUNREACH)}, Reading, "cannot be reached"},
		{"closes at once", &pop3.LineError{Err: io.EOF}, SigningIn, "ended the connection"},
		{"hung up on the password", &pop3.LineError{Command: "PASS", Err: io.EOF}, SigningIn, "when name and password came"},
		{"reset", &pop3.LineError{Err: &net.OpError{Op: "read", Err: os.NewSyscallError("read", syscall.ECONNRESET)}}, Reading, "ended the connection"},
		{"refused digest", &pop3.Error{Command: "APOP", Code: pop3.CodeAuth}, SigningIn, "no password for the safer sign-in"},
		{"impostor", pop3.ErrServerProof, SigningIn, "does not know your password"},
		{"somebody between", pop3.ErrChannelBinding, SigningIn, "between you and the server"},
		{"no TLS there", tls.RecordHeaderError{Msg: "x"}, SigningIn, "does not speak encrypted"},
		{"old TLS", tls.AlertError(70), SigningIn, "safe encryption"},
		{"hotel network", &pop3.ProtocolError{Line: "HTTP/1.1 200 OK"}, SigningIn, "web page"},
		{"other protocol", &pop3.ProtocolError{Line: "220 smtp"}, SigningIn, "not a POP3"},
		{"full disk", &fs.PathError{Op: "write", Err: syscall.ENOSPC}, Saving, "disk is full"},
		{"record on a full disk", &store.RecordError{Err: &fs.PathError{Op: "write", Err: syscall.ENOSPC}}, Settings, "record of deletions"},
		{"read-only folder", &fs.PathError{Op: "open", Err: syscall.EACCES}, Saving, "may not be written"},
		{"message too large", &pop3.LimitError{Command: "RETR", What: "message"}, Opening, "too large"},
		{"unknown", errors.New("flux"), Opening, "no words for"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := Explain(tt.err, tt.doing, server)
			if !strings.Contains(n.Title+" "+n.Cause, tt.want) {
				t.Errorf("got %+v, want %q in it", n, tt.want)
			}
			check(t, n)
		})
	}
	for name, err := range known {
		t.Run(name, func(t *testing.T) {
			n := Explain(err, Reading, server)
			if n.Cause == lang.T("error.unknown.cause") {
				t.Errorf("%v is not explained", err)
			}
			check(t, n)
		})
	}
}

// TestExplainOnWindows has the numbers that Windows gives.
func TestExplainOnWindows(t *testing.T) {
	isFault = fault.On("windows")
	defer func() { isFault = fault.Is }()
	dial := func(n syscall.Errno) error { return &net.OpError{Op: "dial", Err: os.NewSyscallError("connectex", n)} }
	write := func(n syscall.Errno) error { return &fs.PathError{Op: "write", Err: n} }
	for _, tt := range []struct {
		err   error
		doing Doing
		want  string
	}{
		{dial(10061), SigningIn, "takes no mail connections"},
		{dial(10051), Reading, "cannot be reached"},
		{dial(10065), Reading, "cannot be reached"},
		{dial(10060), SigningIn, "does not answer"},
		{&pop3.LineError{Err: dial(10054)}, Reading, "ended the connection"},
		{&pop3.LineError{Err: dial(10053)}, Reading, "ended the connection"},
		{write(112), Settings, "The disk is full"},
		{write(39), Saving, "The disk is full"},
		{write(19), Saving, "may not be written"},
		{write(32), Saving, "Another program has the file"},
		{write(33), Settings, "Another program has the file"},
		{write(53), Saving, "The folder is not there"},
		{write(67), Saving, "The folder is not there"},
		{&store.RecordError{Err: write(112)}, Settings, "The disk is full."},
		{&store.RecordError{Err: write(32)}, Settings, "Another program holds its file."},
		{&mailbox.SaveError{Dir: "d", Err: write(112)}, Deleting, "no room for the copy"},
		{&mailbox.SaveError{Dir: "d", Err: write(19)}, Deleting, "may not be saved there"},
		{&mailbox.SaveError{Dir: "d", Err: write(53)}, Deleting, "folder for the copy is not there"},
	} {
		n := Explain(tt.err, tt.doing, server)
		if !strings.Contains(n.Title+" "+n.Cause, tt.want) {
			t.Errorf("%v: got %+v, want %q in it", tt.err, n, tt.want)
		}
		check(t, n)
	}
}

// TestEveryErrorHasWordsInEveryLanguage goes through all that can be explained, whatever
// the program was about.
func TestEveryErrorHasWordsInEveryLanguage(t *testing.T) {
	plain := account.Server{Host: "pop.post.example", Port: 110, Security: account.Plain}
	defer speak(t, "en")
	for _, language := range lang.All() {
		speak(t, language)
		for name, err := range known {
			for doing := SigningIn; doing <= Forgetting; doing++ {
				for _, s := range []account.Server{server, plain} {
					n := Explain(err, doing, s)
					check(t, n)
					if text := n.Title + n.Cause + n.Try + n.Button + n.Papers; strings.Contains(text, "<no value>") || strings.Contains(text, "{{") {
						t.Errorf("%s in %s: %+v", name, language, n)
					}
				}
			}
		}
	}
}

// speak has the program speak a language from now on.
func speak(t *testing.T, language string) {
	t.Helper()
	if err := lang.Use(language); err != nil {
		t.Fatal(err)
	}
}

// lastQuote is how a sentence ends that quotes somebody.
func lastQuote() string {
	_, end, _ := strings.Cut(lang.T("error.said", lang.Args{"Said": "x"}), "x")
	return end
}

// check holds a notice against what every notice must keep to.
func check(t *testing.T, n Notice) {
	t.Helper()
	if n.Title == "" || n.Advice() == "" || n.Details == "" {
		t.Errorf("something is missing: %+v", n)
	}
	if strings.HasSuffix(n.Title, ".") {
		t.Errorf("title ends with a full stop: %q", n.Title)
	}
	if n.Title != lang.T(n.ID, lang.Args{"Count": 1, "Host": server.Host}) {
		t.Errorf("%q is not the title of %q", n.Title, n.ID)
	}
	for _, text := range []string{n.Cause, n.Advice()} {
		if text != "" && (!strings.ContainsAny(text[len(text)-1:], ".?") && !strings.HasSuffix(text, lastQuote()) || strings.ContainsAny(text, "[]")) {
			t.Errorf("no whole sentence, or a message is missing: %q", text)
		}
	}
	for _, jargon := range []string{"UIDL", "DELE", "RETR", "QUIT", "EOF", "errno", "IN-USE", "nil", "!"} {
		if strings.Contains(n.Title+n.Cause+n.Try+n.Button, jargon) {
			t.Errorf("%q in %+v", jargon, n)
		}
	}
	if n.Action == ActionRetry && n.Button == "" {
		t.Errorf("an action without a button: %+v", n)
	}
}

func TestThreat_P22_ServerTextIsQuotedAndShort(t *testing.T) {
	n := Explain(&pop3.Error{Command: "STAT", Text: "line\nline\u202e" + strings.Repeat("x", 1000)}, Reading, server)
	if strings.ContainsAny(n.Details, "\n\u202e") || len([]rune(n.Details)) > 301 {
		t.Errorf("details %q", n.Details)
	}
}

// TestKnownAccountIsToldOtherWords does not send somebody to port and security whose
// mailbox worked a minute ago, and changes nothing where it is not the line that failed.
func TestKnownAccountIsToldOtherWords(t *testing.T) {
	worked := time.Date(2026, 11, 26, 20, 32, 0, 0, time.UTC)
	for err, lost := range map[error]bool{
		&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}:                         true,
		&net.OpError{Op: "dial", Err: syscall.EHOSTUNREACH}:                         true,
		&net.DNSError{Name: "pop.post.example", IsNotFound: true}:                   true,
		&net.DNSError{Name: "pop.post.example", IsTimeout: true}:                    true,
		os.ErrDeadlineExceeded:                                                      true,
		&pop3.LineError{Command: "RETR", Err: io.EOF}:                               true,
		&pop3.LineError{Command: "RETR", Err: syscall.ECONNRESET}:                   true,
		&pop3.Error{Command: "PASS", Text: "no"}:                                    false,
		mailbox.ErrGone:                                                             false,
		context.Canceled:                                                            false,
		&pop3.UncertainError{Err: io.EOF}:                                           false,
		refusedCertificate(certificate(), x509.UnknownAuthorityError{}, nil, false): false,
	} {
		at := Explain(err, Opening, server)
		n := ExplainAfter(err, Opening, server, worked)
		if at.Lost != lost || (n != at) != lost {
			t.Errorf("%v: lost %v, %q", err, at.Lost, n.Title)
		}
		if lost && (n.Title != "The server does not answer just now" || n.Cause != "It did at 20:32. Your mail is safe there." || n.Button != "Try again" || strings.Contains(n.Try, "port") || n.Details == "") {
			t.Errorf("%v: %+v", err, n)
		}
		if never := ExplainAfter(err, Opening, server, time.Time{}); never != at {
			t.Errorf("%v: for a new account it says %q", err, never.Title)
		}
	}
}

// TestHalfAMessageIsNotCalledWhole, unless as much has come as was announced.
func TestHalfAMessageIsNotCalledWhole(t *testing.T) {
	for _, all := range []bool{false, true} {
		for _, doing := range []Doing{Opening, Saving, Reading} {
			n := Explain(&pop3.UnendedError{Command: "RETR", All: all}, doing, server)
			if told := strings.Contains(n.Title+n.Cause+n.Try, "most likely whole"); told != all {
				t.Errorf("all %v, doing %v: %+v", all, doing, n)
			}
		}
	}
	for _, doing := range []Doing{Opening, Saving} {
		n := Explain(&pop3.LineError{Command: "RETR", Err: io.ErrUnexpectedEOF}, doing, server)
		if strings.Contains(n.Title+n.Cause+n.Try, "whole") {
			t.Errorf("doing %v: %+v", doing, n)
		}
	}
}
