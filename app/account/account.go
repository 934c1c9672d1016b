// Package account holds who signs in and where: addresses, servers, how the
// line is secured, the settings on disk, and the passwords, which are never in
// them but in the system's keyring or in memory.
package account

import (
	"encoding/hex"
	"net"
	"strconv"
	"strings"

	"github.com/restante/restante/app/provider"
)

// Security says how the line to a server is protected.
type Security string

// The ways to protect a line, the best first.
const (
	TLS      Security = "tls"      // encrypted from the first byte, port 995 (RFC 8314)
	StartTLS Security = "starttls" // encrypted on demand, port 110 (RFC 2595)
	Plain    Security = "plain"    // not encrypted, port 110; only with the user's consent
)

// Port is the port that is used by custom.
func (s Security) Port() int {
	if s == TLS {
		return 995
	}
	return 110
}

// Server is where a mailbox is.
type Server struct {
	Host     string   `json:"host"`
	Port     int      `json:"port"`
	Security Security `json:"security"`
}

// Account is one mailbox of one person. It holds no secret.
type Account struct {
	Address     string `json:"address"` // e-mail address; also the name in the window
	User        string `json:"user"`    // login name, most often the address
	Server      Server `json:"server"`
	PlainAgreed bool   `json:"plainAgreed,omitempty"` // the user accepted an unencrypted line for this account
	PinnedKey   string `json:"pinnedKey,omitempty"`   // in hex, the SHA-256 of the server's key that the user accepted although its certificate does not verify
	Login       string `json:"login,omitempty"`       // the way to log in that worked last, or that the user agreed to; none that reveals more is used
	Refused     string `json:"refused,omitempty"`     // the ways that the server offers and did not take then, with blanks between
}

// Pin returns the key that the user accepted for the server, and false where
// there is none. What cannot be read counts as none: the exception is then made
// anew.
func (a Account) Pin() (key [32]byte, ok bool) {
	raw, err := hex.DecodeString(a.PinnedKey)
	if err != nil || len(raw) != len(key) {
		return key, false
	}
	return [32]byte(raw), true
}

// ID names a mailbox wherever one of several may be meant: to the program, in the keyring
// and on the disk. Two accounts with the same login name at the same server are the same
// mailbox.
type ID string

// ID names the account.
func (a Account) ID() ID {
	return ID(a.User + "@" + net.JoinHostPort(a.Server.Host, strconv.Itoa(a.Server.Port)))
}

// Suggest guesses the server of an e-mail address: that of a known provider, or
// the name most providers use. It asks nobody. The Host is empty as long as the
// address has no domain.
func Suggest(address string) Server {
	_, domain, _ := strings.Cut(strings.ToLower(strings.TrimSpace(address)), "@")
	domain = strings.Trim(domain, ". ")
	s := Server{Port: TLS.Port(), Security: TLS}
	switch host := provider.Host(domain); {
	case host != "":
		s.Host = host
	case strings.Contains(domain, "."):
		s.Host = "pop." + domain
	}
	return s
}
