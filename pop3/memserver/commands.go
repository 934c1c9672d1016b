package memserver

import (
	"bytes"
	"crypto/tls"
	"fmt"
	"math"
	"net"
	"strconv"
	"strings"
	"time"
)

// do carries out one command (RFC 1939 sections 4 to 7). An error ends the
// session.
func (s *session) do(verb, arg string) error {
	switch verb {
	case "CAPA":
		s.capa()
		return nil
	case "QUIT":
		return s.quit()
	}
	if s.box == nil {
		return s.authorize(verb, arg)
	}
	switch verb {
	case "STAT":
		count, size := s.stat()
		s.ok("%d %d", count, size)
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
		clear(s.gone)
		s.marks = 0
		s.ok("")
	case "NOOP":
		s.ok("")
	default:
		s.fail("unknown command")
	}
	return nil
}

// authorize carries out the commands of the AUTHORIZATION state.
func (s *session) authorize(verb, arg string) error {
	switch verb {
	case "USER":
		if s.logins.NoUser {
			s.fail("unknown command")
			return nil
		}
		s.user = arg
		s.ok("")
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
		s.fail("log in first")
	}
	return nil
}

func (s *session) ok(format string, args ...any) {
	s.out.WriteString("+OK")
	if format != "" {
		fmt.Fprintf(s.out, " "+format, args...)
	}
	s.out.WriteString("\r\n")
	s.payDot()
}

func (s *session) fail(text string) {
	fmt.Fprintf(s.out, "-ERR %s\r\n", text)
	s.payDot()
}

func (s *session) capa() {
	if s.faults.NoCAPA {
		s.fail("unknown command")
		return
	}
	s.ok("")
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

func (s *session) canTLS() bool {
	return !s.tls && !s.faults.NoSTLS && s.srv.tlsConfig() != nil
}

// startTLS encrypts the line (RFC 2595 section 4).
func (s *session) startTLS() error {
	if !s.canTLS() {
		s.fail("no encryption here")
		return nil
	}
	s.ok("go on")
	s.out.WriteString(s.faults.InjectSTLS)
	if err := s.out.Flush(); err != nil {
		return err
	}
	s.tls = true
	s.use(tls.Server(&intakeConn{Conn: s.conn, in: s.in}, s.srv.tlsConfig()))
	s.listen()
	return nil
}

// intakeConn is a connection whose incoming side goes through an intake.
type intakeConn struct {
	net.Conn
	in *intake
}

func (c *intakeConn) Read(p []byte) (int, error) { return c.in.Read(p) }

// enter logs a user in and locks the mailbox (RFC 1939 section 4).
func (s *session) enter(name string) {
	box := s.srv.mailbox(name)
	if box == nil {
		s.fail(ErrRefused.Error())
		return
	}
	if !s.faults.NoLock && !box.Lock() {
		s.fail("[IN-USE] another session holds the mailbox")
		return
	}
	s.srv.loggedIn.Add(1)
	s.box = box
	if s.faults.Session > 0 {
		conn := s.conn
		s.limit = time.AfterFunc(s.faults.Session, func() { conn.Close() })
	}
	s.msgs = box.Messages()
	if w := s.faults.Window; w > 0 && len(s.msgs) > w {
		s.msgs = s.msgs[:w]
	}
	s.gone = make([]bool, len(s.msgs))
	s.ok("logged in")
}

func (s *session) stat() (count int, size int64) {
	for i, m := range s.msgs {
		if !s.gone[i] || s.faults.StatFixed {
			count++
			size += int64(len(m.Data))
		}
	}
	return count, size
}

// message finds the message that a command names.
func (s *session) message(arg string) (int, bool) {
	word, _, _ := strings.Cut(arg, " ")
	n, err := strconv.Atoi(word)
	gaps := max(s.faults.Gaps, 1)
	if n%gaps != 0 {
		n = 0
	}
	if n /= gaps; err != nil || n < 1 || n > len(s.msgs) || s.gone[n-1] {
		s.fail("no such message")
		return 0, false
	}
	return n - 1, true
}

// uid is the unique-id of the message that an argument means, marked or not.
func (s *session) uid(arg string) string {
	n, err := strconv.Atoi(arg)
	gaps := max(s.faults.Gaps, 1)
	if i := n/gaps - 1; err == nil && n%gaps == 0 && i >= 0 && i < len(s.msgs) {
		return s.msgs[i].UID
	}
	return ""
}

// row is a line of LIST or UIDL.
func (s *session) row(i int, verb string) string {
	row := s.plainRow(i, verb)
	if s.faults.Row != nil {
		row = s.faults.Row(verb, row)
	}
	return row
}

func (s *session) plainRow(i int, verb string) string {
	num := (i + 1) * max(s.faults.Gaps, 1)
	if verb == "UIDL" {
		uid := s.msgs[i].UID
		if s.faults.DoubleUIDs {
			uid = s.msgs[0].UID
		}
		if s.faults.UIDL != nil {
			uid = s.faults.UIDL(uid)
		}
		return fmt.Sprintf("%d %s", num, uid)
	}
	size := len(s.msgs[i].Data)
	if s.faults.WrongSizes {
		size = size*2/3 + 7
	}
	return fmt.Sprintf("%d %d", num, size)
}

func (s *session) list(arg, verb string) {
	if verb == "UIDL" && s.faults.NoUIDL {
		s.fail("unknown command")
		return
	}
	if arg != "" {
		if i, ok := s.message(arg); ok {
			s.ok("%s", s.row(i, verb))
		}
		return
	}
	s.ok("")
	for i := range s.msgs {
		if !s.gone[i] || (s.faults.StatFixed && verb == "LIST") {
			s.out.WriteString(s.row(i, verb))
			s.out.WriteString("\r\n")
		}
	}
	s.dot()
}

func (s *session) retr(arg string) {
	if i, ok := s.message(arg); ok {
		s.ok("%d octets", len(s.msgs[i].Data))
		s.body(s.msgs[i].Data)
	}
}

func (s *session) top(arg string) {
	if s.faults.NoTOP {
		s.fail("unknown command")
		return
	}
	_, count, _ := strings.Cut(arg, " ")
	lines, err := strconv.Atoi(count)
	if err != nil || lines < 0 {
		s.fail("how many lines")
		return
	}
	if i, ok := s.message(arg); ok {
		s.ok("")
		if s.faults.TopAll {
			lines = math.MaxInt
		}
		s.body(head(s.msgs[i].Data, lines))
	}
}

// head cuts a message behind its header block and that many lines.
func head(data []byte, lines int) []byte {
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

// body sends a multi-line answer, dots stuffed (RFC 1939 section 3).
func (s *session) body(data []byte) {
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
	s.dot()
}

// dot ends a multi-line answer.
func (s *session) dot() {
	s.owed = true
	if !s.faults.Tangled || !s.in.has() {
		s.payDot()
	}
}

// payDot sends the dot that an answer lacks.
func (s *session) payDot() {
	if s.owed {
		s.owed = false
		s.out.WriteString(".")
		if !s.faults.BareDot {
			s.out.WriteString("\r\n")
		}
	}
}

func (s *session) dele(arg string) {
	if i, ok := s.message(arg); ok {
		s.gone[i] = true
		s.marks++
		s.ok("marked")
	}
}

// quit ends the session; after a login it removes what was marked (RFC 1939
// section 6).
func (s *session) quit() error {
	if s.box != nil && !s.faults.DropPending {
		uids := make(map[string]int)
		for i, m := range s.msgs {
			if s.gone[i] {
				uids[m.UID]++
			}
		}
		s.box.removeAll(uids)
	}
	// The mailbox is free before the client hears of it.
	s.release()
	s.ok("good bye")
	return errEnd
}
