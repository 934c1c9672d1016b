package store

import (
	"bytes"
	"os"
	"reflect"
	"testing"
)

// written returns the file of three messages, of which one was dropped again.
func written(t testing.TB) (dir string, whole []byte) {
	t.Helper()
	dir = t.TempDir()
	s := NewSummaries(dir, anna)
	s.Load()
	s.Put(messages(0, 3))
	s.Seen(uids(messages(1, 2)))
	s.Drop(uids(messages(2, 3)))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(AccountFile(dir, anna, summariesExt))
	if err != nil {
		t.Fatal(err)
	}
	return dir, whole
}

// checkDamaged loads a damaged file. Nothing may come out that was never put in,
// and the file must be good again for what follows.
func checkDamaged(t *testing.T, dir string, data []byte) {
	t.Helper()
	if err := os.WriteFile(AccountFile(dir, anna, summariesExt), data, 0o600); err != nil {
		t.Fatal(err)
	}
	s := NewSummaries(dir, anna)
	got := s.Load()
	for i, m := range got {
		m.Seen = false
		if !reflect.DeepEqual(m, message(i)) {
			t.Fatalf("message %d came out as %+v", i, m)
		}
	}
	s.Put(messages(7, 8))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if again := reload(t, dir); len(again) != len(got)+1 || again[len(got)].UID != message(7).UID {
		t.Fatalf("after another one was put: %d messages, before %d", len(again), len(got))
	}
}

func TestThreat_L02_TornSummaries(t *testing.T) {
	dir, whole := written(t)
	for n := range whole {
		checkDamaged(t, dir, whole[:n])
	}
	for _, n := range []int{1, 7, 8, 4096} {
		checkDamaged(t, dir, append(bytes.Clone(whole), make([]byte, n)...))
	}
}

func TestThreat_L02_DamagedSummaries(t *testing.T) {
	dir, whole := written(t)
	for i := range whole {
		damaged := bytes.Clone(whole)
		damaged[i] ^= 0x41
		checkDamaged(t, dir, damaged)
	}
}

func TestThreat_L02_SummariesThatAreNone(t *testing.T) {
	dir, whole := written(t)
	path := AccountFile(dir, anna, summariesExt)
	newer := bytes.Replace(whole, []byte("summaries 2"), []byte("summaries 3"), 1)
	foreign := NewSummaries(dir, "bob")
	foreign.Load()
	foreign.Put(messages(0, 3))
	if err := foreign.Close(); err != nil {
		t.Fatal(err)
	}
	bobs, err := os.ReadFile(AccountFile(dir, "bob", summariesExt))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		make func() error
	}{
		{"another program's", func() error { return os.WriteFile(path, bytes.Repeat([]byte("SQLite format 3"), 1000), 0o600) }},
		{"a newer version", func() error { return os.WriteFile(path, newer, 0o600) }},
		{"another account's", func() error { return os.WriteFile(path, bobs, 0o600) }},
		{"empty", func() error { return os.WriteFile(path, nil, 0o600) }},
		{"huge", func() error { return os.Truncate(path, maxSummaries+1) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.make(); err != nil {
				t.Fatal(err)
			}
			s := NewSummaries(dir, anna)
			if got := s.Load(); len(got) != 0 {
				t.Errorf("%d messages", len(got))
			}
			s.Put(messages(0, 3))
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if got := reload(t, dir); !reflect.DeepEqual(got, messages(0, 3)) {
				t.Errorf("made anew it holds %+v", got)
			}
		})
	}
}

func TestThreat_L02_NoPlaceForSummaries(t *testing.T) {
	for _, inTheWay := range []func(string) string{summariesPathOfAnna, func(dir string) string { return lockPath(summariesPathOfAnna(dir)) }} {
		dir := t.TempDir()
		if err := os.Mkdir(inTheWay(dir), 0o700); err != nil {
			t.Fatal(err)
		}
		s := NewSummaries(dir, anna)
		if got := s.Load(); got != nil {
			t.Errorf("loaded %d", len(got))
		}
		s.Put(messages(0, 3))
		s.Drop(uids(messages(0, 3)))
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func summariesPathOfAnna(dir string) string { return AccountFile(dir, anna, summariesExt) }

// FuzzSummaries reads records of which the checksum is right and nothing else may
// be.
func FuzzSummaries(f *testing.F) {
	_, whole := written(f)
	for data := whole[len(newLog("", summariesKind, anna, 0).head):]; ; {
		payload, rest, ok := nextRecord(data)
		if !ok {
			break
		}
		f.Add(payload, []byte("\x01"))
		data = rest
	}
	f.Fuzz(func(t *testing.T, first, second []byte) {
		if len(first) == 0 || len(second) == 0 {
			return
		}
		var data []byte
		for _, payload := range [][]byte{first, second} {
			data = appendRecord(data, func(dst []byte) []byte { return append(dst, payload...) })
		}
		r := readSummaries(data, 2)
		for _, m := range r.live() {
			// What was read can be written, and comes back the same.
			again := readSummaries(appendMessage(nil, &m), 2)
			if got := again.live(); len(got) == 1 && !reflect.DeepEqual(got[0], m) {
				t.Fatalf("%+v came back as %+v", m, got[0])
			}
		}
		if r.whole > int64(len(data)) {
			t.Fatalf("%d bytes of %d are sound", r.whole, len(data))
		}
	})
}
