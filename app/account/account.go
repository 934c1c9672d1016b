// Package account holds who signs in and where: addresses, servers, how the
// line is secured, the settings on disk and the passwords, which are never in
// them.
package account

// Security says how the line to a server is protected.
type Security string

// The ways to protect a line, the best first.
const (
	TLS      Security = "tls"      // encrypted from the first byte, port 995 (RFC 8314)
	StartTLS Security = "starttls" // encrypted on demand, port 110 (RFC 2595)
	Plain    Security = "plain"    // not encrypted, port 110; only with the user's consent
)

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
}
