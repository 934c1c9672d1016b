package store

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/mime"
)

const anna = "anna@mail.example.org:995"

// fill gives every field of a struct, and of what it holds, a value of its own.
func fill(t *testing.T, v reflect.Value, n int) int {
	t.Helper()
	n++
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Unix(1_700_000_000+int64(n), 0).UTC()))
			return n
		}
		for i := range v.NumField() {
			n = fill(t, v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		n = fill(t, v.Index(0), n)
		n = fill(t, v.Index(1), n)
	case reflect.Array:
		for i := range v.Len() {
			n = fill(t, v.Index(i), n)
		}
	case reflect.String:
		v.SetString(fmt.Sprint("text ", n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(n))
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(n % 200))
	default:
		t.Fatalf("no value for a %v", v.Type())
	}
	return n
}

// TestEveryFieldIsKept fails when a summary has a field that is not coded.
func TestEveryFieldIsKept(t *testing.T) {
	dir := t.TempDir()
	var full Message
	fill(t, reflect.ValueOf(&full).Elem(), 0)
	want := []Message{full, {UID: "nearly empty"}}
	s := NewSummaries(dir, anna)
	if got := s.Load(); len(got) != 0 {
		t.Fatalf("there is %+v already", got)
	}
	s.Put(want)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := reload(t, dir); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// reload opens the summaries, returns what is in them and closes them.
func reload(t *testing.T, dir string) []Message {
	t.Helper()
	s := NewSummaries(dir, anna)
	got := s.Load()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	return got
}

func message(n int) Message {
	addr := fmt.Sprintf("sender%d@example.org", n%50)
	return Message{
		UID: fmt.Sprintf("%08x%08x", n, n*7919), Size: int64(3000 + n), Head: [32]byte{byte(n), byte(n >> 8)},
		Summary: mime.Summary{
			From: []mime.Address{{Name: fmt.Sprint("Sender ", n%50), Addr: addr}}, To: []mime.Address{{Name: "Anna", Addr: "anna@post.example"}},
			Subject: fmt.Sprintf("CLAIM #%d you are selected", n), Date: time.Unix(1_790_000_000+int64(n)*60, 0).UTC(),
			MessageID: fmt.Sprintf("%d.abcdef0123456789@win-big-now.example", n),
		},
	}
}

func messages(from, to int) []Message {
	var all []Message
	for n := from; n < to; n++ {
		all = append(all, message(n))
	}
	return all
}

func uids(all []Message) []string {
	var list []string
	for _, m := range all {
		list = append(list, m.UID)
	}
	return list
}

func TestSummaries(t *testing.T) {
	dir := t.TempDir()
	s := NewSummaries(dir, anna)
	s.Load()
	all := messages(0, 2000)
	s.Put(all[:1500])
	s.Put(all[1500:])
	s.Drop(uids(all[10:700]))
	s.Drop([]string{"never there", all[10].UID})
	s.Put(all[20:21]) // it is back
	s.Seen([]string{all[5].UID, all[11].UID, "never there"})
	other := all[6]
	other.Size, other.Caught = 9, time.Unix(1_800_000_000, 0).UTC()
	s.Put([]Message{other})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	want := slices.Concat(all[:10], all[700:], all[20:21])
	want[5].Seen = true
	want[6] = other
	got := reload(t, dir)
	if len(got) != len(want) {
		t.Fatalf("%d messages, want %d", len(got), len(want))
	}
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Fatalf("message %d is %+v, want %+v", i, got[i], want[i])
		}
	}
}

func TestSummariesOfAnotherAccount(t *testing.T) {
	dir := t.TempDir()
	s := NewSummaries(dir, anna)
	s.Load()
	s.Put(messages(0, 3))
	defer s.Close()
	bob := NewSummaries(dir, "bob@mail.example.org:995")
	defer bob.Close()
	if got := bob.Load(); len(got) != 0 {
		t.Errorf("another account sees %d messages", len(got))
	}
	if names, _ := filepath.Glob(filepath.Join(dir, "*anna*")); len(names) > 0 {
		t.Errorf("a file name tells whose it is: %v", names)
	}
}

func size(t *testing.T, dir string) int64 {
	t.Helper()
	info, err := os.Stat(AccountFile(dir, anna, summariesExt))
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

func TestGarbageIsClearedAway(t *testing.T) {
	dir := t.TempDir()
	s := NewSummaries(dir, anna)
	s.Load()
	all := messages(0, 4000)
	s.Put(all)
	before := size(t, dir)
	s.Drop(uids(all[:1900]))
	if size(t, dir) < before {
		t.Error("cleared away too early")
	}
	s.Drop(uids(all[1900:2500]))
	if after := size(t, dir); after > before*4/10 {
		t.Errorf("%d bytes, of %d", after, before)
	}
	s.Put(all[:10])
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := reload(t, dir); len(got) != 1510 || got[0].UID != all[2500].UID || got[1500].UID != all[0].UID {
		t.Errorf("%d messages", len(got))
	}
	// What was put again and again is garbage too, which the next start sees.
	s = NewSummaries(dir, anna)
	s.Load()
	for range 3 {
		s.Put(all[2500:])
	}
	before = size(t, dir)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := reload(t, dir); len(got) != 1510 || size(t, dir) > before/3 {
		t.Errorf("%d messages, %d bytes of %d", len(got), size(t, dir), before)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".new-*")); len(left) > 0 {
		t.Errorf("left behind is %v", left)
	}
}

func TestManyRecipientsAreNotKept(t *testing.T) {
	dir := t.TempDir()
	s := NewSummaries(dir, anna)
	s.Load()
	all := messages(0, 3)
	all[1].Summary.To = slices.Repeat([]mime.Address{{Addr: "somebody@example.org"}}, 1000)
	s.Put(all)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := uids(reload(t, dir)); !slices.Equal(got, []string{all[0].UID, all[2].UID}) {
		t.Errorf("kept is %q", got)
	}
}

func TestThreat_G09_SecondProcessWorksWithoutSummaries(t *testing.T) {
	dir := t.TempDir()
	first := NewSummaries(dir, anna)
	first.Load()
	first.Put(messages(0, 2))
	second := NewSummaries(dir, anna)
	if got := second.Load(); got != nil {
		t.Errorf("it has loaded %d", len(got))
	}
	second.Put(messages(5, 9))
	second.Drop(uids(messages(0, 2)))
	second.Seen(uids(messages(0, 2)))
	if err := second.Close(); err != nil {
		t.Error(err)
	}
	if err := first.Close(); err != nil {
		t.Error(err)
	}
	if got := reload(t, dir); !reflect.DeepEqual(got, messages(0, 2)) {
		t.Errorf("kept is %+v", got)
	}
}

func TestThreat_L06_SummariesAreForTheirOwner(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	s := NewSummaries(dir, anna)
	s.Load()
	s.Put(messages(0, 2))
	defer s.Close()
	if runtime.GOOS == "windows" {
		t.Skip("the folder of the user is closed to others there")
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, s.log.path: 0o600, lockPath(s.log.path): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: mode %v, %v", path, info.Mode(), err)
		}
	}
}

func TestForgetSummaries(t *testing.T) {
	dir := t.TempDir()
	if err := ForgetSummaries(dir, anna); err != nil {
		t.Errorf("nothing is there: %v", err)
	}
	s := NewSummaries(dir, anna)
	s.Load()
	s.Put(messages(0, 2))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := ForgetSummaries(dir, anna); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind is %v", left)
	}
}

// BenchmarkSummaries writes, loads and drops what a mail bomb leaves in the list.
func BenchmarkSummaries(b *testing.B) {
	all := messages(0, 100_000)
	prepared := func(b *testing.B) string {
		b.Helper()
		dir := b.TempDir()
		s := NewSummaries(dir, anna)
		s.Load()
		s.Put(all)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		return dir
	}
	b.Run("write", func(b *testing.B) {
		var bytes int64
		for b.Loop() {
			s := NewSummaries(b.TempDir(), anna)
			s.Load()
			for part := range slices.Chunk(all, 1000) {
				s.Put(part)
			}
			bytes = s.log.size
			s.Close()
		}
		b.ReportMetric(float64(bytes)/1e6, "MB")
	})
	b.Run("load", func(b *testing.B) {
		dir := prepared(b)
		var held uint64
		for b.Loop() {
			s := NewSummaries(dir, anna)
			before := inUse()
			got := s.Load()
			held = inUse() - before
			if len(got) != len(all) {
				b.Fatalf("%d messages", len(got))
			}
			s.Close()
		}
		b.ReportMetric(float64(held)/1e6, "MB-held")
	})
	b.Run("drop", func(b *testing.B) {
		gone := uids(all[:10_000])
		for b.Loop() {
			b.StopTimer()
			s := NewSummaries(prepared(b), anna)
			s.Load()
			b.StartTimer()
			s.Drop(gone)
			b.StopTimer()
			s.Close()
			b.StartTimer()
		}
	})
}

func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestFullDisk writes until there is no room: what is there stays sound.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	s := NewSummaries(dir, anna)
	s.log.most = 10_000
	s.Load()
	for n := range 100 {
		s.Put([]Message{message(n)})
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	got := reload(t, dir)
	if len(got) == 0 || len(got) == 100 || !reflect.DeepEqual(got, messages(0, len(got))) {
		t.Errorf("%d messages, the first is %s", len(got), strings.Join(uids(got[:min(1, len(got))]), ""))
	}
}
