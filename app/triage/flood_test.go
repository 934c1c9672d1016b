package triage

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/restante/restante/app/triage/bombtest"
	"github.com/restante/restante/mime"
)

const (
	friendAddr = "Rosa <rosa@garden.example>"
	bombLine   = "CLAIM %d you are selected today"
)

// flooded is a mailbox of a month: letters of a friend and papers, and in its last
// hour a flood of n alike messages from one sender each. Behind that come the given
// ones.
func flooded(t *testing.T, n int, more ...*mime.Summary) (*Index, []int32) {
	t.Helper()
	var list []*mime.Summary
	for i := range 60 {
		ago := time.Duration(i+5) * 12 * time.Hour
		list = append(list, mail(friendAddr, fmt.Sprintf("Letter about %s", inLetters(i)), ago), mail("Paper <news@paper.example>", "News of the day", ago+time.Hour))
	}
	for i := range n {
		list = append(list, mail(fmt.Sprintf("Win <x%d@bomb%d.example>", i, i), fmt.Sprintf(bombLine, i), time.Duration(i)*time.Second))
	}
	first := len(list)
	list = append(list, more...)
	var ids []int32
	for i := range more {
		ids = append(ids, int32(first+i))
	}
	return indexOf(t, list...), ids
}

func oneFlood(t *testing.T, x *Index) (*Report, *Flood) {
	t.Helper()
	r := x.Report(testNow)
	if len(r.Floods) != 1 {
		t.Fatalf("%d floods", len(r.Floods))
	}
	return r, r.Floods[0]
}

func idsOf(list []Lifted) (ids []int32) {
	for _, l := range list {
		ids = append(ids, l.ID)
	}
	return ids
}

func kindsOf(why []Reason) (kinds []ReasonKind) {
	for _, r := range why {
		kinds = append(kinds, r.Kind)
	}
	return kinds
}

// TestThreat_G01_FriendsStay lets the flood and good mail look like each other.
func TestThreat_G01_FriendsStay(t *testing.T) {
	var forged []*mime.Summary
	for i := range 40 {
		forged = append(forged, mail(friendAddr, fmt.Sprintf(bombLine, 9000+i), time.Duration(i)*time.Second))
	}
	reply := mail("Kim <kim@other.example>", "Re: CLAIM 5 you are selected today", time.Minute)
	reply.Traits |= mime.Reply
	paid := mail("Kim <kim@other.example>", "Payment: CLAIM 5 you are selected today", time.Minute)
	tests := []struct {
		name   string
		more   []*mime.Summary
		friend bool // marked by the user
		in     bool // in IDs
		why    ReasonKind
	}{
		{"a friend asks about the flood with its subject", []*mime.Summary{mail(friendAddr, "CLAIM 7 you are selected today", time.Minute)}, false, false, KnownSender},
		{"a friend's address, but far more than he writes", forged, false, true, SameSubject},
		{"the same, but marked by the user", forged, true, false, Friend},
		{"a friend's name, another address", []*mime.Summary{mail("Rosa <rosa@bomb.example>", "CLAIM 7 you are selected today", time.Minute)}, false, true, SameSubject},
		{"a friend's address with a letter that looks alike", []*mime.Summary{mail("Rosa <rosá@garden.example>", "CLAIM 7 you are selected today", time.Minute)}, false, true, SameSubject},
		{"an answer, in a flood without answers", []*mime.Summary{reply}, false, false, Reply},
		{"a payment, in a flood that speaks of none", []*mime.Summary{paid}, false, false, Money},
		{"another subject", []*mime.Summary{mail("Kim <kim@other.example>", "Your cat is on my ladder", time.Minute)}, false, false, NoList},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x, ids := flooded(t, 400, tt.more...)
			if tt.friend {
				x.SetFriends([]string{"ROSA@garden.example "})
			}
			r, f := oneFlood(t, x)
			for _, id := range ids {
				if _, in := slices.BinarySearch(f.IDs, id); in != tt.in {
					t.Errorf("%d is in: %v", id, in)
				}
				if !slices.Contains(kindsOf(r.Why(id)), tt.why) {
					t.Errorf("%d: %v", id, r.Why(id))
				}
				if in := f.Match(tt.more[0]); in != tt.in {
					t.Errorf("one click would take one that was not seen: %v", in)
				}
			}
			if n := len(f.IDs); n < 400 {
				t.Errorf("only %d of the flood", n)
			}
		})
	}
}

// TestThreat_G01_WhatIsCommonDoesNotLift lets the whole flood speak of payments, and
// say that it answers.
func TestThreat_G01_WhatIsCommonDoesNotLift(t *testing.T) {
	var more []*mime.Summary
	for i := range 300 {
		s := mail(fmt.Sprintf("a@pay%d.example", i), fmt.Sprintf("RE: payment %d is overdue", i), time.Duration(i)*time.Second)
		s.Traits |= mime.Reply
		more = append(more, s)
	}
	x, ids := flooded(t, 0, more...)
	_, f := oneFlood(t, x)
	if !slices.Equal(f.IDs, ids) || len(f.Lifted) != 0 {
		t.Errorf("%d of %d in the flood, %d lifted", len(f.IDs), len(ids), len(f.Lifted))
	}
}

func TestFloodTellsWhatItIs(t *testing.T) {
	x, _ := flooded(t, 400)
	r, f := oneFlood(t, x)
	if f.Kind != Alike || f.Senders != 400 || f.Sender != "" || f.Subject != "CLAIM … you are selected today" || f.Bytes != 400_000 {
		t.Errorf("%+v", f)
	}
	if f.To != testNow || f.To.Sub(f.From) != 399*time.Second || len(f.Least) != 5 {
		t.Errorf("from %v to %v, least %v", f.From, f.To, f.Least)
	}
	if got := kindsOf(f.Common); !slices.Equal(got, []ReasonKind{SameSubject, NewSender, Burst}) {
		t.Errorf("in common: %v", got)
	}
	if got := x.Alike(f.IDs[3]); !slices.Equal(got, f.IDs) {
		t.Errorf("%d are alike", len(got))
	}
	if r.Why(0) != nil || r.Why(-1) != nil || r.Why(1e6) != nil {
		t.Error("reasons for messages that have nothing to do with it")
	}
}

func TestNoFlood(t *testing.T) {
	x, _ := flooded(t, 400)
	_, f := oneFlood(t, x)
	again, _ := flooded(t, 900)
	again.SetNoFloods([]string{f.Key, "something else"})
	if r := again.Report(testNow); len(r.Floods) != 0 {
		t.Errorf("%q is a flood again", r.Floods[0].Key)
	}
	again.SetNoFloods(nil)
	oneFlood(t, again)
}

func TestSameFlood(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       bool
	}{
		{"equal", "alike a b", "alike a b", true},
		{"one word more", "alike a b c", "alike a b c d", true},
		{"other words", "alike a b c", "alike c d e", false},
		{"next day", "subscriptions 2026-11-24", "subscriptions 2026-11-25", true},
		{"another week", "subscriptions 2026-11-24", "subscriptions 2026-11-14", false},
		{"another kind", "subscriptions 2026-11-24", "alike 2026-11-24", false},
		{"domains", "alike @a.example", "alike @b.example", false},
		{"nonsense", "subscriptions x", "subscriptions y", false},
		{"empty", "", "alike a", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if sameFlood(tt.a, tt.b) != tt.want || sameFlood(tt.b, tt.a) != tt.want {
				t.Errorf("want %v", tt.want)
			}
		})
	}
}

// TestThreat_G02_WhatABombHides puts single messages into a flood of subscriptions.
func TestThreat_G02_WhatABombHides(t *testing.T) {
	ordinary, bomb := bombtest.Ordinary(2, 1000, testNow), bombtest.SubscriptionBomb(2, 1500, 0, testNow)
	ago := testNow.Sub(bomb[750].At)
	list := mail("Shop <news@newshop.example>", "Confirm your password", ago)
	list.Traits |= mime.ListUnsubscribe
	order := mail("Shop <news@newshop.example>", "Order 40172635 has been paid", ago)
	order.Traits |= mime.ListUnsubscribe
	reply := mail("Kim <kim@other.example>", "Re: Lunch", ago)
	reply.Traits |= mime.Reply
	tests := []struct {
		name string
		s    *mime.Summary
		in   bool
		why  ReasonKind
	}{
		{"a changed password", mail("Bank <security@mybank.example>", "Your password was changed", ago), false, Password},
		{"the same in Greek", mail("Τράπεζα <security@mybank.example>", "Ο κωδικός πρόσβασης άλλαξε", ago), false, Password},
		{"a transfer", mail("Bank <info@mybank.example>", "Überweisung ausgeführt", ago), false, Money},
		{"a welcome with a password", mail("Forum <info@newforum.example>", "Welcome! Your password", ago), true, Confirmation},
		{"a list that speaks of a password", list, true, ListMail},
		{"a list that names an order", order, false, Order},
		{"an answer", reply, false, Reply},
		{"a person", mail("Kim <kim@other.example>", "Thank you for the cake", ago), false, NoList},
		{"a shop that is called Payment", mail("Payment Shoes <info@paymentshoes.example>", "Welcome to Payment Shoes", ago), true, Confirmation},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := open(t, bombtest.Merge(ordinary, bomb))
			id := int32(len(b.mails))
			b.index.Set(id, Message{Summary: tt.s, Size: 1000, Order: int(id)})
			r, f := oneFlood(t, b.index)
			if _, in := slices.BinarySearch(f.IDs, id); in != tt.in || f.Match(tt.s) != tt.in {
				t.Errorf("is in: %v, would be taken: %v", in, f.Match(tt.s))
			}
			if !slices.Contains(kindsOf(r.Why(id)), tt.why) {
				t.Errorf("why: %v", r.Why(id))
			}
			if lifted := slices.Contains(idsOf(f.Lifted), id); lifted == tt.in {
				t.Errorf("lifted: %v", lifted)
			}
		})
	}
}

func TestWordsAreAsWritten(t *testing.T) {
	tests := []struct{ subject, term, want string }{
		{"Ihre ÜBERWEISUNG über 5 EUR", "uberweis", "ÜBERWEISUNG"},
		{"Your security code is 5", "security code", "security code"},
		{"您的密码已更改", "密码", "密码"},
		{"Re: [x] Order-123", "order", "Order"},
		{"", "order", "order"},
	}
	for _, tt := range tests {
		if got := written(tt.subject, tt.term); got != tt.want {
			t.Errorf("%q in %q: got %q, want %q", tt.term, tt.subject, got, tt.want)
		}
	}
}

// TestMatchOnAnotherGoroutine lets messages be judged while the index goes on.
func TestMatchOnAnotherGoroutine(t *testing.T) {
	x, _ := flooded(t, 400)
	x.SetFriends([]string{"somebody@else.example"})
	_, f := oneFlood(t, x)
	var wait sync.WaitGroup
	wait.Go(func() {
		for i := range 500 {
			if !f.Match(mail("q@new.example", fmt.Sprintf(bombLine, i), time.Minute)) || f.Match(mail("q@new.example", "Lunch", time.Minute)) || f.Match(nil) {
				t.Error("judged wrongly")
				return
			}
		}
	})
	for i := range 500 {
		x.Set(int32(1000+i), Message{Summary: mail("more@bomb.example", fmt.Sprintf(bombLine, i), 0)})
		x.SetFriends([]string{fmt.Sprint(i)})
		if i%100 == 0 {
			x.Report(testNow)
		}
	}
	wait.Wait()
}

// TestThreat_G10_NonsenseIsBounded gives messages without dates, senders and ends.
func TestThreat_G10_NonsenseIsBounded(t *testing.T) {
	x := NewIndex()
	long := strings.Repeat("x y ", 250)
	for i := range 20_000 {
		s := &mime.Summary{Subject: fmt.Sprintf("%s%d %s", inLetters(i), i, long)}
		switch i % 4 {
		case 1:
			s.Date = time.Date(1980+i%120, 1, 1, 0, 0, i, 0, time.UTC)
		case 2:
			s.From = []mime.Address{{Name: long}}
			s.ListID = fmt.Sprint(long, i)
		case 3:
			s.From = []mime.Address{{Addr: strings.Repeat("@", i%50)}}
			s.Arrived = testNow.Add(-time.Duration(i) * time.Minute)
		}
		x.Set(int32(i), Message{Summary: s, Size: -1})
	}
	r := x.Report(testNow)
	if r.Known != 20_000 {
		t.Errorf("%d known", r.Known)
	}
	for trait, groups := range r.Groups {
		if len(groups) > mostGroups {
			t.Errorf("trait %d: %d groups", trait, len(groups))
		}
	}
	if len(x.subjects.words) > 20_000*mostWords || len(x.subjects.form) > 2*longestForm {
		t.Errorf("%d words are kept", len(x.subjects.words))
	}
}
