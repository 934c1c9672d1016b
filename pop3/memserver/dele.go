package memserver

// dele marks a message (RFC 1939 section 5).
func (s *session) dele(arg string) {
	if i, ok := s.findMessage(arg); ok {
		s.marked[i] = true
		s.markCount++
		s.replyOK("marked")
	}
}

// rset takes the marks back (RFC 1939 section 5).
func (s *session) rset() {
	clear(s.marked)
	s.markCount = 0
	s.replyOK("")
}

// quit ends the session; after a login it removes what was marked (RFC 1939
// section 6).
func (s *session) quit() error {
	if s.box != nil && !s.faults.DropPending {
		uids := make(map[string]int)
		for i, m := range s.messages {
			if s.marked[i] {
				uids[m.UID]++
			}
		}
		s.box.removeAll(uids)
	}
	// The mailbox is free before the client hears of it.
	s.unlockMailbox()
	s.replyOK("good bye")
	return errSessionEnds
}
