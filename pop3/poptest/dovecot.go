package poptest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// dovecotConf takes the folder of the server, both ports, user and group of the account,
// and further lines.
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

// fillMaildir replaces the mailbox of Dovecot.
func (r *Real) fillMaildir(messages [][]byte) error {
	box := filepath.Join(r.Home(), "Maildir")
	if err := os.RemoveAll(box); err != nil {
		return err
	}
	for _, folder := range []string{"", "tmp", "new", "cur"} {
		path := filepath.Join(box, folder)
		if err := os.MkdirAll(path, 0o700); err != nil {
			return err
		}
		if err := os.Chown(path, accountUID, accountGID); err != nil {
			return err
		}
	}
	if r.FirstUID > 0 {
		path := filepath.Join(box, "dovecot-uidlist")
		if err := os.WriteFile(path, fmt.Appendf(nil, "3 V1700000000 N%d\n", r.FirstUID), 0o600); err != nil {
			return err
		}
		if err := os.Chown(path, accountUID, accountGID); err != nil {
			return err
		}
	}
	for i, m := range messages {
		data := bytes.ReplaceAll(m, []byte("\r\n"), []byte("\n"))
		// The sizes in the name spare the server reading every file.
		path := filepath.Join(box, "cur", fmt.Sprintf("%d.M%07d.test,S=%d,W=%d:2,", 1_700_000_000+i, i, len(data), len(m)))
		if err := os.WriteFile(path, data, 0o600); err != nil {
			return err
		}
		if err := os.Chown(path, accountUID, accountGID); err != nil {
			return err
		}
	}
	return nil
}

// Deliver adds messages to the mailbox of Dovecot, also while sessions are open. The
// number of the first one, counted from 1 since [Real.Fill], is after.
func (r *Real) Deliver(after int, messages [][]byte) error {
	box := filepath.Join(r.Home(), "Maildir")
	for i, m := range messages {
		name := fmt.Sprintf("%d.M%07d.new", 1_800_000_000+after+i, after+i)
		tmp := filepath.Join(box, "tmp", name)
		if err := os.WriteFile(tmp, bytes.ReplaceAll(m, []byte("\r\n"), []byte("\n")), 0o600); err != nil {
			return err
		}
		if err := os.Chown(tmp, accountUID, accountGID); err != nil {
			return err
		}
		if err := os.Rename(tmp, filepath.Join(box, "new", name)); err != nil {
			return err
		}
	}
	return nil
}

// maildirStored reads the mailbox of Dovecot.
func (r *Real) maildirStored() ([][]byte, error) {
	var messages [][]byte
	var names []string
	for _, folder := range []string{"new", "cur"} {
		dir := filepath.Join(r.Home(), "Maildir", folder)
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			names = append(names, filepath.Join(dir, e.Name()))
		}
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(filepath.Base(a), filepath.Base(b)) })
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		messages = append(messages, bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n")))
	}
	return messages, nil
}
