package first

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/restante/restante/app/ui/kit"
)

// build makes the scrolled column.
func (p *Page) build() {
	p.mark = canvas.NewImageFromResource(nil)
	p.mark.FillMode = canvas.ImageFillContain
	p.Tick = kit.NewIcon()
	p.root = container.New(&pageLayout{p: p, mark: p.mark, tick: p.Tick})
	p.root.Objects = p.pageObjects(p.mark, p.Tick)
	p.scroll = container.NewVScroll(p.root)
}

// CreateRenderer implements [fyne.Widget].
func (p *Page) CreateRenderer() fyne.WidgetRenderer {
	back := kit.Box()
	r := &kit.Painted{Owner: p, Parts: []fyne.CanvasObject{back, p.scroll}}
	r.Dress = func() {
		back.FillColor = kit.Ink(kit.ColorWindow)
		kit.SetLogo(p.mark, kit.Logo(kit.Ink(kit.ColorAccent), kit.Ink(kit.ColorWindow), kit.Ink(kit.ColorWindow)))
		kit.SetIcon(p.Tick, kit.IconCheck, kit.Ink(kit.ColorDone))
		p.Tick.Hidden = !p.proved()
	}
	r.Place = func(s fyne.Size) {
		back.Resize(s)
		p.scroll.Resize(s)
	}
	r.Least = func() fyne.Size { return fyne.NewSize(kit.Px(pageWidth)+kit.Px(40), kit.Px(300)) }
	r.Dress()
	return r
}

// pageObjects lists everything on the page in the order of the Tab key.
func (p *Page) pageObjects(mark, tick fyne.CanvasObject) []fyne.CanvasObject {
	out := []fyne.CanvasObject{
		mark, p.title, p.lead, tick, p.Address, p.Password, p.Found, p.Change,
		p.Host, p.Port, p.Security, p.User, p.warning, p.Consent, p.Whose, p.Traces, p.Forget, p.Notice,
		p.Open, p.Cancel, p.busyWords, p.Sample,
	}
	for _, f := range p.Fields() {
		out = append(out, p.Wrong[f])
	}
	for _, l := range p.labels {
		out = append(out, l)
	}
	return out
}

// arrange lets the scrolled column take another height.
func (p *Page) arrange() {
	p.root.Refresh()
	p.scroll.Refresh()
}

// pageLayout sets the column in the middle of the window.
type pageLayout struct {
	p          *Page
	mark, tick fyne.CanvasObject
}

// MinSize implements [fyne.Layout].
func (l *pageLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Px(pageWidth)+kit.Px(20), l.run(0, 0, false)+kit.Px(48))
}

// Layout implements [fyne.Layout].
func (l *pageLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	h := l.run(0, 0, false)
	l.run(max((s.Width-kit.Px(pageWidth))/2, kit.Px(10)), max((s.Height-h)/2-kit.Px(10), kit.Px(24)), true)
}

// pageColumn places one thing under the other.
type pageColumn struct {
	x, y  float32
	place bool
}

func (c *pageColumn) addRow(o fyne.CanvasObject, dx, w, h float32) {
	if c.place {
		kit.MoveTo(o, c.x+dx, c.y, w, h)
	}
}

func (l *pageLayout) run(x, y float32, place bool) float32 {
	p, w := l.p, kit.Px(pageWidth)
	c := &pageColumn{x, y, place}
	c.addRow(l.mark, kit.Px(2), kit.Px(52), kit.Px(52))
	c.y += kit.Px(66)
	h := max(p.title.HeightFor(w), kit.Px(34))
	c.addRow(p.title, 0, w, h)
	c.y += h + kit.Px(2)
	h = max(p.lead.HeightFor(w), kit.Px(20))
	c.addRow(p.lead, 0, w, h)
	c.y += h + kit.Px(12)
	l.labelled(c, labelAddress, p.Address, 0, w)
	c.y += kit.Px(kit.PageButton) + l.fault(c, p.Address, w) + kit.Px(15)
	l.labelled(c, labelPassword, p.Password, 0, w)
	c.y += kit.Px(kit.PageButton) + l.fault(c, p.Password, w) + kit.Px(7)
	c.addRow(l.tick, 0, kit.Px(kit.IconSize), kit.Px(20))
	indent := float32(0)
	if p.proved() {
		indent = kit.Px(24)
	}
	c.addRow(p.Found, indent, w-kit.Px(66)-indent, kit.Px(20))
	m := p.Change.MinSize()
	c.addRow(p.Change, w-m.Width+kit.Px(8), m.Width, kit.Px(20))
	c.y += kit.Px(32)
	l.server(c, w)
	c.addRow(p.labels[labelComputer], 0, w, kit.Px(20))
	c.y += kit.Px(24)
	h = p.Whose.HeightFor(w)
	c.addRow(p.Whose, 0, w, h)
	c.y += h
	if !p.Traces.Hidden {
		c.y += kit.Px(8)
		h := p.Traces.HeightFor(w)
		c.addRow(p.Traces, 0, w, h)
		c.y += h
	}
	if !p.Forget.Hidden {
		c.y += kit.Px(6)
		m := p.Forget.MinSize()
		c.addRow(p.Forget, -kit.Px(8), m.Width, kit.Px(22))
		c.y += kit.Px(22)
	}
	c.y += kit.Px(20)
	if h := p.Notice.HeightFor(w); h > 0 {
		c.addRow(p.Notice, 0, w, h)
		c.y += h + kit.Px(16)
	}
	l.buttons(c, w)
	return c.y + kit.Px(kit.PageButton) - y
}

// labelled puts a name over a field and leaves the column at the field.
func (l *pageLayout) labelled(c *pageColumn, id string, f fyne.CanvasObject, dx, w float32) {
	c.addRow(l.p.labels[id], dx, w, kit.Px(20))
	c.y += kit.Px(22)
	c.addRow(f, dx, w, kit.Px(kit.PageButton))
}

// fault places what is wrong with a field below it, and returns the room that takes.
func (l *pageLayout) fault(c *pageColumn, f *kit.Field, w float32) float32 {
	o := l.p.Wrong[f]
	if o.Hidden {
		return 0
	}
	h := o.HeightFor(w)
	if c.place {
		kit.MoveTo(o, c.x, c.y+kit.Px(kit.PageButton)+kit.Px(3), w, h)
	}
	return h + kit.Px(3)
}

// server places what "Change" unfolds.
func (l *pageLayout) server(c *pageColumn, w float32) {
	p := l.p
	for _, o := range []fyne.CanvasObject{
		p.Host, p.Port, p.Security, p.User, p.labels[labelServer], p.labels[labelPort], p.labels[labelSecurity], p.labels[labelUser],
	} {
		if o.Visible() != p.Unfolded {
			if p.Unfolded {
				o.Show()
			} else {
				o.Hide()
			}
		}
	}
	if p.Unfolded {
		side := kit.Px(90)
		l.labelled(c, labelServer, p.Host, 0, w-side-kit.Px(12))
		c.y -= kit.Px(22)
		l.labelled(c, labelPort, p.Port, w-side, side)
		c.y += l.fault(c, p.Host, w)
		c.y += kit.Px(kit.PageButton) + l.fault(c, p.Port, w) + kit.Px(12)
		if half := max(kit.Px(250), p.widestSecurity()); half <= w-kit.Px(150) {
			l.labelled(c, labelSecurity, p.Security, 0, half)
			c.y -= kit.Px(22)
			l.labelled(c, labelUser, p.User, half+kit.Px(12), w-half-kit.Px(12))
		} else {
			l.labelled(c, labelSecurity, p.Security, 0, w)
			c.y += kit.Px(kit.PageButton) + kit.Px(12)
			l.labelled(c, labelUser, p.User, 0, w)
		}
		c.y += kit.Px(kit.PageButton) + kit.Px(16)
	}
	if !p.warning.Hidden {
		h := p.warning.HeightFor(w)
		c.addRow(p.warning, 0, w, h)
		c.y += h + kit.Px(4)
		h = p.Consent.HeightFor(w)
		c.addRow(p.Consent, 0, w, h)
		c.y += h + kit.Px(12)
	}
}

// widestSecurity is how wide the choice of a way to secure the line is, with its arrow.
func (p *Page) widestSecurity() (w float32) {
	for _, name := range p.Security.Options {
		w = max(w, fyne.MeasureText(name, kit.Px(kit.TextSize), fyne.TextStyle{}).Width)
	}
	return w + kit.Px(40)
}

func (l *pageLayout) buttons(c *pageColumn, w float32) {
	p := l.p
	m := p.Open.MinSize()
	c.addRow(p.Open, 0, m.Width, kit.Px(kit.PageButton))
	m = p.Cancel.MinSize()
	c.addRow(p.Cancel, 0, m.Width, kit.Px(kit.PageButton))
	c.addRow(p.busyWords, m.Width+kit.Px(16), w-m.Width-kit.Px(16), kit.Px(kit.PageButton))
	m = p.Sample.MinSize()
	c.addRow(p.Sample, w-m.Width+kit.Px(8), m.Width, kit.Px(kit.PageButton))
}

var (
	_ fyne.Tappable      = (*kit.TwoWay)(nil)
	_ fyne.Focusable     = (*kit.TwoWay)(nil)
	_ desktop.Cursorable = (*kit.TwoWay)(nil)
)
