package poptest

import (
	"bytes"
	_ "embed"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// insideScript runs a server within its namespaces.
//
//go:embed inside.sh
var insideScript string

// startProcess starts the server and waits until it answers.
func (r *Real) startProcess(tb TB, root string) {
	tb.Helper()
	log, err := os.Create(filepath.Join(r.dir, "out"))
	if err != nil {
		tb.Fatal(err)
	}
	defer log.Close()
	// The shell reads the script; run as a program it would be busy where another test
	// forks while it is written.
	cmd := exec.Command("unshare", "--mount", "--pid", "--fork", "--kill-child=KILL", "sh", filepath.Join(r.dir, "inside.sh"), root, r.dir, string(r.Kind), strconv.Itoa(r.Port))
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		_ = cmd.Process.Kill() // takes the whole namespace with it
		_ = cmd.Wait()
	})
	r.pid = cmd.Process.Pid
	switch r.Kind {
	case Popa3d:
		r.servePopa3d(tb)
		r.serveTLS(tb)
	case Mailpit:
		r.serveTLS(tb)
	}
	for range 600 {
		if r.answers() && (r.Kind != Mailpit || r.mailpitListens()) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	out, _ := os.ReadFile(filepath.Join(r.dir, "out"))
	more, _ := os.ReadFile(filepath.Join(r.dir, "log"))
	tb.Fatalf("%s does not answer:\n%s%s", r.Kind, out, more)
}

// answers reports whether the server greets.
func (r *Real) answers() bool {
	nc, err := net.DialTimeout("tcp", r.address(r.Port), time.Second)
	if err != nil {
		return false
	}
	defer nc.Close()
	_ = nc.SetDeadline(time.Now().Add(time.Second))
	line := make([]byte, 3)
	n, _ := nc.Read(line)
	return n == 3 && bytes.Equal(line, []byte("+OK"))
}

// inNamespaces makes a command that runs in the namespaces of the server.
func (r *Real) inNamespaces(command ...string) *exec.Cmd {
	enter := []string{fmt.Sprintf("--mount=/proc/%d/ns/mnt", r.pid), fmt.Sprintf("--pid=/proc/%d/ns/pid_for_children", r.pid)}
	return exec.Command("nsenter", append(enter, command...)...)
}
