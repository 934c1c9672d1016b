package mailbox_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3/memserver"
)

// remembering makes the mailbox anew with what lies in a folder.
func (r *rig) remembering(dir string) {
	r.renew(func(d *setup) { d.Memory = store.NewSummaries(dir, "anna") })
}

// visit starts the mailbox, waits until nothing moves and ends it.
func (r *rig) visit(dir string) *mailbox.Snapshot {
	r.t.Helper()
	r.remembering(dir)
	r.Start()
	s := r.after(time.Second)
	r.leave()
	return s
}

// leave ends the mailbox; the server goes on.
func (r *rig) leave() {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := r.Close(ctx); err != nil {
		r.t.Errorf("Close: %v", err)
	}
}

// kept is what lies in a folder, by unique-id.
func kept(t *testing.T, dir string) map[string]store.Message {
	t.Helper()
	s := store.NewSummaries(dir, "anna")
	all := make(map[string]store.Message)
	for _, m := range s.Load() {
		all[m.UID] = m
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	return all
}

// noTOP fails every TOP: whoever asks for a header loses the line.
var noTOP = memserver.Faults{Rules: []memserver.Rule{{Verb: "TOP", Act: memserver.Cut}}}

func TestKnownMailboxNeedsNoNetwork(t *testing.T) {
	synctestRig(t, 500, func(t *testing.T, r *rig) {
		dir := t.TempDir()
		r.remembering(dir)
		r.Start()
		first := r.last()
		r.open("uid-7")
		r.last()
		r.end()

		r.setDown(true)
		r.remembering(dir)
		r.Start()
		s := r.last()
		if len(s.Rows) != 500 || s.Loaded != 500 || s.Count != 500 || s.Listed || s.SignedIn {
			t.Fatalf("%d rows, %d loaded of %d, listed %v", len(s.Rows), s.Loaded, s.Count, s.Listed)
		}
		byUID := make(map[string]*mailbox.Row)
		for i, row := range s.Rows {
			byUID[row.UID] = row
			if i > 0 && (row.Summary.Date.After(s.Rows[i-1].Summary.Date) || row.Order >= s.Rows[i-1].Order) {
				t.Fatalf("row %d is not in its place", i)
			}
		}
		for _, row := range first.Rows {
			got := byUID[row.UID]
			if got == nil || got.Size != row.Size || got.Summary.Subject != row.Summary.Subject || got.Summary.From[0] != row.Summary.From[0] ||
				!got.Summary.Date.Equal(row.Summary.Date) || got.Seen != (row.UID == "uid-7") {
				t.Fatalf("%+v came back as %+v", row, got)
			}
		}
		r.end()
	})
}

// TestHeadersOfAnEarlierVersionAreFetchedAgain keeps what else is known of the messages.
func TestHeadersOfAnEarlierVersionAreFetchedAgain(t *testing.T) {
	synctestRig(t, 50, func(t *testing.T, r *rig) {
		dir := t.TempDir()
		r.visit(dir)
		memory := store.NewSummaries(dir, "anna")
		var old []store.Message
		for _, m := range memory.Load() {
			m.Headless, m.Head, m.Summary, m.Seen = true, [32]byte{}, mime.Summary{}, m.UID == "uid-7"
			old = append(old, m)
		}
		memory.Put(old)
		if err := memory.Close(); err != nil {
			t.Fatal(err)
		}
		s := r.visit(dir)
		if len(s.Rows) != 50 || s.Loaded != 50 || s.Problem != nil {
			t.Fatalf("%d rows, %d loaded, %v", len(s.Rows), s.Loaded, s.Problem)
		}
		for _, row := range s.Rows {
			if row.Summary.Subject == "" || row.Seen != (row.UID == "uid-7") {
				t.Fatalf("%+v", row)
			}
		}
		for uid, m := range kept(t, dir) {
			if m.Headless || m.Summary.Subject == "" {
				t.Fatalf("%s is kept without its header", uid)
			}
		}
	})
}

func TestKnownHeadersAreNotFetchedAgain(t *testing.T) {
	synctestRig(t, 500, func(t *testing.T, r *rig) {
		dir := t.TempDir()
		r.visit(dir)
		r.srv.SetFaults(noTOP)
		s := r.visit(dir)
		if len(s.Rows) != 500 || s.Loaded != 500 || !s.Listed || s.Phase != mailbox.Ready || s.Problem != nil || s.Rows[0].UID != "uid-500" {
			t.Errorf("%d rows, %d loaded, listed %v, phase %v, %v", len(s.Rows), s.Loaded, s.Listed, s.Phase, s.Problem)
		}
	})
}

func TestWhatWasDeletedElsewhereVanishes(t *testing.T) {
	synctestRig(t, 20, func(t *testing.T, r *rig) {
		dir := t.TempDir()
		r.visit(dir)
		r.box.Remove("uid-5")
		r.box.Remove("uid-20")
		r.box.Add("new", letter(99))
		s := r.visit(dir)
		if len(s.Rows) != 19 || s.Loaded != 19 || s.Rows[0].UID != "new" || s.Rows[0].Summary.Subject != "Message 99" {
			t.Errorf("%d rows, %d loaded, first %+v", len(s.Rows), s.Loaded, s.Rows[0])
		}
		got := kept(t, dir)
		_, five := got["uid-5"]
		_, news := got["new"]
		if len(got) != 19 || five || !news {
			t.Errorf("kept are %d: uid-5 %v, new %v", len(got), five, news)
		}
	})
}

func TestAnotherSizeIsAnotherMessage(t *testing.T) {
	synctestRig(t, 20, func(t *testing.T, r *rig) {
		dir := t.TempDir()
		r.visit(dir)
		r.box.Remove("uid-20")
		r.box.Add("uid-20", letter(20_000))
		s := r.visit(dir)
		if s.Rows[0].UID != "uid-20" || s.Rows[0].Summary.Subject != "Message 20000" {
			t.Errorf("shown is %+v", s.Rows[0])
		}
		if got := kept(t, dir)["uid-20"].Summary.Subject; got != "Message 20000" {
			t.Errorf("kept is %q", got)
		}
	})
}

func TestNewMailComesBeforeTheList(t *testing.T) {
	tests := []struct {
		name string
		come int
		gone int
		page int // messages that come before the list
	}{
		{"a few", 3, 0, 8},
		{"as many as were deleted elsewhere", 2, 2, 8},
		{"many", 30, 0, 30},
		{"very many", 200, 0, 50},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctestRig(t, 1000, func(t *testing.T, r *rig) {
				dir := t.TempDir()
				r.visit(dir)
				for n := range tt.gone {
					r.box.Remove(uid(n + 1))
				}
				for i := range tt.come {
					r.box.Add(fmt.Sprint("new-", i), letter(5000+i))
				}
				total := 1000 - tt.gone + tt.come
				r.srv.SetFaults(farAway(memserver.Rule{Verb: "UIDL", Nth: tt.page + 1, Delay: time.Minute}))
				r.remembering(dir)
				r.Start()
				defer r.end()
				s := r.after(10 * time.Second)
				shown := min(tt.come, tt.page)
				if s.Listed || len(s.Rows) != 1000+shown || s.Loaded != len(s.Rows) || s.Count != total {
					t.Fatalf("listed %v, %d rows, %d loaded of %d", s.Listed, len(s.Rows), s.Loaded, s.Count)
				}
				for i := range shown {
					if want := fmt.Sprint("Message ", 5000+tt.come-1-i); s.Rows[i].Summary.Subject != want {
						t.Fatalf("row %d is %q, want %q", i, s.Rows[i].Summary.Subject, want)
					}
				}
				if s = r.after(2 * time.Minute); !s.Listed || len(s.Rows) != total || s.Loaded != total {
					t.Errorf("listed %v, %d rows, %d loaded of %d", s.Listed, len(s.Rows), s.Loaded, total)
				}
			})
		})
	}
}

func TestThreat_P15_NothingIsKeptWithoutUniqueIDs(t *testing.T) {
	for name, faults := range map[string]memserver.Faults{"no UIDL": {NoUIDL: true}, "doubled": {DoubleUIDs: true}} {
		t.Run(name, func(t *testing.T) {
			synctestRig(t, 20, func(t *testing.T, r *rig) {
				dir := t.TempDir()
				r.srv.SetFaults(faults)
				if s := r.visit(dir); s.Loaded != 20 {
					t.Errorf("%d loaded", s.Loaded)
				}
				if got := kept(t, dir); len(got) > 0 {
					t.Errorf("kept is %v", got)
				}
			})
		})
	}
}

// TestThreat_P14_ShiftedHeadersAreNotKept: what may be on the wrong row must not
// come back at the next start, also where the line broke before that was noticed.
func TestThreat_P14_ShiftedHeadersAreNotKept(t *testing.T) {
	double := "+OK\r\n" + string(letter(1)) + ".\r\n"
	shift := memserver.Rule{Verb: "TOP", Nth: 60, Act: memserver.Before, Text: double}
	for name, rules := range map[string][]memserver.Rule{
		"noticed":            {shift},
		"and the line broke": {shift, {Verb: "TOP", Nth: 150, Act: memserver.Cut}},
	} {
		t.Run(name, func(t *testing.T) {
			synctestRig(t, 200, func(t *testing.T, r *rig) {
				dir := t.TempDir()
				r.srv.SetFaults(memserver.Faults{Rules: rules})
				r.remembering(dir)
				r.Start()
				r.after(2 * time.Minute)
				r.end()
				for uid, m := range kept(t, dir) {
					if "Message "+uid[len("uid-"):] != m.Summary.Subject {
						t.Fatalf("%s is kept as %q", uid, m.Summary.Subject)
					}
				}
			})
		})
	}
}

func TestReadingIsKept(t *testing.T) {
	synctestRig(t, 5, func(t *testing.T, r *rig) {
		dir := t.TempDir()
		r.srv.SetFaults(memserver.Faults{NoTOP: true})
		r.remembering(dir)
		r.Start()
		r.last()
		r.open("uid-2") // brings also what TOP does not
		r.after(time.Second)
		r.leave()
		s := r.visit(dir)
		if row := s.Rows[3]; row.UID != "uid-2" || !row.Known || !row.Seen || row.Summary.Subject != "Message 2" {
			t.Errorf("read was %+v", row)
		}
		if s.Rows[0].Known || s.Loaded != 1 || s.Phase != mailbox.Ready {
			t.Errorf("%d loaded, phase %v, first %+v", s.Loaded, s.Phase, s.Rows[0])
		}
	})
}

// TestThreat_P21_DeleteBeforeTheListing marks what only the disk knows: a message
// goes only if this very session lists it.
func TestThreat_P21_DeleteBeforeTheListing(t *testing.T) {
	synctestRig(t, 20, func(t *testing.T, r *rig) {
		dir := t.TempDir()
		r.visit(dir)
		r.box.Remove("uid-5")
		r.box.Remove("uid-1") // all numbers move
		r.setDown(true)
		r.remembering(dir)
		r.Start()
		defer r.end()
		if s := r.last(); len(s.Rows) != 20 {
			t.Fatalf("%d rows", len(s.Rows))
		}
		r.Delete(mailbox.Order{UIDs: []string{"uid-5", "uid-6", "uid-19"}})
		r.setDown(false)
		r.after(time.Hour)
		r.wantReport(mailbox.Report{Asked: 3, Deleted: 2, AlreadyGone: 1, Verified: true})
		r.wantLeft(20, 1, 5, 6, 19)
	})
}

func TestThreat_P15_UniqueIDsChangedSinceTheLastVisit(t *testing.T) {
	synctestRig(t, 12, func(t *testing.T, r *rig) {
		dir := t.TempDir()
		r.visit(dir)
		r.renameAll()
		r.setDown(true)
		r.remembering(dir)
		r.Start()
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-5", "uid-6"}})
		r.setDown(false)
		s := r.after(time.Hour)
		r.wantReport(mailbox.Report{Asked: 2, Unknown: 2})
		if !errors.Is(s.Deletion.Report.Err, ledger.ErrRenamed) || len(r.left()) != 12 || len(s.Rows) != 12 || s.Loaded != 12 {
			t.Errorf("reason %v, %d left, %d rows, %d loaded", s.Deletion.Report.Err, len(r.left()), len(s.Rows), s.Loaded)
		}
		r.end()
		if got := kept(t, dir); len(got) != 12 || got["moved-uid-5"].Summary.Subject != "Message 5" {
			t.Errorf("kept is %v", got)
		}
	})
}

// TestThreat_G09_SecondMailbox opens the same account twice.
func TestThreat_G09_SecondMailbox(t *testing.T) {
	synctestRig(t, 20, func(t *testing.T, r *rig) {
		dir := t.TempDir()
		r.srv.SetFaults(memserver.Faults{NoLock: true})
		r.remembering(dir)
		r.Start()
		r.last()
		first := r.Mailbox
		if s := r.visit(dir); s.Loaded != 20 || s.Problem != nil {
			t.Errorf("%d loaded, %v", s.Loaded, s.Problem)
		}
		r.Mailbox = first
		r.end()
		if got := kept(t, dir); len(got) != 20 {
			t.Errorf("kept are %d", len(got))
		}
	})
}

// neverAnswers is a server that takes the connection and says nothing.
func neverAnswers(context.Context, string, string) (net.Conn, error) {
	client, server := net.Pipe()
	go func() { _, _ = io.Copy(io.Discard, server) }()
	return client, nil
}

// openKnown starts a mailbox over what is kept and returns how long it took until
// the rows could be shown.
func openKnown(b testing.TB, dir string, n int) time.Duration {
	b.Helper()
	shown := make(chan *mailbox.Snapshot, 1)
	begin := time.Now()
	box := mailbox.New(mailbox.Deps{
		Account:  account.Account{User: "anna", PlainAgreed: true, Server: account.Server{Host: "mail.example.org", Port: 110, Security: account.Plain}},
		Password: func(context.Context) (string, error) { return "secret", nil },
		Work:     func(f func()) { go f() },
		Post:     func(f func()) { f() },
		Watch: func(s *mailbox.Snapshot) {
			select {
			case shown <- s:
			default:
			}
		},
	}, mailbox.Options{
		Dial:   neverAnswers,
		Memory: store.NewSummaries(dir, "anna"),
	})
	box.Start()
	s := <-shown
	took := time.Since(begin)
	if len(s.Rows) != n || s.Loaded != n {
		b.Errorf("the first snapshot has %d rows, %d loaded", len(s.Rows), s.Loaded)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_ = box.Close(ctx) // drops the line
	return took
}

// keepMany fills a folder as a visit to a large mailbox does.
func keepMany(b testing.TB, n int) (dir string) {
	b.Helper()
	dir = b.TempDir()
	s := store.NewSummaries(dir, "anna")
	s.Load()
	var all []store.Message
	for i := range n {
		summary := mime.ParseSummary(letter(i))
		summary.Date = summary.Date.Add(time.Duration((i*7919)%n) * time.Minute) // not in order
		all = append(all, store.Message{UID: fmt.Sprintf("%016x", i), Size: 3000, Head: [32]byte{1}, Summary: summary})
	}
	for some := range slices.Chunk(all, 1000) {
		s.Put(some)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	return dir
}

// TestKnownMailboxIsShownAtOnce has a limit for the race detector on a busy
// machine, which only something of another order exceeds; BenchmarkOpenKnown
// measures.
func TestKnownMailboxIsShownAtOnce(t *testing.T) {
	const n = 100_000
	dir := keepMany(t, n)
	best := time.Hour
	for range 3 {
		best = min(best, openKnown(t, dir, n))
	}
	t.Logf("%d messages are there after %v", n, best)
	if best > 5*time.Second {
		t.Errorf("%d messages are there only after %v", n, best)
	}
}

func BenchmarkOpenKnown(b *testing.B) {
	dir := keepMany(b, 100_000)
	if names, err := filepath.Glob(filepath.Join(dir, "*.summaries")); err == nil && len(names) == 1 {
		if info, err := os.Stat(names[0]); err == nil {
			b.ReportMetric(float64(info.Size())/1e6, "MB")
		}
	}
	var took time.Duration
	for b.Loop() {
		took += openKnown(b, dir, 100_000)
	}
	b.ReportMetric(float64(took.Microseconds())/1000/float64(b.N), "ms-to-rows")
}
