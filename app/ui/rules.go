package ui

import (
	"slices"
	"time"

	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/mime"
)

// ruleWords says what a rule is about.
func ruleWords(r triage.Rule) string {
	text := ""
	add := func(s string) {
		if text != "" {
			text += ", and "
		}
		text += s
	}
	if r.Sender != "" {
		add("from " + Clean(r.Sender, 80))
	}
	if r.Domain != "" {
		add("from anybody at " + Clean(r.Domain, 80))
	}
	if r.ListID != "" {
		add("through the mailing list " + Clean(r.ListID, 80))
	}
	if r.SubjectForm != "" {
		add("with a subject like “" + Clean(r.SubjectForm, 80) + "”")
	}
	return "All mail " + text
}

// ruleLasts is how long caught mail waits before it goes.
const ruleLasts = "an hour"

// askRule shows what a rule would have caught until now, and makes it. Of several
// rules the user chooses one.
func (w *Window) askRule(rules []triage.Rule) {
	rules = slices.DeleteFunc(slices.Clone(rules), func(r triage.Rule) bool { return r == (triage.Rule{}) })
	if len(rules) == 0 || w.asking() {
		return
	}
	c := newRuleCard(w.win.Canvas(), w.deps.Now, rules)
	w.overlay = c
	c.OnMake = func(r triage.Rule) {
		r.Made = w.deps.Now()
		w.sorting.Rules = append(slices.Clone(w.sorting.Rules), r)
		w.sortingChanged()
		w.mail.status.say("From now on such mail is caught when it comes, and goes " + ruleLasts + " later. Mailbox › Rules shows it.")
	}
	c.OnPreview = func(r triage.Rule) { w.preview(c, r) }
	w.preview(c, rules[0])
}

// preview finds what a rule would have caught, away from the UI goroutine.
func (w *Window) preview(c *ruleCard, r triage.Rule) {
	l := w.mail.list
	rows, ids := l.rows, l.ids
	friends := slices.Clone(w.sorting.Friends)
	w.deps.Work(func() {
		var caught []int32
		spared := 0
		for i, row := range rows {
			if !row.Known || !r.Matches(&row.Summary) {
				continue
			}
			if slices.Contains(friends, senderKey(row)) {
				spared++
				continue
			}
			caught = append(caught, ids[i])
		}
		w.deps.Post(func() {
			var examples []unlikeRow
			for _, id := range l.leastAlike(caught, 5) {
				examples = append(examples, w.unlikeRow(id, nil))
			}
			c.show(r, len(caught), spared, examples)
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
	uids := []string{l.uid(id)}
	if l.has(id) {
		uids = l.chosenUIDs(false)
	}
	w.deps.Host.Release(uids)
}

// caughtWords tell what the rules have caught by now.
func (w *Window) caughtWords() (text string, uids []string) {
	var first time.Time
	for _, r := range w.mail.list.rows {
		if r.Caught.IsZero() {
			continue
		}
		uids = append(uids, r.UID)
		if first.IsZero() || r.Caught.Before(first) {
			first = r.Caught
		}
	}
	if len(uids) == 0 {
		return "Nothing is caught now.", nil
	}
	return messages(len(uids)) + plural(len(uids), " is", " are") + " caught now; the first goes at " +
		first.In(w.deps.Now().Location()).Format("15:04") + ".", uids
}

// showRules lists the rules.
func (w *Window) showRules() {
	if w.asking() {
		return
	}
	caught, uids := w.caughtWords()
	choices := []choice{{"Close", kindPlain, nil}}
	if len(uids) > 0 {
		choices = append([]choice{{"Keep what is caught", kindPlain, func() { w.deps.Host.Release(uids) }}}, choices...)
	}
	s := newSheet(
		w.win.Canvas(), "Rules",
		"Mail that a rule catches is struck out in the list, and deleted from the server "+ruleLasts+" later. Mail from senders you keep is never caught. "+
			"A rule is made by a right click on a message, or on the page of a group. "+caught,
		choices...,
	)
	w.overlay = s
	w.fillRules(s)
}

func (w *Window) fillRules(s *sheet) {
	rules := slices.Clone(w.sorting.Rules)
	now := w.deps.Now()
	s.set(len(rules), func(i int) sheetRow {
		r := rules[i]
		row := sheetRow{title: ruleWords(r), text: "Made " + madeWords(r.Made, now), faint: r.Paused}
		pause := "Pause"
		if r.Paused {
			pause = "Go on"
			row.text += " · paused: it catches nothing"
		}
		change := func(f func([]triage.Rule) []triage.Rule) func() {
			return func() {
				w.sorting.Rules = f(slices.Clone(rules))
				w.sortingChanged()
				w.fillRules(s)
			}
		}
		row.buttons = []choice{
			{"Remove", kindDelete, change(func(l []triage.Rule) []triage.Rule { return slices.Delete(l, i, i+1) })},
			{pause, kindPlain, change(func(l []triage.Rule) []triage.Rule { l[i].Paused = !l[i].Paused; return l })},
		}
		return row
	}, "There is no rule yet.")
}

func madeWords(t, now time.Time) string {
	if t.IsZero() {
		return "some time ago"
	}
	return dayWords(t.In(now.Location()), now)
}
