//go:build window

package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/triage/bombtest"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3/poptest"
)

// These tests clear a mail bomb in the real window, on a real server behind a late
// line, and count seconds and clicks (make bomb).

// person counts the clicks of somebody who uses the window.
type person struct {
	*window
	clicks int
}

func (p *person) click(name string) {
	p.t.Helper()
	p.clicks++
	p.window.click(name)
}

// flood is a mailbox on a real server.
type flood struct {
	server *poptest.Real
	mails  []bombtest.Mail // in the order of arrival
}

// startFlood fills a server with mail, and starts the program before it.
func startFlood(t *testing.T, mails []bombtest.Mail) (*flood, *person) {
	t.Helper()
	if os.Getenv("RESTANTE_FAR") == "" {
		t.Skip("skipped: no late line; “bench line” makes one")
	}
	raw := make([][]byte, len(mails))
	for i, m := range mails {
		raw[i] = m.Raw
	}
	f := &flood{server: poptest.Start(t, poptest.Dovecot, raw, "listen = *"), mails: mails}
	ca := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(ca, f.server.CA.PEM, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := login(f.server); err != nil { // so that the server has its index, as one that is in use
		t.Fatal(err)
	}
	w := &person{window: open(t, []string{"FYNE_THEME=light"}, "-ca", ca)}
	w.until("the first page", func(s state) bool { return s.Page == "first" })
	return f, w
}

// left compares the disk of the server with the mail that must be left.
func (f *flood) left(t *testing.T, stays func(bombtest.Mail) bool) (lost int) {
	t.Helper()
	disk, err := f.server.OnDisk()
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, m := range f.mails {
		switch {
		case at < len(disk) && bytes.Equal(disk[at], m.Raw):
			at++
		case stays(m):
			lost++
		}
	}
	if at != len(disk) {
		t.Errorf("%d messages on the disk are not what they were", len(disk)-at)
	}
	return lost
}

// TestClearBomb makes a mailbox of 200 of one of 100,200.
func TestClearBomb(t *testing.T) {
	const good, bad = 200, 100_000
	now := time.Now()
	f, w := startFlood(t, bombtest.Merge(bombtest.Ordinary(seed(t), good, now), bombtest.AlikeBomb(seed(t), bad, now)))
	w.signIn(f.server, poptest.Password)
	start, clicks := time.Now(), 1 // the last click was on Open
	s := w.within(2*time.Minute, "the flood", func(s state) bool {
		return s.Loaded == good+bad && s.Sorted == s.Loaded && s.Flood != ""
	})
	t.Logf("seen after %.1f s: %s", time.Since(start).Seconds(), s.Flood)
	w.picture("bomb-1-seen")
	look := "floodLook"
	if s.Rects[look].W == 0 {
		look = "floodLifted"
	}
	w.click(look)
	s = w.until("the page of the flood", func(s state) bool { return s.Group != "" })
	w.picture("bomb-2-look")
	w.click("floodSelect")
	s = w.until("the selection", func(s state) bool { return s.Selected > 0 })
	w.click("delete")
	w.until("the question", func(s state) bool { return s.Rects["confirm"].W > 0 })
	w.picture("bomb-3-confirm")
	w.click("confirm")
	w.until("the bar with Undo", func(s state) bool { return s.Deletion == "marked" })
	w.click("deleteNow")
	s = w.within(2*time.Minute, "the result", func(s state) bool { return s.Deletion == "finished" && s.Total < bad })
	took := time.Since(start)
	w.picture("bomb-4-result")
	t.Logf("%s %s", s.DeletionText, s.Status)
	w.close()
	lost := f.left(t, func(m bombtest.Mail) bool { return m.Good })
	result(t, "%d -> %d in %.0f s, %d clicks; lost: %d", good+bad, s.Total, took.Seconds(), clicks+w.clicks, lost)
	if lost > 0 || s.Total != good {
		t.Errorf("lost %d, left %d", lost, s.Total)
	}
}

// seed decides which mail there is.
func seed(t *testing.T) uint64 {
	t.Helper()
	text := cmp.Or(os.Getenv("RESTANTE_SEED"), "1")
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// result tells the outcome, and adds it to the file named by $RESTANTE_RESULT.
func result(t *testing.T, format string, args ...any) {
	t.Helper()
	t.Logf(format, args...)
	path := os.Getenv("RESTANTE_RESULT")
	if path == "" {
		return
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = fmt.Fprintf(f, format+"\n", args...)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		t.Error(err)
	}
}

// TestClearSubscriptionBomb clears a flood of newsletters that hides four messages.
func TestClearSubscriptionBomb(t *testing.T) {
	const good, bad, hidden = 800, 5000, 4
	now := time.Now()
	clearHiding(t, "subscriptions", hidden, bombtest.Merge(bombtest.Ordinary(seed(t), good, now), bombtest.SubscriptionBomb(seed(t), bad, hidden, now)))
}

// TestClearCrowdBomb clears a flood of messages that have nothing in common but the time,
// and that hides four.
func TestClearCrowdBomb(t *testing.T) {
	const good, bad, hidden = 1500, 20_000, 4
	now := time.Now()
	attacks := bombtest.Attacks()
	i := slices.IndexFunc(attacks, func(s bombtest.Scene) bool { return s.Name == "a botnet with words drawn by lot" })
	home := bombtest.NewHome(seed(t))
	bomb := attacks[i].Make(bombtest.Setting{Seed: seed(t), Home: home, Size: bad, Hidden: hidden, From: now.Add(-9 * time.Hour), Long: 5 * time.Hour, Until: now})
	clearHiding(t, "crowd", hidden, bombtest.Merge(home.Past(good, 700, now), bomb))
}

// clearHiding clears a flood that hides some messages.
func clearHiding(t *testing.T, name string, hidden int, mails []bombtest.Mail) {
	t.Helper()
	f, w := startFlood(t, mails)
	w.signIn(f.server, poptest.Password)
	s := w.within(2*time.Minute, "the flood", func(s state) bool {
		return s.Loaded == len(f.mails) && s.Sorted == s.Loaded && s.Flood != ""
	})
	t.Logf("%s", s.Flood)
	w.picture(name + "-1-seen")
	w.click("floodLifted")
	s = w.until("the page of the flood", func(s state) bool { return s.Group != "" && len(s.Unlike) > 0 })
	w.picture(name + "-2-look")
	first := 0
	for _, m := range f.mails {
		if m.Hidden && slices.Contains(s.Unlike, letters.Clean(mime.ParseSummary(m.Raw).Subject, 300)) {
			first++
		}
	}
	before := s.Total
	w.click("floodSelect")
	w.until("the selection", func(s state) bool { return s.Selected > 0 })
	w.click("delete")
	w.until("the question", func(s state) bool { return s.Rects["confirm"].W > 0 })
	w.picture(name + "-3-confirm")
	w.click("confirm")
	w.click("deleteNow")
	s = w.within(2*time.Minute, "the result", func(s state) bool { return s.Deletion == "finished" && s.Total < before })
	t.Logf("%s %s", s.DeletionText, s.Status)
	w.close()
	deleted := f.left(t, func(m bombtest.Mail) bool { return m.Hidden })
	lost := f.left(t, func(m bombtest.Mail) bool { return m.Good })
	result(t, "%s: %d -> %d; hidden shown first: %d of %d, deleted: %d, others lost: %d", name, before, s.Total, first, hidden, deleted, lost)
	if first != hidden || deleted > 0 || lost > 0 {
		t.Errorf("shown first %d of %d, deleted %d of them and %d of the others", first, hidden, deleted, lost)
	}
	if !strings.Contains(s.DeletionText, "The server has confirmed it.") {
		t.Errorf("the result is %q", s.DeletionText)
	}
}
