package poptest

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// mailutilsConf takes the folder of the server and both ports.
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

// AwaitRest waits until no session of Mailutils is under way, also none that was
// cut off: such a one may write its old copy of the mailbox back after a later
// session has ended. The other servers do not do that.
func (r *Real) AwaitRest() {
	for range 400 {
		server := children(r.pid)
		if r.Kind != Mailutils || len(server) != 1 || len(children(server[0])) == 0 {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// children are the processes that a process has started; none where the system
// does not tell.
func children(pid int) (all []int) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if err != nil {
		return nil
	}
	for word := range strings.FieldsSeq(string(data)) {
		var child int
		if _, err := fmt.Sscan(word, &child); err == nil {
			all = append(all, child)
		}
	}
	return all
}
