package bombtest

import (
	"bytes"
	"net/mail"
	"slices"
	"strings"
	"testing"
	"time"
)

// calmOfPeople are the scenes in which people write to the user.
const calmOfPeople = `birthday wishes
answers to an invitation
condolences
a funeral to arrange
Christmas wishes of people and firms
a wedding
a family that answers to all in an evening
three weeks of holidays
automatic answers to a circular of the user
the parents of a school class
a reviewer of a conference
a hospital's shift group
the maintainer of a free program
the first day of a new employee
questions of buyers through a platform
the secretary of a club
a flat for rent
somebody who looks for work
a post that many read
homework of all pupils
a new account that gets the old mail
an old provider that forwards`

func TestCalm(t *testing.T) {
	scenes, people := Calm(), strings.Split(calmOfPeople, "\n")
	names := make(map[string]bool)
	for _, scene := range scenes {
		names[scene.Name] = true
	}
	if len(names) != len(scenes) || len(names) < 30 {
		t.Errorf("there are %d scenes of %d names", len(scenes), len(names))
	}
	for _, name := range people {
		if !names[name] {
			t.Errorf("there is no scene %q", name)
		}
	}
	for _, scene := range scenes {
		t.Run(scene.Name, func(t *testing.T) {
			if scene.Source == "" {
				t.Error("it has no source")
			}
			var last []Mail
			low, high, long := 1<<30, 0, time.Duration(0)
			for seed := uint64(1); seed <= 24; seed += 7 {
				s := Setting{Seed: seed, Home: NewHome(seed), From: now, Until: now.AddDate(0, 0, 40)}
				all := Merge(scene.Make(s))
				checkCalm(t, s, all)
				persons := 0
				for _, m := range all {
					if m.Person {
						persons++
					}
				}
				if slices.Contains(people, scene.Name) != (persons > 0) {
					t.Errorf("seed %d: %d mails of persons", seed, persons)
				}
				low, high, long = min(low, len(all)), max(high, len(all)), max(long, all[len(all)-1].At.Sub(all[0].At))
				if len(last) > 0 && bytes.Equal(last[0].Raw, all[0].Raw) {
					t.Error("another seed makes the same mail")
				}
				last = all
			}
			t.Logf("%d to %d mails in up to %v", low, high, long.Round(time.Minute))
		})
	}
}

// checkCalm holds what is so for each calm scene.
func checkCalm(t *testing.T, s Setting, all []Mail) {
	t.Helper()
	checkMail(t, s.Home.Addr, all)
	if len(all) < 20 {
		t.Fatalf("seed %d: only %d mails", s.Seed, len(all))
	}
	for _, m := range all {
		if m.Bomb || m.Hidden || m.First && m.Good {
			t.Fatalf("the truth about it cannot be: %+v", m)
		}
		if m.At.Before(s.From) || m.At.After(s.Until) {
			t.Fatalf("it came at %v", m.At)
		}
		msg, err := mail.ReadMessage(bytes.NewReader(m.Raw))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := mail.ParseAddress(msg.Header.Get("From")); err != nil {
			t.Fatalf("%v in\n%s", err, m.Raw)
		}
		date, err := msg.Header.Date()
		if err != nil || date.After(m.At) {
			t.Fatalf("bad date %v (%v) of what came at %v", date, err, m.At)
		}
		head, _, _ := bytes.Cut(m.Raw, []byte("\r\n\r\n"))
		if slices.ContainsFunc(head, func(c byte) bool { return c >= 0x80 }) {
			t.Fatalf("other than ASCII in\n%s", head)
		}
		if msg.Header.Get("Message-Id") == "" || msg.Header.Get("To") == "" || bytes.Contains(head, []byte("%!")) || bytes.Contains(head, []byte("{")) {
			t.Fatalf("something is wrong in\n%s", head)
		}
	}
}

func TestCalmRepeats(t *testing.T) {
	for _, scene := range Calm() {
		s := Setting{Seed: 9, Home: NewHome(4), From: now, Until: now.AddDate(0, 0, 3)}
		a, b := scene.Make(s), scene.Make(s)
		if len(a) != len(b) {
			t.Fatalf("%s: %d and %d mails", scene.Name, len(a), len(b))
		}
		for i := range a {
			if !bytes.Equal(a[i].Raw, b[i].Raw) || !a[i].At.Equal(b[i].At) {
				t.Fatalf("%s: the same seed makes another mail", scene.Name)
			}
			if a[i].At.After(s.Until) {
				t.Fatalf("%s: a mail after the end", scene.Name)
			}
		}
	}
}
