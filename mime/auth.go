package mime

import (
	"bytes"
	"hash/fnv"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Auth is what a server found out about who has sent a message: the first field
// Authentication-Results (RFC 8601). Anybody can write such a field; it says something only
// where Server is the one that the user's own provider always names.
type Auth struct {
	Server  uint32 // a hash of the authserv-id (RFC 8601 section 2.5); 0 where there is no field
	Results AuthResults
}

// AuthResults are the findings that matter, as a set.
type AuthResults uint8

// The findings. What was not looked at, or could not be, is none of them.
const (
	SPFPass   AuthResults = 1 << iota // the host may send for the domain of the envelope (RFC 7208)
	SPFFail                           // it may not, also as softfail
	DKIMPass                          // there is a sound signature of somebody (RFC 6376)
	DKIMFail                          // there is one that is not sound
	DMARCPass                         // the domain in From stands for it (RFC 7489)
	DMARCFail                         // it does not
	OwnSigned                         // a sound signature is of the domain in From, or of one that it belongs to
)

// Has reports whether any of the given findings is there.
func (r AuthResults) Has(any AuthResults) bool { return r&any != 0 }

// Proved reports whether the domain in From has sent the message.
func (a Auth) Proved() bool { return a.Results.Has(DMARCPass | OwnSigned) }

// Refuted reports whether somebody else has, as far as can be told.
func (a Auth) Refuted() bool {
	return a.Results.Has(DMARCFail) || a.Results.Has(SPFFail|DKIMFail) && !a.Results.Has(DMARCPass|OwnSigned|SPFPass)
}

// noServer stands for an authserv-id that was left out, as some large providers do.
const noServer = 1

// authMethods are the findings of the methods by their results.
var authMethods = map[string]map[string]AuthResults{
	"spf":   {"pass": SPFPass, "fail": SPFFail, "softfail": SPFFail},
	"dkim":  {"pass": DKIMPass, "fail": DKIMFail},
	"dmarc": {"pass": DMARCPass, "fail": DMARCFail},
}

// parseAuth reads a field Authentication-Results, and whose signatures were sound.
func parseAuth(value []byte) (a Auth, signers []string) {
	text := strings.ToLower(string(withoutComments(value)))
	for i, part := range strings.Split(text, ";") {
		words := strings.Fields(part)
		if i == 0 {
			if a.Server = noServer; len(words) > 0 && !strings.Contains(words[0], "=") {
				h := fnv.New32a()
				_, _ = h.Write([]byte(strings.Trim(words[0], `"`)))
				a.Server = max(noServer+1, h.Sum32())
				continue
			}
		}
		if len(words) == 0 {
			continue
		}
		method, result, _ := strings.Cut(words[0], "=")
		found := authMethods[method][result]
		a.Results |= found
		for _, w := range words[1:] {
			if domain, ok := strings.CutPrefix(w, "header.d="); ok && found == DKIMPass {
				signers = append(signers, strings.Trim(domain, `"`))
			}
			if id, ok := strings.CutPrefix(w, "header.i="); ok && found == DKIMPass {
				signers = append(signers, strings.Trim(id[strings.LastIndexByte(id, '@')+1:], `"`))
			}
		}
	}
	return a, signers
}

// withoutComments drops what stands in round brackets (RFC 5322 section 3.2.2).
func withoutComments(value []byte) []byte {
	if bytes.IndexByte(value, '(') < 0 {
		return value
	}
	out, depth := make([]byte, 0, len(value)), 0
	for _, c := range value {
		switch {
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth == 0:
			out = append(out, c)
		}
	}
	return out
}

// signs reports whether one of some domains is that of an address, or one that it belongs
// to (RFC 7489 section 3.1.1, relaxed).
func signs(signers []string, from string) bool {
	if len(signers) == 0 {
		return false
	}
	own := organisation(strings.ToLower(from[strings.LastIndexByte(from, '@')+1:]))
	for _, s := range signers {
		if own != "" && organisation(s) == own {
			return true
		}
	}
	return false
}

// organisation is the part of a host's name that somebody can register.
func organisation(host string) string {
	host = strings.TrimRight(host, ".")
	if own, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return own
	}
	return host
}
