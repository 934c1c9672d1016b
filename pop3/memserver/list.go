package memserver

import (
	"fmt"
	"strconv"
	"strings"
)

// stat is what STAT tells (RFC 1939 section 5).
func (s *session) stat() (count int, size int64) {
	for i, m := range s.messages {
		if !s.marked[i] || s.faults.StatFixed {
			count++
			size += int64(len(m.Data))
		}
	}
	return count, size
}

// list does LIST or UIDL (RFC 1939 sections 5 and 7).
func (s *session) list(arg, verb string) {
	if verb == "UIDL" && s.faults.NoUIDL {
		s.replyErr("unknown command")
		return
	}
	if arg != "" {
		if i, ok := s.findMessage(arg); ok {
			s.replyOK("%s", s.listRow(i, verb))
		}
		return
	}
	s.replyOK("")
	for i := range s.messages {
		if !s.marked[i] || (s.faults.StatFixed && verb == "LIST") {
			s.out.WriteString(s.listRow(i, verb))
			s.out.WriteString("\r\n")
		}
	}
	s.endMultiline()
}

// listRow is a line of LIST or UIDL.
func (s *session) listRow(i int, verb string) string {
	row := s.plainRow(i, verb)
	if s.faults.Row != nil {
		row = s.faults.Row(verb, row)
	}
	return row
}

// plainRow is a row as it is without [Faults.Row].
func (s *session) plainRow(i int, verb string) string {
	num := (i + 1) * max(s.faults.Gaps, 1)
	if verb == "UIDL" {
		uid := s.messages[i].UID
		if s.faults.DoubleUIDs {
			uid = s.messages[0].UID
		}
		if s.faults.UIDL != nil {
			uid = s.faults.UIDL(uid)
		}
		return fmt.Sprintf("%d %s", num, uid)
	}
	size := len(s.messages[i].Data)
	if s.faults.WrongSizes {
		size = size*2/3 + 7
	}
	return fmt.Sprintf("%d %d", num, size)
}

// findMessage finds the message that a command names.
func (s *session) findMessage(arg string) (int, bool) {
	word, _, _ := strings.Cut(arg, " ")
	n, err := strconv.Atoi(word)
	gaps := max(s.faults.Gaps, 1)
	if n%gaps != 0 {
		n = 0
	}
	if n /= gaps; err != nil || n < 1 || n > len(s.messages) || s.marked[n-1] {
		s.replyErr("no such message")
		return 0, false
	}
	return n - 1, true
}

// uidOf is the unique-id of the message that an argument means, marked or not.
func (s *session) uidOf(arg string) string {
	n, err := strconv.Atoi(arg)
	gaps := max(s.faults.Gaps, 1)
	if i := n/gaps - 1; err == nil && n%gaps == 0 && i >= 0 && i < len(s.messages) {
		return s.messages[i].UID
	}
	return ""
}
