package account

import (
	"errors"
	"testing"
)

func TestReadHost(t *testing.T) {
	for typed, want := range map[string]struct {
		host string
		port int
		err  error
	}{
		"mail.example":                        {"mail.example", 0, nil},
		"  mail.example\t":                    {"mail.example", 0, nil},
		"Mail.Example":                        {"Mail.Example", 0, nil},
		"https://mail.example":                {"mail.example", 0, nil},
		"https://mail.example/webmail?a=b#c":  {"mail.example", 0, nil},
		"HTTPS://mail.example:8443/":          {"mail.example", 0, nil},
		"http://mail.example:2096/cpsess":     {"mail.example", 0, nil},
		"imaps://mail.example:993":            {"mail.example", 0, nil},
		"https:/mail.example":                 {"mail.example", 0, nil},
		`http:\\\\mail.example\\webmail`:      {"mail.example", 0, nil},
		"ssl://mail.example:1995":             {"mail.example", 1995, nil},
		"pop3://mail.example":                 {"mail.example", 0, nil},
		"pops://anna@mail.example:995":        {"mail.example", 995, nil},
		"pop://anna%40b:x@mail.example/INBOX": {"mail.example", 0, nil},
		"//mail.example":                      {"mail.example", 0, nil},
		"mail.example/":                       {"mail.example", 0, nil},
		"mail.example:995":                    {"mail.example", 995, nil},
		"mail.example :995":                   {"mail.example", 995, nil},
		"mail.example: 995":                   {"mail.example", 995, nil},
		"mail.example 995":                    {"mail.example", 995, nil},
		"mail.example, port 995":              {"mail.example", 995, nil},
		"Server: mail.example":                {"mail.example", 0, nil},
		"Server:mail.example":                 {"mail.example", 0, nil},
		"server:\tlocalhost\r\n":              {"localhost", 0, nil},
		"POP3: mail.example:995":              {"mail.example", 995, nil},
		"POP3/SSL: mail.example, 995":         {"mail.example", 995, nil},
		"Incoming server (POP3) = 127.0.0.1":  {"127.0.0.1", 0, nil},
		"host=mail.example":                   {"mail.example", 0, nil},
		"Server: https://mail.example:8443/x": {"mail.example", 0, nil},
		"E-mail: anna@gmail.com":              {"pop.gmail.com", 0, nil},
		"mail.example (SSL)":                  {"mail.example", 0, nil},
		"mail.example (SSL/TLS)":              {"mail.example", 0, nil},
		"mail.example. Port: 995 (SSL/TLS)":   {"mail.example", 995, nil},
		"mail.example - port 995":             {"mail.example", 995, nil},
		"mail.example;995":                    {"mail.example", 995, nil},
		"mail.example\r\nPort 995\r\n":        {"mail.example", 995, nil},
		"mail.example:995 (SSL)":              {"mail.example", 995, nil},
		"mail.example:995/ssl":                {"mail.example", 995, nil},
		"ｍａｉｌ．ｅｘａｍｐｌｅ：９９５":                    {"mail.example", 995, nil},
		"[::1], port 995":                     {"::1", 995, nil},
		"mail.example:995, port 110":          {"", 0, ErrPort},
		"mail.example, other.example":         {"", 0, ErrBlank},
		"mail.example (user anna)":            {"", 0, ErrBlank},
		"Server: 995":                         {"Server", 995, nil},
		"mail.example port 995":               {"mail.example", 995, nil},
		"mail.example:":                       {"mail.example", 0, nil},
		"mail.example.":                       {"mail.example", 0, nil},
		"mail.example.:110":                   {"mail.example", 110, nil},
		"<mail.example>":                      {"mail.example", 0, nil},
		"“mail.example”,":                     {"mail.example", 0, nil},
		"mail\u200b.example":                  {"mail.example", 0, nil},
		"[mail.example]":                      {"mail.example", 0, nil},
		"[::1]":                               {"::1", 0, nil},
		"[::1]:995":                           {"::1", 995, nil},
		"::1":                                 {"::1", 0, nil},
		"2001:db8::25":                        {"2001:db8::25", 0, nil},
		"127.0.0.1:28182":                     {"127.0.0.1", 28182, nil},
		"localhost":                           {"localhost", 0, nil},
		"my_host.lan":                         {"my_host.lan", 0, nil},
		"müller.example":                      {"xn--mller-kva.example", 0, nil},
		"POSTFACH.MÜLLER.EXAMPLE:995":         {"postfach.xn--mller-kva.example", 995, nil},
		"почта.пример":                        {"xn--80a1acny.xn--e1afmkfd", 0, nil},
		"邮件。例子":                               {"xn--5nq051n.xn--fsqu00a", 0, nil},
		"ｍａｉｌ.example":                        {"mail.example", 0, nil},
		"anna@post.example":                   {"pop.post.example", 0, nil},
		"mailto:anna@gmail.com":               {"pop.gmail.com", 0, nil},
		"Anna <anna@post.example>":            {"pop.post.example", 0, nil},
		"":                                    {"", 0, nil},
		"   ":                                 {"", 0, nil},
		"https://":                            {"", 0, nil},
		"two words":                           {"", 0, ErrBlank},
		"mail example com":                    {"", 0, ErrBlank},
		"mail..example":                       {"", 0, ErrNoHost},
		"-mail.example":                       {"", 0, ErrNoHost},
		"mail!.example":                       {"", 0, ErrNoHost},
		"995":                                 {"", 0, ErrNoHost},
		"256.1.1.1":                           {"", 0, ErrNoHost},
		"[mail.example":                       {"", 0, ErrNoHost},
		"mail.example:x":                      {"", 0, ErrPort},
		"mail.example:0":                      {"", 0, ErrPort},
		"mail.example:70000":                  {"", 0, ErrPort},
		"@post.example":                       {"", 0, ErrNoHost},
		"a\x00b.example":                      {"", 0, ErrNoHost},
	} {
		host, port, err := ReadHost(typed)
		if !errors.Is(err, want.err) || err == nil && (host != want.host || port != want.port) {
			t.Errorf("%q: %q %d %v, want %+v", typed, host, port, err, want)
		}
	}
}

func TestReadAddress(t *testing.T) {
	for typed, want := range map[string]string{
		"anna@post.example": "anna@post.example", " anna@post.example\r\n": "anna@post.example", "mailto:anna@post.example?subject=x": "anna@post.example",
		"MAILTO:anna@post.example": "anna@post.example", "<anna@post.example>": "anna@post.example", "Anna B <anna@post.example>": "anna@post.example",
		"\"Anna, B\" <mailto:anna@post.example>": "anna@post.example", "anna @ post.example": "anna@post.example", "anna@post.example,": "anna@post.example", "anna@post.example.": "anna@post.example",
		"E-mail: <anna@post.example>.": "anna@post.example",
		"anna\u200b@post.example":      "anna@post.example", "anna@müller.example": "anna@müller.example", "'anna@post.example'": "anna@post.example", "": "",
	} {
		if got, err := ReadAddress(typed); err != nil || got != want {
			t.Errorf("%q: %q %v", typed, got, err)
		}
	}
	for typed, want := range map[string]error{
		"anna": ErrAddress, "anna@": ErrAddress, "@post.example": ErrAddress, "a@b@c.example": ErrAddress, "anna b@post.example": ErrBlank,
		"Anna <anna@post.example>, Bob <bob@post.example>": ErrAddress, "anna@po st.example": ErrBlank, "anna@..": ErrAddress,
	} {
		if _, err := ReadAddress(typed); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", typed, err, want)
		}
	}
	for typed, want := range map[string]string{"  anna ": "anna", "<anna>": "anna", "anna b": "anna b", "mailto:anna@b.example": "anna@b.example", "DOMAIN\\anna": "DOMAIN\\anna", "anna%b.example": "anna%b.example"} {
		if got := ReadUser(typed); got != want {
			t.Errorf("%q: %q", typed, got)
		}
	}
}

func TestReadPort(t *testing.T) {
	for typed, want := range map[string]int{"995": 995, " 995 ": 995, ":995": 995, "Port 995": 995, "995/tcp": 995, "９９５": 995, "995 (SSL)": 995, "port: 995": 995, "0": 0, "": 0, "x": 0, "-1": 0, "70000": 0, "99999999999999999999": 0, "9 95": 0, "1e3": 0} {
		if got, err := ReadPort(typed); got != want || (err == nil) != (want > 0) {
			t.Errorf("%q: %d %v", typed, got, err)
		}
	}
}

func FuzzReadHost(f *testing.F) {
	for _, s := range []string{"https://a@b.example:1/x", "[::1]:995", "müller.example", "a b", "<x@y.z>", "::", "a:b:c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		host, port, err := ReadHost(s)
		if err != nil || host == "" {
			return
		}
		// What was read once is read again as the same.
		if again, _, err := ReadHost(host); err != nil || again != host || port < 0 || port > 65535 {
			t.Errorf("%q: %q, and then %q, %v", s, host, again, err)
		}
	})
}
