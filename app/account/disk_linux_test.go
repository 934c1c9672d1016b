package account

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestThreat_L01_FullDisk fills a small disk: settings that do not fit in leave the
// old ones as they are, and nothing else behind.
func TestThreat_L01_FullDisk(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("skipped: only root can make a small disk")
	}
	dir := t.TempDir()
	if err := syscall.Mount("none", dir, "tmpfs", 0, "size=64k"); err != nil {
		t.Skip("skipped: no small disk can be made here:", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	path := filepath.Join(dir, "settings.json")
	if err := Save(path, Settings{Accounts: []Entry{{Account: anna}}}); err != nil {
		t.Fatal(err)
	}
	fill, err := os.Create(filepath.Join(dir, "fill"))
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = fill.WriteString(strings.Repeat("x", 4096))
	}
	if fill.Close(); !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	other := anna
	other.Address = "other@example.org"
	if err := Save(path, Settings{Accounts: []Entry{{Account: other}}}); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("saved on a full disk: %v", err)
	}
	if s, err := Load(path); err != nil || len(s.Accounts) != 1 || s.Accounts[0].Account != anna {
		t.Errorf("the old settings are lost: %+v, %v", s, err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 2 {
		t.Errorf("left are %v, %v", left, err)
	}
}
