package login

import (
	"crypto/sha1"
	"crypto/tls"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xdg-go/scram"
	"golang.org/x/text/secure/precis"

	"github.com/restante/restante/pop3"
)

// hash is one of the hash functions of SCRAM.
type hash struct {
	name string
	new  scram.HashGeneratorFcn
}

// hashes are the hash functions, the strongest first.
var hashes = []hash{
	{"SCRAM-SHA-512", scram.SHA512},
	{"SCRAM-SHA-256", scram.SHA256},
	{"SCRAM-SHA-1", sha1.New},
}

// maxIterations bounds the work that a server can ask for: about two seconds. The
// least that is accepted is 4096 (RFC 5802 section 5.1), so that the proof cannot
// be guessed from cheaply.
const maxIterations = 2_000_000

// scramMechanism is SCRAM (RFC 5802, RFC 7677), with or without channel binding.
type scramMechanism struct {
	hash           hash
	bound          bool
	user, password string
}

func (m scramMechanism) Name() string {
	if m.bound {
		return m.hash.name + "-PLUS"
	}
	return m.hash.name
}

// Exposes is the least there is: the password cannot be had from what is sent except by
// guessing, and each guess takes long.
func (m scramMechanism) Exposes() pop3.Exposure {
	if m.bound {
		return pop3.ExposesBound
	}
	return pop3.ExposesProof
}

func (m scramMechanism) Begin(line pop3.Line) ([]byte, pop3.Exchange, error) {
	client, err := m.client()
	if err != nil {
		return nil, nil, err
	}
	binding, can := bindingOf(line.TLS)
	var conv *scram.ClientConversation
	switch {
	case m.bound && (!can || offersBinding(line.Refused) && !slices.Contains(line.Refused, m.Name())):
		// Where one bound form was refused for what it is, the others are too.
		return nil, nil, fmt.Errorf("login: no channel binding on this line: %w", errors.ErrUnsupported)
	case m.bound:
		conv = client.NewConversationWithChannelBinding(binding)
	case can && !offersBinding(line.Offered):
		// A server that does offer it learns from this that somebody has taken
		// the offer out of its list (RFC 5802 section 6).
		conv = client.NewConversationAdvertisingChannelBinding()
	default:
		conv = client.NewConversation()
	}
	first, err := conv.Step("")
	return []byte(first), &scramExchange{conv: conv, bound: m.bound}, err
}

// client prepares name and password with SASLprep (RFC 4013), as RFC 5802 asks
// for. It knows no letters that are younger than Unicode 3.2; what it refuses is
// prepared as RFC 8265 has it, which is for the same purpose and knows all.
func (m scramMechanism) client() (*scram.Client, error) {
	if client, err := m.hash.new.NewClient(m.user, m.password, ""); err == nil {
		return client, nil
	}
	password, err := precis.OpaqueString.String(m.password)
	if err != nil {
		return nil, pop3.ErrCredentials // the error may name a letter of it
	}
	return m.hash.new.NewClientUnprepped(m.user, password, "")
}

// bindingOf returns what ties a login to the encrypted line: tls-exporter for TLS
// 1.3 (RFC 9266), and tls-unique for TLS 1.2 (RFC 5929 section 3) where it is
// known, which it is not after a resumption that could be tampered with.
func bindingOf(state *tls.ConnectionState) (scram.ChannelBinding, bool) {
	if state == nil {
		return scram.ChannelBinding{}, false
	}
	if state.Version >= tls.VersionTLS13 {
		binding, err := scram.NewTLSExporterBinding(state)
		return binding, err == nil
	}
	return scram.NewTLSUniqueBinding(state.TLSUnique), len(state.TLSUnique) > 0
}

func offersBinding(offered []string) bool {
	return slices.ContainsFunc(offered, func(name string) bool {
		return strings.HasPrefix(name, "SCRAM-") && strings.HasSuffix(name, "-PLUS")
	})
}

// scramExchange is a login with SCRAM under way.
type scramExchange struct {
	conv   *scram.ClientConversation
	bound  bool
	step   int
	failed string // what the server said instead of its proof (RFC 5802 section 7, server-error)
}

// Next answers the server's first message with the client's proof, and checks
// that of the server in its final one.
func (ex *scramExchange) Next(challenge []byte) ([]byte, error) {
	text := string(challenge)
	ex.step++
	if reason, is := strings.CutPrefix(text, "e="); is {
		ex.failed = reason
		return []byte{}, nil
	}
	if ex.step == 1 {
		if err := checkIterations(text); err != nil {
			return nil, err
		}
	}
	response, err := ex.conv.Step(text)
	switch {
	case err == nil:
		return []byte(response), nil
	case ex.step == 1:
		return nil, &pop3.ProtocolError{Command: "AUTH", Detail: "the server's first message of SCRAM is wrong"}
	}
	return nil, pop3.ErrServerProof
}

// checkIterations refuses what would take too long to compute.
func checkIterations(first string) error {
	for field := range strings.SplitSeq(first, ",") {
		if count, is := strings.CutPrefix(field, "i="); is {
			if n, err := strconv.Atoi(count); err != nil || n > maxIterations {
				return &pop3.ProtocolError{Command: "AUTH", Detail: "the server asks for too much work"}
			}
		}
	}
	return nil
}

// Finish takes +OK only from a server that has proved itself, and tells refusals
// apart.
func (ex *scramExchange) Finish(refused *pop3.Error) error {
	if refused == nil {
		if !ex.conv.Valid() {
			return pop3.ErrServerProof
		}
		return nil
	}
	switch ex.failed {
	case "channel-bindings-dont-match":
		return pop3.ErrChannelBinding
	case "server-does-support-channel-binding":
		return errors.Join(pop3.ErrChannelBinding, refused)
	case "channel-binding-not-supported", "unsupported-channel-binding-type":
		refused.Code, refused.RefusesMethod = "", true // this is not about the password
	case "invalid-proof", "unknown-user":
		refused.Code = pop3.CodeAuth
	}
	if ex.step == 0 && ex.ofTheWay(refused) {
		refused.RefusesMethod = true
	}
	return refused
}

// ofTheWay reports whether a refusal of the first message is of the mechanism: so far
// nothing that depends on the password had been sent. Where the words give another
// reason it is not, nor where they speak of the name, unless the form is bound: Cyrus
// lists the bound forms on lines whose binding it does not know, and refuses them as if
// name and password were wrong.
func (ex *scramExchange) ofTheWay(refused *pop3.Error) bool {
	switch refused.Hint() {
	case pop3.HintNone, pop3.HintCommand, pop3.HintMechanism:
		return refused.Code == "" || ex.bound && refused.Code == pop3.CodeAuth
	case pop3.HintPassword:
		return ex.bound
	}
	return false
}
