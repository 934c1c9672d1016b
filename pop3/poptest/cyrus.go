package poptest

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// cyrusConf takes the folder of the server and further lines.
const cyrusConf = `
configdirectory: %[1]s/cyrus/db
partition-default: %[1]s/cyrus/spool
defaultpartition: default
proc_path: /run/cyrus/proc
mboxname_lockpath: /run/cyrus/lock
servername: localhost
allowplaintext: yes
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: %[1]s/cyrus/sasldb
tls_server_cert: %[1]s/cert.pem
tls_server_key: %[1]s/cyrus/key.pem
autocreate_quota: 0
expunge_mode: immediate
failedloginpause: 0
%[2]s
`

// cyrusServices takes both ports.
const cyrusServices = `
START { recover cmd="/usr/lib/cyrus/bin/ctl_cyrusdb -r" }
SERVICES {
  pop3 cmd="/usr/lib/cyrus/bin/pop3d" listen="127.0.0.1:%[1]d" prefork=0
  pop3s cmd="/usr/lib/cyrus/bin/pop3d -s" listen="127.0.0.1:%[2]d" prefork=0
}
EVENTS { }
`

const cyrusUID, mailGID = 993, 8 // within the server's own /etc

// fillCyrus lays files into the folder of the mailbox, one for each message, named
// by its number and a dot, and has the server find them.
func (r *Real) fillCyrus(messages [][]byte) error {
	if r.cyrusBox == "" {
		if _, err := r.logInOnce(); err != nil {
			return err
		}
		out, err := r.asCyrus("mbpath")
		if err != nil {
			return err
		}
		r.cyrusBox = strings.TrimSpace(out)
	}
	names, err := r.cyrusFiles()
	if err != nil {
		return err
	}
	for _, name := range names {
		r.cyrusLast = max(r.cyrusLast, cyrusNumber(name))
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	for _, m := range messages {
		r.cyrusLast++
		path := filepath.Join(r.cyrusBox, strconv.Itoa(r.cyrusLast)+".")
		if err := os.WriteFile(path, m, 0o600); err != nil {
			return err
		}
		if err := os.Chown(path, cyrusUID, mailGID); err != nil {
			return err
		}
	}
	_, err = r.asCyrus("reconstruct")
	return err
}

// asCyrus runs one of the server's own programs on the mailbox.
func (r *Real) asCyrus(program string) (string, error) {
	out, err := r.inNamespaces("setpriv", fmt.Sprintf("--reuid=%d", cyrusUID), fmt.Sprintf("--regid=%d", mailGID), "--clear-groups",
		"/usr/lib/cyrus/bin/"+program, "user/"+User).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s: %w: %s", program, err, out)
	}
	return string(out), nil
}

// logInOnce signs in once, and tells how many messages there are. The first time that makes
// the mailbox; each time it removes the files of what was deleted before, unless another
// session has not quite ended.
func (r *Real) logInOnce() (count int, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	nc, err := new(net.Dialer).DialContext(ctx, "tcp", r.address(r.Port))
	if err != nil {
		return 0, err
	}
	defer nc.Close()
	_ = nc.SetDeadline(time.Now().Add(10 * time.Second))
	buf := make([]byte, 512)
	for _, line := range []string{"", "USER " + User, "PASS " + Password, "STAT", "QUIT"} {
		if line != "" {
			if _, err := fmt.Fprintf(nc, "%s\r\n", line); err != nil {
				return 0, err
			}
		}
		n, err := nc.Read(buf)
		if err != nil || !bytes.HasPrefix(buf[:n], []byte("+OK")) {
			return 0, fmt.Errorf("visit: %q: %w", buf[:n], err)
		}
		if line == "STAT" {
			if _, err := fmt.Sscanf(string(buf[:n]), "+OK %d", &count); err != nil {
				return 0, err
			}
		}
	}
	return count, nil
}

// cyrusFiles are the files of the messages, in order.
func (r *Real) cyrusFiles() ([]string, error) {
	entries, err := os.ReadDir(r.cyrusBox)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if cyrusNumber(e.Name()) > 0 {
			names = append(names, filepath.Join(r.cyrusBox, e.Name()))
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(cyrusNumber(a), cyrusNumber(b)) })
	return names, nil
}

// cyrusNumber is the number of a message's file, or 0 for other files.
func cyrusNumber(name string) int {
	base, ok := strings.CutSuffix(filepath.Base(name), ".")
	n, err := strconv.Atoi(base)
	if !ok || err != nil {
		return 0
	}
	return n
}

// cyrusStored reads the mailbox of Cyrus, when it has removed the files of what was
// deleted.
func (r *Real) cyrusStored() ([][]byte, error) {
	var names []string
	for begun := time.Now(); ; time.Sleep(100 * time.Millisecond) {
		count, err := r.logInOnce()
		if err != nil {
			return nil, err
		}
		if names, err = r.cyrusFiles(); err != nil {
			return nil, err
		}
		if len(names) == count || time.Since(begun) > 20*time.Second {
			break
		}
	}
	var messages [][]byte
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		messages = append(messages, data)
	}
	return messages, nil
}
