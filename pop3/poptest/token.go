package poptest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
)

// tokenKey is what Dovecot checks tokens with, and tokenKeyFile where it looks
// for it.
const (
	tokenKey     = "key of the tests"
	tokenKeyFile = "keys/default/HS256/default"
)

// Token returns an access token of OAuth 2 for a user that Dovecot accepts: a
// signed one (RFC 7519), so that it needs nobody to ask.
func Token(user string) string {
	encode := base64.RawURLEncoding.EncodeToString
	body := encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encode(fmt.Appendf(nil, `{"sub":%q,"iat":1,"exp":4000000000}`, user))
	mac := hmac.New(sha256.New, []byte(tokenKey))
	mac.Write([]byte(body))
	return body + "." + encode(mac.Sum(nil))
}
