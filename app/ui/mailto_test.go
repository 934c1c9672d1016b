package ui

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// opener is an app whose system opens addresses, or does not.
type opener struct {
	fyne.App
	opened []string
	err    error
}

func (o *opener) OpenURL(u *url.URL) error {
	o.opened = append(o.opened, u.String())
	return o.err
}

// TestDoubtsAreTold checks that the card of a link says why it needs a second look.
func TestDoubtsAreTold(t *testing.T) {
	for link, want := range map[string]string{
		"https://example.org/":                   "",
		"http://example.org/":                    "not encrypted",
		"https://bank.example@evil.example/":     "It leads to evil.example",
		"https://198.51.100.7/login":             "bare number",
		"https://xn--pypal-4ve.example/":         "look like others",
		"mailto:a@b.example?cc=spy@evil.example": "A copy goes to spy@evil.example.",
	} {
		s := newStage(t)
		s.mailbox(1)
		s.reading.showLink(link)
		if got := s.card.Extra.Text; !strings.Contains(got, want) || (want == "") != (got == "") {
			t.Errorf("%s: %q", link, got)
		}
	}
}

func TestLinksOpenOffTheWindow(t *testing.T) {
	s := newStage(t)
	s.mailbox(3)
	o := &opener{App: s.deps.App, err: errors.New("no browser")}
	s.deps.App = o
	s.reading.showLink("https://example.org/")
	s.posts = nil
	test.Tap(s.card.Buttons[1])
	if len(o.opened) == 0 && len(s.posts) == 0 {
		t.Fatal("nothing is opened")
	}
	s.drain(10)
	if len(o.opened) != 1 || o.opened[0] != "https://example.org/" {
		t.Errorf("opened %v", o.opened)
	}
	if s.notices.told == nil || !strings.Contains(s.notices.told.Details, "no browser") {
		t.Errorf("told is %+v", s.notices.told)
	}
}
