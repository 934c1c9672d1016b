package poptest

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	_ "embed"
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

// lateAddress is that of a server at the end of a line that is late on purpose,
// from the range for measurements (RFC 2544 appendix C.2.2).
const lateAddress = "198.18.0.1"

// RequireEnv makes a missing real server a failure instead of a skipped test,
// when it is set.
const RequireEnv = "RESTANTE_TEST_SERVERS"

// ClockEnv is set where tests are told another time than the system's.
const ClockEnv = "TEST_CLOCK_OFFSET"

// User and Password are those of the one account of a real server.
const (
	User     = "anna"
	Password = "secret"
)

// passwordHash is Password as the system's crypt function stores it.
const passwordHash = "$6$restante$WMfh3BnAgncBhakBXr0Eav0R5NNaB5MS5jTNveV.MTmuou0aEo6py7PVJQfPoxsbik9.rlARSVSwNHLlGuiTE1"

const (
	uid = 20001 // of the account, within the server's own /etc
	gid = 20001
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

	box      string // Cyrus: the folder that holds the mailbox
	numbered int    // Cyrus: the number of the message that came last
}

//go:embed inside.sh
var inside string

// Start starts a real server with messages in the mailbox, in their order. The
// extra lines go to the end of the configuration of Dovecot, where they count
// more than what stands before, or to that of Cyrus. Where a server cannot be started the test is
// skipped, with the reason.
func Start(tb TB, kind Kind, messages [][]byte, extra ...string) *Real {
	tb.Helper()
	root, why := available(kind)
	if why != "" {
		if os.Getenv(RequireEnv) != "" {
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
	r.write(tb, extra)
	r.run(tb, root)
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
	if os.Getenv(ClockEnv) != "" {
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

func freePort(tb TB) int {
	tb.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// write writes all that the server reads besides the mail.
func (r *Real) write(tb TB, extra []string) {
	tb.Helper()
	cert, key := r.CA.Files("localhost", "127.0.0.1", lateAddress)
	config := fmt.Sprintf(dovecotConf, r.dir, r.Port, r.TLSPort, uid, gid, strings.Join(extra, "\n"))
	switch r.Kind {
	case Mailutils:
		config = fmt.Sprintf(mailutilsConf, r.dir, r.Port, r.TLSPort)
	case Cyrus:
		config = fmt.Sprintf(cyrusConf, r.dir, strings.Join(extra, "\n"))
	}
	passwd := fmt.Sprintf("root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/nonexistent:/bin/false\ndovecot:x:990:990::/nonexistent:/bin/false\ndovenull:x:991:991::/nonexistent:/bin/false\npopa3d:x:992:992::/nonexistent:/bin/false\ncyrus:x:993:8::/nonexistent:/bin/sh\n%s:x:%d:%d::%s/home:/bin/sh\n", User, uid, gid, r.dir)
	files := map[string]struct {
		data string
		mode os.FileMode
	}{
		"conf":               {config, 0o644},
		"inside.sh":          {inside, 0o755},
		"cert.pem":           {string(cert), 0o644},
		"key.pem":            {string(key), 0o600},
		"etc/passwd":         {passwd, 0o644},
		"etc/group":          {fmt.Sprintf("root:x:0:\nmail:x:8:\nnogroup:x:65534:\ndovecot:x:990:\ndovenull:x:991:\npopa3d:x:992:\n%s:x:%d:\n", User, gid), 0o644},
		"etc/shadow":         {fmt.Sprintf("%s:%s:19000:0:99999:7:::\n", User, passwordHash), 0o600},
		"etc/hosts":          {"127.0.0.1 localhost\n", 0o644},
		"etc/pam.d/pop3":     {"auth required pam_unix.so\naccount required pam_unix.so\n", 0o644},
		"etc/pam.d/mu-pop3d": {"auth required pam_unix.so\naccount required pam_unix.so\n", 0o644},
		"oauth2":             {fmt.Sprintf("introspection_mode = local\nlocal_validation_key_dict = fs:posix:prefix=%s/keys/\nusername_attribute = sub\n", r.dir), 0o644},
		tokenKeyFile:         {base64.StdEncoding.EncodeToString([]byte(tokenKey)), 0o644},
		"etc/pam.d/popa3d":   {"auth required pam_unix.so\naccount required pam_unix.so\n", 0o644},
		"etc/imapd.conf":     {config, 0o644}, // where Cyrus looks for it
		"etc/cyrus.conf":     {fmt.Sprintf(cyrusServices, r.Port, r.TLSPort), 0o644},
		"logins":             {fmt.Sprintf("%s:%s\n", User, Password), 0o644},
		"users":              {fmt.Sprintf("%s:{PLAIN}%s\n", User, Password), 0o644},
	}
	for _, folder := range []string{"work", "run", "var/mail", "var/run", "var/lib/popa3d", "home"} {
		if err := os.MkdirAll(filepath.Join(r.dir, folder), 0o755); err != nil {
			tb.Fatal(err)
		}
	}
	for name, f := range files {
		path := filepath.Join(r.dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(f.data), f.mode); err != nil {
			tb.Fatal(err)
		}
	}
	for path, mode := range map[string]os.FileMode{"": 0o755, "var/mail": 0o1777} {
		if err := os.Chmod(filepath.Join(r.dir, path), mode|os.ModeSticky&(mode<<9)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := os.Chown(filepath.Join(r.dir, "home"), uid, gid); err != nil {
		tb.Fatal(err)
	}
}

const dovecotConf = `
protocols = pop3
listen = 127.0.0.1
base_dir = /run/dovecot
state_dir = /run/state
log_path = %[1]s/log
ssl = yes
ssl_cert = <%[1]s/cert.pem
ssl_key = <%[1]s/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain
auth_failure_delay = 0
pop3_lock_session = yes
mail_location = maildir:%[1]s/home/Maildir
first_valid_uid = 1000
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = %[1]s/oauth2
}
passdb {
  driver = passwd-file
  args = %[1]s/users
}
userdb {
  driver = static
  args = uid=%[4]d gid=%[5]d home=%[1]s/home
}
service pop3-login {
  inet_listener pop3 {
    port = %[2]d
  }
  inet_listener pop3s {
    port = %[3]d
    ssl = yes
  }
  service_count = 0
}
service anvil {
  client_limit = 1000
}
%[6]s
`

const mailutilsConf = `
mode daemon;
foreground yes;
max-children 50;
transcript no;
pidfile /run/pop3d.pid;
logging { facility mail; };
mailbox { mail-spool %[1]s/var/mail; };
auth { authentication generic:system; authorization system; };
tls { ssl-certificate-file %[1]s/cert.pem; ssl-key-file %[1]s/key.pem; };
server 127.0.0.1:%[2]d { transcript no; tls-mode ondemand; };
server 127.0.0.1:%[3]d { transcript no; tls-mode connection; };
`

// run starts the server and waits until it answers.
func (r *Real) run(tb TB, root string) {
	tb.Helper()
	log, err := os.Create(filepath.Join(r.dir, "out"))
	if err != nil {
		tb.Fatal(err)
	}
	defer log.Close()
	cmd := exec.Command("unshare", "--mount", "--pid", "--fork", "--kill-child=KILL", filepath.Join(r.dir, "inside.sh"), root, r.dir, string(r.Kind), strconv.Itoa(r.Port))
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
		r.popa3d(tb, cmd.Process.Pid)
		r.encrypt(tb)
	case Mailpit:
		r.encrypt(tb)
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
