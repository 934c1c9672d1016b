package memserver

import "fmt"

// execute carries out one command (RFC 1939 sections 4 to 7). An error ends the
// session.
func (s *session) execute(verb, arg string) error {
	switch verb {
	case "CAPA":
		s.capa()
		return nil
	case "QUIT":
		return s.quit()
	}
	if s.box == nil {
		return s.executeLogin(verb, arg)
	}
	switch verb {
	case "STAT":
		count, size := s.stat()
		s.replyOK("%d %d", count, size)
	case "LIST":
		s.list(arg, "LIST")
	case "UIDL":
		s.list(arg, "UIDL")
	case "RETR":
		s.retr(arg)
	case "TOP":
		s.top(arg)
	case "DELE":
		s.dele(arg)
	case "RSET":
		s.rset()
	case "NOOP":
		s.replyOK("")
	default:
		s.replyErr("unknown command")
	}
	return nil
}

// executeLogin carries out the commands of the AUTHORIZATION state.
func (s *session) executeLogin(verb, arg string) error {
	switch verb {
	case "USER":
		if s.logins.NoUser {
			s.replyErr("unknown command")
			return nil
		}
		s.user = arg
		s.replyOK("")
	case "PASS":
		s.pass(arg)
	case "APOP":
		s.apop(arg)
	case "UTF8":
		s.setUTF8()
	case "AUTH":
		return s.authenticate(arg)
	case "STLS":
		return s.startTLS()
	default:
		s.replyErr("log in first")
	}
	return nil
}

// replyOK writes a status line of +OK.
func (s *session) replyOK(format string, args ...any) {
	s.out.WriteString("+OK")
	if format != "" {
		fmt.Fprintf(s.out, " "+format, args...)
	}
	s.out.WriteString("\r\n")
	s.writeOwedDot()
}

// replyErr writes a status line of -ERR.
func (s *session) replyErr(text string) {
	fmt.Fprintf(s.out, "-ERR %s\r\n", text)
	s.writeOwedDot()
}
