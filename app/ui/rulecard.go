package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/triage"
)

// ruleCard makes a rule: which mail it is about, and what it would have caught
// until now.
type ruleCard struct {
	widget.BaseWidget
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
	pop    *widget.PopUp
}

func newRuleCard(c fyne.Canvas, now func() time.Time, rules []triage.Rule) *ruleCard {
	d := &ruleCard{rules: rules}
	d.title = newParagraph("Delete such mail whenever it comes?", textSubject-1, true, colorText)
	for i, r := range rules {
		check := newCheckLine(ruleWords(r), "", i == 0)
		check.round, check.OnEscape = true, d.close
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
	d.yes = newButton(kindPrimary, iconNone, "Make this rule", func() { d.close(); d.OnMake(d.rules[d.chosen]) })
	d.no.OnEscape, d.yes.OnEscape = d.close, d.close
	d.ExtendBaseWidget(d)
	d.pop = widget.NewModalPopUp(d, c)
	d.pop.Show()
	c.Focus(d.no)
	return d
}

func (d *ruleCard) close() { d.pop.Hide() }

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
	d.Refresh()
	d.pop.Resize(d.pop.MinSize())
}

// CreateRenderer implements [fyne.Widget].
func (d *ruleCard) CreateRenderer() fyne.WidgetRenderer {
	frame := box()
	p := &painted{owner: d, objects: []fyne.CanvasObject{d.title, d.text, d.foot, frame, d.no, d.yes}}
	for _, c := range d.checks {
		p.objects = append(p.objects, c)
	}
	for _, l := range d.lines {
		p.objects = append(p.objects, l)
	}
	p.dress = func() {
		frame.FillColor, frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = transparent(), ink(colorLine), 1, px(radius)
	}
	p.place = func(s fyne.Size) {
		h := d.placeAll(s.Width, frame)
		placeFromRight(s.Width-px(24), h-px(20)-px(buttonHeight), d.yes, d.no)
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(600), d.placeAll(px(600), frame)) }
	p.dress()
	return p
}

// placeAll places everything over the buttons and returns the height of the card.
func (d *ruleCard) placeAll(width float32, frame fyne.CanvasObject) float32 {
	x, w, y := px(24), width-px(48), px(20)
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
	moveTo(frame, x, top, w, y-top)
	if d.shown > 0 {
		y += px(12)
	}
	put(d.foot, d.foot.heightFor(w), px(18))
	return y + px(buttonHeight) + px(20)
}
