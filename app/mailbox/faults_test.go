package mailbox_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/poptest"
)

var (
	faultRuns = flag.Int("faults", 20, "how many `runs` of TestFaults on each real server")
	faultSeed = flag.Uint64("seed", 1, "`seed` of the first run of TestFaults")
)

// TestFaults lists, reads and deletes over a line that fails once at a random
// place, and compares the server's disk with what was marked and with what was
// reported. The line is not encrypted, so that the fault hits the protocol.
func TestFaults(t *testing.T) {
	var sum faultSum
	t.Run("servers", func(t *testing.T) {
		for _, place := range faultPlaces {
			for worker := range min(place.workers, *faultRuns) {
				t.Run(fmt.Sprint(place.kind, place.extra, " ", worker), func(t *testing.T) {
					t.Parallel()
					server := poptest.Start(t, place.kind, nil, place.extra...)
					if place.extra != nil {
						server.FirstUID = firstNumber
					}
					for i := worker; i < *faultRuns; i += place.workers {
						r := newFaultRun(*faultSeed+uint64(i), server)
						r.numeric = place.extra != nil
						r.run(t)
						sum.add(r)
					}
				})
			}
		}
	})
	t.Logf("outcomes: %v", sum.tally)
	// The line that “make faults” ends with.
	fmt.Printf("%d runs: %d unmarked lost, %d misreported, stuck: %d\n", sum.runs, sum.lost, sum.misreported, sum.stuck)
	if sum.lost+sum.misreported+sum.stuck > 0 {
		t.Fail()
	}
}

// faultPlaces are the servers, and how many of each are used at the same time: most
// of a run is waiting, on Mailutils a second and more.
var faultPlaces = []struct {
	kind    poptest.Kind
	extra   []string
	workers int
}{
	{poptest.Dovecot, nil, 2},
	{poptest.Dovecot, []string{numericUIDs}, 2},
	{poptest.Mailutils, nil, 8},
	{poptest.Cyrus, nil, 2},
}

// numericUIDs makes the unique-ids of Dovecot small numbers, which can be sizes, and
// of which one is soon made of another. firstNumber is the first of them.
const (
	numericUIDs = "pop3_uidl_format = %u"
	firstNumber = 600
)

// sizedAsNumbered makes messages whose sizes are the unique-ids of others.
func (r *faultRun) sizedAsNumbered(n int) [][]byte {
	all := make([][]byte, n)
	for i, size := range r.rand.Perm(n) {
		head := fmt.Sprintf("From: s%d@example.org\r\nSubject: Message %d\r\nMessage-ID: <%d@example.org>\r\n\r\n", i%7, i, i)
		all[i] = []byte(head + strings.Repeat("x", firstNumber+size-len(head)-2) + "\r\n")
	}
	return all
}

// faultSum is what has come of all runs.
type faultSum struct {
	mu                             sync.Mutex
	runs, lost, misreported, stuck int
	tally                          map[string]int
}

func (s *faultSum) add(r *faultRun) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tally == nil {
		s.tally = make(map[string]int)
	}
	s.runs++
	s.lost += r.lost
	s.misreported += r.misreported
	s.stuck += r.stuck
	s.tally[fmt.Sprintf("%s: %s", r.fault.name(), r.outcome)]++
}

// faultRun is one mailbox, one deletion and one fault.
type faultRun struct {
	seed   uint64
	rand   *rand.Rand
	server *poptest.Real
	fault  *fault
	linger time.Duration // a short one makes every step log in anew

	numeric bool // unique-ids are numbers, and the sizes of other messages

	lost, misreported int
	stuck             int // the server would have deleted all, and was not brought to it
	outcome           string
}

func newFaultRun(seed uint64, server *poptest.Real) *faultRun {
	r := &faultRun{seed: seed, server: server, rand: rand.New(rand.NewPCG(seed, 7))}
	r.linger = []time.Duration{time.Minute, time.Millisecond}[r.rand.IntN(2)]
	r.fault = &fault{rand: r.rand, kind: faultKind(r.rand.IntN(int(lastFault))), toServer: r.rand.IntN(3) == 0}
	// About the bytes that a whole run moves in this direction.
	switch r.fault.kind {
	case wrongDELE:
		r.fault.toServer = true
		r.fault.at = r.rand.IntN(2_000)
	case otherUIDs:
		r.fault.login = 2 + r.rand.IntN(4)
	case loseAnswer, doubleAnswer, swapAnswers:
		r.fault.at, r.fault.toServer = r.rand.IntN(60), false
	case loseList, swapLists:
		r.fault.at, r.fault.toServer = r.rand.IntN(4), false
	case shortSessions:
		r.fault.at = 9 + r.rand.IntN(40)
	default:
		r.fault.at = r.rand.IntN(20_000)
		if r.fault.toServer {
			r.fault.at = r.rand.IntN(2_500)
		}
	}
	return r
}

func (r *faultRun) run(t *testing.T) {
	all, _ := poptest.Bomb(30 + r.rand.IntN(10))
	if r.numeric {
		all = r.sizedAsNumbered(len(all))
	}
	if err := r.server.Fill(all); err != nil {
		t.Fatal(err)
	}
	byUID := r.uids(t, all)
	box, news := r.open()
	box.Start()
	marked := r.use(box, news, byUID)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	closeErr := box.Close(ctx)
	s := news.newest()
	r.settle(t)
	r.server.AwaitRest()
	left, err := r.server.OnDisk()
	if err != nil {
		t.Fatal(err)
	}
	onDisk := make(map[string]bool, len(left))
	for _, m := range left {
		onDisk[string(m)] = true
	}
	gone := 0
	for _, m := range all {
		switch {
		case onDisk[string(m)]:
		case marked[string(m)]:
			gone++
		default:
			r.lost++
		}
	}
	r.judge(s, len(marked), gone)
	if r.fault.kind != otherUIDs && r.outcome != "deleted" && len(marked) > 0 && !refusedLogin(s) {
		r.stuck++
	}
	if r.lost+r.misreported+r.stuck > 0 {
		t.Errorf("seed %d, %v: %s, %d unmarked lost; %d marked, %d gone, told %+v, close %v", r.seed, r.fault, r.outcome, r.lost, len(marked), gone, s.Deletion, closeErr)
	}
}

// refusedLogin reports whether a deletion ended because the server has refused name or
// password, as it does when the fault has hit them: that is not tried again.
func refusedLogin(s *mailbox.Snapshot) bool {
	if s == nil || s.Deletion == nil {
		return false
	}
	var no *pop3.Error
	return errors.As(s.Deletion.Report.Err, &no) && slices.Contains([]string{"USER", "PASS", "AUTH"}, no.Command)
}

// judge compares what was told with what is so.
func (r *faultRun) judge(s *mailbox.Snapshot, marked, gone int) {
	if s == nil || s.Deletion == nil {
		r.outcome = "no deletion"
		if gone > 0 {
			r.misreported++
		}
		return
	}
	d := s.Deletion
	told := d.Report.Deleted + d.Report.AlreadyGone
	switch {
	case d.Stage != mailbox.Finished:
		r.outcome = "not finished"
		r.misreported++
	case told+d.Report.Kept+d.Report.Unknown != marked:
		r.outcome = "wrong sum"
		r.misreported++
	case gone < told || gone > told+d.Report.Unknown:
		r.outcome = "wrong report"
		r.misreported++
	case d.Report.Unknown > 0:
		r.outcome = "unknown"
	case d.Report.Kept > 0:
		r.outcome = "kept"
	default:
		r.outcome = "deleted"
	}
}

// login signs in over a sound line. Both servers lock the mailbox: when it is
// let in, no earlier session is still ending, and the files are at rest.
func (r *faultRun) login(t *testing.T) *pop3.Conn {
	t.Helper()
	ctx := context.Background()
	var c *pop3.Conn
	var err error
	for range 200 {
		c, err = pop3.DialInsecure(ctx, r.address(), &pop3.Options{AllowPlain: true})
		if err == nil {
			err = c.Login(ctx, pop3.Credentials{User: poptest.User, Password: poptest.Password, NoAPOP: true})
		}
		if err == nil {
			return c
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal(err)
	return nil
}

// settle waits until no session is under way.
func (r *faultRun) settle(t *testing.T) {
	t.Helper()
	if err := r.login(t).Quit(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// uids asks over a sound line which unique-id each message has.
func (r *faultRun) uids(t *testing.T, all [][]byte) map[string]string {
	t.Helper()
	ctx := context.Background()
	c := r.login(t)
	l, err := c.List(ctx)
	if err != nil || len(l.Entries) != len(all) {
		t.Fatalf("%d messages listed of %d: %v", len(l.Entries), len(all), err)
	}
	byUID := make(map[string]string, len(all))
	for i, e := range l.Entries {
		byUID[e.UID] = string(all[i])
	}
	if err := c.Quit(ctx); err != nil {
		t.Fatal(err)
	}
	return byUID
}

func (r *faultRun) address() string { return fmt.Sprintf("127.0.0.1:%d", r.server.Port) }

// latest keeps the newest snapshot.
type latest struct {
	mu   sync.Mutex
	s    *mailbox.Snapshot
	wake chan struct{}
}

func (l *latest) put(s *mailbox.Snapshot) {
	l.mu.Lock()
	l.s = s
	l.mu.Unlock()
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

func (l *latest) newest() *mailbox.Snapshot {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.s
}

// wait waits for a snapshot that fits, or until time is up.
func (l *latest) wait(d time.Duration, fits func(*mailbox.Snapshot) bool) bool {
	deadline := time.After(d)
	for {
		if s := l.newest(); s != nil && fits(s) {
			return true
		}
		select {
		case <-l.wake:
		case <-deadline:
			return false
		}
	}
}

func (r *faultRun) open() (*mailbox.Mailbox, *latest) {
	news := &latest{wake: make(chan struct{}, 1)}
	return mailbox.New(mailbox.Deps{
		Account: account.Account{
			Address: poptest.User, User: poptest.User, PlainAgreed: true, Login: pop3.MethodUser,
			Server: account.Server{Host: "127.0.0.1", Port: r.server.Port, Security: account.Plain},
		},
		Password: func(context.Context) (string, error) { return poptest.Password, nil },
		Work:     func(f func()) { go f() },
		Post:     func(f func()) { f() },
		Watch:    news.put,
	}, mailbox.Options{
		Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
			r.server.AwaitRest()
			nc, err := new(net.Dialer).DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			c := &faultyConn{Conn: nc, fault: r.fault, rename: r.fault.renames()}
			if r.fault.kind > otherUIDs {
				return &answersConn{Conn: nc, fault: r.fault}, nil
			}
			return c, nil
		},
		Timeouts: pop3.Timeouts{Greeting: time.Second, Answer: 250 * time.Millisecond, Quit: 500 * time.Millisecond},
		UndoTime: time.Millisecond,
		Linger:   r.linger,
		Pause:    10 * time.Millisecond,
	}), news
}

// use does what a user does: look at the list, read a message, delete some. It
// returns the messages that were marked.
func (r *faultRun) use(box *mailbox.Mailbox, news *latest, byUID map[string]string) map[string]bool {
	marked := make(map[string]bool)
	given := func(s *mailbox.Snapshot) bool { return s.Problem != nil && s.Retry.IsZero() }
	news.wait(5*time.Second, func(s *mailbox.Snapshot) bool { return ready(s) || given(s) })
	s := news.newest()
	if s == nil || len(s.Rows) == 0 {
		return marked
	}
	r.pause(news)
	opened := make(chan struct{})
	box.Open(s.Rows[r.rand.IntN(len(s.Rows))].UID, func(*mime.Message, error) { close(opened) })
	select {
	case <-opened:
	case <-time.After(2 * time.Second):
	}
	var uids []string
	for _, row := range s.Rows {
		// A unique-id that was damaged on the way names no message.
		if m, ok := byUID[row.UID]; r.rand.IntN(3) > 0 && ok {
			uids = append(uids, row.UID)
			marked[m] = true
		}
	}
	if len(uids) == 0 {
		return marked
	}
	r.pause(news)
	box.Delete(mailbox.Order{UIDs: uids})
	news.wait(20*time.Second, finished)
	return marked
}

// pause waits until the worker has signed out, in runs in which it does so soon.
func (r *faultRun) pause(news *latest) {
	if r.linger < time.Second {
		news.wait(2*time.Second, func(s *mailbox.Snapshot) bool { return !s.SignedIn })
	}
}

// faultKind is what happens to the line.
type faultKind int

const (
	cut        faultKind = iota // it breaks
	stall                       // nothing comes through any more
	drip                        // it is slow for a while
	doubleLine                  // a line comes twice
	dropLine                    // a line is lost
	shift                       // a line comes that nobody has sent
	doubleByte
	dropByte
	swap      // two lines change places
	wrongDELE // the server hears another number
	otherUIDs // from some login on the server has other unique-ids
	loseAnswer
	doubleAnswer
	swapAnswers   // two whole answers change places
	loseList      // the answer to a UIDL
	swapLists     // the answers to UIDL and the LIST behind it
	shortSessions // every session ends after some commands
	lastFault
)

// fault is what happens once, at a place in the stream of one direction.
type fault struct {
	rand     *rand.Rand
	kind     faultKind
	toServer bool
	at       int // bytes from now
	login    int // for otherUIDs: which login is the first to see them

	mu      sync.Mutex
	done    bool
	dripped int
	dials   int
}

func (f *fault) name() string {
	names := []string{
		"cut", "stall", "drip", "double line", "drop line", "shift", "double byte", "drop byte", "swap", "wrong DELE", "other UIDs",
		"lose answer", "double answer", "swap answers", "lose list", "swap lists", "short sessions",
	}
	return names[f.kind]
}

func (f *fault) String() string {
	way := "from"
	if f.toServer {
		way = "to"
	}
	return fmt.Sprintf("%s %s the server", f.name(), way)
}

// apply passes a piece of the stream through the fault. It returns what comes
// out, and whether the line breaks or stalls behind it.
func (f *fault) apply(p []byte, toServer bool) (out []byte, end bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if toServer != f.toServer || f.done || f.kind >= otherUIDs {
		return p, false
	}
	if len(p) <= f.at {
		f.at -= len(p)
		return p, false
	}
	f.done = true
	at := f.at
	begin := bytes.LastIndexByte(p[:at], '\n') + 1
	behind := len(p)
	if i := bytes.IndexByte(p[at:], '\n'); i >= 0 {
		behind = at + i + 1
	}
	switch f.kind {
	case cut, stall:
		return p[:at], true
	case doubleLine:
		return join(p[:behind], p[begin:behind], p[behind:]), false
	case dropLine:
		return join(p[:begin], p[behind:]), false
	case shift:
		extra := []string{"+OK\r\n", "-ERR\r\n", "what?\r\n", "\r\n", ".\r\n"}[f.rand.IntN(5)]
		return join(p[:begin], []byte(extra), p[begin:]), false
	case doubleByte:
		return join(p[:at+1], p[at:]), false
	case dropByte:
		return join(p[:at], p[at+1:]), false
	case swap:
		if i := bytes.IndexByte(p[behind:], '\n'); i >= 0 {
			next := behind + i + 1
			return join(p[:begin], p[behind:next], p[begin:behind], p[next:]), false
		}
	case wrongDELE:
		loc := deleteCommand.FindSubmatchIndex(p[begin:])
		if loc == nil {
			f.done, f.at = false, 0 // the next one that comes
			return p, false
		}
		num, _ := strconv.Atoi(string(p[begin+loc[2] : begin+loc[3]]))
		other := strconv.Itoa(max(1, num+f.rand.IntN(7)-3))
		return join(p[:begin+loc[2]], []byte(other), p[begin+loc[3]:]), false
	}
	return p, false
}

var (
	deleteCommand = regexp.MustCompile(`(?m)^DELE (\d+)\r$`)
	listedUID     = regexp.MustCompile(`(?m)^((?:\+OK )?\d+ )([0-9a-f][!-~]{11,69})\r$`) // of numbers it changes none
)

// renamed changes the unique-ids in whole lines that come from the server.
func renamed(lines []byte) []byte { return listedUID.ReplaceAll(lines, []byte("${1}new-${2}\r")) }

// dripping reports whether the next byte comes slowly.
func (f *fault) dripping() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.kind != drip || !f.done || f.dripped >= 400 {
		return false
	}
	f.dripped++
	return true
}

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// faultyConn is a connection with a fault on it.
type faultyConn struct {
	net.Conn
	fault *fault
	dead  bool // the reading side stalls
	mute  bool // the writing side stalls
	left  []byte

	rename bool   // unique-ids are others on this connection
	line   []byte // the beginning of a line that may hold one
}

// renames reports whether a new connection sees other unique-ids.
func (f *fault) renames() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.dials++
	return f.kind == otherUIDs && f.dials >= f.login
}

func (c *faultyConn) Read(p []byte) (int, error) {
	for len(c.left) == 0 {
		buf := make([]byte, 4096)
		n, err := c.Conn.Read(buf)
		if err != nil {
			return 0, err
		}
		if c.dead {
			continue
		}
		if c.rename {
			c.line = append(c.line, buf[:n]...)
			whole := bytes.LastIndexByte(c.line, '\n') + 1
			c.left = renamed(c.line[:whole])
			c.line = append([]byte(nil), c.line[whole:]...)
			continue
		}
		var end bool
		c.left, end = c.fault.apply(buf[:n], false)
		if end {
			c.end(&c.dead)
		}
	}
	take := len(c.left)
	if c.fault.dripping() {
		take = 1
		time.Sleep(time.Millisecond)
	}
	n := copy(p, c.left[:min(take, len(c.left))])
	c.left = c.left[n:]
	return n, nil
}

func (c *faultyConn) end(stalled *bool) {
	if c.fault.kind == cut {
		c.Conn.Close()
		return
	}
	*stalled = true
}

func (c *faultyConn) Write(p []byte) (int, error) {
	if c.mute {
		return len(p), nil
	}
	out, end := c.fault.apply(p, true)
	_, err := c.Conn.Write(out)
	if end {
		c.end(&c.mute)
	}
	return len(p), err
}
