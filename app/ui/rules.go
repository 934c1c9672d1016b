package ui

import (
	"slices"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/cards"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/list"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// askRule shows what a rule would have caught until now, and makes it. Of several
// rules the user chooses one.
func (w *Window) askRule(rules []triage.Rule) {
	rules = slices.DeleteFunc(slices.Clone(rules), func(r triage.Rule) bool { return r == (triage.Rule{}) })
	if len(rules) == 0 || w.asking() {
		return
	}
	c := cards.NewRuleCard(w.win.Canvas(), w.deps.Now, rules)
	w.overlay = c
	c.OnMake = func(r triage.Rule) {
		r.Made = w.deps.Now()
		w.sorting.Rules = append(slices.Clone(w.sorting.Rules), r)
		w.sortingChanged()
		w.mail.status.Say("From now on such mail is caught when it comes, and goes " + words.RuleLasts + " later. Mailbox › Rules shows it.")
	}
	c.OnPreview = func(r triage.Rule) { w.preview(c, r) }
	w.preview(c, rules[0])
}

// preview finds what a rule would have caught, away from the UI goroutine.
func (w *Window) preview(c *cards.RuleCard, r triage.Rule) {
	l := w.mail.list
	rows, ids := l.Contents()
	friends := slices.Clone(w.sorting.Friends)
	w.deps.Work(func() {
		var caught []int32
		spared := 0
		for i, row := range rows {
			if !row.Known || !r.Matches(&row.Summary) {
				continue
			}
			if slices.Contains(friends, listing.SenderKey(row)) {
				spared++
				continue
			}
			caught = append(caught, ids[i])
		}
		w.deps.Post(func() {
			var examples []list.MessageRow
			for _, id := range l.LeastAlike(caught, 5) {
				examples = append(examples, w.unlikeRow(id, nil))
			}
			c.Preview(r, len(caught), spared, examples)
		})
	})
}

// ruleForGroup begins a rule from the group that is looked at.
func (w *Window) ruleForGroup() {
	if g := w.groupOf(w.choice); g != nil {
		w.askRule([]triage.Rule{triage.RuleFor(g)})
	}
}

// ruleForMessage begins a rule from a message.
func (w *Window) ruleForMessage(s *mime.Summary) { w.askRule(triage.RuleForMessage(s)) }

// keepCaught keeps what a rule has caught: the message, and all that are chosen with
// it.
func (w *Window) keepCaught(id int32) {
	l := w.mail.list
	uids := []string{l.UID(id)}
	if l.Has(id) {
		uids = l.ChosenUIDs(false)
	}
	w.deps.Host.Release(uids)
}

// caughtWords tell what the rules have caught by now.
func (w *Window) caughtWords() (text string, uids []string) {
	uids, first := w.mail.list.Caught()
	if len(uids) == 0 {
		return "Nothing is caught now.", nil
	}
	return words.Messages(len(uids)) + words.Plural(len(uids), " is", " are") + " caught now; the first goes at " +
		first.In(w.deps.Now().Location()).Format("15:04") + ".", uids
}

// showRules lists the rules.
func (w *Window) showRules() {
	if w.asking() {
		return
	}
	caught, uids := w.caughtWords()
	choices := []kit.Choice{kit.NewChoice("Close", kit.Plain, nil)}
	if len(uids) > 0 {
		choices = append([]kit.Choice{kit.NewChoice("Keep what is caught", kit.Plain, func() { w.deps.Host.Release(uids) })}, choices...)
	}
	s := kit.NewSheet(
		w.win.Canvas(), "Rules",
		"Mail that a rule catches is struck out in the list, and deleted from the server "+words.RuleLasts+" later. Mail from senders you keep is never caught. "+
			"A rule is made by a right click on a message, or on the page of a group. "+caught,
		choices...,
	)
	w.overlay = s
	w.fillRules(s)
}

func (w *Window) fillRules(s *kit.Sheet) {
	rules := slices.Clone(w.sorting.Rules)
	now := w.deps.Now()
	s.Set(len(rules), func(i int) kit.SheetRow {
		r := rules[i]
		row := kit.SheetRow{Title: words.Rule(r), Text: "Made " + words.RuleMade(r.Made, now), Faint: r.Paused}
		pause := "Pause"
		if r.Paused {
			pause = "Go on"
			row.Text += " · paused: it catches nothing"
		}
		change := func(f func([]triage.Rule) []triage.Rule) func() {
			return func() {
				w.sorting.Rules = f(slices.Clone(rules))
				w.sortingChanged()
				w.fillRules(s)
			}
		}
		row.Buttons = []kit.Choice{
			kit.NewChoice("Remove", kit.Delete, change(func(l []triage.Rule) []triage.Rule { return slices.Delete(l, i, i+1) })),
			kit.NewChoice(pause, kit.Plain, change(func(l []triage.Rule) []triage.Rule { l[i].Paused = !l[i].Paused; return l })),
		}
		return row
	}, "There is no rule yet.")
}
