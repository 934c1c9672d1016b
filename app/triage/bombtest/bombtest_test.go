package bombtest

import (
	"bytes"
	"net/mail"
	"testing"
	"time"
)

var now = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func count(list []Mail) (good, hidden, bomb int) {
	for _, m := range list {
		if m.Good {
			good++
		}
		if m.Hidden {
			hidden++
		}
		if m.Bomb {
			bomb++
		}
	}
	return good, hidden, bomb
}

func TestMailboxes(t *testing.T) {
	for seed := uint64(1); seed <= 30; seed++ {
		all := Merge(Ordinary(seed, 300, now), AlikeBomb(seed, 200, now), SubscriptionBomb(seed, 400, 5, now))
		if good, hidden, bomb := count(all); good < 100 || good > 305 || hidden != 5 || bomb != 600 {
			t.Errorf("seed %d: %d good, %d hidden, %d of a bomb", seed, good, hidden, bomb)
		}
		for i, m := range all {
			if m.At.After(now) || i > 0 && m.At.Before(all[i-1].At) {
				t.Fatalf("seed %d: out of order, or not yet written: %v", seed, m.At)
			}
			if bytes.Count(m.Raw, []byte("\n")) != bytes.Count(m.Raw, []byte("\r\n")) || len(m.Raw) < 500 || len(m.Raw) > 3000 {
				t.Fatalf("seed %d: %d bytes or wrong line ends:\n%s", seed, len(m.Raw), m.Raw)
			}
			msg, err := mail.ReadMessage(bytes.NewReader(m.Raw))
			if err != nil {
				t.Fatalf("seed %d: %v in\n%s", seed, err, m.Raw)
			}
			if _, err := mail.ParseAddress(msg.Header.Get("From")); err != nil {
				t.Fatalf("seed %d: %v in\n%s", seed, err, m.Raw)
			}
			if subject := msg.Header.Get("Subject"); subject == "" || bytes.Contains([]byte(subject), []byte("%!")) {
				t.Fatalf("seed %d: bad subject in\n%s", seed, m.Raw)
			}
		}
	}
}

func TestSeedsRepeatAndDiffer(t *testing.T) {
	a, b, c := SubscriptionBomb(7, 50, 2, now), SubscriptionBomb(7, 50, 2, now), SubscriptionBomb(8, 50, 2, now)
	for i := range a {
		if !bytes.Equal(a[i].Raw, b[i].Raw) {
			t.Fatal("the same seed makes another bomb")
		}
	}
	if bytes.Equal(a[0].Raw, c[0].Raw) {
		t.Error("another seed makes the same bomb")
	}
}

func TestLanguagesAreComplete(t *testing.T) {
	if len(languages()) < 25 {
		t.Errorf("%d languages", len(languages()))
	}
	for i, l := range languages() {
		for _, field := range []string{"confirm", "welcome", "account", "contact", "issue", "bank", "shop", "signin", "parcel", "code", "letter", "name"} {
			if len(l[field]) == 0 || l[field][0] == "" {
				t.Errorf("language %d has no %s", i, field)
			}
		}
	}
}

func BenchmarkSubscriptionBomb(b *testing.B) {
	for b.Loop() {
		SubscriptionBomb(1, 10_000, 10, now)
	}
}
