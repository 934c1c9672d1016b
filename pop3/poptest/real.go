package poptest

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
)

// TB is what this package needs of a [testing.TB], so that programs that are not
// tests can start servers too. Fatal, Fatalf and Skipf do not return.
type TB interface {
	Helper()
	Cleanup(func())
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Skipf(format string, args ...any)
}

// requireEnv makes a missing real server a failure instead of a skipped test,
// when it is set.
const requireEnv = "RESTANTE_TEST_SERVERS"

// anyHour is its value for tests that do not mind that the servers have another clock.
const anyHour = "any-hour"

// clockEnv is set where tests are told another time than the system's.
const clockEnv = "TEST_CLOCK_OFFSET"

// User and Password are those of the one account of a real server.
const (
	User     = "anna"
	Password = "secret"
)

// Real is a real server on loopback. It runs in mount and process namespaces of
// its own and ends with the test.
type Real struct {
	Kind    Kind
	Host    string // a loopback address
	Port    int    // unencrypted, with STLS where the server has it
	TLSPort int    // encrypted from the first byte
	CA      *CA

	// FirstUID is the number from which Dovecot counts the messages of the next
	// Fill, which it tells as unique-ids where its pop3_uidl_format is %u; 0 is 1.
	FirstUID int

	dir string
	pid int // of the process that has made the server's namespace

	cyrusBox  string // Cyrus: the folder that holds the mailbox
	cyrusLast int    // Cyrus: the number of the message that came last
}

// Start starts a real server with messages in the mailbox, in their order. The
// extra lines go to the end of the configuration of Dovecot, where they count
// more than what stands before, or to that of Cyrus. Where a server cannot be started the
// test is skipped, with the reason.
func Start(tb TB, kind Kind, messages [][]byte, extra ...string) *Real {
	tb.Helper()
	root, why := available(kind)
	if why != "" {
		if os.Getenv(requireEnv) != "" {
			tb.Fatalf("%s cannot be started: %s", kind, why)
		}
		tb.Skipf("skipped: %s cannot be started: %s", kind, why)
	}
	dir, err := os.MkdirTemp("", "restante-server-")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { os.RemoveAll(dir) })
	r := &Real{Kind: kind, Host: "127.0.0.1", Port: freePort(tb), TLSPort: freePort(tb), CA: NewCA(tb), dir: dir}
	r.writeFiles(tb, extra)
	r.startProcess(tb, root)
	if err := r.Fill(messages); err != nil {
		tb.Fatal(err)
	}
	return r
}

// available returns where the unpacked server is, or why it cannot be used.
func available(kind Kind) (root, why string) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err.Error()
	}
	if os.Getenv(clockEnv) != "" && os.Getenv(requireEnv) != anyHour {
		return "", "the clock of the tests is not that of the servers"
	}
	root = filepath.Join(cache, "restante-servers", string(kind))
	if _, err := os.Stat(filepath.Join(root, "ready")); err != nil {
		return "", "it is not unpacked here; “make test” does that on Debian and Ubuntu"
	}
	if os.Getuid() != 0 {
		return "", "that needs root, for a mount namespace"
	}
	if err := exec.Command("unshare", "--mount", "--pid", "--fork", "true").Run(); err != nil {
		return "", "namespaces cannot be made here"
	}
	return root, ""
}

// freePort returns a port on loopback that nobody listens at now.
func freePort(tb TB) int {
	tb.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
