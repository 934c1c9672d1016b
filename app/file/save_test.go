package file

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

// drafts are the ways a file is written before it has its name.
var drafts = map[string]func(root *os.Root, dir string) (*draft, error){
	"as the system does": newDraft,
	"under a name":       func(root *os.Root, dir string) (*draft, error) { return namedDraft(root, dir, root.Link) },
	"under a name, where files have only one": func(root *os.Root, dir string) (*draft, error) {
		return namedDraft(root, dir, func(string, string) error { return fs.ErrPermission }) // as Linux says it of memory sticks
	},
}

func namedDraft(root *os.Root, dir string, link func(string, string) error) (*draft, error) {
	d := &draft{root: root, dir: dir, name: draftName(), link: link}
	var err error
	d.f, err = root.OpenFile(d.name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	return d, err
}

// files lists a folder.
func files(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, "|")
}

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// watching reads, and calls f before the end.
type watching struct {
	io.Reader
	f func()
}

func (w watching) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	if err != nil {
		w.f()
	}
	return n, err
}

func TestThreat_L07_SaveStandsWholeUnderItsName(t *testing.T) {
	dir := t.TempDir()
	data := bytes.Repeat([]byte("mail "), 100_000)
	path, err := Save(Target{Dir: dir, Name: "a.bin"}, watching{bytes.NewReader(data), func() {
		if _, err := os.Lstat(filepath.Join(dir, "a.bin")); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("half of it stands under its name: %v", err)
		}
	}})
	if err != nil || path != filepath.Join(dir, "a.bin") || content(t, path) != string(data) {
		t.Fatalf("%q, %v", path, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 && os.PathSeparator == '/' {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if got := files(t, dir); got != "a.bin" {
		t.Errorf("left are %s", got)
	}
}

func TestThreat_L07_SaveFollowsNoLink(t *testing.T) {
	if os.PathSeparator == '\\' {
		t.Skip("skipped: links need a right of their own on Windows")
	}
	for _, target := range []string{"nowhere", "other"} {
		for _, replace := range []bool{false, true} {
			dir, away := t.TempDir(), t.TempDir()
			if err := os.WriteFile(filepath.Join(away, "other"), []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(filepath.Join(away, target), filepath.Join(dir, "a.txt")); err != nil {
				t.Fatal(err)
			}
			_, err := Save(Target{Dir: dir, Name: "a.txt", Replace: replace}, strings.NewReader("new"))
			if replace && (err != nil || content(t, filepath.Join(dir, "a.txt")) != "new") {
				t.Errorf("%s: %v", target, err)
			}
			if !replace && !errors.Is(err, fs.ErrExist) {
				t.Errorf("%s: %v, want that it is there", target, err)
			}
			if got := files(t, away); got != "other" || content(t, filepath.Join(away, "other")) != "old" {
				t.Errorf("%s, replace %v: behind the link are %s", target, replace, got)
			}
		}
	}
}

func TestSaveLosesNothingThatWasThere(t *testing.T) {
	broken := func() io.Reader {
		return io.MultiReader(strings.NewReader("half"), iotest.ErrReader(errors.New("the disk is full")))
	}
	for _, to := range []Target{{Name: "a.txt"}, {Name: "a.txt", Replace: true}, {Name: "a.txt", Numbered: true}, {Name: "b.txt"}} {
		to.Dir = t.TempDir()
		if err := os.WriteFile(filepath.Join(to.Dir, "a.txt"), []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Save(to, broken()); err == nil {
			t.Errorf("%+v: no error", to)
		}
		if got := files(t, to.Dir); got != "a.txt" || content(t, filepath.Join(to.Dir, "a.txt")) != "old" {
			t.Errorf("%+v: left are %s", to, got)
		}
	}
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "folder", "sub"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, to := range []Target{{Name: "folder", Replace: true}, {Name: "folder"}} {
		to.Dir = dir
		if _, err := Save(to, strings.NewReader("new")); err == nil {
			t.Errorf("%+v: a folder was replaced", to)
		}
	}
	if got := files(t, dir); got != "folder" {
		t.Errorf("left are %s", got)
	}
}

func TestThreat_M15_SaveStaysInTheFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "chosen")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", ".", "..", "../x", "a/b", "/etc/x", filepath.Join("..", "chosen", "x")} {
		if path, err := Save(Target{Dir: dir, Name: name, Replace: true}, strings.NewReader("new")); err == nil {
			t.Errorf("%q was saved as %s", name, path)
		}
	}
	if got := files(t, filepath.Dir(dir)); got != "chosen" || files(t, dir) != "" {
		t.Errorf("there are %s and %s", got, files(t, dir))
	}
}

func TestSaveNumbersNamesThatAreTaken(t *testing.T) {
	dir := t.TempDir()
	for i, want := range []string{"a.tar.gz", "a.tar (2).gz", "a.tar (3).gz"} {
		path, err := Save(Target{Dir: dir, Name: "a.tar.gz", Numbered: true}, strings.NewReader("new"))
		if err != nil || filepath.Base(path) != want {
			t.Errorf("%d: %s, %v", i, path, err)
		}
	}
	if _, err := Save(Target{Dir: dir, Name: "a.tar.gz"}, strings.NewReader("x")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a name that is taken: %v", err)
	}
}

func TestDraftsGetTheirNames(t *testing.T) {
	for name, make := range drafts {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			root, err := os.OpenRoot(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer root.Close()
			put := func(text string, to Target) error {
				d, err := make(root, dir)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := d.f.WriteString(text); err != nil {
					t.Fatal(err)
				}
				_, err = d.place(to)
				return errors.Join(err, d.finish())
			}
			if err := put("one", Target{Name: "a"}); err != nil || content(t, filepath.Join(dir, "a")) != "one" {
				t.Error(err)
			}
			if err := put("two", Target{Name: "a"}); !errors.Is(err, fs.ErrExist) || content(t, filepath.Join(dir, "a")) != "one" {
				t.Error(err)
			}
			if err := put("three", Target{Name: "a", Replace: true}); err != nil || content(t, filepath.Join(dir, "a")) != "three" {
				t.Error(err)
			}
			if got := files(t, dir); got != "a" {
				t.Errorf("left are %s", got)
			}
		})
	}
}
