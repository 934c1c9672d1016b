package pop3

import "crypto/tls"

// A SASL mechanism is added by a type that has the methods of [Mechanism]; a login uses
// those in [Credentials.Mechanisms]. This package has PLAIN alone, in plain.go, so that it
// needs no cryptography beyond the standard library. The lines of AUTH are sent and read
// in auth.go.

// Mechanism is the client's side of a SASL mechanism (RFC 4422), for AUTH
// (RFC 5034). It holds the name and the secret that it was made for.
type Mechanism interface {
	// Name is the mechanism's name as CAPA lists it, in upper case.
	Name() string

	// Exposes says how much of the secret one learns who reads the line, or has put
	// himself at its other end.
	Exposes() Exposure

	// Begin starts a login. When the client speaks first, initial is its first
	// response, which may be empty; it is nil when the server speaks first. An
	// error that is [errors.ErrUnsupported] says that the mechanism cannot be
	// used on this line: then the next one is taken, and nothing was sent.
	Begin(line Line) (initial []byte, ex Exchange, err error)
}

// Exchange is one login under way.
type Exchange interface {
	// Next answers a challenge of the server. On an error the exchange is
	// cancelled (RFC 5034 section 4) and Login returns that error.
	Next(challenge []byte) (response []byte, err error)

	// Finish is called with the server's last word: nil for +OK, else the
	// refusal, which may be changed to tell more. Login returns its result. A
	// mechanism in which the server proves who it is must return an error, such
	// as [ErrServerProof], when +OK comes without that proof.
	Finish(refused *Error) error
}

// Line is what a mechanism may know of the connection.
type Line struct {
	Host    string               // of the server, as it was dialed; empty when that is not known
	Port    string               // likewise
	TLS     *tls.ConnectionState // for channel binding; nil when the line is not encrypted
	Offered []string             // the mechanisms that the server says it has
	Refused []string             // what it has refused all the same, see [Credentials.Refused]
}

// Exposure is how much of a secret a way to log in gives away. The greater, the more.
type Exposure int

// How much is given away.
const (
	ExposesBound  Exposure = iota // a proof that holds for this encrypted line alone; to guess from it takes long
	ExposesProof                  // the same for any line, as with SCRAM
	ExposesDigest                 // a proof too, from which a weak password is soon guessed, as with CRAM-MD5
	exposesStamp                  // the same, and a forged challenge can draw letters out of it: APOP
	ExposesSecret                 // the password or the token itself
)
