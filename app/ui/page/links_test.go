package page

import (
	"fmt"
	"strings"
	"testing"
)

func TestThreat_M14_Targets(t *testing.T) {
	for raw, want := range map[string]struct {
		leads string
		doubt Doubt
	}{
		"https://example.org/x":              {"example.org", DoubtNone},
		"http://example.org/":                {"example.org", DoubtPlain},
		"https://bank.example@evil.example/": {"evil.example", DoubtUser},
		"https://198.51.100.7/login":         {"198.51.100.7", DoubtNumber},
		"https://xn--pypal-4ve.example/":     {"xn--pypal-4ve.example", DoubtLetters},
		"https://pаypal.example/":            {"pаypal.example", DoubtLetters},
		"mailto:a@example.org":               {"a@example.org", DoubtNone},
	} {
		got, ok := ReadTarget(raw)
		if leads := got.Host + strings.Join(got.To, " "); !ok || leads != want.leads || got.Doubt != want.doubt {
			t.Errorf("%s: %v %q %v", raw, ok, leads, got.Doubt)
		}
	}
	for _, raw := range []string{"javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://x", "https://", "mailto:", "http://[::1", "\x00"} {
		if _, ok := ReadTarget(raw); ok {
			t.Errorf("%q must not be a link", raw)
		}
	}
}

func TestFindLinks(t *testing.T) {
	for text, want := range map[string][]string{
		"(see http://a.example/b).":          {"http://a.example/b"},
		"<https://a.example/x>":              {"https://a.example/x"},
		"http://a.example/(b)":               {"http://a.example/(b)"},
		"xhttp://a.example":                  nil,
		"http:// nothing":                    nil,
		"a:b https: mailto:x@y.example, end": {"mailto:x@y.example"},
		"HTTPS://A.EXAMPLE/":                 {"HTTPS://A.EXAMPLE/"},
	} {
		var got []string
		for _, l := range findLinks(text, 0, len(text), nil) {
			got = append(got, text[l.start:l.end])
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%q: %q", text, got)
		}
	}
}
