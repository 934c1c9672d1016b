package page

import (
	"strings"
	"testing"
)

func TestThreat_M14_MailtoHandsOnLittle(t *testing.T) {
	for raw, want := range map[string]string{
		"mailto:a@b.example": "mailto:a@b.example",
		"MAILTO:a@b.example?Subject=Hi%20there&BODY=x%0D%0Ay":  "mailto:a@b.example?subject=Hi%20there&body=x%0D%0Ay",
		"mailto:a@b.example?attach=/home/anna/.ssh/id_rsa":     "mailto:a@b.example",
		"mailto:a@b.example?attachment=/x&subject=ok":          "mailto:a@b.example?subject=ok",
		"mailto:a@b.example?insert=/x&file=/y&attachments=/z":  "mailto:a@b.example",
		"mailto:a@b.example?a%74tach=/x":                       "mailto:a@b.example",
		"mailto:a@b.example?subject=x&amp;attach=/y":           "mailto:a@b.example?subject=x",
		"mailto:a@b.example?bcc=spy@evil.example":              "mailto:a@b.example",
		"mailto:a@b.example?from=boss@firm.example&reply-to=x": "mailto:a@b.example",
		"mailto:a@b.example?cc=c@d.example":                    "mailto:a@b.example?cc=c@d.example",
		"mailto:a@b.example?to=e@f.example,g@h.example":        "mailto:a@b.example,e@f.example,g@h.example",
		"mailto:?to=e@f.example":                               "mailto:e@f.example",
		"mailto:a@b.example?subject=x%0D%0ABcc:%20spy@e.org":   "mailto:a@b.example?subject=x%20Bcc%3A%20spy%40e.org",
		"mailto:a@b.example%0D%0ABcc:x@y.example":              "",
		"mailto:a@b.example%22%20--attach%20/x":                "",
		"mailto:%2D-attach=/x@b.example":                       "",
		"mailto:a@b.example%3Fattach=/x":                       "",
		"mailto:a@b.example%26attach=/x":                       "",
		"mailto:a@b.example,x,%20,c@d.example":                 "mailto:a@b.example,c@d.example",
		"mailto:a@b.example?subject=%zz&body=%C3%A9":           "mailto:a@b.example?body=%C3%A9",
		"mailto:a@b.example?subject=a+b%26attach=/x":           "mailto:a@b.example?subject=a%2Bb%26attach%3D%2Fx",
		"mailto:a@b.example?subject=one&subject=two":           "mailto:a@b.example?subject=one",
		"mailto:a@b.example#attach=/x":                         "mailto:a@b.example",
		"mailto:?subject=x":                                    "",
		"mailto:nobody":                                        "",
		"mailto:" + strings.Repeat("a@b.example,", 50):         "",
	} {
		got, ok := ReadTarget(raw)
		want = strings.ReplaceAll(want, "%40", "@")
		if ok != (want != "") || ok && got.Full != want {
			t.Errorf("%s\n got %s, %v\nwant %s", raw, got.Full, ok, want)
		}
		if ok && got.Url.String() != got.Full {
			t.Errorf("%s is shown as %s and opened as %s", raw, got.Full, got.Url)
		}
	}
	if got, _ := ReadTarget("mailto:a@b.example?cc=spy@evil.example"); got.Doubt != DoubtCopy || len(got.Copy) != 1 || got.Copy[0] != "spy@evil.example" {
		t.Errorf("a copy goes out, and what is told is %v %q", got.Doubt, got.Copy)
	}
}
