package mailbox_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/quirktest"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

// quirk is a server that does what no standard says, and what must come out.
type quirk struct {
	quirktest.Quirk
	n      int // messages; 0 is 12, and -1 none
	faults memserver.Faults
	logins *memserver.Logins
	letter func(n int) []byte                  // instead of letter
	uid    func(n int) string                  // instead of uid
	change func(*setup)                        // of the mailbox; may be nil
	server func(*testing.T, *memserver.Server) // of the server; may be nil
	try    func(t *testing.T, r *rig)          // instead of wellDone
}

// quirks are the servers of all tables.
func quirks() []quirk {
	return slices.Concat(greetingQuirks(), loginQuirks(), listQuirks(), textQuirks(), flightQuirks(), deleteQuirks())
}

func TestQuirks(t *testing.T) {
	for _, q := range quirks() {
		q.Run(t, func(t *testing.T) { synctest.Test(t, q.run) })
	}
}

func TestQuirksPage(t *testing.T) {
	var all []quirktest.Quirk
	for _, q := range quirks() {
		all = append(all, q.Quirk)
	}
	quirktest.Hold(t, filepath.Join("..", "..", "docs", "QUIRKS.md"), "Listing, reading, deleting", all)
}

func (q quirk) run(t *testing.T) {
	r := newRig(t, 0, q.faults)
	n, text, name := q.n, letter, uid
	if n == 0 {
		n = 12
	}
	if q.letter != nil {
		text = q.letter
	}
	if q.uid != nil {
		name = q.uid
	}
	for i := 1; i <= n; i++ {
		r.box.Add(name(i), text(i))
	}
	if q.logins != nil {
		r.srv.SetLogins(*q.logins)
	}
	if q.server != nil {
		q.server(t, r.srv)
	}
	if q.change != nil {
		r.renew(q.change)
	}
	r.Start()
	defer r.end()
	if q.try == nil {
		wellDone(t, r)
		return
	}
	q.try(t, r)
}

// rules are faults of these rules alone.
func rules(all ...memserver.Rule) memserver.Faults { return memserver.Faults{Rules: all} }

// reply is a rule that answers each command of a kind with that.
func reply(verb, text string) memserver.Rule {
	return memserver.Rule{Verb: verb, Act: memserver.Reply, Text: text}
}

// once is a rule for the nth command that fits it alone.
func once(nth int, rule memserver.Rule) memserver.Rule {
	rule.Nth = nth
	return rule
}

// settled waits until all is there that can be had, or until nothing more is tried.
func (r *rig) settled() *mailbox.Snapshot {
	r.t.Helper()
	s := r.last()
	for deadline := time.Now().Add(30 * time.Minute); time.Now().Before(deadline); {
		if s = r.after(time.Second); s.Retry.IsZero() && (s.Phase == mailbox.Ready || s.Phase == mailbox.Offline) {
			break
		}
	}
	return s
}

// wellDone lists, reads and deletes, and wants all of that to go well.
func wellDone(t *testing.T, r *rig) {
	t.Helper()
	listsAllBut(t, r)
	readsAndDeletes(t, r)
}

// listsAllBut wants every message in its row, under its own header but for these,
// which are shown without.
func listsAllBut(t *testing.T, r *rig, noHead ...int) {
	t.Helper()
	n := len(r.left())
	s := r.settled()
	if len(s.Rows) != n || !s.Listed || s.Problem != nil || s.Loaded != n-len(noHead) || s.Missing != len(noHead) {
		t.Fatalf("%d rows of %d, %d loaded, %d missing, phase %v, problem %v", len(s.Rows), n, s.Loaded, s.Missing, s.Phase, s.Problem)
	}
	for i, row := range s.Rows {
		num := n - i
		if slices.Contains(noHead, num) {
			if row.Known || !row.NoHead {
				t.Errorf("row %d: header known %v, said to be missing %v", num, row.Known, row.NoHead)
			}
		} else if want := fmt.Sprintf("Message %d", num); row.Summary.Subject != want {
			t.Errorf("row %d shows %q", num, row.Summary.Subject)
		}
	}
}

// readsAndDeletes opens a message and deletes two: exactly those go, and that is what
// is told.
func readsAndDeletes(t *testing.T, r *rig) {
	t.Helper()
	n := len(r.left())
	r.reads(n - 4)
	s := r.last()
	gone := []string{r.left()[n-3], r.left()[n-8]}
	want := slices.DeleteFunc(r.left(), func(uid string) bool { return slices.Contains(gone, uid) })
	r.Delete(mailbox.Order{UIDs: []string{s.Rows[2].UID, s.Rows[7].UID}})
	r.after(time.Hour)
	r.wantReport(mailbox.Report{Asked: 2, Deleted: 2, Verified: true})
	if got := r.left(); !slices.Equal(got, want) {
		t.Errorf("on the server are %v, want %v", got, want)
	}
	if s = r.settled(); len(s.Rows) != n-2 || s.Problem != nil {
		t.Errorf("afterwards: %d rows, problem %v", len(s.Rows), s.Problem)
	}
}

// reads opens the nth message and wants its text.
func (r *rig) reads(n int) *openResult {
	r.t.Helper()
	s := r.last()
	res := r.open(s.Rows[len(s.Rows)-n].UID)
	r.after(5 * time.Minute)
	if want := fmt.Sprintf("Text of %d", n); res.err != nil || res.msg == nil || !strings.Contains(res.msg.Text, want) {
		r.t.Errorf("message %d: %+v, error %v", n, res.msg, res.err)
	}
	return res
}

// keptOut wants that nothing is listed and nothing tried any more, after so many
// connections at most, and the problem to fit.
func keptOut(dials int, fits func(error) bool) func(*testing.T, *rig) {
	return func(t *testing.T, r *rig) {
		t.Helper()
		s := r.settled()
		if s.Listed || s.Problem == nil || !fits(s.Problem) || !s.Retry.IsZero() || r.srv.Logins() > 0 {
			t.Errorf("listed %v, problem %v, next try %v, %d logins", s.Listed, s.Problem, s.Retry, r.srv.Logins())
		}
		if r.connections() > dials {
			t.Errorf("%d connections", r.connections())
		}
	}
}

// isError reports whether an error is of a type.
func isError[E error](err error) bool {
	var e E
	return errors.As(err, &e)
}

// refusedWith is a refusal of a command in these words.
func refusedWith(command, text string) func(error) bool {
	return func(err error) bool {
		var no *pop3.Error
		return errors.As(err, &no) && no.Command == command && no.Text == text
	}
}

// opensNot wants a message not to open, the error to fit, and all else to go well.
func opensNot(n int, fits func(error) bool) func(*testing.T, *rig) {
	return func(t *testing.T, r *rig) {
		t.Helper()
		listsAllBut(t, r)
		s := r.last()
		res := r.open(s.Rows[len(s.Rows)-n].UID)
		r.after(10 * time.Minute)
		if res.msg != nil || res.err == nil || !fits(res.err) || errors.Is(res.err, mailbox.ErrGone) {
			t.Errorf("message %v, error %v", res.msg, res.err)
		}
		readsAndDeletes(t, r)
	}
}

// keeps wants a deletion of two messages to leave all as it was, for a reason.
func keeps(fits func(error) bool) func(*testing.T, *rig) {
	return func(t *testing.T, r *rig) {
		t.Helper()
		before := r.left()
		rows := r.settled().Rows
		r.Delete(mailbox.Order{UIDs: []string{rows[2].UID, rows[7].UID}})
		if d := r.after(2 * time.Hour).Deletion; d == nil || d.Stage != mailbox.Finished || d.Report.Kept != 2 || !fits(d.Report.Err) {
			t.Errorf("deletion %+v", d)
		}
		if got := r.left(); !slices.Equal(got, before) {
			t.Errorf("on the server are %v", got)
		}
	}
}

func is(target error) func(error) bool {
	return func(err error) bool { return errors.Is(err, target) }
}
