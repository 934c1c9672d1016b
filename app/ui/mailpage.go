package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/ui/bars"
	"github.com/restante/restante/app/ui/groups"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/list"
	"github.com/restante/restante/app/ui/reader"
	"github.com/restante/restante/app/ui/search"
)

// Measures of the panes at 100 %.
const (
	sideBySide = 1000 // from this width on the reader stands beside the list
	withSide   = 760  // and from this one on there is the panel at the left
	leastList  = 420
	leastPane  = 300
)

// mailPage places the parts of an open mailbox.
type mailPage struct {
	widget.BaseWidget
	header  *header
	sample  *bars.Notice
	problem *bars.Notice
	side    *groups.Panel
	flood   *groups.FloodBar
	list    *list.List
	undo    *bars.Deletion
	split   *kit.Splitter
	reader  *reader.Reader
	group   *groups.Page // in the place of the reader
	status  *bars.Status
	peek    *peekCard    // beside the pointer
	help    *search.Help // over everything, while one types into the search

	letter bool // a message is open, and the bars give way to it

	across float32 // the list's share when side by side
	down   float32 // the list's share when one over the other
}

func newMailPage(now func() time.Time) *mailPage {
	p := &mailPage{across: 0.545, down: 0.5}
	p.header = newHeader()
	p.sample, p.problem = bars.NewNotice(true), bars.NewNotice(false)
	p.sample.OnResize, p.problem.OnResize = p.relayout, p.relayout
	p.side, p.flood, p.group = groups.NewPanel(now), groups.NewFloodBar(now), groups.NewPage(now)
	p.list = list.New(now)
	p.undo = bars.NewDeletion(now)
	p.split = kit.NewSplitter()
	p.split.OnMove = p.moveSplit
	p.reader = reader.New(now)
	p.status, p.help = bars.NewStatus(now), search.NewHelp()
	p.peek = newPeekCard()
	p.ExtendBaseWidget(p)
	return p
}

// relayout places everything anew without drawing what did not change.
func (p *mailPage) relayout() { p.place(p.Size()) }

func (p *mailPage) beside() bool { return p.Size().Width >= kit.Px(sideBySide) }

// sideRoom is the width of the panel at the left.
func (p *mailPage) sideRoom() float32 {
	if p.Size().Width < kit.Px(withSide) {
		return 0
	}
	return kit.Px(groups.SideWidth)
}

// listWidth is the width of the list when the reader stands beside it.
func (p *mailPage) listWidth(room float32) float32 {
	return max(min(room*p.across, room-kit.Px(leastPane)), min(kit.Px(leastList), room*0.6))
}

func (p *mailPage) moveSplit(by float32) {
	s := p.Size()
	if p.beside() {
		room := s.Width - p.sideRoom()
		p.across = (p.listWidth(room) + by) / room
		p.across = min(max(p.across, kit.Px(leastList)/room), 1-kit.Px(leastPane)/room)
	} else {
		p.down = min(max(p.down+by/max(s.Height-kit.Px(kit.ToolHeight), 1), 0.2), 0.8)
	}
	p.relayout()
}

func (p *mailPage) place(s fyne.Size) {
	if s.Width < 1 || s.Height < 1 {
		return
	}
	p.flood.Fold(!p.beside() && p.letter)
	top, bottom := kit.Px(kit.ToolHeight), s.Height-kit.Px(kit.StatusHeight)
	kit.MoveTo(p.header, 0, 0, s.Width, top)
	kit.MoveTo(p.status, 0, bottom, s.Width, kit.Px(kit.StatusHeight))
	left := p.sideRoom()
	p.side.Hidden = left == 0
	kit.MoveTo(p.side, 0, top, left, bottom-top)
	t := p.split.Thickness()
	p.split.Upright = p.beside()
	room := s.Width - left
	if p.beside() {
		w := p.listWidth(room)
		p.placeList(left, top, w, bottom-top)
		p.placeReader(left+w+1, top, room-w-1, bottom-top)
		kit.MoveTo(p.split, left+w+0.5-t/2, top, t, bottom-top)
		return
	}
	// However many bars there are, some rows of the list can be seen.
	h := max((bottom-top)*p.down, min(p.barsHeight(room)+kit.Px(kit.HeadHeight)+5*kit.Px(kit.RowHeight), (bottom-top)*0.75))
	p.placeList(left, top, room, h)
	p.placeReader(left, top+h+1, room, bottom-top-h-1)
	kit.MoveTo(p.split, left, top+h+0.5-t/2, room, t)
}

func (p *mailPage) placeReader(x, y, w, h float32) {
	kit.MoveTo(p.reader, x, y, w, h)
	kit.MoveTo(p.group, x, y, w, h)
}

// bar is something over the list that takes as much room as its words need.
type bar interface {
	fyne.CanvasObject
	HeightFor(width float32) float32
}

// barGap is the room around a bar.
const barGap = 8

func (p *mailPage) bars() []bar { return []bar{p.sample, p.problem, p.flood} }

// barsHeight is how much room the bars over the list take.
func (p *mailPage) barsHeight(width float32) (h float32) {
	for _, b := range p.bars() {
		if bh := b.HeightFor(width - 2*kit.Px(barGap)); bh > 0 {
			h += bh + kit.Px(barGap)
		}
	}
	return h
}

// placeList puts the bars over the list and the floating one before its foot.
func (p *mailPage) placeList(x, y, w, h float32) {
	foot := y + h
	gap := kit.Px(barGap)
	for _, n := range p.bars() {
		if nh := n.HeightFor(w - 2*gap); nh > 0 {
			kit.MoveTo(n, x+gap, y+gap, w-2*gap, nh)
			y += nh + gap
		}
	}
	if y > foot-h {
		y += gap / 2
	}
	kit.MoveTo(p.list, x, y, w, max(foot-y, kit.Px(kit.HeadHeight)))
	p.placeUndo(x, foot, w)
}

func (p *mailPage) placeUndo(x, foot, w float32) {
	if !p.undo.Visible() {
		return
	}
	uw := min(p.undo.Natural()+kit.Px(12), w-kit.Px(24))
	uh := p.undo.HeightFor(uw)
	kit.MoveTo(p.undo, x+(w-uw)/2, foot-uh-kit.Px(14), uw, uh)
}

// replaceUndo gives the floating bar the size its words need.
func (p *mailPage) replaceUndo() {
	l := p.list
	p.placeUndo(l.Position().X, l.Position().Y+l.Size().Height, l.Size().Width)
}

// CreateRenderer implements [fyne.Widget].
func (p *mailPage) CreateRenderer() fyne.WidgetRenderer {
	back := kit.Box()
	r := &kit.Painted{Owner: p, Parts: []fyne.CanvasObject{
		back, p.header, p.side, p.sample, p.problem, p.flood, p.list, p.reader, p.group, p.split, p.undo, p.status, p.peek, p.help,
	}}
	r.Dress = func() { back.FillColor = kit.Ink(kit.ColorPanel) }
	r.Place = func(s fyne.Size) {
		back.Resize(s)
		p.place(s)
	}
	r.Least = func() fyne.Size { return fyne.NewSize(kit.Px(620), kit.Px(420)) }
	r.Dress()
	return r
}
