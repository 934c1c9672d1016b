package memserver

import "strings"

// capa does CAPA (RFC 2449 section 5).
func (s *session) capa() {
	if s.faults.NoCAPA {
		s.replyErr("unknown command")
		return
	}
	s.replyOK("")
	lines := []string{"RESP-CODES", "AUTH-RESP-CODE"}
	if !s.faults.NoTOP {
		lines = append(lines, "TOP")
	}
	if !s.faults.NoUIDL {
		lines = append(lines, "UIDL")
	}
	if !s.faults.NoPipelining {
		lines = append(lines, "PIPELINING")
	}
	if s.logins.UTF8 {
		lines = append(lines, "UTF8 USER")
	}
	if s.box == nil {
		lines = append(lines, s.loginCaps()...)
		if s.canTLS() {
			lines = append(lines, "STLS")
		}
	}
	s.out.WriteString(strings.Join(lines, "\r\n") + "\r\n.\r\n")
}

// loginCaps are the lines of CAPA about logging in.
func (s *session) loginCaps() (lines []string) {
	if !s.logins.NoUser {
		lines = append(lines, "USER")
	}
	if !s.logins.NoSASL {
		line := "SASL"
		for _, m := range s.mechanisms() {
			if !m.Hidden {
				line += " " + m.Name
			}
		}
		lines = append(lines, line)
	}
	return lines
}
