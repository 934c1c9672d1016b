//go:build window

package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/restante/restante/pop3/poptest"
)

// TestPrivate is a stay on somebody else's computer, in the real window, with a real
// server: reading, saving, copying, searching, deleting. Every file that the program
// opens for writing is watched (strace), and at the end none is left but the one that
// was saved: after a proper end, after a crash and after a sudden kill. No message that
// is read makes the program call another place than the mail server.
func TestPrivate(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("skipped: strace is not here (.ci/deps window)")
	}
	opened, left := 0, 0
	var elsewhere []string
	// What the messages want to have loaded; nobody ever asks for it.
	trap, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer trap.Close()
	for _, end := range []struct {
		name string
		how  func(w *window)
	}{
		{"end", func(w *window) { w.close() }},
		{"crash", func(w *window) { w.stop(syscall.SIGABRT) }},
		{"kill", func(w *window) { w.stop(syscall.SIGKILL) }},
	} {
		t.Run(end.name, func(t *testing.T) {
			s := stayPrivately(t, trap.Addr().String(), end.how)
			opened += len(s.opened)
			left += len(s.left)
			for _, path := range s.left {
				t.Errorf("%s is left", path)
			}
			elsewhere = append(elsewhere, s.elsewhere...)
		})
	}
	t.Run("M12 nothing is loaded", func(t *testing.T) {
		for _, call := range elsewhere {
			t.Errorf("a connection to another place than the server: %s", call)
		}
	})
	fmt.Printf("files opened for writing: %d, left: %d\n", opened, left)
}

// privateStay is what became of the disk, and which connections went elsewhere than to
// the mail server.
type privateStay struct{ opened, left, elsewhere []string }

func stayPrivately(t *testing.T, trap string, end func(*window)) privateStay {
	home, watch := t.TempDir(), filepath.Join(t.TempDir(), "strace")
	server := poptest.Start(t, poptest.Dovecot, privateMail(trap))
	ca := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(ca, server.CA.PEM, 0o600); err != nil {
		t.Fatal(err)
	}
	// The tracer is a grandchild, so that the program is the child that open knows.
	t.Setenv("RESTANTE_FAR", "strace -D -f -y -qq --seccomp-bpf -s 4096 -e trace=%file,connect -o "+watch)
	// Nothing of the home folder is there yet, as on a fresh account.
	w := open(t, []string{
		"HOME=" + home, "XDG_CONFIG_HOME=", "XDG_CACHE_HOME=", "XDG_DATA_HOME=", "XDG_RUNTIME_DIR=", "TMPDIR=" + filepath.Join(home, "tmp"), "MESA_SHADER_CACHE_DIR=",
		"FYNE_THEME=light",
	}, "-ca", ca, "-settings", "")
	if err := os.Mkdir(filepath.Join(home, "tmp"), 0o700); err != nil {
		t.Fatal(err)
	}
	r := w.until("the first page", func(s state) bool { return s.Page == "first" && s.Rects["whose"].W > 0 }).Rects["whose"]
	w.clickAt(int(r.X+r.W-20), int(r.Y+r.H/2))
	w.picture("private-choice")
	w.signIn(server, poptest.Password)
	w.until("the mailbox", func(s state) bool { return s.Page == "mailbox" && s.Loaded == 30 })
	w.picture("private-list")
	saved := w.readAndSave(home)
	w.readLong()
	w.key("ctrl+f")
	w.write("anna7@example")
	w.until("a result", func(s state) bool { return s.Shown == 1 })
	w.row(0)
	w.until("the message", func(s state) bool { return s.Subject == "Letter 7" })
	w.click("readerText")
	w.key("ctrl+a", "ctrl+c")
	w.key("Delete")
	w.click("deleteNow")
	w.until("the result", func(s state) bool { return s.Deletion == "finished" && s.Total == 29 })
	w.picture("private-" + filepath.Base(t.Name()))
	end(w)
	return w.whatIsLeft(server, home, watch, saved)
}

// privateMail has an attachment in its newest message, one that is too large to be held
// in memory elsewhere, and one in HTML that wants things loaded from the place trap.
func privateMail(trap string) (all [][]byte) {
	for i := 1; i <= 30; i++ {
		text := strings.Repeat("A line of the letter.\r\n", 20)
		if i == 20 {
			text = strings.Repeat("A line of a long letter.\r\n", 60_000)
		}
		head := fmt.Sprintf("From: Anna <anna%d@example.org>\r\nTo: anna@post.example\r\nSubject: Letter %d\r\nDate: Tue, 24 Nov 2020 09:%02d:00 +0000\r\nMIME-Version: 1.0\r\n", i, i, i)
		if i == 7 {
			head += "Content-Type: text/html\r\n"
			text = strings.ReplaceAll(`<html><head><base href="http://TRAP/"><link rel="stylesheet" href="http://TRAP/a.css"><link rel="prefetch dns-prefetch preconnect" href="http://TRAP/">
<meta http-equiv="refresh" content="0; url=http://TRAP/b"><style>@import url(http://TRAP/c.css); body { background: url(http://TRAP/d.png) }</style><script src="http://TRAP/e.js"></script></head>
<body background="http://TRAP/f.png" onload="fetch('http://TRAP/g')"><p>Dear Anna,</p><img src="http://TRAP/h.png" srcset="http://TRAP/i.png 2x" width="1" height="1"><video poster="http://TRAP/j.png" src="http://TRAP/k" autoplay></video>
<iframe src="http://TRAP/l"></iframe><object data="http://TRAP/m"></object><embed src="http://TRAP/n"><svg><image href="http://TRAP/o.png"/></svg><p>love, Anna</p></body></html>`+"\r\n", "TRAP", trap)
		}
		if i == 30 {
			head += "Content-Type: multipart/mixed; boundary=b\r\n"
			text = "--b\r\nContent-Type: text/plain\r\n\r\n" + text + "--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=plan.pdf\r\n\r\n" +
				strings.Repeat("%PDF\r\n", 1000) + "--b--\r\n"
		}
		all = append(all, []byte(head+"\r\n"+text))
	}
	return all
}

// readAndSave reads the newest message, and saves its attachment to the home folder.
func (w *window) readAndSave(home string) (saved string) {
	w.t.Helper()
	w.row(0)
	s := w.until("the message", func(s state) bool { return s.Subject == "Letter 30" && s.Rects["attachments"].W > 0 })
	saved = filepath.Join(home, "plan.pdf")
	for range 10 { // the rows above it may have moved it under the pointer just now
		r := s.Rects["attachments"]
		w.clickAt(int(r.X+60), int(r.Y+36))
		time.Sleep(2 * time.Second)
		if s, _ = w.read(); s.Overlay {
			break
		}
	}
	w.until("the dialog", func(s state) bool { return s.Overlay })
	time.Sleep(time.Second) // it takes the keyboard
	w.picture("private-save")
	w.key("Return") // the field with the name has it
	for range 200 {
		if _, err := os.Stat(saved); err == nil {
			return saved
		}
		time.Sleep(100 * time.Millisecond)
	}
	w.t.Fatalf("%s is not there", saved)
	return ""
}

// readLong reads a message that is too large to be shown at once.
func (w *window) readLong() {
	w.t.Helper()
	w.row(10)
	w.until("the long message", func(s state) bool { return s.Subject == "Letter 20" && (s.Reader == "message" || s.Reader == "large") })
}

// stop ends the program by a signal.
func (w *window) stop(sig syscall.Signal) {
	w.t.Helper()
	if err := w.cmd.Process.Signal(sig); err != nil {
		w.t.Fatal(err)
	}
	select {
	case err := <-w.ended:
		if err == nil {
			w.t.Error("the program ended well")
		}
	case <-time.After(20 * time.Second):
		w.t.Error("the program does not end")
	}
}

var (
	writing = regexp.MustCompile(`^\d+ +(open|openat|creat|mkdir|mkdirat|mknod|mknodat|rename|renameat|renameat2|link|linkat|symlink|symlinkat|truncate)\((.*)\) += (\d+)`)
	calling = regexp.MustCompile(`connect\(.*sa_family=AF_INET6?, sin6?_port=htons\((\d+)\).*`)
	named   = regexp.MustCompile(`(?:(?:AT_FDCWD|\d+)(?:<([^>]*)>)?, )?"([^"]*)"`)
)

// whatIsLeft reads what was opened for writing or made, and which of it is there now,
// and looks through the home folder besides.
func (w *window) whatIsLeft(server *poptest.Real, home, watch, saved string) (s privateStay) {
	w.t.Helper()
	data, err := os.ReadFile(watch)
	for before := -1; err == nil && len(data) > before; { // the tracer writes its last lines
		before = len(data)
		time.Sleep(time.Second)
		data, err = os.ReadFile(watch)
	}
	if err != nil || len(data) == 0 {
		w.t.Fatalf("nothing was watched: %v", err)
	}
	note := func(path string) {
		if path == saved {
			return
		}
		if _, err := os.Lstat(path); err == nil && !slices.Contains(s.left, path) {
			s.left = append(s.left, path)
		}
	}
	forThisTest := func(path string) bool { // what the window shows
		return path == w.state || path == w.state+".ordered" || strings.HasPrefix(filepath.Base(path), "restante-state-")
	}
	calls := 0
	for line := range strings.Lines(string(data)) {
		if m := calling.FindStringSubmatch(line); m != nil {
			if calls++; m[1] != strconv.Itoa(server.TLSPort) {
				s.elsewhere = append(s.elsewhere, m[0])
			}
		}
		m := writing.FindStringSubmatch(line)
		if m == nil || strings.HasPrefix(m[1], "open") && !regexp.MustCompile(`O_WRONLY|O_RDWR|O_CREAT|O_TRUNC`).MatchString(m[2]) {
			continue
		}
		for _, n := range named.FindAllStringSubmatch(m[2], -1) {
			path := n[2]
			if !filepath.IsAbs(path) {
				path = filepath.Join(n[1], path)
			}
			if strings.HasPrefix(path, "/dev/") || strings.HasPrefix(path, "/proc/") || forThisTest(path) {
				continue
			}
			if strings.HasPrefix(m[1], "open") && (len(s.opened) == 0 || s.opened[len(s.opened)-1] != path) {
				s.opened = append(s.opened, path)
			}
			if !strings.Contains(m[2], "O_TMPFILE") { // else it is the folder, and the file has no name
				note(path)
			}
		}
	}
	if calls == 0 {
		w.t.Error("no connection was watched")
	}
	err = filepath.WalkDir(home, func(path string, d fs.DirEntry, err error) error {
		if path != home && path != filepath.Join(home, "tmp") && !forThisTest(path) {
			note(path)
		}
		return err
	})
	if err != nil {
		w.t.Error(err)
	}
	w.t.Logf("%s: %d files opened for writing: %q", filepath.Base(w.t.Name()), len(s.opened), s.opened)
	return s
}

// TestThreat_L08_NoWindow starts the program where no window can be opened: it says so and ends.
func TestThreat_L08_NoWindow(t *testing.T) {
	binary, err := filepath.Abs("build/restante-watched")
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		display func(*testing.T) string
		want    string
	}{
		"no screen": {func(*testing.T) string { return "" }, "found no screen"},
		"no OpenGL": {screenWithoutOpenGL, "no OpenGL"},
	} {
		t.Run(name, func(t *testing.T) {
			display := tt.display(t)
			cmd := exec.Command(binary)
			cmd.Env = append(os.Environ(), "HOME="+t.TempDir(), "DISPLAY="+display, "WAYLAND_DISPLAY=", "PATH=/nonexistent")
			var out strings.Builder
			cmd.Stderr = &out
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			stuck := time.AfterFunc(30*time.Second, func() { _ = cmd.Process.Kill() })
			err := cmd.Wait()
			if !stuck.Stop() || cmd.ProcessState.ExitCode() != 1 || !strings.Contains(out.String(), tt.want) || strings.Contains(out.String(), "goroutine") {
				t.Errorf("on the screen %q it ended with %v, and said\n%s", display, err, out.String())
			}
		})
	}
}

// screenWithoutOpenGL starts a screen that has windows and no OpenGL.
func screenWithoutOpenGL(t *testing.T) string {
	r, number, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "800x600x24", "-nolisten", "tcp", "-extension", "GLX")
	cmd.ExtraFiles = []*os.File{number}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	number.Close()
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	display, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(":", display)
}
