package triage

import (
	"testing"
	"time"

	"github.com/restante/restante/mime"
)

func TestWhatRulesCatch(t *testing.T) {
	made := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	rule := Rule{Sender: "win@prize.example", Made: made}
	mail := func(addr string, at time.Time) mime.Summary {
		return mime.Summary{From: []mime.Address{{Addr: addr}}, Arrived: at, Date: at.Add(-time.Hour)}
	}
	later := made.Add(time.Hour)
	for name, c := range map[string]struct {
		wishes Wishes
		mail   mime.Summary
		want   bool
	}{
		"such mail":                     {Wishes{Rules: []Rule{rule}}, mail("Win@Prize.example", later), true},
		"other mail":                    {Wishes{Rules: []Rule{rule}}, mail("anna@post.example", later), false},
		"came before the rule was made": {Wishes{Rules: []Rule{rule}}, mail("win@prize.example", made.Add(-time.Minute)), false},
		"a friend":                      {Wishes{Rules: []Rule{rule}, Friends: []string{"win@prize.example"}}, mail("WIN@prize.example", later), false},
	} {
		caught := c.wishes.Caught()
		if got := caught(c.mail); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	rule.Paused = true
	if (Wishes{Rules: []Rule{rule}}).Caught() != nil || (Wishes{}).Caught() != nil {
		t.Error("where there is no rule that holds, there is nothing to ask")
	}
}
