package poptest

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// lateAddress is that of a server at the end of a line that is late on purpose,
// from the range for measurements (RFC 2544 appendix C.2.2).
const lateAddress = "198.18.0.1"

// passwordHash is Password as the system's crypt function stores it.
const passwordHash = "$6$restante$WMfh3BnAgncBhakBXr0Eav0R5NNaB5MS5jTNveV.MTmuou0aEo6py7PVJQfPoxsbik9.rlARSVSwNHLlGuiTE1"

const (
	accountUID = 20001 // of the account, within the server's own /etc
	accountGID = 20001
)

// writeFiles writes all that the server reads besides the mail.
func (r *Real) writeFiles(tb TB, extra []string) {
	tb.Helper()
	cert, key := r.CA.pemFiles("localhost", "127.0.0.1", lateAddress)
	config := fmt.Sprintf(dovecotConf, r.dir, r.Port, r.TLSPort, accountUID, accountGID, strings.Join(extra, "\n"))
	switch r.Kind {
	case Mailutils:
		config = fmt.Sprintf(mailutilsConf, r.dir, r.Port, r.TLSPort)
	case Cyrus:
		config = fmt.Sprintf(cyrusConf, r.dir, strings.Join(extra, "\n"))
	}
	passwd := fmt.Sprintf("root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/nonexistent:/bin/false\ndovecot:x:990:990::/nonexistent:/bin/false\ndovenull:x:991:991::/nonexistent:/bin/false\npopa3d:x:992:992::/nonexistent:/bin/false\ncyrus:x:993:8::/nonexistent:/bin/sh\n%s:x:%d:%d::%s/home:/bin/sh\n", User, accountUID, accountGID, r.dir)
	files := map[string]struct {
		data string
		mode os.FileMode
	}{
		"conf":               {config, 0o644},
		"inside.sh":          {insideScript, 0o644},
		"cert.pem":           {string(cert), 0o644},
		"key.pem":            {string(key), 0o600},
		"etc/passwd":         {passwd, 0o644},
		"etc/group":          {fmt.Sprintf("root:x:0:\nmail:x:8:\nnogroup:x:65534:\ndovecot:x:990:\ndovenull:x:991:\npopa3d:x:992:\n%s:x:%d:\n", User, accountGID), 0o644},
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
	if err := os.Chown(filepath.Join(r.dir, "home"), accountUID, accountGID); err != nil {
		tb.Fatal(err)
	}
}
