//go:build !windows

package box

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestCommandsFitTheSystem(t *testing.T) {
	const text = `no "window" $(id)`
	none := func(string) string { return "" }
	x11 := func(name string) string { return map[string]string{"DISPLAY": ":0"}[name] }
	if got := commands("linux", none, text); got != nil {
		t.Errorf("without a screen: %q", got)
	}
	for system, env := range map[string]func(string) string{"linux": x11, "freebsd": x11, "darwin": none} {
		all := commands(system, env, text)
		if len(all) == 0 {
			t.Errorf("%s: nothing", system)
		}
		for _, c := range all {
			if !slices.Contains(c, text) && !slices.Contains(c, "--text="+text) {
				t.Errorf("%s: the text is no argument of its own: %q", system, c)
			}
		}
	}
}

// TestTheFirstThereIsShowsTheBox puts a program in the place of kdialog.
func TestTheFirstThereIsShowsTheBox(t *testing.T) {
	dir := t.TempDir()
	told := filepath.Join(dir, "told")
	script := "#!/bin/sh\nprintf %s \"$4\" >\"" + told + ".new\" && mv \"" + told + ".new\" \"" + told + "\"\n"
	if err := os.WriteFile(filepath.Join(dir, "kdialog"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	mv, err := os.Readlink("/bin/mv")
	if err != nil {
		mv = "/bin/mv"
	}
	if err := os.Symlink(mv, filepath.Join(dir, "mv")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	t.Setenv("DISPLAY", ":0")
	show("no window")
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if got, err := os.ReadFile(told); err == nil {
			if string(got) != "no window" {
				t.Errorf("told %q", got)
			}
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("no box")
		}
	}
}
