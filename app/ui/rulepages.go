package ui

import (
	"slices"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/cards"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/list"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// rules lets rules be made, seen and changed.
type rules struct {
	*frame
	host    ruleHost
	sorting *sorting
}

// askRule shows what a rule would have caught until now, and makes it. Of several
// rules the user chooses one.
func (ru *rules) askRule(rules []triage.Rule) {
	rules = slices.DeleteFunc(slices.Clone(rules), func(r triage.Rule) bool { return r == (triage.Rule{}) })
	if len(rules) == 0 || ru.asking() {
		return
	}
	c := cards.NewRuleCard(ru.win.Canvas(), ru.deps.Now, rules)
	ru.overlay = c
	c.OnMake = func(r triage.Rule) {
		r.Made = ru.deps.Now()
		ru.sorting.wishes.Rules = append(slices.Clone(ru.sorting.wishes.Rules), r)
		ru.sorting.sortingChanged()
		ru.mail.status.Say(words.RuleNews())
	}
	c.OnPreview = func(r triage.Rule) { ru.preview(c, r) }
	ru.preview(c, rules[0])
}

// preview finds what a rule would have caught, away from the UI goroutine.
func (ru *rules) preview(c *cards.RuleCard, r triage.Rule) {
	l := ru.mail.list
	rows, ids := l.Contents()
	kept := ru.sorting.wishes.Kept()
	ru.deps.Work(func() {
		var caught []int32
		spared := 0
		for i, row := range rows {
			if !row.Known || !r.Matches(&row.Summary) {
				continue
			}
			if kept(&row.Summary) {
				spared++
				continue
			}
			caught = append(caught, ids[i])
		}
		ru.deps.Post(func() {
			var examples []list.MessageRow
			for _, id := range l.LeastAlike(caught, 5) {
				examples = append(examples, ru.sorting.unlikeRow(id, nil))
			}
			c.Preview(r, len(caught), spared, examples)
		})
	})
}

// ruleForGroup begins a rule from the group that is looked at.
func (ru *rules) ruleForGroup() {
	if g := ru.sorting.groupOf(ru.sorting.choice); g != nil {
		ru.askRule([]triage.Rule{triage.RuleFor(g)})
	}
}

// ruleForMessage begins a rule from a message.
func (ru *rules) ruleForMessage(s *mime.Summary) { ru.askRule(triage.RuleForMessage(s)) }

// keepCaught keeps what a rule has caught: the message, and all that are chosen with
// it.
func (ru *rules) keepCaught(id int32) {
	l := ru.mail.list
	refs := []mailbox.Ref{l.Ref(id)}
	if l.Has(id) {
		refs = l.ChosenRefs(false)
	}
	ru.host.Release(ru.id, uidsOf(refs))
}

// caughtWords tell what the rules have caught by now.
func (ru *rules) caughtWords() (text string, refs []mailbox.Ref) {
	refs, first := ru.mail.list.Caught()
	if len(refs) == 0 {
		return lang.T("rules.caught-none"), nil
	}
	at := words.Clock(first.In(ru.deps.Now().Location()))
	return lang.T("rules.caught", lang.Args{"Count": len(refs), "Time": at}), refs
}

// showRules lists the rules.
func (ru *rules) showRules() {
	if ru.asking() {
		return
	}
	caught, refs := ru.caughtWords()
	choices := []kit.Choice{kit.NewChoice(lang.T("button.close"), kit.Plain, nil)}
	if len(refs) > 0 {
		choices = append([]kit.Choice{kit.NewChoice(lang.T("rules.keep-caught"), kit.Plain, func() { ru.host.Release(ru.id, uidsOf(refs)) })}, choices...)
	}
	s := kit.NewSheet(
		ru.win.Canvas(), lang.T("rules.title"), words.Sentences(words.RulesLead(), caught), choices...,
	)
	ru.overlay = s
	ru.fillRules(s)
}

func (ru *rules) fillRules(s *kit.Sheet) {
	rules := slices.Clone(ru.sorting.wishes.Rules)
	now := ru.deps.Now()
	s.Set(len(rules), func(i int) kit.SheetRow {
		r := rules[i]
		made := words.RuleMade(r.Made, now)
		row := kit.SheetRow{Title: words.Rule(r), Text: made, Faint: r.Paused}
		pause := lang.T("rules.pause")
		if r.Paused {
			pause = lang.T("rules.resume")
			row.Text = words.Items(made, lang.T("rules.paused"))
		}
		change := func(f func([]triage.Rule) []triage.Rule) func() {
			return func() {
				ru.sorting.wishes.Rules = f(slices.Clone(rules))
				ru.sorting.sortingChanged()
				ru.fillRules(s)
			}
		}
		row.Buttons = []kit.Choice{
			kit.NewChoice(lang.T("rules.remove"), kit.Delete, change(func(l []triage.Rule) []triage.Rule { return slices.Delete(l, i, i+1) })),
			kit.NewChoice(pause, kit.Plain, change(func(l []triage.Rule) []triage.Rule { l[i].Paused = !l[i].Paused; return l })),
		}
		return row
	}, lang.T("rules.empty"))
}
