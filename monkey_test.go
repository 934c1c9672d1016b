//go:build window

package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/poptest"
)

var (
	monkeyTime = flag.Duration("monkey", 2*time.Minute, "how long the random user plays, one half in each mailbox")
	monkeySeed = flag.Uint64("seed", 1, "`seed` of the random user")
)

// TestMonkey lets a random user loose on the real window: on the sample mailbox, and
// on a real Dovecot whose line goes and comes back, and whose disk is compared with
// what the window has ordered to be deleted. A panic, a window that does not answer
// for two seconds, a message that is gone without an order, and goroutines that stay
// are faults.
func TestMonkey(t *testing.T) {
	sum := &monkeySum{}
	t.Run("sample", func(t *testing.T) { newMonkey(t, sum, nil).play() })
	t.Run("dovecot", func(t *testing.T) {
		all, _ := poptest.Bomb(1500)
		server := poptest.Start(t, poptest.Dovecot, all)
		newMonkey(t, sum, &shore{server: server, all: all}).play()
	})
	fmt.Printf("monkey: %d actions, %d crashes, %d hangs, %d unmarked lost\n", sum.actions, sum.crashes, sum.hangs, sum.lost)
}

type monkeySum struct{ actions, crashes, hangs, lost int }

// monkey is a random user.
type monkey struct {
	t       *testing.T
	rand    *rand.Rand
	sum     *monkeySum
	w       *window
	sea     *shore // nil on the sample mailbox
	last    []string
	base    int // goroutines when it was entered first
	entered int // how often the mailbox of the server was entered
}

func newMonkey(t *testing.T, sum *monkeySum, sea *shore) *monkey {
	return &monkey{t: t, sum: sum, sea: sea, rand: rand.New(rand.NewPCG(*monkeySeed, 31))}
}

// play plays until time is up. A program that has ended is started anew.
func (m *monkey) play() {
	if m.sea != nil {
		m.sea.open(m.t)
	}
	m.start()
	for end := time.Now().Add(*monkeyTime / 2); time.Now().Before(end) && !m.t.Failed(); {
		m.act()
		m.sum.actions++
		m.look()
	}
	if m.sea != nil {
		m.sea.away(false)
	}
	m.finish()
	if m.sea != nil {
		m.compare()
	}
	if m.t.Failed() {
		m.t.Logf("seed %d, the last actions: %s", *monkeySeed, strings.Join(m.last, " · "))
	}
}

func (m *monkey) start() {
	args := []string{"-sample"}
	if m.sea != nil {
		args = []string{"-ca", m.sea.ca}
	}
	m.w = open(m.t, []string{"FYNE_THEME=" + []string{"light", "dark"}[m.rand.IntN(2)]}, args...)
	m.w.until("a page", func(s state) bool { return s.Page != "" })
	if m.sea != nil {
		m.signIn()
	}
}

// signIn brings a mailbox on the screen, if the first page is there.
func (m *monkey) signIn() {
	s, _ := m.w.read()
	if s.Page != "first" {
		return
	}
	if m.sea == nil {
		m.tap("sample")
		return
	}
	m.fill("address", "anna@127.0.0.1")
	m.fill("password", poptest.Password)
	m.tap("change")
	time.Sleep(300 * time.Millisecond)
	m.fill("host", "127.0.0.1")
	m.fill("port", strconv.Itoa(m.sea.port))
	m.fill("user", poptest.User)
	m.xdo("key", "Return")
	for range 50 { // it may be away
		if s, _ = m.w.read(); s.Page == "mailbox" && s.Total > 0 || s.Problem != "" {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if m.base == 0 && s.Page == "mailbox" {
		m.base = s.Goroutines
	}
	m.note(fmt.Sprintf("now %s, %d messages, problem %q", s.Page, s.Total, s.Problem))
	m.entered += min(s.Total, 1)
}

// fill writes into a field of the first page, if it is there.
func (m *monkey) fill(name, text string) {
	if m.tap(name) {
		m.xdo("key", "ctrl+a")
		m.xdo("type", "--delay", "8", text)
		time.Sleep(100 * time.Millisecond)
	}
}

// tap clicks in the middle of something, if it is there, when a button reacts.
func (m *monkey) tap(name string) bool {
	s, _ := m.w.read()
	r := s.Rects[name]
	if r.W == 0 {
		return false
	}
	m.xdo("mousemove", "--window", m.w.id, strconv.Itoa(int(r.X+r.W/2)), strconv.Itoa(int(r.Y+r.H/2)))
	time.Sleep(500 * time.Millisecond)
	m.xdo("click", "1")
	time.Sleep(200 * time.Millisecond)
	return true
}

// act does one thing.
func (m *monkey) act() {
	s, _ := m.w.read()
	if s.Page == "first" && m.rand.IntN(4) == 0 {
		m.note("sign in")
		m.signIn()
		return
	}
	switch n := m.rand.IntN(100); {
	case n < 4:
		m.delete()
	case n < 30:
		m.clickNamed(s)
	case n < 45:
		x, y := m.anywhere(s)
		button := []string{"1", "1", "1", "3"}[m.rand.IntN(4)]
		m.note(fmt.Sprintf("button %s at %d,%d", button, x, y))
		m.xdo("mousemove", "--window", m.w.id, strconv.Itoa(x), strconv.Itoa(y), "click", button)
	case n < 50:
		x, y := m.anywhere(s)
		m.note(fmt.Sprintf("double click at %d,%d", x, y))
		m.xdo("mousemove", "--window", m.w.id, strconv.Itoa(x), strconv.Itoa(y), "click", "--repeat", "2", "--delay", "60", "1")
	case n < 56:
		x, y := m.anywhere(s)
		m.note("wheel")
		m.xdo("mousemove", "--window", m.w.id, strconv.Itoa(x), strconv.Itoa(y), "click", "--repeat", strconv.Itoa(1+m.rand.IntN(8)), "--delay", "20", strconv.Itoa(4+m.rand.IntN(2)))
	case n < 60:
		x, y := m.anywhere(s)
		x2, y2 := m.anywhere(s)
		m.note(fmt.Sprintf("drag from %d,%d to %d,%d", x, y, x2, y2))
		m.xdo("mousemove", "--window", m.w.id, strconv.Itoa(x), strconv.Itoa(y), "mousedown", "1", "mousemove", "--window", m.w.id, strconv.Itoa(x2), strconv.Itoa(y2), "mouseup", "1")
	case n < 88:
		k := monkeyKeys[m.rand.IntN(len(monkeyKeys))]
		m.note(k)
		m.xdo("key", "--clearmodifiers", k)
	case n < 93:
		text := monkeyWords[m.rand.IntN(len(monkeyWords))]
		m.note("type " + text)
		m.xdo("type", "--delay", "8", text)
	case n < 96:
		width, height := 500+m.rand.IntN(850), 400+m.rand.IntN(480)
		m.note(fmt.Sprintf("resize to %dx%d", width, height))
		m.xdo("windowsize", m.w.id, strconv.Itoa(width), strconv.Itoa(height))
	case n < 97 && m.sea != nil:
		m.note("new mail")
		m.sea.deliver(m.t, 5+m.rand.IntN(20))
		m.xdo("key", "--clearmodifiers", "F5")
	case n < 98 && m.sea != nil:
		gone := m.rand.IntN(3) > 0 && !m.sea.gone()
		m.note(fmt.Sprintf("server away %v", gone))
		m.sea.away(gone)
	default:
		time.Sleep(time.Duration(m.rand.IntN(3000)) * time.Millisecond)
	}
	time.Sleep(time.Duration(20+m.rand.IntN(80)) * time.Millisecond)
}

// What the monkey presses and types. Quitting is among it.
var (
	monkeyKeys = strings.Fields("Up Down Up Down Page_Up Page_Down Home End space Return Escape Escape Escape Tab Tab shift+Tab Left Right " +
		"Delete Delete ctrl+a ctrl+z ctrl+f ctrl+r ctrl+c ctrl+plus ctrl+minus ctrl+0 F1 F5 F6 F10 F12 shift+Down shift+Up ctrl+Down Menu BackSpace alt+F1 ctrl+s ctrl+v ctrl+x ctrl+q")
	monkeyWords = []string{"bank", "from:bank", "before:november", "larger:big", "larger:1k", "has:attachment", "\"", "a b c", "zzzz", "subject:offer", "-x", "2026-11-01"}
)

// delete chooses some rows and deletes them, as far as the window lets it.
func (m *monkey) delete() {
	s, _ := m.w.read()
	list := s.Rects["list"]
	if list.H == 0 {
		return
	}
	m.note("delete some")
	for range 1 + m.rand.IntN(3) {
		y := int(list.Y + list.H*m.rand.Float32())
		m.xdo("mousemove", "--window", m.w.id, strconv.Itoa(int(list.X+list.W/2)), strconv.Itoa(y), "keydown", "ctrl", "click", "1", "keyup", "ctrl")
	}
	m.xdo("key", "--clearmodifiers", "Delete")
	time.Sleep(600 * time.Millisecond) // a button does not react at once
	for _, name := range []string{"confirm", "deleteNow"} {
		if m.rand.IntN(4) > 0 && m.tap(name) {
			m.note("click " + name)
		}
		time.Sleep(300 * time.Millisecond)
	}
}

func (m *monkey) note(what string) {
	if m.last = append(m.last, what); len(m.last) > 60 {
		m.last = m.last[1:]
	}
}

// xdo presses keys and moves the mouse. It fails when the window has just gone.
func (m *monkey) xdo(args ...string) { _, _ = xdo(args...) }

// clickNamed clicks on something that can be clicked.
func (m *monkey) clickNamed(s state) {
	names := make([]string, 0, len(s.Rects))
	for name := range s.Rects {
		names = append(names, name)
	}
	if len(names) == 0 {
		return
	}
	slices.Sort(names)
	name := names[m.rand.IntN(len(names))]
	r := s.Rects[name]
	x, y := int(r.X+r.W*m.rand.Float32()), int(r.Y+r.H*m.rand.Float32())
	m.note("click " + name)
	m.xdo("mousemove", "--window", m.w.id, strconv.Itoa(x), strconv.Itoa(y), "click", "1")
}

func (m *monkey) anywhere(s state) (x, y int) {
	return m.rand.IntN(max(int(s.Width), 100)), m.rand.IntN(max(int(s.Height), 100))
}

// look finds out whether the program still lives and answers.
func (m *monkey) look() {
	select {
	case err := <-m.w.ended:
		out, _ := os.ReadFile(m.w.log)
		if err != nil || bytes.Contains(out, []byte("panic")) {
			m.sum.crashes++
			m.t.Errorf("the program ended with %v:\n%s", err, out)
			return
		}
		m.note("start again")
		m.start()
		return
	default:
	}
	// It writes what it shows ten times a second, from the goroutine of the window.
	for waited := time.Duration(0); ; waited += 50 * time.Millisecond {
		info, err := os.Stat(m.w.state)
		if err == nil && time.Since(info.ModTime()) < 2*time.Second {
			return
		}
		if waited > 2*time.Second {
			if len(m.w.ended) > 0 {
				return // it is ending, and will be looked at again
			}
			m.sum.hangs++
			m.w.dump()
			m.t.Errorf("the window has not answered for %v", time.Since(info.ModTime()))
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// finish leaves the mailbox, counts the goroutines, and ends the program.
func (m *monkey) finish() {
	if m.t.Failed() {
		return
	}
	for range 5 {
		m.xdo("key", "--clearmodifiers", "Escape")
		time.Sleep(100 * time.Millisecond)
	}
	if m.sea != nil { // what is marked goes first
		deadline := time.Now().Add(time.Minute)
		for time.Now().Before(deadline) {
			if s, _ := m.w.read(); s.Deletion == "" || s.Deletion == "finished" {
				break
			}
			time.Sleep(200 * time.Millisecond)
		}
	}
	time.Sleep(time.Second)
	if s, _ := m.w.read(); m.base > 0 && s.Goroutines > m.base+spareGoroutines {
		m.t.Errorf("%d goroutines, and %d at the beginning", s.Goroutines, m.base)
	}
	if len(m.w.ended) > 0 {
		return
	}
	// As the system closes a window: the toolkit's dialog for files keeps the keys.
	m.xdo("windowactivate", "--sync", m.w.id, "key", "--clearmodifiers", "alt+F4")
	select {
	case err := <-m.w.ended:
		if err != nil {
			m.sum.crashes++
			m.t.Errorf("the program ended with %v", err)
		}
	case <-time.After(90 * time.Second):
		m.sum.hangs++
		m.w.dump()
		m.t.Error("the program does not end")
	}
}

// spareGoroutines is how many more there may be: those of a session, of TLS, of a
// keyring that is asked, of files that are being read.
const spareGoroutines = 20

// compare looks at the disk of the server.
func (m *monkey) compare() {
	ordered := make(map[string]bool)
	dirs, _ := filepath.Glob(filepath.Join(filepath.Dir(m.w.dir), "*", "state.json.ordered"))
	for _, name := range dirs {
		data, err := os.ReadFile(name)
		if err != nil {
			m.t.Fatal(err)
		}
		for uid := range strings.SplitSeq(string(data), "\n") {
			ordered[uid] = true
		}
	}
	left, err := m.sea.server.OnDisk()
	if err != nil {
		m.t.Fatal(err)
	}
	there := make(map[string]bool, len(left))
	for _, data := range left {
		there[string(data)] = true
	}
	gone := 0
	for i, data := range m.sea.all {
		if there[string(data)] {
			continue
		}
		gone++
		if !ordered[m.sea.uids[i]] {
			m.sum.lost++
			m.t.Errorf("message %d, %s, is gone and was never ordered to go", i+1, m.sea.uids[i])
		}
	}
	m.t.Logf("entered %d times; %d of %d messages are gone, %d were ordered to go", m.entered, gone, len(m.sea.all), len(ordered))
	if m.entered == 0 {
		m.t.Errorf("the mailbox was never entered: %v", m.last)
	}
}

// shore is a real server at the end of a line that comes and goes.
type shore struct {
	server *poptest.Real
	all    [][]byte
	uids   []string
	ca     string
	port   int

	mu    sync.Mutex
	off   bool
	lines map[net.Conn]bool
}

// open asks for the unique-ids and lets the line in.
func (s *shore) open(t *testing.T) {
	s.ca = filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(s.ca, s.server.CA.PEM, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	c, err := pop3.DialInsecure(ctx, fmt.Sprintf("127.0.0.1:%d", s.server.Port), &pop3.Options{AllowPlain: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Login(ctx, pop3.Credentials{User: poptest.User, Password: poptest.Password}); err != nil {
		t.Fatal(err)
	}
	l, err := c.List(ctx)
	if err != nil || len(l.Entries) != len(s.all) {
		t.Fatalf("%d listed, %v", len(l.Entries), err)
	}
	for _, e := range l.Entries {
		s.uids = append(s.uids, e.UID)
	}
	if err := c.Quit(ctx); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.port, s.lines = listener.Addr().(*net.TCPAddr).Port, make(map[net.Conn]bool)
	var running sync.WaitGroup
	running.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			running.Go(func() { s.carry(conn) })
		}
	})
	t.Cleanup(func() {
		s.away(true)
		listener.Close()
		running.Wait()
	})
}

// deliver brings new mail. Dovecot counts on: the number of a message is the first half
// of its unique-id.
func (s *shore) deliver(t *testing.T, n int) {
	mails := make([][]byte, n)
	for i := range mails {
		seq := len(s.all) + i + 1
		mails[i] = fmt.Appendf(nil, "From: New %d <new%d@example.org>\r\nSubject: New mail %d\r\nDate: %s\r\nMessage-ID: <new-%d@example.org>\r\n\r\nText %d\r\n",
			seq%9, seq%9, seq, time.Now().Format(time.RFC1123Z), seq, seq)
	}
	if err := s.server.Deliver(len(s.all), mails); err != nil {
		t.Fatal(err)
	}
	for i := range mails {
		s.uids = append(s.uids, fmt.Sprintf("%08x%s", len(s.all)+i+1, s.uids[0][8:]))
	}
	s.all = append(s.all, mails...)
}

func (s *shore) carry(client net.Conn) {
	defer client.Close()
	s.mu.Lock()
	off := s.off
	s.lines[client] = true
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.lines, client)
		s.mu.Unlock()
	}()
	if off {
		return
	}
	server, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", s.server.TLSPort))
	if err != nil {
		return
	}
	defer server.Close()
	var up sync.WaitGroup
	up.Go(func() {
		_, _ = io.Copy(server, client)
		server.Close()
	})
	_, _ = io.Copy(client, server)
	client.Close()
	up.Wait()
}

// away cuts the line, or lets it be made again.
func (s *shore) away(off bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.off = off
	if off {
		for conn := range s.lines {
			conn.Close()
		}
	}
}

func (s *shore) gone() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.off
}
