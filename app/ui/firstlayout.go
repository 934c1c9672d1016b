package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// build makes the scrolled column.
func (p *firstPage) build() {
	p.mark = canvas.NewImageFromResource(nil)
	p.mark.FillMode = canvas.ImageFillContain
	p.tick = newIcon()
	p.root = container.New(&pageLayout{p: p, mark: p.mark, tick: p.tick})
	p.root.Objects = p.pageObjects(p.mark, p.tick)
	p.scroll = container.NewVScroll(p.root)
}

// CreateRenderer implements [fyne.Widget].
func (p *firstPage) CreateRenderer() fyne.WidgetRenderer {
	back := box()
	r := &painted{owner: p, objects: []fyne.CanvasObject{back, p.scroll}}
	r.dress = func() {
		back.FillColor = ink(colorWindow)
		setLogo(p.mark, logo(ink(colorAccent), ink(colorWindow), ink(colorWindow)))
		setIcon(p.tick, iconCheck, ink(colorDone))
		p.tick.Hidden = !p.proved()
	}
	r.place = func(s fyne.Size) {
		back.Resize(s)
		p.scroll.Resize(s)
	}
	r.least = func() fyne.Size { return fyne.NewSize(px(pageWidth)+px(40), px(300)) }
	r.dress()
	return r
}

// pageObjects lists everything on the page in the order of the Tab key.
func (p *firstPage) pageObjects(mark, tick fyne.CanvasObject) []fyne.CanvasObject {
	out := []fyne.CanvasObject{
		mark, p.title, p.lead, tick, p.address, p.password, p.found, p.change,
		p.host, p.port, p.security, p.user, p.warning, p.consent, p.whose, p.traces, p.forget, p.notice,
		p.open, p.cancel, p.busyWords, p.sample,
	}
	for _, f := range p.fields() {
		out = append(out, p.wrong[f])
	}
	for _, l := range p.labels {
		out = append(out, l)
	}
	return out
}

// arrange lets the scrolled column take another height.
func (p *firstPage) arrange() {
	p.root.Refresh()
	p.scroll.Refresh()
}

// pageLayout sets the column in the middle of the window.
type pageLayout struct {
	p          *firstPage
	mark, tick fyne.CanvasObject
}

// MinSize implements [fyne.Layout].
func (l *pageLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(px(pageWidth)+px(20), l.run(0, 0, false)+px(48))
}

// Layout implements [fyne.Layout].
func (l *pageLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	h := l.run(0, 0, false)
	l.run(max((s.Width-px(pageWidth))/2, px(10)), max((s.Height-h)/2-px(10), px(24)), true)
}

// column places one thing under the other.
type pageColumn struct {
	x, y  float32
	place bool
}

func (c *pageColumn) put(o fyne.CanvasObject, dx, w, h float32) {
	if c.place {
		moveTo(o, c.x+dx, c.y, w, h)
	}
}

func (l *pageLayout) run(x, y float32, place bool) float32 {
	p, w := l.p, px(pageWidth)
	c := &pageColumn{x, y, place}
	c.put(l.mark, px(2), px(52), px(52))
	c.y += px(66)
	c.put(p.title, 0, w, px(34))
	c.y += px(36)
	c.put(p.lead, 0, w, px(20))
	c.y += px(32)
	l.labelled(c, "E-mail address", p.address, 0, w)
	c.y += px(pageButton) + l.fault(c, p.address, w) + px(15)
	l.labelled(c, "Password", p.password, 0, w)
	c.y += px(pageButton) + l.fault(c, p.password, w) + px(7)
	c.put(l.tick, 0, px(iconSize), px(20))
	indent := float32(0)
	if p.proved() {
		indent = px(24)
	}
	c.put(p.found, indent, w-px(66)-indent, px(20))
	m := p.change.MinSize()
	c.put(p.change, w-m.Width+px(8), m.Width, px(20))
	c.y += px(32)
	l.server(c, w)
	c.put(p.labels["This computer"], 0, w, px(20))
	c.y += px(24)
	c.put(p.whose, 0, w, px(58))
	c.y += px(58)
	if !p.traces.Hidden {
		c.y += px(8)
		h := p.traces.heightFor(w)
		c.put(p.traces, 0, w, h)
		c.y += h
	}
	if !p.forget.Hidden {
		c.y += px(6)
		m := p.forget.MinSize()
		c.put(p.forget, -px(8), m.Width, px(22))
		c.y += px(22)
	}
	c.y += px(20)
	if h := p.notice.heightFor(w); h > 0 {
		c.put(p.notice, 0, w, h)
		c.y += h + px(16)
	}
	l.buttons(c, w)
	return c.y + px(pageButton) - y
}

// labelled puts a name over a field and leaves the column at the field.
func (l *pageLayout) labelled(c *pageColumn, name string, f fyne.CanvasObject, dx, w float32) {
	c.put(l.p.labels[name], dx, w, px(20))
	c.y += px(22)
	c.put(f, dx, w, px(pageButton))
}

// fault places what is wrong with a field below it, and returns the room that takes.
func (l *pageLayout) fault(c *pageColumn, f *field, w float32) float32 {
	o := l.p.wrong[f]
	if o.Hidden {
		return 0
	}
	h := o.heightFor(w)
	if c.place {
		moveTo(o, c.x, c.y+px(pageButton)+px(3), w, h)
	}
	return h + px(3)
}

// server places what "Change" unfolds.
func (l *pageLayout) server(c *pageColumn, w float32) {
	p := l.p
	for _, o := range []fyne.CanvasObject{
		p.host, p.port, p.security, p.user, p.labels["Server"], p.labels["Port"], p.labels["Security"], p.labels["Login name"],
	} {
		if o.Visible() != p.unfolded {
			if p.unfolded {
				o.Show()
			} else {
				o.Hide()
			}
		}
	}
	if p.unfolded {
		side := px(90)
		l.labelled(c, "Server", p.host, 0, w-side-px(12))
		c.y -= px(22)
		l.labelled(c, "Port", p.port, w-side, side)
		c.y += l.fault(c, p.host, w)
		c.y += px(pageButton) + l.fault(c, p.port, w) + px(12)
		half := px(250)
		l.labelled(c, "Security", p.security, 0, half)
		c.y -= px(22)
		l.labelled(c, "Login name", p.user, half+px(12), w-half-px(12))
		c.y += px(pageButton) + px(16)
	}
	if !p.warning.Hidden {
		h := p.warning.heightFor(w)
		c.put(p.warning, 0, w, h)
		c.y += h + px(4)
		m := p.consent.MinSize()
		c.put(p.consent, -px(6), min(m.Width, w+px(20)), m.Height)
		c.y += m.Height + px(12)
	}
}

func (l *pageLayout) buttons(c *pageColumn, w float32) {
	p := l.p
	m := p.open.MinSize()
	c.put(p.open, 0, m.Width, px(pageButton))
	m = p.cancel.MinSize()
	c.put(p.cancel, 0, m.Width, px(pageButton))
	c.put(p.busyWords, m.Width+px(16), w-m.Width-px(16), px(pageButton))
	m = p.sample.MinSize()
	c.put(p.sample, w-m.Width+px(8), m.Width, px(pageButton))
}

// twoWay is a choice of two, each with a word of explanation.
type twoWay struct {
	widget.BaseWidget
	OnChanged func()
	title     [2]string
	hint      [2]string
	second    bool
	focused   bool
}

var (
	_ fyne.Tappable      = (*twoWay)(nil)
	_ fyne.Focusable     = (*twoWay)(nil)
	_ desktop.Cursorable = (*twoWay)(nil)
)

func newTwoWay(title, hint [2]string) *twoWay {
	t := &twoWay{title: title, hint: hint}
	t.ExtendBaseWidget(t)
	return t
}

// choose sets the side.
func (t *twoWay) choose(second bool) {
	t.second = second
	t.Refresh()
	if t.OnChanged != nil {
		t.OnChanged()
	}
}

// Tapped implements [fyne.Tappable].
func (t *twoWay) Tapped(e *fyne.PointEvent) { t.choose(e.Position.X > t.Size().Width/2) }

// FocusGained implements [fyne.Focusable].
func (t *twoWay) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost implements [fyne.Focusable].
func (t *twoWay) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune implements [fyne.Focusable].
func (t *twoWay) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (t *twoWay) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		t.choose(false)
	case fyne.KeyRight:
		t.choose(true)
	case fyne.KeySpace:
		t.choose(!t.second)
	}
}

// Cursor implements [desktop.Cursorable].
func (t *twoWay) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements [fyne.Widget].
func (t *twoWay) CreateRenderer() fyne.WidgetRenderer {
	back, lit := box(), box()
	p := &painted{owner: t, objects: []fyne.CanvasObject{back, lit}}
	var titles, hints [2]*caption
	for i := range 2 {
		titles[i] = newCaption(t.title[i], textSize, true, colorText)
		hints[i] = newCaption(t.hint[i], textCaption, false, colorMuted)
		p.objects = append(p.objects, titles[i], hints[i])
	}
	p.dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth, back.CornerRadius = ink(colorSide), ink(colorLine), 1, px(cardRadius)
		lit.FillColor, lit.StrokeColor, lit.StrokeWidth, lit.CornerRadius = ink(colorPanel), ink(colorLine), 1, px(radius)
		if t.focused {
			lit.StrokeColor, lit.StrokeWidth = ink(colorAccent), 2
		}
	}
	p.place = func(s fyne.Size) {
		back.Resize(s)
		half := s.Width / 2
		for i := range 2 {
			x := half*float32(i) + px(15)
			moveTo(titles[i], x, s.Height/2-px(19), half-px(24), px(18))
			moveTo(hints[i], x, s.Height/2, half-px(24), px(17))
		}
		x := px(4)
		if t.second {
			x = half
		}
		moveTo(lit, x, px(4), half-px(4), s.Height-px(8))
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(200), px(58)) }
	p.dress()
	return p
}
