package bombtest

import (
	"bytes"
	"mime"
	"net/mail"
	"strings"
	"testing"
	"time"
)

// setting is one for a test; much of it follows from the seed.
func setting(seed uint64, size int) Setting {
	longs := []time.Duration{10 * time.Minute, 5 * time.Hour, 40 * time.Hour, 10 * 24 * time.Hour}
	s := Setting{Seed: seed, Home: NewHome(seed * 7), Size: size, Hidden: 12, Long: longs[seed%4], Until: now}
	s.From = now.Add(-s.Long - time.Duration(seed%3)*time.Hour)
	if seed%5 == 4 { // it is still going on
		s.From = now.Add(-s.Long / 2)
	}
	return s
}

// TestAttacks makes each attack at several sizes.
func TestAttacks(t *testing.T) {
	if n := len(Attacks()); n < 14 {
		t.Errorf("%d kinds", n)
	}
	for _, scene := range Attacks() {
		for seed := uint64(1); seed <= 5; seed++ {
			s := setting(seed, []int{100, 300}[seed%2])
			all := scene.Make(s)
			checkMail(t, s.Home.Addr, Merge(s.Home.Past(50, 30, s.From), all))
			checkAttack(t, scene, s, all)
		}
	}
}

// checkAttack holds what is so for every attack.
func checkAttack(t *testing.T, scene Scene, s Setting, all []Mail) {
	t.Helper()
	if scene.Name == "" || scene.Source == "" {
		t.Fatalf("%+v has no name or source", scene)
	}
	good, hidden, bomb := count(all)
	if good != s.Hidden || hidden != s.Hidden || bomb != s.Size || len(all) != s.Size+s.Hidden {
		t.Fatalf("%s, seed %d: %d good, %d hidden, %d of the bomb, %d in all", scene.Name, s.Seed, good, hidden, bomb, len(all))
	}
	end := s.From.Add(s.Long)
	for _, m := range all {
		if m.At.Before(s.From) || m.At.After(end) || m.At.After(s.Until) {
			t.Fatalf("%s, seed %d: %v is not in the time of the attack", scene.Name, s.Seed, m.At)
		}
		if m.Bomb && (m.Good || m.Hidden || m.Person) {
			t.Fatalf("%s: the truth about it cannot be: %+v", scene.Name, m)
		}
		checkFields(t, m.Raw)
	}
}

// checkFields reads what a mail program shows of a message.
func checkFields(t *testing.T, raw []byte) {
	t.Helper()
	msg, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%v in\n%s", err, raw)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(msg.Header.Get("Subject"))
	if err != nil || subject == "" || strings.ContainsAny(subject, "\r\n{}") || strings.Contains(subject, "%s") || strings.Contains(subject, "%!") {
		t.Fatalf("subject %q, %v in\n%s", subject, err, raw)
	}
	if msg.Header.Get("From") == "" || msg.Header.Get("To") == "" || msg.Header.Get("Date") == "" {
		t.Fatalf("it lacks a field:\n%s", raw)
	}
	if _, err := msg.Header.Date(); err != nil {
		t.Fatalf("%v in\n%s", err, raw)
	}
	for line := range bytes.Lines(raw) {
		if len(line) > 998 {
			t.Fatalf("a line has %d bytes in\n%s", len(line), raw)
		}
	}
}

// TestAttacksFollowFromTheSeed makes attacks twice.
func TestAttacksFollowFromTheSeed(t *testing.T) {
	for _, scene := range Attacks() {
		a, b := scene.Make(setting(3, 200)), scene.Make(setting(3, 200))
		for i := range a {
			if !bytes.Equal(a[i].Raw, b[i].Raw) || !a[i].At.Equal(b[i].At) {
				t.Fatalf("%s: the same seed makes another attack", scene.Name)
			}
		}
		other := setting(3, 200)
		other.Seed = 4
		same := 0
		for i, m := range scene.Make(other) {
			if bytes.Equal(a[i].Raw, m.Raw) {
				same++
			}
		}
		if same > 0 {
			t.Errorf("%s: another seed makes %d of the same mails", scene.Name, same)
		}
	}
}

// TestHiddenLetters counts what is hidden: of all kinds, in many languages.
func TestHiddenLetters(t *testing.T) {
	if n := len(tongues()); n < 36 {
		t.Errorf("%d languages", n)
	}
	for i, l := range tongues() {
		for _, what := range affairs {
			if len(l[what.kind]) == 0 {
				t.Errorf("language %d has no %s", i, what.kind)
			}
		}
	}
	people, all, subjects := 0, 0, make(map[string]bool)
	for seed := uint64(1); seed <= 60; seed++ {
		s := setting(seed, 100)
		s.Hidden = 30
		for _, m := range Attacks()[seed%uint64(len(Attacks()))].Make(s) {
			if !m.Hidden {
				continue
			}
			all++
			if m.Person {
				people++
			}
			msg, _ := mail.ReadMessage(bytes.NewReader(m.Raw))
			subjects[msg.Header.Get("Subject")] = true
		}
	}
	if people < all/4 || people > all/2 || len(subjects) < all/3 {
		t.Errorf("%d letters of people and %d subjects in %d", people, len(subjects), all)
	}
}

func BenchmarkAttacks(b *testing.B) {
	for _, scene := range Attacks() {
		b.Run(scene.Name, func(b *testing.B) {
			s := setting(2, 100_000)
			for b.Loop() {
				scene.Make(s)
			}
		})
	}
}
