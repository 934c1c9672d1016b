package memserver

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// retr does RETR (RFC 1939 section 5).
func (s *session) retr(arg string) {
	if i, ok := s.findMessage(arg); ok {
		s.replyOK("%d octets", len(s.messages[i].Data))
		s.writeBody(s.messages[i].Data)
	}
}

// top does TOP (RFC 1939 section 7).
func (s *session) top(arg string) {
	if s.faults.NoTOP {
		s.replyErr("unknown command")
		return
	}
	_, count, _ := strings.Cut(arg, " ")
	lines, err := strconv.Atoi(count)
	if err != nil || lines < 0 {
		s.replyErr("how many lines")
		return
	}
	if i, ok := s.findMessage(arg); ok {
		s.replyOK("")
		if s.faults.TopAll {
			lines = math.MaxInt
		}
		s.writeBody(headAndLines(s.messages[i].Data, lines))
	}
}

// headAndLines cuts a message behind its header block and that many lines.
func headAndLines(data []byte, lines int) []byte {
	end := bytes.Index(data, []byte("\r\n\r\n"))
	if end < 0 {
		return data
	}
	for end += 4; lines > 0 && end < len(data); lines-- {
		i := bytes.IndexByte(data[end:], '\n')
		if i < 0 {
			return data
		}
		end += i + 1
	}
	return data[:end]
}

// writeBody sends a multi-line answer, dots stuffed (RFC 1939 section 3).
func (s *session) writeBody(data []byte) {
	for len(data) > 0 {
		i := bytes.IndexByte(data, '\n')
		line := data
		if i >= 0 {
			line = data[:i+1]
		}
		data = data[len(line):]
		if line[0] == '.' && !s.faults.Unstuffed {
			s.out.WriteByte('.')
		}
		s.out.Write(line)
		if i < 0 {
			s.out.WriteString("\r\n")
		}
	}
	s.endMultiline()
}

// endMultiline ends a multi-line answer.
func (s *session) endMultiline() {
	s.dotOwed = true
	if !s.faults.Tangled || !s.in.hasLine() {
		s.writeOwedDot()
	}
}

// writeOwedDot sends the dot that an answer lacks.
func (s *session) writeOwedDot() {
	if s.dotOwed {
		s.dotOwed = false
		s.out.WriteString(".")
		if !s.faults.BareDot {
			s.out.WriteString("\r\n")
		}
	}
}
