package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/restante/restante/app/triage"
)

// ruleCard makes a rule: which mail it is about, and what it would have caught
// until now.
type ruleCard struct {
	askCard
	OnMake    func(triage.Rule)
	OnPreview func(triage.Rule)

	rules  []triage.Rule
	chosen int
	title  *paragraph
	checks []*checkLine
	text   *paragraph
	lines  []*unlikeLine
	shown  int
	foot   *paragraph
	no     *button
	yes    *button
	frame  *canvas.Rectangle // around the examples
}

func newRuleCard(c fyne.Canvas, now func() time.Time, rules []triage.Rule) *ruleCard {
	d := &ruleCard{rules: rules}
	d.title = newParagraph("Delete such mail whenever it comes?", textSubject-1, true, colorText)
	for i, r := range rules {
		check := newCheckLine(ruleWords(r), "", i == 0)
		check.round = true
		d.holdCheck(check)
		check.OnChange = func(bool) { d.pick(i) }
		d.checks = append(d.checks, check)
	}
	d.text = newParagraph("Looking what it would have caught…", textSize, false, colorText)
	for range 5 {
		l := newUnlikeLine(now, nil)
		l.bare, l.Hidden = true, true
		d.lines = append(d.lines, l)
	}
	d.foot = newParagraph("What is caught is struck out in the list and goes an hour later; until then you can keep it. "+
		"Mail from senders you keep is never caught. A rule can be paused and removed: Mailbox › Rules.", textSmall, false, colorMuted)
	d.no = newButton(kindPlain, iconNone, "Cancel", d.close)
	d.yes = newButton(kindPrimary, iconNone, "Make this rule", func() { d.take(func() { d.OnMake(d.rules[d.chosen]) }) })
	d.frame = box()
	d.wide, d.fill = func() float32 { return px(600) }, d.placeAll
	d.dress = func() {
		d.frame.FillColor, d.frame.StrokeColor, d.frame.StrokeWidth, d.frame.CornerRadius = transparent(), ink(colorLine), 1, px(radius)
	}
	d.buttons = []*button{d.no, d.yes}
	objects := []fyne.CanvasObject{d.title, d.text, d.foot, d.frame}
	for _, c := range d.checks {
		objects = append(objects, c)
	}
	for _, l := range d.lines {
		objects = append(objects, l)
	}
	d.showCard(c, d.no, objects...)
	return d
}

// pick chooses one of the rules.
func (d *ruleCard) pick(i int) {
	d.chosen = i
	for k, c := range d.checks {
		c.on = k == i
		c.Refresh()
	}
	d.OnPreview(d.rules[i])
}

// show tells what a rule would have caught, unless another was chosen meanwhile.
func (d *ruleCard) show(r triage.Rule, caught, spared int, examples []unlikeRow) {
	if r != d.rules[d.chosen] {
		return
	}
	text := "Until now it would have caught " + messages(caught) + ". They stay where they are: a rule is for mail that comes."
	if spared > 0 {
		text += " " + count(spared) + " more " + plural(spared, "is", "are") + " from senders you keep."
	}
	if caught > 0 {
		text += " The least alike of them:"
	}
	d.text.set(text)
	d.shown = len(examples)
	for i, l := range d.lines {
		l.Hidden = i >= len(examples)
		if !l.Hidden {
			l.set(examples[i], false)
		}
	}
	d.fit()
}

// placeAll places what is said.
func (d *ruleCard) placeAll(width float32) float32 {
	x, w, y := px(24), width-2*px(24), px(12)
	put := func(o fyne.CanvasObject, h, after float32) {
		moveTo(o, x, y, w, h)
		y += h + after
	}
	put(d.title, d.title.heightFor(w), px(10))
	for _, c := range d.checks {
		put(c, px(22), px(4))
	}
	y += px(8)
	put(d.text, d.text.heightFor(w), px(8))
	top := y
	for _, l := range d.lines[:d.shown] {
		put(l, l.height(), 0)
	}
	moveTo(d.frame, x, top, w, y-top)
	if d.shown > 0 {
		y += px(12)
	}
	put(d.foot, d.foot.heightFor(w), px(4))
	return y
}
