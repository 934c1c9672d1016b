package ui

import (
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/app/ui/groups"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// rarePages are what is said only now and then.
func rarePages() map[string]func(*stage) {
	pages := map[string]func(*stage){
		"opening the sample mailbox": func(s *stage) { s.ShowSigningIn(first.SignInForm{}) },
		"nothing was typed":          func(s *stage) { s.ShowFirstPage(first.SignInForm{}, nil); s.signing.first.Submit() },
		"looking into the mailbox":   func(s *stage) { s.showMailbox("anna@post.example", Own) },
		"nothing is large": func(s *stage) {
			s.mailbox(3)
			s.sorting.choose(groups.ChoiceKey{Place: listing.PlaceLarge})
		},
		"only headers": func(s *stage) {
			s.mailbox(3)
			s.click(1, 0)
			s.ShowMessage(s.ref("u1"), letter())
			s.mail.reader.ToggleHeaders()
			s.menu.messageMenu()
		},
		"no subject": func(s *stage) {
			rows := s.mailbox(3)
			rows[1].Summary.Subject = ""
			s.snapshot(rows)
			s.click(1, 0)
			s.ShowMessage(s.ref("u1"), &mime.Message{})
		},
		"nothing but an attachment": func(s *stage) {
			s.mailbox(3)
			s.click(1, 0)
			s.ShowMessage(s.ref("u1"), &mime.Message{Attachments: []mime.Attachment{{Name: "a"}}})
		},
		"many attachments": func(s *stage) {
			s.mailbox(3)
			s.click(1, 0)
			s.ShowMessage(s.ref("u1"), &mime.Message{Text: "a", Attachments: make([]mime.Attachment, 300)})
		},
		"the beginning": func(s *stage) {
			rows := slices.Clone(s.mailbox(3))
			big := *rows[1]
			big.Size = 300 << 20
			rows[1] = &big
			s.snapshot(rows)
			s.host.peeked = mime.Message{Text: "a"}
			s.click(1, 0)
			s.settle()
			s.reading.showBeginning(s.ref("u1"))
		},
		"too large": func(s *stage) {
			rows := slices.Clone(s.mailbox(3))
			big := *rows[1]
			big.Size = 300 << 20
			rows[1] = &big
			s.snapshot(rows)
			s.reading.open(s.ref("u1"))
		},
		"a message that does not fit": func(s *stage) {
			f := s.flooded()
			s.reading.open(s.mail.list.Ref(f.Lifted[0].ID))
			s.ShowMessage(s.reading.opened, letter())
		},
		"a mixed flood":  func(s *stage) { s.mixedFlood(triage.Mixed) },
		"strangers":      func(s *stage) { s.mixedFlood(triage.Crowd) },
		"failed mail":    func(s *stage) { s.mixedFlood(triage.Reports) },
		"why it is part": func(s *stage) { f := s.flooded(); s.sorting.showWhy(f.IDs[0]) },
		"first lines":    func(s *stage) { s.ordinary(20); s.reading.hover(s.ref("u2"), fyne.NewPos(100, 100)) },
		"a caught message": func(s *stage) {
			rows := s.ordinary(20)
			rows[1].Caught = s.clock.Add(time.Hour)
			s.snapshot(rows)
			s.click(1, 0)
			s.menu.rowMenu(s.ref("u1"), fyne.NewPos(200, 200))
		},
		"rules that have caught": func(s *stage) {
			rows := s.ordinary(20)
			rows[1].Caught = s.clock.Add(time.Hour)
			s.snapshot(rows)
			s.rules.showRules()
		},
		"kept":           func(s *stage) { s.ordinary(20); s.sorting.keepSender("s1@example.org", true) },
		"not kept again": func(s *stage) { s.ordinary(20); keepTwice(s) },
		"a rule was made": func(s *stage) {
			rows := s.ordinary(20)
			s.rules.ruleForMessage(&rows[3].Summary)
			s.drain(100)
			test.Tap(s.cardButtons()[1])
		},
		"a rule for kept mail": func(s *stage) {
			rows := s.ordinary(20)
			s.ShowWishes(triage.Wishes{Friends: []string{"s3@example.org"}})
			s.rules.ruleForMessage(&rows[3].Summary)
		},
		"heads that are not given": func(s *stage) {
			rows := slices.Clone(s.ordinary(40))
			for i := range 20 {
				rows[i] = &mailbox.Row{UID: rows[i].UID, Order: rows[i].Order, Size: 900, NoHead: true}
			}
			s.snapshot(rows)
			s.sorted()
			s.mail.list.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
			s.deletion.delete()
		},
		"signed out": func(s *stage) {
			rows := s.mailbox(3)
			s.Show(&mailbox.Snapshot{Rows: rows, Count: 9, Loaded: 3, Phase: mailbox.Offline, Stopped: true, Listed: true})
		},
		"no connection": func(s *stage) {
			rows := s.mailbox(3)
			s.mail.status.SetLost()
			s.Show(&mailbox.Snapshot{Rows: rows, Count: 3, Loaded: 3, Phase: mailbox.Offline, Listed: true})
		},
		"getting a message": func(s *stage) {
			rows := s.mailbox(3)
			s.Show(&mailbox.Snapshot{Rows: rows, Count: 3, Loaded: 3, Phase: mailbox.Opening, SignedIn: true, Listed: true})
		},
		"signing in again": func(s *stage) {
			rows := s.mailbox(3)
			s.Show(&mailbox.Snapshot{Rows: rows, Count: 3, Loaded: 3, Phase: mailbox.Connecting, Listed: true})
		},
		"an empty conversation": func(s *stage) { s.mailbox(3); s.conversation.showTalk() },
		"details": func(s *stage) {
			s.mailbox(3)
			s.ShowNotice(words.Notice{Title: "It failed", Details: "why"})
			test.Tap(s.mail.problem.Buttons()[1])
		},
		"pointer on an attachment": func(s *stage) {
			s.mailbox(3)
			s.click(1, 0)
			s.ShowMessage(s.ref("u1"), letter())
			for _, o := range s.objects(s.win.Canvas()) {
				if h, ok := o.(desktop.Hoverable); ok && fmt.Sprintf("%T", o) == "*reader.card" {
					h.MouseIn(&desktop.MouseEvent{})
				}
			}
		},
		"a deletion, message by message": func(s *stage) {
			s.mailbox(3)
			for _, f := range []store.Fate{store.FateGone, store.FateKept, store.FateUnknown} {
				s.host.pastMail = append(s.host.pastMail, store.Deleted{Fate: f})
			}
			s.record.showDeletion(store.Heading{At: s.clock, Asked: 3})
		},
		"a deletion that nothing is known of": func(s *stage) { s.mailbox(3); s.record.showDeletion(store.Heading{At: s.clock, Asked: 3}) },
		"a private stay, its record": func(s *stage) {
			s.showMailbox("a", Private)
			s.snapshot(someRows(3, s.clock))
			s.record.showDeletions()
		},
		"a weaker way to sign in": func(s *stage) { s.mailbox(3); s.signing.askWeaker(words.Notice{Cause: "A cause."}, func() {}) },
		"a link that does not open": func(s *stage) {
			s.mailbox(3)
			s.deps.App = &opener{App: s.deps.App, err: errors.New("why")}
			s.reading.showLink("https://fjord.example/")
			test.Tap(s.card.Buttons[1])
		},
	}
	for _, link := range []string{"http://fjord.example/", "https://a@fjord.example/", "https://198.51.100.7/", "https://xn--pypal-4ve.example/", "mailto:anna@post.example?cc=olav@post.example"} {
		pages["link "+link] = func(s *stage) { s.mailbox(3); s.reading.showLink(link) }
	}
	for name, d := range rareDeletions {
		pages["deletion, "+name] = func(s *stage) {
			if !d.Retry.IsZero() {
				d.Retry = s.clock.Add(d.Retry.Sub(time.Unix(0, 0)))
			}
			s.inDeletion(d)
		}
		for _, closing := range []bool{true, false} {
			pages[fmt.Sprint("left in a deletion, ", name, closing)] = func(s *stage) { s.inDeletion(d); s.ShowClosing(closing) }
		}
	}
	for _, t := range groups.Traits {
		pages[fmt.Sprint("groups by trait ", t)] = func(s *stage) {
			s.ordinary(60)
			s.mail.side.OnTrait(t)
			if s.mail.side.Length() > int(listing.NoPlace) {
				s.entry(int(listing.NoPlace), 100)
			}
		}
	}
	for _, typed := range []string{"", "has:", "-", "*", "from:", "larger: 1M", "before: some", "is:nothing", "larger:some why", "\"", "frmo:anna", "anna OR olav"} {
		pages["search for "+typed] = func(s *stage) {
			s.mailbox(20)
			s.searching.focusSearch()
			s.mail.header.search.Field.Input.SetText(typed)
		}
	}
	for text, fill := range typedFaults {
		pages["typed: "+text] = func(s *stage) {
			s.ShowFirstPage(someForm(), nil)
			fill(s.signing.first)
			s.signing.first.Submit()
		}
	}
	for _, err := range rareErrors {
		pages["error "+err.Error()] = func(s *stage) {
			rows := s.mailbox(3)
			s.deps.Explain = func(err error, doing words.Doing) words.Notice {
				return words.Explain(err, doing, someForm().Account.Server)
			}
			s.Show(&mailbox.Snapshot{Rows: rows, Count: 3, Loaded: 3, Phase: mailbox.Offline, Listed: true, Problem: err})
		}
	}
	return pages
}

func keepTwice(s *stage) {
	s.sorting.keepSender("s1@example.org", true)
	s.sorting.keepSender("s1@example.org", false)
}

// rareDeletions are the moments of a deletion. Where one is tried again, the time is told
// from the beginning of Unix.
var rareDeletions = map[string]mailbox.Deletion{
	"sent":           {Stage: mailbox.Sending, Asked: 30, Sent: 10},
	"made final":     {Stage: mailbox.Committing, Asked: 3, Sent: 3, Final: true},
	"some are final": {Stage: mailbox.Committing, Asked: 30, Sent: 10, Final: true},
	"looked after":   {Stage: mailbox.Checking, Asked: 3, Sent: 3, Final: true},
	"more are found": {Stage: mailbox.Checking, Asked: 3, Sent: 3, Found: 1, Final: true},
	"held up late":   {Stage: mailbox.Checking, Asked: 3, Sent: 3, Final: true, Problem: io.EOF, Retry: time.Unix(60, 0)},
	"tried again":    {Stage: mailbox.Sending, Asked: 3, Problem: io.EOF, Retry: time.Unix(-60, 0)},
	"by a rule": {
		Stage: mailbox.Finished, Asked: 9, ByRule: true,
		Report: mailbox.Report{Asked: 9, Deleted: 3, AlreadyGone: 1, Kept: 3, Unknown: 2, Err: ledger.ErrUnlisted},
	},
}

// typedFaults are what can be typed wrongly on the first page.
var typedFaults = map[string]func(*first.Page){
	"a blank in the address":       func(p *first.Page) { p.Address.Input.SetText("anna smith@post.example") },
	"two @":                        func(p *first.Page) { p.Address.Input.SetText("anna@post@example") },
	"half an address":              func(p *first.Page) { p.Host.Input.SetText(""); p.Address.Input.SetText("anna") },
	"no password":                  func(p *first.Page) { p.Password.Input.SetText("") },
	"a blank in the host":          func(p *first.Page) { p.Host.Input.SetText("mail post") },
	"a port of letters":            func(p *first.Page) { p.Host.Input.SetText("post.example:a") },
	"no host":                      func(p *first.Page) { p.Host.Input.SetText("") },
	"not a host":                   func(p *first.Page) { p.Host.Input.SetText("post..example") },
	"not a port":                   func(p *first.Page) { p.Port.Input.SetText("a") },
	"a line that is not encrypted": func(p *first.Page) { p.Security.SetSelected(words.Security(account.Plain)) },
	"encrypted on demand": func(p *first.Page) {
		p.Unfolded = true
		p.Security.SetSelected(words.Security(account.StartTLS))
	},
}

// rareErrors are errors that a notice tells of.
var rareErrors = []error{
	mailbox.ErrGone, mailbox.ErrTooLarge, mailbox.ErrEmpty, mailbox.ErrNoPeek, mailbox.ErrInterrupted, mailbox.ErrStopped, ledger.ErrUnlisted, ledger.ErrLoss, ledger.ErrMismatch, ledger.ErrListing, ledger.ErrNotRemoved, ledger.ErrRenamed, ledger.ErrBack, ledger.ErrUnidentified,
	account.ErrNoSecret, account.ErrNoKeyring, io.ErrUnexpectedEOF, &net.DNSError{Err: "no such host", IsNotFound: true},
	&mailbox.SaveError{Dir: "/home/anna", Err: io.ErrShortWrite}, &ledger.UnsavedError{Subject: "The cabin", From: "Ingrid", Count: 3},
	errors.New("why"),
}
