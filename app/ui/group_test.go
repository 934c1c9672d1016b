package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/mime"
)

func TestGroupThatADeletionMeans(t *testing.T) {
	like := mime.Summary{Subject: "Subject 9999", From: []mime.Address{{Name: "Sender 3", Addr: "S3@example.org"}}}
	other := mime.Summary{Subject: "Letter", From: []mime.Address{{Addr: "friend@example.org"}}}
	t.Run("all that a search shows", func(t *testing.T) {
		s := newStage(t)
		s.mailbox(70)
		s.mail.list.Search("s3@example")
		s.mail.list.All()
		s.deletion.delete()
		s.confirm()
		if s.host.alike == nil || !s.host.alike(like) || s.host.alike(other) {
			t.Error("the search is not what is meant")
		}
	})
	t.Run("part of what a search shows", func(t *testing.T) {
		s := newStage(t)
		s.mailbox(70)
		s.mail.list.Search("subject")
		s.mail.list.All()
		s.mail.list.Choose(s.mail.list.IDAt(3), false)
		s.deletion.delete()
		s.confirm()
		if s.host.alike != nil {
			t.Error("more is meant than was chosen")
		}
	})
	t.Run("all from one sender", func(t *testing.T) {
		s := newStage(t)
		s.mailbox(70)
		s.mail.list.FromSender("s3@example.org")
		if s.mail.list.Selected() < 2 {
			t.Fatalf("%d chosen", s.mail.list.Selected())
		}
		s.deletion.delete()
		s.confirm()
		if s.host.alike == nil || !s.host.alike(like) || s.host.alike(other) {
			t.Error("the sender is not what is meant")
		}
	})
	t.Run("a part of those from one sender", func(t *testing.T) {
		s := newStage(t)
		s.mailbox(70)
		s.mail.list.FromSender("s3@example.org")
		s.mail.list.Choose(s.mail.list.IDFor(s.mail.list.ChosenRefs(false)[0]), false)
		s.deletion.delete()
		s.confirm()
		if s.host.alike != nil {
			t.Error("more is meant than was chosen")
		}
	})
}

// confirm answers the question before a deletion, if one was asked.
func (s *stage) confirm() {
	if s.deletion.sheet != nil && s.deletion.sheet.Pop.Visible() {
		s.deletion.sheet.Accept()
	}
}

// TestThreat_G04_OnlyANamedSetMeansMore chooses the same messages by hand and by name,
// on a server that hides others like them: more than was chosen goes only by name, and
// the question says so.
func TestThreat_G04_OnlyANamedSetMeansMore(t *testing.T) {
	const says = "that the server may still hide"
	like := mime.Summary{Subject: "Subject number 9999", From: []mime.Address{{Addr: "s3@example.org"}}}
	byHand := map[string]func(*stage){
		"two boxes": func(s *stage) { s.clickBox(3, 0); s.clickBox(13, 0) },
		"a range":   func(s *stage) { s.mail.list.Search("s3@"); s.click(0, 0); s.press(1, 200, fyne.KeyModifierShift) },
		"one by one, all that a search shows": func(s *stage) {
			s.mail.list.Search("s3@")
			s.clickBox(0, 0)
			s.clickBox(1, 0)
		},
		"all, and one taken out and put back": func(s *stage) { s.mail.list.Search("s3@"); s.mail.list.All(); s.clickBox(0, 0); s.clickBox(0, 0) },
		"inverted":                            func(s *stage) { s.mail.list.Search("s3@"); s.typeKey(fyne.KeyI, fyne.KeyModifierControl) },
		"alike":                               func(s *stage) { s.sorting.chooseAll([]int32{3, 13}) },
		"a search for what no header tells":   func(s *stage) { s.mail.list.Search("s3@ is:unread"); s.mail.list.All() },
		"one, by a click":                     func(s *stage) { s.click(3, 0) },
		"all there is":                        func(s *stage) { s.mail.list.All() },
		"two groups": func(s *stage) {
			s.entry(int(listing.NoPlace)+3, 20)
			s.entry(int(listing.NoPlace)+4, 20)
		},
		"a group and one more":    func(s *stage) { s.entry(int(listing.NoPlace)+3, 20); s.clickBox(5, 0) },
		"a part of a group":       func(s *stage) { s.entry(int(listing.NoPlace)+3, 20); s.clickBox(3, 0) },
		"a search within a group": func(s *stage) { s.entry(int(listing.NoPlace)+3, 100); s.mail.list.Search("number"); s.mail.list.All() },
		"the sender, and one by hand": func(s *stage) {
			s.mail.list.FromSender("s3@example.org")
			s.clickBox(5, 0)
		},
		"by name at first, by hand then": func(s *stage) {
			s.mail.list.FromSender("s3@example.org")
			s.typeKey(fyne.KeyEscape, 0)
			s.clickBox(3, 0)
			s.clickBox(13, 0)
		},
	}
	byName := map[string]func(*stage){
		"the sender":      func(s *stage) { s.mail.list.FromSender("s3@example.org") },
		"a search":        func(s *stage) { s.mail.list.Search("from:s3"); s.mail.list.All() },
		"a group":         func(s *stage) { s.entry(int(listing.NoPlace)+3, 20) },
		"shown as group":  func(s *stage) { s.entry(int(listing.NoPlace)+3, 100); s.mail.list.All() },
		"its own button":  func(s *stage) { s.entry(int(listing.NoPlace)+3, 100); s.mail.group.OnSelect() },
		"the box of all":  func(s *stage) { s.mail.list.Search("from:s3"); s.mail.list.Head.TapAll() },
		"sender of found": func(s *stage) { s.mail.list.Search("number"); s.mail.list.FromSender("s3@example.org") },
	}
	for name, choose := range byHand {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.ordinary(20)
			choose(s)
			s.deletion.delete()
			if s.deletion.sheet != nil && strings.Contains(s.deletion.sheet.Text.Text, says) {
				t.Errorf("it says %q", s.deletion.sheet.Text.Text)
			}
			s.confirm()
			if s.host.alike != nil || len(s.host.deleted) == 0 {
				t.Errorf("%d go, and more is meant", len(s.host.deleted))
			}
		})
	}
	for name, choose := range byName {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.ordinary(20)
			choose(s)
			s.deletion.delete()
			if s.deletion.sheet == nil || !strings.Contains(s.deletion.sheet.Text.Text, says) || len(s.host.deleted) > 0 {
				t.Fatalf("it is not asked: %v go", s.host.deleted)
			}
			s.confirm()
			if s.host.alike == nil || !s.host.alike(like) || s.host.alike(mime.Summary{Subject: "Subject number 9999"}) || len(s.host.deleted) != 2 {
				t.Errorf("%d go, and what is meant is wrong", len(s.host.deleted))
			}
		})
	}
}

// TestThreat_G01_FriendsAndLiftedAreNeverMeant deletes a flood by name: mail from a
// sender who is kept, or of whom something was lifted out, is not like it.
func TestThreat_G01_FriendsAndLiftedAreNeverMeant(t *testing.T) {
	s := newStage(t)
	s.mailbox(300)
	s.sorted()
	f := s.flood(250, 17)
	f.Match = func(*mime.Summary) bool { return true }
	s.sorting.wishes.Friends = []string{"friend@example.org"}
	s.sorting.selectChoice(floodKey(f))
	s.deletion.delete()
	s.confirm()
	from := func(addr string) bool { return s.host.alike(mime.Summary{From: []mime.Address{{Addr: addr}}}) }
	if s.host.alike == nil || !from("claims@win.example") || from("Friend@Example.org") || from("s7@example.org") {
		t.Error("somebody is meant who is not to be")
	}
	// What it was told holds, whatever the window does meanwhile.
	s.sorting.wishes.Friends, s.sorting.sorter.report = nil, &triage.Report{}
	if from("friend@example.org") {
		t.Error("it looks at what the window knows now")
	}
}

// TestEmptyingAlwaysAsks deletes all there is, few as they may be.
func TestEmptyingAlwaysAsks(t *testing.T) {
	for _, n := range []int{1, 2, 5, 99, 150} {
		s := newStage(t)
		s.mailbox(n)
		s.mail.list.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
		s.typeKey(fyne.KeyDelete, 0)
		if s.deletion.sheet == nil || s.deletion.sheet.Whole.Hidden || s.deletion.sheet.Whole.Text != "This is everything in the mailbox." || len(s.host.deleted) > 0 {
			t.Fatalf("%d go, and it is not asked", n)
		}
		if s.confirm(); len(s.host.deleted) != n {
			t.Errorf("%d go", len(s.host.deleted))
		}
	}
	s := newStage(t)
	rows := slices.Clone(s.mailbox(5))
	rows[0] = &mailbox.Row{UID: "u0", Marked: true}
	s.snapshot(rows)
	s.mail.list.All()
	s.deletion.delete()
	if s.deletion.sheet == nil || s.deletion.sheet.Whole.Hidden {
		t.Error("what is on its way out already is counted as left")
	}
	s.deletion.sheet.Close()
	s.clickBox(2, 0)
	s.deletion.delete()
	if len(s.host.deleted) != 3 {
		t.Errorf("%v go: with one left it is not everything", s.host.deleted)
	}
}

// TestQuestionHasOneNumber follows the box that leaves some out: every number of the
// card is that of what goes.
func TestQuestionHasOneNumber(t *testing.T) {
	s := newStage(t)
	s.mailbox(1000)
	s.sorted()
	s.flood(900, 17, 333, 5)
	s.deps.CopyDir = t.TempDir()
	s.mail.list.All()
	s.deletion.delete()
	d := s.deletion.sheet
	says := func(title, whole, yes, copy string) {
		t.Helper()
		if d.Title.Text != title || d.Whole.Text != whole || d.Whole.Hidden != (whole == "") || d.Yes.Text != yes || d.CopyIt.Text.Text != copy {
			t.Errorf("%q, %q, %q, %q", d.Title.Text, d.Whole.Text, d.Yes.Text, d.CopyIt.Text.Text)
		}
	}
	says("Delete 997 of 1,000 messages from the server?", "", "Delete 997", "Save a copy of all 997 first")
	if d.Heading.Text != "These 3 do not fit in:" || len(d.Lines) != 3 || !strings.HasPrefix(d.Notice.Text, "3 of the 1,000 selected") {
		t.Errorf("%q over %d, %q", d.Heading.Text, len(d.Lines), d.Notice.Text)
	}
	test.Tap(d.LeaveOut)
	says("Delete 1,000 messages from the server?", "This is everything in the mailbox.", "Delete 1,000", "Save a copy of all 1,000 first")
	s.confirm()
	if len(s.host.deleted) != 1000 {
		t.Errorf("%d go", len(s.host.deleted))
	}
}

// flood is a mailbox in which a friend and a shop wrote among a flood that looks
// like them.
func flood(s *stage) []*mailbox.Row {
	rows := someRows(60, s.clock)
	for i, r := range rows {
		r.Summary.From = []mime.Address{{Name: "Win Big", Addr: "claims@win.example"}}
		r.Summary.Subject = "Your order is confirmed"
		switch i {
		case 20: // a friend, with the subject of the flood
			r.Summary.From = []mime.Address{{Name: "Grandmother", Addr: "ragnhild@fjordpost.example"}}
		case 21: // the flood, with the name of the friend
			r.Summary.From = []mime.Address{{Name: "Grandmother", Addr: "claims@win.example"}}
		case 30: // what the flood is there to hide
			r.Summary.From = []mime.Address{{Name: "Win Big", Addr: "orders@shop.example"}}
		}
	}
	s.showMailbox("anna@post.example", Own)
	s.snapshot(rows)
	return rows
}

func TestThreat_G01_SenderIsTheAddressNotTheName(t *testing.T) {
	s := newStage(t)
	rows := flood(s)
	s.mail.list.FromSender("claims@win.example")
	s.deletion.delete()
	s.confirm()
	going := map[string]bool{}
	for _, uid := range s.host.deleted {
		going[uid] = true
	}
	if len(going) != 58 || going[rows[20].UID] || !going[rows[21].UID] {
		t.Errorf("%d go, the friend %v, the false friend %v", len(going), going[rows[20].UID], going[rows[21].UID])
	}
	if s.host.alike(rows[20].Summary) || !s.host.alike(rows[21].Summary) {
		t.Error("what comes to light later is judged by the name")
	}
}

func TestThreat_G02_HiddenMessageStays(t *testing.T) {
	s := newStage(t)
	rows := flood(s)
	s.mail.list.FromSender("claims@win.example")
	s.deletion.delete()
	s.confirm()
	for _, uid := range s.host.deleted {
		if uid == rows[30].UID {
			t.Error("the shop's message, alike in name and subject, goes too")
		}
	}
	// With the flood gone it stands at the top of what is left.
	var left []*mailbox.Row
	for _, r := range rows {
		if r.Summary.From[0].Addr != "claims@win.example" {
			left = append(left, r)
		}
	}
	s.snapshot(left)
	if got := s.mail.list.At(1); got == nil || got.UID != rows[30].UID || s.mail.list.ShownCount() != 2 {
		t.Errorf("left is %+v", got)
	}
}
