package app

import (
	"net"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/assets/sample"
	"github.com/restante/restante/pop3/memserver"
)

// sampleServer serves the sample mailbox on loopback. To the rest of the program
// it is an account like any other.
type sampleServer struct {
	srv      *memserver.Server
	listener net.Listener
}

const (
	sampleUser     = "anna@post.example"
	samplePassword = "sample"
)

// startSample starts the server of the sample mailbox. It takes a moment and must
// not be called on the UI goroutine.
func (p *program) startSample(now time.Time) (*sampleServer, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &sampleServer{srv: memserver.New(), listener: l}
	box := s.srv.AddUser(sampleUser, samplePassword)
	for _, m := range sample.Messages(now) {
		box.Add(m.UID, m.Raw)
	}
	p.work(func() {
		// It ends with the listener; what else could end it shows as a line
		// that breaks.
		_ = s.srv.Serve(l)
	})
	return s, nil
}

func (s *sampleServer) account() account.Account {
	port := s.listener.Addr().(*net.TCPAddr).Port
	return account.Account{
		Address: sampleUser, User: sampleUser, PlainAgreed: true, // the line does not leave this computer
		Server: account.Server{Host: "127.0.0.1", Port: port, Security: account.Plain},
	}
}

func (s *sampleServer) close() {
	s.listener.Close()
	s.srv.Close()
}

// OpenSample implements [ui.Host].
func (p *program) OpenSample() {
	p.leave(func() {
		v := &visit{kind: ui.Sample}
		p.showVisit(v)
		p.win.ShowSigningIn(first.SignInForm{})
		p.work(func() {
			sample, err := p.startSample(time.Now())
			p.post(func() {
				if !p.isOpen(v) {
					if sample != nil {
						p.work(sample.close)
					}
					return
				}
				if err != nil {
					p.forgetVisit(v)
					n := words.Explain(err, words.SigningIn, account.Server{})
					p.win.ShowFirstPage(first.SignInForm{}, &n)
					return
				}
				v.sample = sample
				v.form = first.SignInForm{Account: sample.account(), Password: samplePassword}
				p.start(v)
			})
		})
	})
}
