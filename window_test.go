//go:build window

package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"encoding/json"
	"flag"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/poptest"
)

// These tests drive the real program in a real window, as a person would: they
// look at what it shows, move the mouse and press keys. They need a display with
// a window manager, xdotool and ImageMagick (.ci/display and .ci/deps).

var pictures = flag.String("pictures", "", "`folder` for pictures of what is shown")

// state is what the program tells of its window, with -state.
type state = ui.State

// window is a running program.
type window struct {
	t     *testing.T
	cmd   *exec.Cmd
	id    string // of the X window
	state string // file
	dir   string
	log   string
	ended chan error
}

// open starts the program and waits for its window.
func open(t *testing.T, env []string, args ...string) *window {
	t.Helper()
	if os.Getenv("DISPLAY") == "" {
		t.Skip("skipped: there is no display; .ci/display makes one")
	}
	binary, err := filepath.Abs("build/restante-watched")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	w := &window{t: t, dir: dir, state: filepath.Join(dir, "state.json"), log: filepath.Join(dir, "log"), ended: make(chan error, 1)}
	log, err := os.Create(w.log)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	// $RESTANTE_FAR puts the program at the end of a late line ("bench line").
	words := append(strings.Fields(os.Getenv("RESTANTE_FAR")), binary, "-settings", filepath.Join(dir, "settings.json"), "-state", w.state)
	w.cmd = exec.Command(words[0], append(words[1:], args...)...)
	w.cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_CONFIG_HOME="+filepath.Join(dir, "config"), "XDG_CACHE_HOME="+dir,
		// No session bus: the window would start one, and leave it behind.
		"DBUS_SESSION_BUS_ADDRESS=unix:path="+filepath.Join(dir, "no-bus"), "LANG=en_GB.UTF-8", "FYNE_SCALE=1")
	w.cmd.Env = append(w.cmd.Env, env...)
	w.cmd.Stdout, w.cmd.Stderr = log, log
	if err := w.cmd.Start(); err != nil {
		t.Fatalf("%v (make watched makes it)", err)
	}
	go func() { w.ended <- w.cmd.Wait() }()
	t.Cleanup(func() {
		_ = w.cmd.Process.Kill()
		if out, _ := os.ReadFile(w.log); t.Failed() || strings.Contains(string(out), "Fyne call thread") {
			t.Errorf("the program said:\n%s", out)
		}
	})
	w.id = w.find()
	return w
}

// xdo runs xdotool.
func xdo(args ...string) (string, error) {
	out, err := exec.Command("xdotool", args...).Output()
	return strings.TrimSpace(string(out)), err
}

func (w *window) find() string {
	w.t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for time.Now().Before(deadline) {
		if id, err := xdo("search", "--onlyvisible", "--pid", strconv.Itoa(w.cmd.Process.Pid)); err == nil && id != "" {
			ids := strings.Fields(id)
			return ids[len(ids)-1]
		}
		time.Sleep(100 * time.Millisecond)
	}
	w.t.Fatal("no window has come")
	return ""
}

// size makes the window as large as that.
func (w *window) size(width, height int) {
	w.t.Helper()
	w.must(xdo("windowsize", "--sync", w.id, strconv.Itoa(width), strconv.Itoa(height)))
	time.Sleep(300 * time.Millisecond)
}

func (w *window) must(_ string, err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatalf("xdotool: %v", err)
	}
}

func (w *window) read() (s state, ok bool) {
	data, err := os.ReadFile(w.state)
	if err != nil {
		return s, false
	}
	return s, json.Unmarshal(data, &s) == nil
}

// until waits until the window shows something.
func (w *window) until(what string, fits func(state) bool) state {
	w.t.Helper()
	return w.within(time.Minute, what, fits)
}

func (w *window) within(d time.Duration, what string, fits func(state) bool) state {
	w.t.Helper()
	deadline := time.Now().Add(d)
	for {
		s, ok := w.read()
		if ok && fits(s) {
			return s
		}
		if time.Now().After(deadline) {
			s.Rects = nil
			w.picture("failed")
			w.t.Fatalf("waited too long for %s; it shows %+v", what, s)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// click clicks in the middle of a named place.
func (w *window) click(name string) {
	w.t.Helper()
	s := w.until(name, func(s state) bool { return s.Rects[name].W > 0 })
	r := s.Rects[name]
	w.clickAt(int(r.X+r.W/2), int(r.Y+r.H/2))
}

// row clicks the nth visible row of the list, in its subject.
func (w *window) row(n int, keys ...string) {
	w.t.Helper()
	s, _ := w.read()
	list := s.Rects["list"]
	w.clickAt(int(list.X+list.W/2), int(list.Y+s.RowHeight*(float32(n)+0.5)), keys...)
}

func (w *window) clickAt(x, y int, keys ...string) {
	w.t.Helper()
	w.must(xdo("mousemove", "--sync", "--window", w.id, strconv.Itoa(x), strconv.Itoa(y)))
	time.Sleep(450 * time.Millisecond) // a button that has just come under the mouse does not react
	for _, k := range keys {
		w.must(xdo("keydown", k))
	}
	w.must(xdo("click", "1"))
	for _, k := range keys {
		w.must(xdo("keyup", k))
	}
	time.Sleep(250 * time.Millisecond)
}

func (w *window) key(keys ...string) {
	w.t.Helper()
	for _, k := range keys {
		w.must(xdo("key", "--clearmodifiers", k))
		time.Sleep(100 * time.Millisecond)
	}
}

func (w *window) write(text string) {
	w.t.Helper()
	w.must(xdo("type", "--delay", "15", text))
	time.Sleep(250 * time.Millisecond)
}

// conversation opens the conversation with the server and goes back to the
// program's own window.
func (w *window) conversation() *window {
	w.t.Helper()
	talk := *w
	w.key("F12")
	deadline := time.Now().Add(10 * time.Second)
	for talk.id == w.id && time.Now().Before(deadline) {
		if id, err := xdo("search", "--onlyvisible", "--name", "^Conversation with the server"); err == nil && id != "" {
			talk.id = id
		}
		time.Sleep(100 * time.Millisecond)
	}
	if talk.id == w.id {
		w.t.Fatal("the conversation does not open")
	}
	w.activate()
	return &talk
}

// activate gives the keyboard to the window.
func (w *window) activate() {
	w.t.Helper()
	w.must(xdo("windowactivate", "--sync", w.id))
	time.Sleep(300 * time.Millisecond)
}

// picture keeps what the window shows.
func (w *window) picture(name string) {
	w.t.Helper()
	if *pictures == "" {
		return
	}
	if err := os.MkdirAll(*pictures, 0o755); err != nil {
		w.t.Fatal(err)
	}
	time.Sleep(500 * time.Millisecond) // let it paint
	path := filepath.Join(*pictures, name+".png")
	if out, err := exec.Command("import", "-window", w.id, path).CombinedOutput(); err != nil {
		w.t.Fatalf("import: %v %s", err, out)
	}
	w.notBlank(path)
}

// notBlank checks that a picture has more than a few colours.
func (w *window) notBlank(path string) {
	w.t.Helper()
	out, err := exec.Command("identify", "-format", "%k", path).Output()
	colours, _ := strconv.Atoi(string(out))
	if err != nil || colours < 20 {
		w.t.Errorf("%s has %d colours: %v", path, colours, err)
	}
}

// dump has the program say what its goroutines are about, and end.
func (w *window) dump() {
	_ = w.cmd.Process.Signal(syscall.SIGQUIT)
	select {
	case <-w.ended:
	case <-time.After(5 * time.Second):
	}
}

// close closes the window as its user would and waits for the program's end.
func (w *window) close() {
	w.t.Helper()
	w.key("ctrl+q")
	select {
	case err := <-w.ended:
		if err != nil {
			w.t.Errorf("the program ended with %v", err)
		}
	case <-time.After(20 * time.Second):
		w.t.Error("the program does not end")
	}
}

func loaded(n int) func(state) bool {
	return func(s state) bool { return s.Page == "mailbox" && s.Total == n && s.Loaded == n && s.Sorted == n }
}

// deleteAll searches, selects everything that is shown, deletes it, after a copy if
// that is wanted, and waits for the result. It keeps a picture of each step.
func (w *window) deleteAll(search string, want int, copy bool) state {
	w.t.Helper()
	w.key("ctrl+f")
	w.write(search)
	w.until("the search for "+search, func(s state) bool { return s.Shown == want })
	w.picture("3-search")
	w.click("checkAll")
	w.until("the selection", func(s state) bool { return s.Selected == want })
	w.click("delete")
	s := w.until("the question", func(s state) bool { return s.Rects["confirm"].W > 0 })
	w.t.Logf("asked: %s", s.Card)
	if copy {
		w.click("saveCopy")
	}
	w.picture("4-confirm")
	w.click("confirm")
	s = w.until("the bar with Undo", func(s state) bool { return s.Deletion == "marked" })
	w.t.Logf("delete: %s", s.DeletionText)
	w.picture("5-marked")
	w.click("deleteNow")
	s = w.within(2*time.Minute, "the result", func(s state) bool { return s.Deletion == "finished" })
	w.t.Logf("result: %s", s.DeletionText)
	w.picture("6-result")
	return s
}

// TestSample does the program's main job on the sample mailbox: list, open a
// message, select the bomb, delete, result.
func TestSample(t *testing.T) {
	w := open(t, nil, "-sample")
	s := w.until("the sample mailbox", func(s state) bool {
		return s.Page == "mailbox" && s.Total > 5000 && s.Loaded == s.Total && s.Sorted == s.Total
	})
	t.Logf("list: %s", s.Status)
	total := s.Total
	w.picture("1-list")
	w.row(0)
	s = w.until("a message", func(s state) bool { return s.Reader == "message" && s.Text != "" })
	t.Logf("open a message: %s", s.Subject)
	w.picture("2-message")
	s = w.deleteAll("claim selected", 5000, false)
	if want := "5,000 of 5,000 deleted. The server has confirmed it."; !strings.HasPrefix(s.DeletionText, want) {
		t.Errorf("result %q, want %q", s.DeletionText, want)
	}
	w.click("clearSearch")
	s = w.until("the rest", func(s state) bool { return s.Total == total-5000 && s.Shown == s.Total })
	t.Logf("left: %s", s.Status)
	w.picture("7-left")
	w.close()
}

// TestRealServer does the same with a real account on Dovecot, over TLS: 10,200
// messages, 10,000 of them from one sender.
func TestRealServer(t *testing.T) {
	all, good := poptest.Bomb(10_200)
	server := poptest.Start(t, poptest.Dovecot, all)
	ca := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(ca, server.CA.PEM, 0o600); err != nil {
		t.Fatal(err)
	}
	w := open(t, nil, "-ca", ca)
	w.until("the first page", func(s state) bool { return s.Page == "first" })
	talk := w.conversation()
	w.signIn(server, "not the password")
	s := w.until("a refusal", func(s state) bool { return s.Page == "first" && s.Problem != "" && strings.Contains(s.Talk, "-ERR") })
	t.Logf("wrong password: %s", s.Problem)
	if !strings.Contains(s.Talk, "AUTH PLAIN ••••") || strings.Contains(s.Talk, "not the password") {
		t.Errorf("said was\n%s", s.Talk)
	}
	talk.activate()
	talk.key("Escape")
	w.until("the end of the conversation", func(s state) bool { return s.Talk == "" })
	w.activate()
	w.click("password")
	w.key("ctrl+a")
	w.write(poptest.Password)
	w.key("Return")
	s = w.until("the mailbox", func(s state) bool { return loaded(len(all))(s) && s.Problem != "" })
	t.Logf("list: %s", s.Status)
	t.Logf("without a keyring: %s", s.Problem)
	if err := login(server); !pop3.HasCode(err, pop3.CodeInUse) {
		t.Errorf("a second login while the window is in: %v", err)
	}
	s = w.deleteAll("claims@win-big-now", len(all)-len(good), true)
	if want := "10,000 of 10,000 deleted. The server has confirmed it."; !strings.HasPrefix(s.DeletionText, want) {
		t.Errorf("result %q, want %q", s.DeletionText, want)
	}
	w.until("the new list", func(s state) bool { return s.Total == len(good) })
	w.copied(all, good)
	w.close()
	if err := login(server); err != nil {
		t.Errorf("a login after the window was closed: %v", err)
	}
	left, err := server.OnDisk()
	if err != nil || len(left) != len(good) {
		t.Fatalf("%d messages are on the disk, want %d: %v", len(left), len(good), err)
	}
	for i := range good {
		if !bytes.Equal(left[i], good[i]) {
			t.Fatalf("message %d on the disk is not what it was", i)
		}
	}
	w.noSecretOnDisk(poptest.Password)
}

// copied checks that what was deleted lies in the folder for copies, byte for byte.
func (w *window) copied(all, good [][]byte) {
	w.t.Helper()
	files, err := filepath.Glob(filepath.Join(w.dir, "Restante", "*", "*.eml"))
	if err != nil || len(files) != len(all)-len(good) {
		w.t.Fatalf("%d messages were saved, want %d: %v", len(files), len(all)-len(good), err)
	}
	missing := make(map[string]int)
	for _, m := range all {
		missing[string(m)]++
	}
	for _, m := range good {
		missing[string(m)]--
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			w.t.Fatal(err)
		}
		if missing[string(data)]--; missing[string(data)] < 0 {
			w.t.Fatalf("%s is none of the messages that were deleted", name)
		}
	}
}

// signIn fills in the first page for a server on this computer.
func (w *window) signIn(server *poptest.Real, password string) {
	w.t.Helper()
	w.click("address")
	w.write(poptest.User + "@post.example")
	w.click("change")
	host := cmp.Or(os.Getenv("RESTANTE_SERVER"), server.Host)
	for field, text := range map[string]string{"host": host, "port": strconv.Itoa(server.TLSPort), "user": poptest.User} {
		w.click(field)
		w.key("ctrl+a")
		w.write(text)
	}
	w.click("password")
	w.write(password)
	w.click("signIn")
}

// noSecretOnDisk checks that no file of the program holds the password.
func (w *window) noSecretOnDisk(secret string) {
	w.t.Helper()
	err := filepath.WalkDir(w.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(secret)) {
			w.t.Errorf("the password is in %s", path)
		}
		return err
	})
	if err != nil {
		w.t.Error(err)
	}
}

// login tries a login of its own.
func login(server *poptest.Real) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	address := net.JoinHostPort(server.Host, strconv.Itoa(server.TLSPort))
	c, err := pop3.DialTLS(ctx, address, &pop3.Options{TLS: &tls.Config{RootCAs: server.CA.Pool}})
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.Login(ctx, pop3.Credentials{User: poptest.User, Password: poptest.Password}); err != nil {
		return err
	}
	return c.Quit(ctx)
}

// TestPictures makes the pictures of the documentation, in light and dark.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("skipped: no folder given with -pictures")
	}
	for _, theme := range []string{"light", "dark"} {
		t.Run(theme, func(t *testing.T) {
			env := []string{"FYNE_THEME=" + theme}
			w := open(t, env)
			w.size(1280, 800)
			w.until("the first page", func(s state) bool { return s.Page == "first" })
			w.click("address")
			w.write("anna@post.example")
			w.picture("first-" + theme)
			w.click("password")
			w.write("secret")
			w.key("Return")
			w.until("an error", func(s state) bool { return s.Page == "first" && s.Problem != "" })
			w.picture("error-" + theme)
			w.click("sample")
			w.until("the sample mailbox", func(s state) bool {
				return s.Page == "mailbox" && s.Total > 5000 && s.Loaded == s.Total && s.Sorted == s.Total
			})
			w.picture("list-" + theme)
			w.row(0)
			w.until("a message", func(s state) bool { return s.Reader == "message" && s.Text != "" })
			w.picture("reader-" + theme)
			w.click("floodLifted")
			w.until("the flood", func(s state) bool { return s.Group != "" && s.Shown == 5003 })
			w.picture("flood-" + theme)
			w.click("floodSelect")
			w.click("delete")
			w.until("the question", func(s state) bool { return s.Rects["confirm"].W > 0 })
			w.picture("confirm-" + theme)
			w.click("confirm")
			w.until("the bar with Undo", func(s state) bool { return s.Deletion == "marked" })
			w.picture("deletion-" + theme)
			w.click("deleteNow")
			w.within(time.Minute, "the result", func(s state) bool { return s.Deletion == "finished" })
			w.until("the rest", func(s state) bool { return s.Total == 46 })
			w.picture("result-" + theme)
			talk := w.conversation()
			w.key("F5")
			w.until("the conversation", func(s state) bool { return strings.Contains(s.Talk, "UIDL") })
			w.clickAt(300, 400)
			w.until("RETR", func(s state) bool { return strings.Contains(s.Talk, "RETR") })
			talk.activate()
			talk.key("Home")
			talk.picture("conversation-" + theme)
			talk.key("Escape")
			w.activate()
			w.close()
		})
	}
}
