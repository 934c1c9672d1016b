//go:build window

package main

import (
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// alive fails the test when the program has ended, or does not answer any more.
func (w *window) alive(after string) {
	w.t.Helper()
	pressed := time.Now()
	for {
		select {
		case err := <-w.ended:
			w.ended <- err
			w.t.Fatalf("the program has ended after %s: %v", after, err)
		case <-time.After(50 * time.Millisecond):
		}
		if info, err := os.Stat(w.state); err == nil && info.ModTime().After(pressed) {
			return
		}
		if time.Since(pressed) > 10*time.Second {
			w.t.Fatalf("the window does not answer after %s", after)
		}
	}
}

// openSample opens the sample mailbox and waits until it is sorted out.
func openSample(t *testing.T) *window {
	t.Helper()
	w := open(t, nil, "-sample")
	w.size(1280, 800)
	w.until("the sample mailbox", func(s state) bool {
		return s.Page == "mailbox" && s.Total > 5000 && s.Loaded == s.Total && s.Sorted == s.Total
	})
	return w
}

// letterWithFiles opens a message that has attachments.
func (w *window) letterWithFiles() state {
	w.t.Helper()
	w.key("ctrl+f")
	w.write("has:attachment")
	w.until("the search", func(s state) bool { return s.Search == "has:attachment" && s.Shown > 0 && s.Shown < 100 })
	for n := range 12 {
		w.row(n)
		s := w.until("a message", func(s state) bool { return s.Reader == "message" })
		if s.Rects["saveAll"].W > 0 {
			return s
		}
	}
	w.t.Fatal("no message has more than one attachment")
	return state{}
}

// TestPressSaving opens the dialog for files in every way there is.
func TestPressSaving(t *testing.T) {
	for name, press := range map[string]func(*window){
		"one attachment": func(w *window) {
			r := w.letterWithFiles().Rects["attachments"]
			w.clickAt(int(r.X+60), int(r.Y+36))
		},
		"all attachments": func(w *window) {
			w.letterWithFiles()
			w.click("saveAll")
		},
		"the folder for copies": func(w *window) {
			w.key("ctrl+a", "Delete")
			w.click("saveCopy")
			w.click("copyFolder")
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := openSample(t)
			press(w)
			w.alive("the click")
			w.until("the dialog", func(s state) bool { return s.Asking })
			w.picture("save-" + strings.ReplaceAll(name, " ", "-"))
		})
	}
}

// settle closes whatever lies over the window, and goes back to the mailbox.
func (w *window) settle(after string) {
	w.t.Helper()
	w.alive(after)
	for range 5 {
		s, _ := w.read()
		switch {
		case s.Talk != "":
			w.key("Escape")
			w.activate()
		case s.Asking:
			w.key("Escape")
		case s.Page == "first" || s.Page == "signing-in":
			w.click("sample")
			w.until("the sample mailbox", func(s state) bool { return s.Page == "mailbox" && s.Total > 5000 && s.Loaded == s.Total })
		default:
			return
		}
		w.alive(after)
	}
}

// TestPressEverything presses what can be seen on the first page and in the sample
// mailbox, all entries of the menus and all keys, with a real mouse and keyboard.
func TestPressEverything(t *testing.T) {
	w := openSample(t)
	w.row(0)
	w.until("a message", func(s state) bool { return s.Reader == "message" })
	s, _ := w.read()
	for _, name := range slices.Sorted(maps.Keys(s.Rects)) {
		if now, _ := w.read(); now.Rects[name].W > 0 && name != "attachments" && name != "saveAll" {
			w.click(name)
			w.settle(name)
		}
	}
	for menu, entries := range []int{7, 3, 2, 8, 3} { // without Quit
		for entry := range entries {
			keys := []string{"F10"}
			for range menu + 1 {
				keys = append(keys, "Down")
			}
			keys = append(keys, "Right")
			for range entry {
				keys = append(keys, "Down")
			}
			w.key(append(keys, "Return")...)
			w.settle(strings.Join(keys, " "))
		}
	}
	list, _ := w.read()
	for entry := range 8 {
		r := list.Rects["list"]
		w.must(xdo("mousemove", "--sync", "--window", w.id, itoa(r.X+r.W/2), itoa(r.Y+list.RowHeight*4.5)))
		w.must(xdo("click", "3"))
		time.Sleep(300 * time.Millisecond)
		for range entry + 1 {
			w.key("Down")
		}
		w.key("Return")
		w.settle("the menu of a row")
	}
	for _, key := range []string{
		"Down", "Up", "Next", "Prior", "End", "Home", "space", "Return", "Tab", "BackSpace", "Delete", "Insert", "F1", "F5", "F10", "F12", "Escape",
		"ctrl+a", "ctrl+i", "ctrl+f", "ctrl+r", "ctrl+plus", "ctrl+minus", "ctrl+0", "shift+Down", "shift+End", "ctrl+Down", "ctrl+space", "x",
	} {
		w.key(key)
		w.settle(key)
	}
}

// itoa is a place in whole pixels.
func itoa(v float32) string { return strconv.Itoa(int(v)) }
