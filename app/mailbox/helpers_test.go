package mailbox_test

import (
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3/memserver"
)

// rig is a mailbox on a server in memory, with a window that only remembers.
type rig struct {
	*mailbox.Mailbox
	t     *testing.T
	srv   *memserver.Server
	box   *memserver.Mailbox
	dials int

	onDial func() // is called for every connection; may be nil

	mu    sync.Mutex
	shots []*mailbox.Snapshot
	down  bool // the network is not there
}

func letter(n int) []byte {
	return fmt.Appendf(nil, "From: Sender %d <s%d@example.org>\r\nTo: anna@example.org\r\nSubject: Message %d\r\nDate: Tue, 24 Nov 2026 10:%02d:00 +0000\r\nMessage-ID: <%d@example.org>\r\n\r\nText of %d\r\n", n%7, n%7, n, n%60, n, n)
}

// newRig makes a server with n messages and a mailbox that has not started.
// It must be called within a synctest bubble.
func newRig(t *testing.T, n int, faults memserver.Faults) *rig {
	r := &rig{t: t, srv: memserver.New()}
	r.box = r.srv.AddUser("anna", "secret")
	for i := 1; i <= n; i++ {
		r.box.Add(uid(i), letter(i))
	}
	r.srv.SetFaults(faults)
	r.useJournal(nil)
	return r
}

// useJournal is renew with a journal.
func (r *rig) useJournal(j mailbox.Journal) {
	r.renew(func(d *setup) { d.Journal = j })
}

// setup is what a mailbox is made of.
type setup struct {
	mailbox.Deps
	mailbox.Options
}

// renew makes the mailbox anew, as at the start of the program.
func (r *rig) renew(change func(*setup)) {
	s := setup{
		mailbox.Deps{
			Account: account.Account{
				Address: "anna@example.org", User: "anna", PlainAgreed: true,
				Server: account.Server{Host: "mail.example.org", Port: 110, Security: account.Plain},
			},
			Password: func(context.Context) (string, error) { return "secret", nil },
			Work:     func(f func()) { go f() },
			Post:     func(f func()) { f() },
			Watch:    r.watch,
		},
		mailbox.Options{Dial: r.dial},
	}
	change(&s)
	r.Mailbox = mailbox.New(s.Deps, s.Options)
}

func uid(n int) string { return fmt.Sprintf("uid-%d", n) }

func (r *rig) dial(context.Context, string, string) (net.Conn, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.down {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: fmt.Errorf("network is unreachable")}
	}
	r.dials++
	if r.onDial != nil {
		r.onDial()
	}
	return r.srv.Pipe(), nil
}

// connections is how many were made so far.
func (r *rig) connections() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.dials
}

func (r *rig) setDown(down bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.down = down
}

func (r *rig) watch(s *mailbox.Snapshot) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.shots = append(r.shots, s)
}

// snapshots returns all that was published so far.
func (r *rig) snapshots() []*mailbox.Snapshot {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.shots)
}

// last waits until nothing moves any more and returns the newest snapshot.
func (r *rig) last() *mailbox.Snapshot {
	r.t.Helper()
	synctest.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.shots) == 0 {
		r.t.Fatal("no snapshot yet")
	}
	return r.shots[len(r.shots)-1]
}

// after lets time pass and returns the newest snapshot.
func (r *rig) after(d time.Duration) *mailbox.Snapshot {
	r.t.Helper()
	time.Sleep(d)
	return r.last()
}

// end closes mailbox and server.
func (r *rig) end() {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	if err := r.Close(ctx); err != nil {
		r.t.Errorf("Close: %v", err)
	}
	r.srv.Close()
	if r.box.Locked() {
		r.t.Error("the mailbox is still locked")
	}
}

// left returns the unique-ids on the server.
func (r *rig) left() []string {
	var uids []string
	for _, m := range r.box.Messages() {
		uids = append(uids, m.UID)
	}
	return uids
}

// wantLeft checks that exactly the messages 1 to n without the missing ones are
// on the server.
func (r *rig) wantLeft(n int, missing ...int) {
	r.t.Helper()
	var want []string
	for i := 1; i <= n; i++ {
		if !slices.Contains(missing, i) {
			want = append(want, uid(i))
		}
	}
	if got := r.left(); !slices.Equal(got, want) {
		r.t.Errorf("on the server are %d messages, want %d without %v", len(got), n, missing)
	}
}

// openResult is what Open has handed over.
type openResult struct {
	msg *mime.Message
	err error
	n   int
}

func (r *rig) open(uid string) *openResult {
	res := &openResult{}
	r.Open(uid, func(m *mime.Message, err error) { res.msg, res.err, res.n = m, err, res.n+1 })
	return res
}

// in runs a test in virtual time.
func in(t *testing.T, n int, faults memserver.Faults, f func(t *testing.T, r *rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, n, faults)
		r.Start()
		defer r.end()
		f(t, r)
	})
}

// synctestRig is in for tests that start the mailbox themselves.
func synctestRig(t *testing.T, n int, f func(t *testing.T, r *rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { f(t, newRig(t, n, memserver.Faults{})) })
}

// about is what an order is about, and said what a record has of it.
func about(text string) []store.What { return []store.What{{Kind: store.WhatMessage, Text: text}} }

func said(d store.Deletion) string {
	var all []string
	for _, w := range d.What {
		all = append(all, w.Text)
	}
	return strings.Join(all, "; ")
}
