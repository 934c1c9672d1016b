package bombtest

import (
	"bytes"
	"net/mail"
	"testing"
)

// TestPast makes mailboxes in which nothing has happened yet.
func TestPast(t *testing.T) {
	for seed := uint64(1); seed <= 20; seed++ {
		h := NewHome(seed)
		all := h.Past(300, 60, now)
		checkMail(t, h.Addr, all)
		if len(all) != 300 || all[0].At.Before(now.AddDate(0, 0, -61)) {
			t.Errorf("seed %d: %d mails from %v", seed, len(all), all[0].At)
		}
	}
}

// checkMail holds what is so for all that is made: it is mail to the user, in order.
func checkMail(t *testing.T, user string, all []Mail) {
	t.Helper()
	for i, m := range all {
		if i > 0 && m.At.Before(all[i-1].At) {
			t.Fatalf("out of order: %v", m.At)
		}
		if bytes.Count(m.Raw, []byte("\n")) != bytes.Count(m.Raw, []byte("\r\n")) {
			t.Fatalf("wrong line ends:\n%s", m.Raw)
		}
		msg, err := mail.ReadMessage(bytes.NewReader(m.Raw))
		if err != nil {
			t.Fatalf("%v in\n%s", err, m.Raw)
		}
		if msg.Header.Get("Delivered-To") != user || msg.Header.Get("Received") == "" || msg.Header.Get("Return-Path") == "" {
			t.Fatalf("it did not reach the user:\n%s", m.Raw)
		}
		if m.Person && (m.Bomb || !m.Good) || m.Hidden && !m.Good {
			t.Fatalf("the truth about it cannot be: %+v", m)
		}
		if len(m.Raw) > 20_000 {
			t.Fatalf("it has %d bytes", len(m.Raw))
		}
	}
}
