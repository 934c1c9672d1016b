package mailbox_test

import (
	"errors"
	"os"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/pop3/memserver"
)

// TestThreat_G08_DiskFull fills a small disk.
func TestThreat_G08_DiskFull(t *testing.T) {
	dir := t.TempDir()
	if os.Getuid() != 0 {
		t.Skip("skipped: only root can make a small disk")
	}
	if err := syscall.Mount("none", dir, "tmpfs", 0, "size=256k"); err != nil {
		t.Skip("skipped: no small disk can be made here:", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	for _, oneFile := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			r := newRig(t, 5, memserver.Faults{})
			for i := range 4 {
				r.box.Add("large-"+string(rune('a'+i)), large(100_000))
			}
			r.Start()
			defer r.end()
			r.last()
			rep := r.deleteSaved(mailbox.Copy{Dir: dir, OneFile: oneFile}, uid(1), "large-a", "large-b", "large-c", "large-d")
			if rep.Deleted != 0 || rep.Kept != 5 || !errors.Is(rep.Err, syscall.ENOSPC) {
				t.Errorf("%+v", rep)
			}
			r.nothingGone(t, 9)
			if left, _ := os.ReadDir(dir); len(left) != 0 {
				t.Errorf("left behind is %v", left)
			}
		})
	}
}
