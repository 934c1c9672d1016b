package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/mailbox"
)

// groupFactsPage is what the page of a group or a flood says.
type groupFactsPage struct {
	title  string
	facts  []string // one line each
	line   [24]int
	from   string // what the line begins and ends with
	to     string
	common []string // what they share
	unlike string   // heading over the messages below
	rows   []unlikeRow
	more   string  // about those that are not among the rows
	all    []int32 // what Select all chooses
	look   bool    // the messages below need a look: they are in yellow
	rule   bool    // a rule can be made of it
	keep   bool    // its sender can be kept from now on
	isKept bool
}

// unlikeRow is one message that is not like the rest.
type unlikeRow struct {
	uid string
	row *mailbox.Row
	why string
}

// maxUnlike is how many messages the page shows.
const maxUnlike = 12

// groupPage stands in the place of the reader while a group is looked at and no
// message is open.
type groupPage struct {
	widget.BaseWidget
	OnOpen                   func(uid string)
	OnSelect, OnRule, OnKeep func()

	now    func() time.Time
	says   groupFactsPage
	title  *paragraph
	facts  *paragraph
	common *paragraph
	head   *caption
	unlike *caption
	more   *caption
	from   *caption // under the line
	to     *caption
	lines  []*unlikeLine
	choose *button
	rule   *button
	keep   *button
	scroll float32
}

func newGroupPage(now func() time.Time) *groupPage {
	p := &groupPage{now: now}
	p.title = newParagraph("", textSubject, true, colorText)
	p.facts = newParagraph("", textSize, false, colorMuted)
	p.common = newParagraph("", textSize, false, colorText)
	p.head = newCaption("What they have in common", textCaption, true, colorMuted)
	p.unlike = newCaption("", textCaption, true, colorMuted)
	p.from, p.to = newCaption("", textCaption, false, colorMuted), newCaption("", textCaption, false, colorMuted)
	p.to.align = fyne.TextAlignTrailing
	p.more = newCaption("", textSmall, false, colorMuted)
	p.choose = newButton(kindPrimary, iconNone, "", func() { p.OnSelect() })
	p.rule = newButton(kindPlain, iconNone, "Delete such mail whenever it comes…", func() { p.OnRule() })
	p.keep = newButton(kindPlain, iconHeart, "", func() { p.OnKeep() })
	for range maxUnlike {
		p.lines = append(p.lines, newUnlikeLine(now, func(uid string) { p.OnOpen(uid) }))
	}
	p.ExtendBaseWidget(p)
	p.Hide()
	return p
}

// set shows a group.
func (p *groupPage) set(says groupFactsPage) {
	if says.title != p.says.title {
		p.scroll = 0
	}
	p.says = says
	p.title.set(says.title)
	p.from.set(says.from)
	p.to.set(says.to)
	p.facts.setLines(joinLines(says.facts))
	p.common.setLines(joinLines(bullets(says.common)))
	p.head.Hidden = len(says.common) == 0
	p.unlike.set(says.unlike)
	p.more.set(says.more)
	p.more.Hidden = says.more == ""
	p.unlike.Hidden = len(says.rows) == 0
	for i, l := range p.lines {
		l.Hidden = i >= len(says.rows)
		if !l.Hidden {
			l.set(says.rows[i], says.look)
		}
	}
	p.choose.setText("Select all " + count(len(says.all)))
	p.rule.show(says.rule)
	p.keep.show(says.keep)
	text := "Keep mail from this sender always"
	if says.isKept {
		text = "No longer keep mail from this sender"
	}
	p.keep.setText(text)
	p.Refresh()
}

func (p *groupPage) buttons() []*button { return []*button{p.choose, p.rule, p.keep} }

func bullets(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = "•  " + l
	}
	return out
}

func joinLines(lines []string) string {
	text := ""
	for i, l := range lines {
		if i > 0 {
			text += "\n"
		}
		text += Clean(l, maxWords)
	}
	return text
}

// Scrolled implements [fyne.Scrollable].
func (p *groupPage) Scrolled(e *fyne.ScrollEvent) {
	p.scroll -= e.Scrolled.DY * wheelSpeed
	p.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (p *groupPage) CreateRenderer() fyne.WidgetRenderer {
	back, axis := box(), box()
	bars := make([]*canvas.Rectangle, 24)
	inner := &fyne.Container{Objects: []fyne.CanvasObject{p.title, p.facts, axis}}
	for i := range bars {
		bars[i] = box()
		inner.Objects = append(inner.Objects, bars[i])
	}
	inner.Objects = append(inner.Objects, p.from, p.to, p.choose, p.rule, p.keep, p.unlike, p.more)
	for _, l := range p.lines {
		inner.Objects = append(inner.Objects, l)
	}
	inner.Objects = append(inner.Objects, p.head, p.common)
	clip := newClip(inner)
	r := &painted{owner: p, objects: []fyne.CanvasObject{back, clip}}
	r.dress = func() { back.FillColor, axis.FillColor = ink(colorPanel), ink(colorLine) }
	r.place = func(s fyne.Size) {
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
	r.least = func() fyne.Size { return fyne.NewSize(px(240), px(120)) }
	r.dress()
	return r
}

// placeAll places everything and returns how high it is in all.
func (p *groupPage) placeAll(s fyne.Size, axis *canvas.Rectangle, bars []*canvas.Rectangle) float32 {
	x, w := px(20), s.Width-px(40)
	y := px(18) - p.scroll
	put := func(o fyne.CanvasObject, h, after float32) {
		moveTo(o, x, y, w, h)
		y += h + after
	}
	put(p.title, p.title.heightFor(w), px(6))
	put(p.facts, p.facts.heightFor(w), px(14))
	chart := px(44)
	wide := min(w, px(420))
	drawLine(bars, p.says.line, x, y, wide, chart)
	y += chart
	moveTo(axis, x, y, wide, 1)
	moveTo(p.from, x, y+px(2), wide/2, px(16))
	moveTo(p.to, x+wide/2, y+px(2), wide/2, px(16))
	y += px(30)
	y = p.placeButtons(x, y, w) + px(18)
	if !p.unlike.Hidden {
		put(p.unlike, px(16), px(6))
		for i, l := range p.lines {
			if i < len(p.says.rows) {
				put(l, l.height(), px(4))
			}
		}
		if !p.more.Hidden {
			put(p.more, px(18), 0)
		}
		y += px(14)
	}
	if !p.head.Hidden {
		put(p.head, px(16), px(4))
		put(p.common, p.common.heightFor(w), px(16))
	}
	return y + p.scroll
}

func (p *groupPage) placeButtons(x0, y, w float32) float32 {
	x := x0
	for _, b := range p.buttons() {
		if b.Hidden {
			continue
		}
		m := b.MinSize()
		if x > x0 && x+m.Width > x0+w {
			x = x0
			y += px(buttonHeight) + px(8)
		}
		moveTo(b, x, y, m.Width, m.Height)
		x += m.Width + px(8)
	}
	return y + px(buttonHeight)
}
