package groups

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/list"
)

// Facts is what the page of a group or a flood says.
type Facts struct {
	Title     string
	Facts     []string // one line each
	Line      [24]int
	From      string // what the line begins and ends with
	To        string
	Common    []string // what they share
	Unlike    string   // heading over the messages below
	Rows      []list.MessageRow
	More      string   // about those that are not among the rows
	Parts     []string // what it is made of
	Known     string   // heading over messages of senders that are known, which came with it and stay
	KnownRows []list.MessageRow
	KnownMore string
	All       []int32 // what Select all chooses
	Look      bool    // the messages below need a look: they are in yellow
	Rule      bool    // a rule can be made of it
	Keep      bool    // its sender can be kept from now on
	IsKept    bool
}

// MaxUnlike and MaxKnown are how many messages the page shows: that do not fit, and of
// senders that are known.
const (
	MaxUnlike = 12
	MaxKnown  = 6
)

// Page stands in the place of the reader while a group is looked at and no
// message is open.
type Page struct {
	widget.BaseWidget
	OnOpen                   func(mailbox.Ref)
	OnSelect, OnRule, OnKeep func()

	now        func() time.Time
	Says       Facts
	title      *kit.Paragraph
	facts      *kit.Paragraph
	common     *kit.Paragraph
	head       *kit.Paragraph
	unlike     *kit.Paragraph
	more       *kit.Paragraph
	parts      *kit.Paragraph // their heading is made
	made       *kit.Paragraph
	known      *kit.Paragraph
	knownMore  *kit.Paragraph
	from       *kit.Caption // under the line
	to         *kit.Caption
	Lines      []*list.MessageLine
	KnownLines []*list.MessageLine
	Choose     *kit.Button
	Rule       *kit.Button
	Keep       *kit.Button
	scroll     float32
}

// NewPage makes a hidden page.
func NewPage(now func() time.Time) *Page {
	p := &Page{now: now}
	p.title = kit.NewParagraph("", kit.TextSubject, true, kit.ColorText)
	p.facts = kit.NewParagraph("", kit.TextSize, false, kit.ColorMuted)
	p.common = kit.NewParagraph("", kit.TextSize, false, kit.ColorText)
	p.head = kit.NewParagraph(lang.T("group.common"), kit.TextCaption, true, kit.ColorMuted)
	p.unlike = kit.NewParagraph("", kit.TextCaption, true, kit.ColorMuted)
	p.from, p.to = kit.NewCaption("", kit.TextCaption, false, kit.ColorMuted), kit.NewCaption("", kit.TextCaption, false, kit.ColorMuted)
	p.to.Align = fyne.TextAlignTrailing
	p.more = kit.NewParagraph("", kit.TextSmall, false, kit.ColorMuted)
	p.made = kit.NewParagraph(lang.T("group.parts"), kit.TextCaption, true, kit.ColorMuted)
	p.parts = kit.NewParagraph("", kit.TextSize, false, kit.ColorText)
	p.known = kit.NewParagraph("", kit.TextCaption, true, kit.ColorMuted)
	p.knownMore = kit.NewParagraph("", kit.TextSmall, false, kit.ColorMuted)
	p.Choose = kit.NewButton(kit.Primary, kit.IconNone, "", func() { p.OnSelect() })
	p.Rule = kit.NewButton(kit.Plain, kit.IconNone, lang.T("rule.make"), func() { p.OnRule() })
	p.Keep = kit.NewButton(kit.Plain, kit.IconHeart, "", func() { p.OnKeep() })
	for range MaxUnlike {
		p.Lines = append(p.Lines, list.NewMessageLine(now, func(r mailbox.Ref) { p.OnOpen(r) }))
	}
	for range MaxKnown {
		p.KnownLines = append(p.KnownLines, list.NewMessageLine(now, func(r mailbox.Ref) { p.OnOpen(r) }))
	}
	p.ExtendBaseWidget(p)
	p.Hide()
	return p
}

// Set shows a group.
func (p *Page) Set(says Facts) {
	if says.Title != p.Says.Title {
		p.scroll = 0
	}
	p.Says = says
	p.title.Set(says.Title)
	p.from.Set(says.From)
	p.to.Set(says.To)
	p.facts.SetLines(kit.JoinLines(says.Facts))
	p.common.SetLines(kit.JoinLines(kit.Bullets(says.Common)))
	p.head.Hidden = len(says.Common) == 0
	p.unlike.Set(says.Unlike)
	p.more.Set(says.More)
	p.more.Hidden = says.More == ""
	p.unlike.Hidden = len(says.Rows) == 0
	setLines(p.Lines, says.Rows, says.Look)
	setLines(p.KnownLines, says.KnownRows, false)
	p.parts.SetLines(kit.JoinLines(kit.Bullets(says.Parts)))
	p.parts.Hidden, p.made.Hidden = len(says.Parts) == 0, len(says.Parts) == 0
	p.known.Set(says.Known)
	p.known.Hidden = says.Known == ""
	p.knownMore.Set(says.KnownMore)
	p.knownMore.Hidden = says.KnownMore == ""
	p.Choose.SetText(lang.T("select.all-of", lang.Args{"Count": len(says.All)}))
	p.Rule.SetVisible(says.Rule)
	p.Keep.SetVisible(says.Keep)
	text := lang.T("sender.keep")
	if says.IsKept {
		text = lang.T("sender.keep-no-longer")
	}
	p.Keep.SetText(text)
	p.Refresh()
}

// setLines shows messages, one in each line, and hides the other lines.
func setLines(lines []*list.MessageLine, rows []list.MessageRow, look bool) {
	for i, l := range lines {
		if l.Hidden = i >= len(rows); !l.Hidden {
			l.Set(rows[i], look)
		}
	}
}

// Buttons are those of the page; see [kit.MoveTo].
func (p *Page) Buttons() []*kit.Button { return []*kit.Button{p.Choose, p.Rule, p.Keep} }

// Scrolled implements [fyne.Scrollable].
func (p *Page) Scrolled(e *fyne.ScrollEvent) {
	p.scroll -= e.Scrolled.DY * kit.WheelSpeed
	p.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (p *Page) CreateRenderer() fyne.WidgetRenderer {
	back, axis := kit.Box(), kit.Box()
	bars := make([]*canvas.Rectangle, 24)
	inner := &fyne.Container{Objects: []fyne.CanvasObject{p.title, p.facts, axis}}
	for i := range bars {
		bars[i] = kit.Box()
		inner.Objects = append(inner.Objects, bars[i])
	}
	inner.Objects = append(inner.Objects, p.from, p.to, p.Choose, p.Rule, p.Keep, p.unlike, p.more, p.made, p.parts, p.known, p.knownMore)
	for _, l := range slices.Concat(p.Lines, p.KnownLines) {
		inner.Objects = append(inner.Objects, l)
	}
	inner.Objects = append(inner.Objects, p.head, p.common)
	clip := kit.NewClip(inner)
	r := &kit.Painted{Owner: p, Parts: []fyne.CanvasObject{back, clip}}
	r.Dress = func() { back.FillColor, axis.FillColor = kit.Ink(kit.ColorPanel), kit.Ink(kit.ColorLine) }
	r.Place = func(s fyne.Size) {
		back.Resize(s)
		clip.Resize(s)
		p.scroll = max(p.scroll, 0)
		h := p.placeAll(s, axis, bars)
		if most := max(h-s.Height, 0); p.scroll > most {
			p.scroll = most
			p.placeAll(s, axis, bars)
		}
		inner.Resize(s)
	}
	r.Least = func() fyne.Size { return fyne.NewSize(kit.Px(240), kit.Px(120)) }
	r.Dress()
	return r
}

// placeAll places everything and returns how high it is in all.
func (p *Page) placeAll(s fyne.Size, axis *canvas.Rectangle, bars []*canvas.Rectangle) float32 {
	x, w := kit.Px(20), s.Width-kit.Px(40)
	c := &kit.Column{X: x, Y: kit.Px(18) - p.scroll, Width: w}
	c.Add(p.title, kit.Px(6))
	c.Add(p.facts, kit.Px(14))
	chart := kit.Px(44)
	wide := min(w, kit.Px(420))
	kit.DrawLine(bars, p.Says.Line, x, c.Y, wide, chart)
	c.Y += chart
	kit.MoveTo(axis, x, c.Y, wide, 1)
	kit.MoveTo(p.from, x, c.Y+kit.Px(2), wide/2, kit.Px(16))
	kit.MoveTo(p.to, x+wide/2, c.Y+kit.Px(2), wide/2, kit.Px(16))
	c.Y += kit.Px(30)
	c.Y = p.placeButtons(x, c.Y, w) + kit.Px(18)
	if !p.unlike.Hidden {
		c.Add(p.unlike, kit.Px(6))
		for i, l := range p.Lines {
			if i < len(p.Says.Rows) {
				c.Add(l, kit.Px(4))
			}
		}
		if !p.more.Hidden {
			c.Add(p.more, 0)
		}
		c.Y += kit.Px(14)
	}
	if !p.made.Hidden {
		c.Add(p.made, kit.Px(4))
		c.Add(p.parts, kit.Px(16))
	}
	if !p.head.Hidden {
		c.Add(p.head, kit.Px(4))
		c.Add(p.common, kit.Px(16))
	}
	if !p.known.Hidden {
		c.Add(p.known, kit.Px(6))
		for _, l := range p.KnownLines[:len(p.Says.KnownRows)] {
			c.Add(l, kit.Px(4))
		}
		if !p.knownMore.Hidden {
			c.Add(p.knownMore, 0)
		}
		c.Y += kit.Px(14)
	}
	return c.Y + p.scroll
}

func (p *Page) placeButtons(x0, y, w float32) float32 {
	x := x0
	for _, b := range p.Buttons() {
		if b.Hidden {
			continue
		}
		m := b.MinSize()
		if x > x0 && x+m.Width > x0+w {
			x = x0
			y += kit.Px(kit.ButtonHeight) + kit.Px(8)
		}
		kit.MoveTo(b, x, y, m.Width, m.Height)
		x += m.Width + kit.Px(8)
	}
	return y + kit.Px(kit.ButtonHeight)
}
