package cards

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/list"
	"github.com/restante/restante/app/words"
)

// RuleCard makes a rule: which mail it is about, and what it would have caught
// until now.
type RuleCard struct {
	kit.AskCard
	OnMake    func(triage.Rule)
	OnPreview func(triage.Rule)

	Rules  []triage.Rule
	chosen int
	title  *kit.Paragraph
	checks []*kit.CheckLine
	Text   *kit.Paragraph
	lines  []*list.MessageLine
	shown  int
	foot   *kit.Paragraph
	no     *kit.Button
	Yes    *kit.Button
	frame  *canvas.Rectangle // around the examples
}

// NewRuleCard shows the card, with the first of some rules chosen.
func NewRuleCard(c fyne.Canvas, now func() time.Time, rules []triage.Rule) *RuleCard {
	d := &RuleCard{Rules: rules}
	d.title = kit.NewParagraph(lang.T("rule.ask.title"), kit.TextSubject-1, true, kit.ColorText)
	for i, r := range rules {
		check := kit.NewCheckLine(words.Rule(r), "", i == 0)
		check.Round = true
		d.HoldCheck(check)
		check.OnChange = func(bool) { d.Pick(i) }
		d.checks = append(d.checks, check)
	}
	d.Text = kit.NewParagraph(lang.T("rule.ask.looking"), kit.TextSize, false, kit.ColorText)
	for range 5 {
		l := list.NewMessageLine(now, nil)
		l.Bare, l.Hidden = true, true
		d.lines = append(d.lines, l)
	}
	d.foot = kit.NewParagraph(words.RuleFoot(), kit.TextSmall, false, kit.ColorMuted)
	d.no = kit.NewButton(kit.Plain, kit.IconNone, lang.T("button.cancel"), d.Close)
	d.Yes = kit.NewButton(kit.Primary, kit.IconNone, lang.T("rule.ask.yes"), func() { d.CloseAndDo(func() { d.OnMake(d.Rules[d.chosen]) }) })
	d.frame = kit.Box()
	d.Wide, d.Fill = func() float32 { return kit.Px(600) }, d.placeAll
	d.Dress = func() {
		d.frame.FillColor, d.frame.StrokeColor, d.frame.StrokeWidth, d.frame.CornerRadius = kit.Transparent(), kit.Ink(kit.ColorLine), 1, kit.Px(kit.Radius)
	}
	d.Buttons = []*kit.Button{d.no, d.Yes}
	objects := []fyne.CanvasObject{d.title, d.Text, d.foot, d.frame}
	for _, c := range d.checks {
		objects = append(objects, c)
	}
	for _, l := range d.lines {
		objects = append(objects, l)
	}
	d.ShowCard(c, d.no, objects...)
	return d
}

// Pick chooses one of the rules.
func (d *RuleCard) Pick(i int) {
	d.chosen = i
	for k, c := range d.checks {
		c.On = k == i
		c.Refresh()
	}
	d.OnPreview(d.Rules[i])
}

// Preview tells what a rule would have caught, unless another was chosen meanwhile.
func (d *RuleCard) Preview(r triage.Rule, caught, spared int, examples []list.MessageRow) {
	if r != d.Rules[d.chosen] {
		return
	}
	kept, below := "", ""
	if spared > 0 {
		kept = lang.T("rule.ask.spared", lang.Args{"Count": spared})
	}
	if caught > 0 {
		below = lang.T("rule.ask.least-alike")
	}
	d.Text.Set(words.Sentences(lang.T("rule.ask.caught", lang.Args{"Count": caught}), kept, below))
	d.shown = len(examples)
	for i, l := range d.lines {
		l.Hidden = i >= len(examples)
		if !l.Hidden {
			l.Set(examples[i], false)
		}
	}
	d.Fit()
}

// placeAll places what is said.
func (d *RuleCard) placeAll(width float32) float32 {
	x, w := kit.Px(24), width-2*kit.Px(24)
	c := &kit.Column{X: x, Y: kit.Px(12), Width: w}
	c.Add(d.title, kit.Px(10))
	for _, check := range d.checks {
		c.Add(check, kit.Px(4))
	}
	c.Y += kit.Px(8)
	c.Add(d.Text, kit.Px(8))
	top := c.Y
	for _, l := range d.lines[:d.shown] {
		c.Add(l, 0)
	}
	kit.MoveTo(d.frame, x, top, w, c.Y-top)
	if d.shown > 0 {
		c.Y += kit.Px(12)
	}
	c.Add(d.foot, kit.Px(4))
	return c.Y
}
