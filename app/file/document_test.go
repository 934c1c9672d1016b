package file

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadDocument(t *testing.T) {
	path := filepath.Join(t.TempDir(), "doc.json")
	type doc struct {
		Version int    `json:"version"`
		Name    string `json:"name"`
	}
	var d doc
	if err := ReadDocument(path, 100, 2, &d); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	for text, fault := range map[string]string{
		`{"version":2,"name":"a"}`:   "",
		`{"name":"a"}`:               "",
		`{"version":3,"name":"a"}`:   "version 3",
		`{"version":3,"name":["a"]}`: "version 3",
		`{"version":2,"name":["a"]}`: "cannot unmarshal",
		`{`:                          "unexpected end",
		``:                           "unexpected end",
		`{"name":"` + strings.Repeat("a", 100) + `"}`: "too large",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		d = doc{}
		err := ReadDocument(path, 100, 2, &d)
		if fault == "" && (err != nil || d.Name != "a") || fault != "" && (err == nil || !strings.Contains(err.Error(), fault)) {
			t.Errorf("%q: %+v, %v", text, d, err)
		}
	}
}
