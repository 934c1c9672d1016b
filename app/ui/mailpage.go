package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Measures of the panes at 100 %.
const (
	sideBySide = 1000 // from this width on the reader stands beside the list
	leastList  = 420
	leastPane  = 300
)

// mailPage places the parts of an open mailbox.
type mailPage struct {
	widget.BaseWidget
	header  *header
	sample  *noticeBar
	problem *noticeBar
	list    *messageList
	undo    *undoBar
	split   *splitter
	reader  *reader
	status  *statusBar

	across float32 // the list's share when side by side
	down   float32 // the list's share when one over the other
}

func newMailPage(now func() time.Time) *mailPage {
	p := &mailPage{across: 0.545, down: 0.5}
	p.header = newHeader()
	p.sample, p.problem = newNoticeBar(true), newNoticeBar(false)
	p.sample.OnResize, p.problem.OnResize = p.relayout, p.relayout
	p.list = newMessageList(now)
	p.undo = newUndoBar(now)
	p.split = newSplitter()
	p.split.OnMove = p.moveSplit
	p.reader = newReader(now)
	p.status = newStatusBar(now)
	p.ExtendBaseWidget(p)
	return p
}

// relayout places everything anew without drawing what did not change.
func (p *mailPage) relayout() { p.place(p.Size()) }

func (p *mailPage) beside() bool { return p.Size().Width >= px(sideBySide) }

func (p *mailPage) moveSplit(by float32) {
	s := p.Size()
	if p.beside() {
		p.across = min(max(p.across+by/s.Width, px(leastList)/s.Width), 1-px(leastPane)/s.Width)
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
	t := p.split.thickness()
	p.split.upright = p.beside()
	if p.beside() {
		w := max(s.Width*p.across, px(leastList))
		p.placeList(0, top, w, bottom-top)
		moveTo(p.reader, w+1, top, s.Width-w-1, bottom-top)
		moveTo(p.split, w+0.5-t/2, top, t, bottom-top)
		return
	}
	h := (bottom - top) * p.down
	p.placeList(0, top, s.Width, h)
	moveTo(p.reader, 0, top+h+1, s.Width, bottom-top-h-1)
	moveTo(p.split, 0, top+h+0.5-t/2, s.Width, t)
}

// placeList puts the bars over the list and the floating one before its foot.
func (p *mailPage) placeList(x, y, w, h float32) {
	foot := y + h
	gap := px(8)
	for _, n := range []*noticeBar{p.sample, p.problem} {
		if nh := n.heightFor(w - 2*gap); nh > 0 {
			moveTo(n, x+gap, y+gap, w-2*gap, nh)
			y += nh + gap
		}
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
	if p.beside() {
		p.placeUndo(0, p.Size().Height-px(statusHeight), max(p.Size().Width*p.across, px(leastList)))
		return
	}
	top := px(toolHeight)
	p.placeUndo(0, top+(p.Size().Height-px(statusHeight)-top)*p.down, p.Size().Width)
}

// CreateRenderer implements [fyne.Widget].
func (p *mailPage) CreateRenderer() fyne.WidgetRenderer {
	back := box()
	r := &painted{owner: p, objects: []fyne.CanvasObject{
		back, p.header, p.sample, p.problem, p.list, p.reader, p.split, p.undo, p.status,
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
