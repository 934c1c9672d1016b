package mailbox_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3/memserver"
)

// deleteSaved orders the deletion of messages after a copy, and waits for its end.
func (r *rig) deleteSaved(c mailbox.Copy, uids ...string) mailbox.Report {
	r.t.Helper()
	r.Mailbox.Delete(mailbox.Order{UIDs: uids, What: about("Some"), Copy: &c})
	r.DeleteNow()
	for range 200 {
		if s := r.last(); s.Deletion != nil && s.Deletion.Stage == mailbox.Finished {
			return s.Deletion.Report
		}
		time.Sleep(time.Second)
	}
	r.t.Fatal("the deletion never ends")
	return mailbox.Report{}
}

func saved(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = data
	}
	return files
}

func TestCopyIsSavedBeforeTheDeletion(t *testing.T) {
	dir := t.TempDir()
	in(t, 300, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		var uids []string
		for i := 1; i <= 250; i++ {
			uids = append(uids, uid(i))
		}
		rep := r.deleteSaved(mailbox.Copy{Dir: dir}, uids...)
		if rep.Deleted != 250 || !rep.Verified || !strings.HasPrefix(rep.Folder, dir) {
			t.Fatalf("%+v", rep)
		}
		files := saved(t, rep.Folder)
		if len(files) != 250 {
			t.Fatalf("%d files", len(files))
		}
		found := 0
		for name, data := range files {
			for i := 1; i <= 250; i++ {
				if bytes.Equal(data, letter(i)) {
					found++
				}
			}
			if !strings.Contains(name, "2026-11-24 Sender ") {
				t.Errorf("a file is called %q", name)
			}
		}
		if found != 250 {
			t.Errorf("%d of 250 are what they were", found)
		}
	})
}

func TestCopyInOneFile(t *testing.T) {
	dir := t.TempDir()
	in(t, 20, memserver.Faults{NoPipelining: true}, func(t *testing.T, r *rig) {
		r.last()
		rep := r.deleteSaved(mailbox.Copy{Dir: dir, OneFile: true}, uid(3), uid(7))
		data, err := os.ReadFile(rep.Folder)
		if err != nil || rep.Deleted != 2 {
			t.Fatalf("%+v, %v", rep, err)
		}
		for _, want := range []int{3, 7} {
			if !bytes.Contains(data, bytes.ReplaceAll(letter(want), []byte("\r\n"), []byte("\n"))) {
				t.Errorf("message %d is not in it", want)
			}
		}
	})
}

// nothingGone lists the mailbox anew and counts.
func (r *rig) nothingGone(t *testing.T, n int) {
	t.Helper()
	r.Refresh()
	r.last()
	time.Sleep(time.Minute)
	if s := r.last(); len(s.Rows) != n {
		t.Errorf("%d messages are left of %d", len(s.Rows), n)
	}
}

func TestThreat_G08_NoFolderNoDeletion(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	in(t, 10, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		rep := r.deleteSaved(mailbox.Copy{Dir: filepath.Join(file, "below")}, uid(1), uid(2))
		var no *mailbox.SaveError
		if rep.Kept != 2 || rep.Deleted != 0 || !errors.As(rep.Err, &no) || rep.Folder != "" {
			t.Errorf("%+v", rep)
		}
		r.nothingGone(t, 10)
	})
}

// midway orders the deletion of all of 2,000 messages after a copy, and calls f while
// that is being saved.
func midway(t *testing.T, c mailbox.Copy, f func(t *testing.T, r *rig, saving *mailbox.Deletion)) {
	t.Helper()
	in(t, 2000, memserver.Faults{Rules: []memserver.Rule{{Verb: "RETR", Delay: time.Millisecond}}}, func(t *testing.T, r *rig) {
		r.last()
		var uids []string
		for i := 1; i <= 2000; i++ {
			uids = append(uids, uid(i))
		}
		r.Mailbox.Delete(mailbox.Order{UIDs: uids, Copy: &c})
		r.DeleteNow()
		time.Sleep(500 * time.Millisecond)
		d := r.last().Deletion
		if d.Stage != mailbox.Saving || d.Saved == 0 || d.Saved == 2000 || d.Fetched == 0 {
			t.Fatalf("%+v", d)
		}
		f(t, r, d)
		r.nothingGone(t, 2000)
	})
}

func TestThreat_G08_FolderVanishes(t *testing.T) {
	midway(t, mailbox.Copy{Dir: t.TempDir()}, func(t *testing.T, r *rig, saving *mailbox.Deletion) {
		if err := os.RemoveAll(saving.Folder); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if rep := r.last().Deletion.Report; rep.Deleted != 0 || rep.Kept != 2000 || rep.Err == nil {
			t.Errorf("%+v", rep)
		}
	})
}

// TestStopWhileSaving deletes nothing and leaves nothing.
func TestStopWhileSaving(t *testing.T) {
	dir := t.TempDir()
	midway(t, mailbox.Copy{Dir: dir, OneFile: true}, func(t *testing.T, r *rig, _ *mailbox.Deletion) {
		r.Stop()
		if rep := r.last().Deletion.Report; rep.Deleted != 0 || rep.Kept != 2000 || !errors.Is(rep.Err, mailbox.ErrStopped) || rep.Folder != "" {
			t.Errorf("%+v", rep)
		}
		if left, _ := os.ReadDir(dir); len(left) != 0 {
			t.Errorf("left behind is %v", left)
		}
	})
}

// TestSavingGoesOnAfterABrokenLine fetches nothing twice that is complete.
func TestSavingGoesOnAfterABrokenLine(t *testing.T) {
	dir := t.TempDir()
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "RETR", Nth: 40, Act: memserver.Cut}, {Verb: "RETR", Nth: 90, Act: memserver.Cut}}}
	in(t, 100, faults, func(t *testing.T, r *rig) {
		r.last()
		var uids []string
		for i := 1; i <= 100; i++ {
			uids = append(uids, uid(i))
		}
		rep := r.deleteSaved(mailbox.Copy{Dir: dir}, uids...)
		if rep.Deleted != 100 || len(saved(t, rep.Folder)) != 100 {
			t.Errorf("%+v, %d files", rep, len(saved(t, rep.Folder)))
		}
	})
}

// TestRefusedMessageIsKept does not delete what the server does not hand out.
func TestRefusedMessageIsKept(t *testing.T) {
	dir := t.TempDir()
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "RETR", UID: "uid-5", Act: memserver.Reply, Text: "-ERR cannot read it\r\n"}}}
	in(t, 10, faults, func(t *testing.T, r *rig) {
		r.last()
		rep := r.deleteSaved(mailbox.Copy{Dir: dir}, uid(4), uid(5), uid(6))
		if rep.Deleted != 2 || rep.Kept != 1 || rep.Err == nil || len(saved(t, rep.Folder)) != 2 {
			t.Errorf("%+v", rep)
		}
		r.nothingGone(t, 8)
	})
}

// TestCopyOfWhatComesToLight saves also what the server shows only later.
func TestCopyOfWhatComesToLight(t *testing.T) {
	dir := t.TempDir()
	in(t, 0, memserver.Faults{Window: 100}, func(t *testing.T, r *rig) {
		r.last()
		for i := range 250 {
			r.box.Add(uid(i), bytes.ReplaceAll(letter(i), []byte("2026"), []byte("1999"))) // the clock here stands at 2000
		}
		r.Refresh()
		s := r.last()
		var uids []string
		for _, row := range s.Rows {
			uids = append(uids, row.UID)
		}
		r.Mailbox.Delete(mailbox.Order{UIDs: uids, Alike: func(mime.Summary) bool { return true }, Copy: &mailbox.Copy{Dir: dir}})
		r.DeleteNow()
		time.Sleep(5 * time.Minute)
		rep := r.last().Deletion.Report
		if rep.Deleted != 250 || rep.Found != 150 || len(saved(t, rep.Folder)) != 250 {
			t.Errorf("%+v", rep)
		}
	})
}

// TestUnsavableMessageIsKept has messages with a dot alone in a line, which the server does
// not mark: no copy of them is whole. They are kept and named, and the others go.
func TestUnsavableMessageIsKept(t *testing.T) {
	for name, c := range map[string]struct {
		faults memserver.Faults
		n      int
		dotted []int
		one    bool
	}{
		"one":                   {memserver.Faults{Unstuffed: true}, 60, []int{33}, false},
		"in one file":           {memserver.Faults{Unstuffed: true}, 60, []int{33}, true},
		"the first and last":    {memserver.Faults{Unstuffed: true}, 60, []int{1, 60}, false},
		"one command at a time": {memserver.Faults{Unstuffed: true, NoPipelining: true}, 30, []int{7}, false},
		"many in a row":         {memserver.Faults{Unstuffed: true}, 60, []int{10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}, false},
		"all":                   {memserver.Faults{Unstuffed: true}, 3, []int{1, 2, 3}, false},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			synctestRig(t, 0, func(t *testing.T, r *rig) {
				var uids []string
				for i := 1; i <= c.n; i++ {
					text := letter(i)
					if slices.Contains(c.dotted, i) {
						text = append(text, "Before\r\n.\r\nBehind\r\n"...)
					}
					r.box.Add(uid(i), text)
					uids = append(uids, uid(i))
				}
				r.srv.SetFaults(c.faults)
				r.Start()
				defer r.end()
				r.last()
				r.Delete(mailbox.Order{UIDs: uids, Copy: &mailbox.Copy{Dir: dir, OneFile: c.one}})
				r.after(time.Hour)
				rep := r.last().Deletion.Report
				var unsaved *ledger.UnsavedError
				if rep.Deleted != c.n-len(c.dotted) || rep.Kept != len(c.dotted) || !errors.As(rep.Err, &unsaved) || unsaved.Count != len(c.dotted) || !strings.HasPrefix(unsaved.Subject, "Message ") {
					t.Fatalf("%+v", rep)
				}
				for _, left := range r.left() {
					if n, _ := strconv.Atoi(left[len("uid-"):]); !slices.Contains(c.dotted, n) {
						t.Errorf("%s is left", left)
					}
				}
				if rep.Deleted == 0 {
					return
				}
				texts := map[string][]byte{}
				if c.one {
					data, err := os.ReadFile(rep.Folder)
					if err != nil {
						t.Fatal(err)
					}
					texts["all"] = data
				} else if texts = saved(t, rep.Folder); len(texts) != rep.Deleted {
					t.Errorf("%d files", len(texts))
				}
				count := 0
				for name, text := range texts {
					count += bytes.Count(text, []byte("Subject: "))
					if bytes.Contains(text, []byte("Before")) {
						t.Errorf("half a message is in %s", name)
					}
				}
				if count != rep.Deleted {
					t.Errorf("%d messages are in the copy", count)
				}
			})
		})
	}
}

// TestTooLargeForACopyIsKept, and the others go.
func TestTooLargeForACopyIsKept(t *testing.T) {
	faults := memserver.Faults{Row: func(verb, row string) string {
		if verb == "LIST" && strings.HasPrefix(row, "2 ") {
			return "2 2147483648"
		}
		return row
	}}
	in(t, 3, faults, func(t *testing.T, r *rig) {
		r.last()
		rep := r.deleteSaved(mailbox.Copy{Dir: t.TempDir()}, uid(1), uid(2))
		var unsaved *ledger.UnsavedError
		if rep.Deleted != 1 || rep.Kept != 1 || !errors.As(rep.Err, &unsaved) || !errors.Is(rep.Err, mailbox.ErrTooLarge) {
			t.Errorf("%+v", rep)
		}
		r.wantLeft(3, 1)
	})
}

// TestReasonIsThatOfTheNamedMessage, where several are kept for different ones.
func TestReasonIsThatOfTheNamedMessage(t *testing.T) {
	faults := memserver.Faults{
		Rules: []memserver.Rule{{Verb: "RETR", UID: uid(1), Act: memserver.Reply, Text: "+OK\r\n.\r\n"}},
		Row: func(verb, row string) string {
			if verb == "LIST" && strings.HasPrefix(row, "2 ") {
				return "2 2147483648"
			}
			return row
		},
	}
	in(t, 3, faults, func(t *testing.T, r *rig) {
		r.last()
		rep := r.deleteSaved(mailbox.Copy{Dir: t.TempDir()}, uid(1), uid(2))
		var unsaved *ledger.UnsavedError
		if rep.Kept != 2 || !errors.As(rep.Err, &unsaved) || unsaved.Count != 2 || unsaved.Subject != "Message 2" || !errors.Is(unsaved.Err, mailbox.ErrTooLarge) {
			t.Errorf("%+v: %+v", rep, unsaved)
		}
		r.wantLeft(3)
	})
}

// letters reads the copies in a folder.
func letters(t *testing.T, dir string) string {
	t.Helper()
	var all []byte
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			data, readErr := os.ReadFile(path)
			all, err = append(all, data...), readErr
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

// wantCopies checks that the messages 1 to n are in a folder.
func wantCopies(t *testing.T, dir string, n int) {
	t.Helper()
	all := letters(t, dir)
	for i := 1; i <= n; i++ {
		if !strings.Contains(all, string(letter(i))) {
			t.Errorf("no copy of %d", i)
		}
	}
}

// TestThreat_G08_CopyStaysWhenNamesChange behind a deletion whose last answer was lost.
func TestThreat_G08_CopyStaysWhenNamesChange(t *testing.T) {
	dir, before := t.TempDir(), ""
	in(t, 9, memserver.Faults{
		UIDL:  func(uid string) string { return before + uid },
		Rules: []memserver.Rule{{Verb: "QUIT", Act: memserver.CutDone}},
	}, func(t *testing.T, r *rig) {
		r.last()
		r.mu.Lock()
		r.onDial = func() {
			if len(r.left()) == 6 {
				before = "moved-"
			}
		}
		r.mu.Unlock()
		rep := r.deleteSaved(mailbox.Copy{Dir: dir}, uid(1), uid(2), uid(3))
		if rep.Unknown != 3 || !errors.Is(rep.Err, ledger.ErrRenamed) || !strings.HasPrefix(rep.Folder, dir) {
			t.Errorf("%+v", rep)
		}
		r.wantLeft(9, 1, 2, 3)
		wantCopies(t, dir, 3)
	})
}

// TestThreat_G08_CopyStaysWhenDeletedLate: the server carries a deletion out when a listing
// has shown the messages once more, and the session behind it breaks.
func TestThreat_G08_CopyStaysWhenDeletedLate(t *testing.T) {
	for name, c := range map[string]struct {
		faults memserver.Faults
		late   int // the session before which it is carried out, counted from the deletion
	}{
		"not answered": {memserver.Faults{NoLock: true, Rules: []memserver.Rule{{Verb: "QUIT", Nth: 1, Act: memserver.Cut}, {Verb: "DELE", Nth: 4, Act: memserver.Cut}}}, 3},
		"confirmed":    {memserver.Faults{DropPending: true, Rules: []memserver.Rule{{Verb: "DELE", Nth: 4, Act: memserver.Cut}, {Verb: "DELE", Nth: 5, Act: memserver.Cut}}}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			in(t, 9, memserver.Faults{}, func(t *testing.T, r *rig) {
				r.after(time.Minute) // signed out
				r.srv.SetFaults(c.faults)
				dials := 0
				r.mu.Lock()
				r.onDial = func() {
					if dials++; dials == c.late {
						for i := 1; i <= 3; i++ {
							r.box.Remove(uid(i))
						}
					}
				}
				r.mu.Unlock()
				rep := r.deleteSaved(mailbox.Copy{Dir: dir}, uid(1), uid(2), uid(3))
				if rep.Deleted != 3 || !rep.Verified {
					t.Errorf("%+v", rep)
				}
				wantCopies(t, dir, 3)
			})
		})
	}
}
