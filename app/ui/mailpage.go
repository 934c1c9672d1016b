package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
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
	sample  *noticeBar
	problem *noticeBar
	side    *sidePanel
	flood   *floodBar
	list    *messageList
	undo    *undoBar
	split   *splitter
	reader  *reader
	group   *groupPage // in the place of the reader
	status  *statusBar
	peek    *peekCard   // beside the pointer
	help    *searchHelp // over everything, while one types into the search

	across float32 // the list's share when side by side
	down   float32 // the list's share when one over the other
}

func newMailPage(now func() time.Time) *mailPage {
	p := &mailPage{across: 0.545, down: 0.5}
	p.header = newHeader()
	p.sample, p.problem = newNoticeBar(true), newNoticeBar(false)
	p.sample.OnResize, p.problem.OnResize = p.relayout, p.relayout
	p.side, p.flood, p.group = newSidePanel(now), newFloodBar(now), newGroupPage(now)
	p.list = newMessageList(now)
	p.undo = newUndoBar(now)
	p.split = newSplitter()
	p.split.OnMove = p.moveSplit
	p.reader = newReader(now)
	p.status, p.help = newStatusBar(now), newSearchHelp()
	p.peek = newPeekCard()
	p.ExtendBaseWidget(p)
	return p
}

// relayout places everything anew without drawing what did not change.
func (p *mailPage) relayout() { p.place(p.Size()) }

func (p *mailPage) beside() bool { return p.Size().Width >= px(sideBySide) }

// sideRoom is the width of the panel at the left.
func (p *mailPage) sideRoom() float32 {
	if p.Size().Width < px(withSide) {
		return 0
	}
	return px(sideWidth)
}

// listWidth is the width of the list when the reader stands beside it.
func (p *mailPage) listWidth(room float32) float32 {
	return max(min(room*p.across, room-px(leastPane)), min(px(leastList), room*0.6))
}

func (p *mailPage) moveSplit(by float32) {
	s := p.Size()
	if p.beside() {
		room := s.Width - p.sideRoom()
		p.across = (p.listWidth(room) + by) / room
		p.across = min(max(p.across, px(leastList)/room), 1-px(leastPane)/room)
	} else {
		p.down = min(max(p.down+by/max(s.Height-px(toolHeight), 1), 0.2), 0.8)
	}
	p.relayout()
}

func (p *mailPage) place(s fyne.Size) {
	if s.Width < 1 || s.Height < 1 {
		return
	}
	top, bottom := px(toolHeight), s.Height-px(statusHeight)
	moveTo(p.header, 0, 0, s.Width, top)
	moveTo(p.status, 0, bottom, s.Width, px(statusHeight))
	left := p.sideRoom()
	p.side.Hidden = left == 0
	moveTo(p.side, 0, top, left, bottom-top)
	t := p.split.thickness()
	p.split.upright = p.beside()
	room := s.Width - left
	if p.beside() {
		w := p.listWidth(room)
		p.placeList(left, top, w, bottom-top)
		p.placeReader(left+w+1, top, room-w-1, bottom-top)
		moveTo(p.split, left+w+0.5-t/2, top, t, bottom-top)
		return
	}
	// However many bars there are, some rows of the list can be seen.
	h := max((bottom-top)*p.down, min(p.barsHeight(room)+px(headHeight)+5*px(rowHeight), (bottom-top)*0.75))
	p.placeList(left, top, room, h)
	p.placeReader(left, top+h+1, room, bottom-top-h-1)
	moveTo(p.split, left, top+h+0.5-t/2, room, t)
}

func (p *mailPage) placeReader(x, y, w, h float32) {
	moveTo(p.reader, x, y, w, h)
	moveTo(p.group, x, y, w, h)
}

// bar is something over the list that takes as much room as its words need.
type bar interface {
	fyne.CanvasObject
	heightFor(width float32) float32
}

// barGap is the room around a bar.
const barGap = 8

func (p *mailPage) bars() []bar { return []bar{p.sample, p.problem, p.flood} }

// barsHeight is how much room the bars over the list take.
func (p *mailPage) barsHeight(width float32) (h float32) {
	for _, b := range p.bars() {
		if bh := b.heightFor(width - 2*px(barGap)); bh > 0 {
			h += bh + px(barGap)
		}
	}
	return h
}

// placeList puts the bars over the list and the floating one before its foot.
func (p *mailPage) placeList(x, y, w, h float32) {
	foot := y + h
	gap := px(barGap)
	for _, n := range p.bars() {
		if nh := n.heightFor(w - 2*gap); nh > 0 {
			moveTo(n, x+gap, y+gap, w-2*gap, nh)
			y += nh + gap
		}
	}
	if y > foot-h {
		y += gap / 2
	}
	moveTo(p.list, x, y, w, max(foot-y, px(headHeight)))
	p.placeUndo(x, foot, w)
}

func (p *mailPage) placeUndo(x, foot, w float32) {
	if !p.undo.Visible() {
		return
	}
	uw := min(p.undo.natural()+px(12), w-px(24))
	uh := p.undo.heightFor(uw)
	moveTo(p.undo, x+(w-uw)/2, foot-uh-px(14), uw, uh)
}

// replaceUndo gives the floating bar the size its words need.
func (p *mailPage) replaceUndo() {
	l := p.list
	p.placeUndo(l.Position().X, l.Position().Y+l.Size().Height, l.Size().Width)
}

// CreateRenderer implements [fyne.Widget].
func (p *mailPage) CreateRenderer() fyne.WidgetRenderer {
	back := box()
	r := &painted{owner: p, objects: []fyne.CanvasObject{
		back, p.header, p.side, p.sample, p.problem, p.flood, p.list, p.reader, p.group, p.split, p.undo, p.status, p.peek, p.help,
	}}
	r.dress = func() { back.FillColor = ink(colorPanel) }
	r.place = func(s fyne.Size) {
		back.Resize(s)
		p.place(s)
	}
	r.least = func() fyne.Size { return fyne.NewSize(px(620), px(420)) }
	r.dress()
	return r
}
