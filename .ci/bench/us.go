package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3/poptest"
)

// pageRows is how many rows make the first page.
const pageRows = 50

// worker is the worker of the program without its window, and what it has
// published last.
type worker struct {
	*mailbox.Mailbox
	mu   sync.Mutex
	last *mailbox.Snapshot
	news chan struct{}
}

// given is what the worker is given. What the program keeps of a server from one visit
// to the next is in the options, so that a second worker with the same ones comes to a
// server that it knows.
func given(s spec) (mailbox.Deps, mailbox.Options) {
	a := account.Account{Address: s.User, User: s.User, PlainAgreed: !s.TLS}
	a.Server = account.Server{Host: s.Host, Port: s.Port, Security: account.Plain}
	if s.TLS {
		a.Server.Security = account.TLS
	}
	return mailbox.Deps{
		Account:  a,
		Password: func(context.Context) (string, error) { return poptest.Password, nil },
		Work:     func(f func()) { go f() },
		Post:     func(f func()) { f() },
	}, mailbox.Options{
		TLS:      s.tlsConfig(),
		UndoTime: time.Hour, // only DeleteNow begins a deletion
	}
}

func newWorker(d mailbox.Deps, o mailbox.Options) *worker {
	w := &worker{news: make(chan struct{}, 1)}
	d.Watch = func(s *mailbox.Snapshot) {
		w.mu.Lock()
		w.last = s
		w.mu.Unlock()
		select {
		case w.news <- struct{}{}:
		default:
		}
	}
	w.Mailbox = mailbox.New(d, o)
	return w
}

func (w *worker) newest() *mailbox.Snapshot {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.last
}

// until waits for a snapshot that fits. A failure ends it: nothing that is
// measured here may fail.
func (w *worker) until(fits func(*mailbox.Snapshot) bool) (*mailbox.Snapshot, error) {
	for range w.news {
		s := w.newest()
		if fits(s) {
			return s, nil
		}
		if s.Problem != nil {
			return nil, s.Problem
		}
		if s.Deletion != nil && s.Deletion.Problem != nil {
			return nil, s.Deletion.Problem
		}
	}
	panic("not reached: news is never closed")
}

func listed(count int) func(*mailbox.Snapshot) bool {
	return func(s *mailbox.Snapshot) bool { return s.Listed && len(s.Rows) == count }
}

func loaded(count int) func(*mailbox.Snapshot) bool {
	return func(s *mailbox.Snapshot) bool { return listed(count)(s) && s.Loaded == count }
}

// ready reports whether the worker has nothing to do and is still signed in.
func ready(count int) func(*mailbox.Snapshot) bool {
	return func(s *mailbox.Snapshot) bool { return loaded(count)(s) && s.Phase == mailbox.Ready }
}

// paged reports whether the newest messages are there to read.
func paged(s *mailbox.Snapshot) bool {
	if len(s.Rows) < pageRows {
		return false
	}
	for _, r := range s.Rows[:pageRows] {
		if !r.Known {
			return false
		}
	}
	return true
}

// measureUs measures one part with the worker. What is needed before the part
// begins is done before the clock runs.
func measureUs(s spec) (result, error) {
	d, o := given(s)
	if s.Known {
		first := o
		first.Learned = func(l mailbox.Learned) { o.Known = &l.Caps }
		w := newWorker(d, first)
		w.Start()
		if _, err := w.until(loaded(s.Count)); err != nil {
			return result{}, err
		}
		if err := w.Close(context.Background()); err != nil {
			return result{}, err
		}
	}
	w := newWorker(d, o)
	start := time.Now()
	w.Start()
	fits := map[string]func(*mailbox.Snapshot) bool{
		"list": listed(s.Count), "page": paged, "headers": loaded(s.Count),
		"delete": ready(s.Count), "big": ready(s.Count),
	}[s.Part]
	_, err := w.until(fits)
	r := result{Seconds: time.Since(start).Seconds()}
	switch {
	case err != nil:
	case s.Part == "delete":
		r, err = w.delete(s.Count)
	case s.Part == "big":
		r, err = w.open(s.Size)
	}
	if err != nil {
		return r, err
	}
	w.Stop()
	return r, w.Close(context.Background())
}

// delete deletes by sender, with the session still open. The time ends when the
// server has answered QUIT, the other when the mailbox was looked at again.
func (w *worker) delete(count int) (result, error) {
	var uids []string
	for _, r := range w.newest().Rows {
		if r.Summary.From[0].Addr == bomber {
			uids = append(uids, r.UID)
		}
	}
	w.Delete(mailbox.Order{UIDs: uids})
	start := time.Now()
	w.DeleteNow()
	_, err := w.until(func(s *mailbox.Snapshot) bool { return s.Deletion != nil && s.Deletion.Stage >= mailbox.Checking })
	r := result{Seconds: time.Since(start).Seconds()}
	if err != nil {
		return r, err
	}
	s, err := w.until(func(s *mailbox.Snapshot) bool { return s.Deletion.Stage == mailbox.Finished })
	if err != nil {
		return r, err
	}
	r.Verified = time.Since(start).Seconds()
	want := len(doomed(count))
	if got := s.Deletion.Report; got != (mailbox.Report{Asked: want, Deleted: want, Verified: true}) {
		err = fmt.Errorf("the report of the deletion is %+v, want %d deleted", got, want)
	}
	return r, err
}

// open opens the only message, with the session still open.
func (w *worker) open(size int64) (result, error) {
	type opened struct {
		msg *mime.Message
		err error
	}
	done := make(chan opened, 2)
	start := time.Now()
	w.Open(w.newest().Rows[0].UID, func(msg *mime.Message, err error) { done <- opened{msg, err} })
	o := <-done
	text := time.Since(start).Seconds()
	for o.err == nil && o.msg.Partial {
		o = <-done
	}
	r := result{Seconds: time.Since(start).Seconds(), Text: text}
	switch {
	case o.err != nil:
		return r, o.err
	case o.msg.Size != size || len(o.msg.Attachments) != 1 || o.msg.Text == "":
		return r, errors.New("the message was not read as it is")
	}
	return r, nil
}
