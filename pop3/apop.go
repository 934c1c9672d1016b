package pop3

import (
	"crypto/md5"
	"encoding/hex"
	"strings"
)

// loginAPOP logs in with a digest of time stamp and password (RFC 1939 section 7).
func (c *Conn) loginAPOP(cred Credentials) error {
	sum := md5.Sum([]byte(c.loginState.timestamp + cred.Password))
	digest := hex.EncodeToString(sum[:])
	c.addSecret(digest)
	return c.runLoginCommand("APOP", cred.User+" "+digest)
}

// timestamp returns the time stamp of a greeting, with its angle brackets, or
// nothing where there is no good one. It has to be a msg-id (RFC 1939 section 7,
// RFC 5322 section 3.6.4), strictly: servers that choose other bytes can learn a
// password from collisions of MD5 (CVE-2007-1558).
func timestamp(greeting string) string {
	start := strings.IndexByte(greeting, '<')
	if start < 0 {
		return ""
	}
	length := strings.IndexByte(greeting[start:], '>')
	if length < 0 {
		return ""
	}
	stamp := greeting[start : start+length+1]
	left, right, ok := strings.Cut(stamp[1:length], "@")
	if literal, is := strings.CutPrefix(right, "["); is {
		right = strings.TrimSuffix(literal, "]")
	}
	if !ok || !isDotAtom(left) || !isDotAtom(strings.ReplaceAll(right, ":", ".")) {
		return ""
	}
	return stamp
}

// isDotAtom reports whether s is made of the characters of a dot-atom
// (RFC 5322 section 3.2.3). Dots in a row are let pass: servers send them.
func isDotAtom(s string) bool {
	const special = "!#$%&'*+-/=?^_`{|}~."
	for _, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		if !letter && !strings.ContainsRune(special, r) {
			return false
		}
	}
	return s != ""
}
