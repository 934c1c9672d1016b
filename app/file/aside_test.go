package file

import (
	"os"
	"path/filepath"
	"testing"
)

func TestPutAsideLosesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.json")
	var names []string
	for _, text := range []string{"one", "two", "three"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		name, err := PutAside(path)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	for i, text := range []string{"one", "two", "three"} {
		if data, err := os.ReadFile(names[i]); err != nil || string(data) != text {
			t.Errorf("%s: %q, %v", names[i], data, err)
		}
	}
	if names[0] != Aside(path) {
		t.Errorf("the first is called %s", names[0])
	}
	if _, err := PutAside(path); err == nil {
		t.Error("nothing was put aside")
	}
	if err := RemoveAside(path); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) > 0 {
		t.Errorf("%v are left, %v", left, err)
	}
}
