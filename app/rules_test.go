package app

import (
	"testing"
	"time"

	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/mime"
)

func TestCatchBy(t *testing.T) {
	made := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	rule := triage.Rule{Sender: "win@prize.example", Made: made}
	mail := func(addr string, at time.Time) mime.Summary {
		return mime.Summary{From: []mime.Address{{Addr: addr}}, Arrived: at, Date: at.Add(-time.Hour)}
	}
	later := made.Add(time.Hour)
	for name, c := range map[string]struct {
		sorting ui.Sorting
		mail    mime.Summary
		want    bool
	}{
		"such mail":                     {ui.Sorting{Rules: []triage.Rule{rule}}, mail("Win@Prize.example", later), true},
		"other mail":                    {ui.Sorting{Rules: []triage.Rule{rule}}, mail("anna@post.example", later), false},
		"came before the rule was made": {ui.Sorting{Rules: []triage.Rule{rule}}, mail("win@prize.example", made.Add(-time.Minute)), false},
		"a friend":                      {ui.Sorting{Rules: []triage.Rule{rule}, Friends: []string{"win@prize.example"}}, mail("WIN@prize.example", later), false},
	} {
		catch := catchBy(c.sorting)
		if got := catch(c.mail); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	rule.Paused = true
	if catchBy(ui.Sorting{Rules: []triage.Rule{rule}}) != nil || catchBy(ui.Sorting{}) != nil {
		t.Error("where there is no rule that holds, there is nothing to ask")
	}
}
