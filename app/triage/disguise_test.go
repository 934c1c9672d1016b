package triage

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/restante/restante/mime"
)

// quiet is the mail of a month in which nothing happens, at what times it came from whom.
func quiet() (list []*mime.Summary) {
	for i := range 60 {
		ago := time.Duration(i+5) * 12 * time.Hour
		list = append(list, mail(friendAddr, fmt.Sprintf("Letter about %s", inLetters(i)), ago), mail("Paper <news@paper.example>", "News of the day", ago+time.Hour))
	}
	return list
}

// listed is a message of a mailing list.
func listed(list, from, subject string, ago time.Duration) *mime.Summary {
	s := mail(from, subject, ago)
	s.ListID = list
	return s
}

// writtenBy is a message as one of some mail programs of people writes it, brought by a host.
func writtenBy(program mime.Program, from, subject, host string, ago time.Duration) *mime.Summary {
	s := mail(from, subject, ago)
	s.Program = program
	s.Via = mime.HostHash(host)
	return s
}

// TestBusyLists lets mailing lists be busy: a few are no flood, many at once are, and so is
// what machines answer on one.
func TestBusyLists(t *testing.T) {
	tests := []struct {
		name        string
		lists, each int
		subject     string
		flood       bool
	}{
		{"two busy lists", 2, 200, "How to plant %s", false},
		{"twenty at once", 20, 200, "How to plant %s", true},
		{"one with machines on it", 1, 200, "Thank you for your message about %s", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			all := quiet()
			for i := range tt.lists * tt.each {
				subject := fmt.Sprintf(tt.subject, inLetters(i))
				all = append(all, listed(fmt.Sprintf("talk%d.example", i%tt.lists), fmt.Sprintf("Sam <sam%d@house%d.example>", i, i), subject, time.Duration(i)*time.Second/2))
			}
			if r := indexOf(t, all...).Report(testNow); (len(r.Floods) > 0) != tt.flood {
				t.Errorf("%d floods", len(r.Floods))
			}
		})
	}
}

// TestKnownShopIsMadeToSend lets somebody ask a shop that is known for a new password again
// and again, amid a flood. What else the shop writes stays.
func TestKnownShopIsMadeToSend(t *testing.T) {
	const shop = "Shop <noreply@shop.example>"
	var more []*mime.Summary
	for i := range 12 {
		more = append(more, mail(shop, fmt.Sprintf("Your order %d", 4000+i), time.Duration(i+3)*48*time.Hour))
	}
	for i := range 80 {
		more = append(more, mail(shop, "Reset your password", time.Duration(i)*4*time.Second))
	}
	order := len(more)
	more = append(more, mail(shop, "Your order 5001", time.Minute), mail(shop, "Your phone number was changed", time.Minute))
	x, ids := flooded(t, 400, more...)
	r, f := oneFlood(t, x)
	if _, in := slices.BinarySearch(f.IDs, ids[20]); !in {
		t.Errorf("a reset is not selected: %v", r.Why(ids[20]))
	}
	for _, id := range ids[order:] {
		if _, in := slices.BinarySearch(f.IDs, id); in || !slices.Contains(idsOf(f.Lifted), id) {
			t.Errorf("%q is selected or not shown: %v", x.entries[id].summary.Subject, r.Why(id))
		}
	}
}

// TestSomebodyWritesInAPersonsName forges a person's name again and again. The letter that a
// host of his own has brought is his.
func TestSomebodyWritesInAPersonsName(t *testing.T) {
	const kim = "Kim <kim@kim.example>"
	var more []*mime.Summary
	for i := range 40 {
		more = append(more, writtenBy(1, kim, fmt.Sprintf(bombLine, i), "bot.example", time.Duration(i)*4*time.Second))
	}
	more = append(more, writtenBy(1, kim, "The keys", "kim.example", time.Minute))
	x, ids := flooded(t, 400, more...)
	_, f := oneFlood(t, x)
	for n, id := range ids {
		if _, in := slices.BinarySearch(f.IDs, id); in != (n < 40) {
			t.Errorf("message %d is selected: %v", n, in)
		}
	}
}

// TestPersonsAmidACrowd lets a crowd come of which half shows signs of people. Neither half
// would be a flood by itself.
func TestPersonsAmidACrowd(t *testing.T) {
	for _, crowd := range []int{20, 130} {
		all := quiet()
		for i := range 150 {
			all = append(all, writtenBy(mime.Program(1+i%5), fmt.Sprintf("Sam <sam%d@house%d.example>", i, i), fmt.Sprintf("%s %s", inLetters(i*17), inLetters(i*23+7)), "bot.example", time.Duration(i)*2*time.Minute))
		}
		for i := range crowd {
			all = append(all, mail(fmt.Sprintf("x%d@place%d.example", i, i), fmt.Sprintf("%s %s", inLetters(i*31), inLetters(i*41+9)), time.Duration(i)*2*time.Minute))
		}
		if r := indexOf(t, all...).Report(testNow); (len(r.Floods) > 0) != (crowd > 100) {
			t.Errorf("amid %d: %d floods", crowd, len(r.Floods))
		}
	}
}

// TestFloodGrows lets a flood begin and end slowly: all that says the same is of it.
func TestFloodGrows(t *testing.T) {
	var more []*mime.Summary
	for i := range 60 {
		more = append(more, mail(fmt.Sprintf("a%d@early%d.example", i, i), fmt.Sprintf(bombLine, i), time.Duration(i+1)*10*time.Minute))
	}
	x, ids := flooded(t, 400, more...)
	_, f := oneFlood(t, x)
	for _, id := range ids {
		if _, in := slices.BinarySearch(f.IDs, id); !in {
			t.Fatalf("message %d is not selected", id-ids[0])
		}
	}
}

// TestMachinesAnswerWhatIsForged lets machines answer letters that somebody has sent in the
// user's name, with ids that look like his: they are part of the flood, and an answer of a
// person is not.
func TestMachinesAnswerWhatIsForged(t *testing.T) {
	answer := func(subject string, traits mime.Traits, ago time.Duration) *mime.Summary {
		s := mime.ParseSummary(fmt.Appendf(nil, "From: Kim <kim@other.example>\r\nTo: anna@post.example\r\nIn-Reply-To: <%d@post.example>\r\nSubject: %s\r\n\r\n", ago, subject))
		s.Traits |= traits
		s.Arrived = testNow.Add(-ago)
		return &s
	}
	var more []*mime.Summary
	for i := range 5 {
		more = append(more, answer("Automatic reply: "+fmt.Sprintf(bombLine, i), mime.AutoSubmitted, time.Duration(i+1)*20*time.Second))
	}
	more = append(more, answer("Re: The boat", 0, time.Minute))
	x, ids := flooded(t, 400, more...)
	for i := range x.entries { // it is Anna's mailbox
		if s := x.entries[i].summary; len(s.To) == 0 {
			addressed := *s
			addressed.To = more[0].To
			x.Set(int32(i), Message{Summary: &addressed, Size: 1000, Order: i})
		}
	}
	_, f := oneFlood(t, x)
	for n, id := range ids {
		if _, in := slices.BinarySearch(f.IDs, id); in != (n < 5) {
			t.Errorf("message %d is selected: %v", n, in)
		}
	}
}
