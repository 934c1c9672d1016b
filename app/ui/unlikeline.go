package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// unlikeLine is one message of a short list, with a word on why it is there. A
// click opens it.
type unlikeLine struct {
	widget.BaseWidget
	OnOpen  func(uid string)
	now     func() time.Time
	uid     string
	look    bool
	bare    bool // one of a table: a line below and no frame
	hovered bool
	from    *caption
	subject *caption
	date    *caption
	size    *caption
	why     *caption
}

var (
	_ desktop.Hoverable  = (*unlikeLine)(nil)
	_ desktop.Cursorable = (*unlikeLine)(nil)
	_ fyne.Tappable      = (*unlikeLine)(nil)
)

func newUnlikeLine(now func() time.Time, open func(string)) *unlikeLine {
	l := &unlikeLine{now: now, OnOpen: open}
	l.from = newCaption("", textSize, true, colorText)
	l.subject = newCaption("", textSize, false, colorText)
	l.date = newCaption("", textSmall, false, colorMuted)
	l.date.align = fyne.TextAlignTrailing
	l.size = newCaption("", textSmall, false, colorMuted)
	l.size.align = fyne.TextAlignTrailing
	l.why = newCaption("", textSmall, false, colorMuted)
	l.ExtendBaseWidget(l)
	return l
}

// set shows a message.
func (l *unlikeLine) set(r unlikeRow, look bool) {
	l.uid, l.look = r.uid, look
	l.from.set(cellText(byFrom, r.row, l.now()))
	l.subject.set(cellText(bySubject, r.row, l.now()))
	l.date.set(cellText(byDate, r.row, l.now()))
	l.size.set(cellText(bySize, r.row, l.now()))
	l.why.set(r.why)
	l.Refresh()
}

// height is that of the line; a reason takes a second one.
func (l *unlikeLine) height() float32 {
	if l.why.text == "" {
		return px(30)
	}
	return px(48)
}

// Tapped implements [fyne.Tappable].
func (l *unlikeLine) Tapped(*fyne.PointEvent) {
	if l.OnOpen != nil {
		l.OnOpen(l.uid)
	}
}

// MouseIn implements [desktop.Hoverable].
func (l *unlikeLine) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (l *unlikeLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (l *unlikeLine) MouseOut() { l.hovered = false; l.Refresh() }

// Cursor implements [desktop.Cursorable].
func (l *unlikeLine) Cursor() desktop.Cursor {
	if l.OnOpen == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer implements [fyne.Widget].
func (l *unlikeLine) CreateRenderer() fyne.WidgetRenderer {
	back, under := box(), box()
	p := &painted{owner: l, objects: []fyne.CanvasObject{back, under, l.from, l.subject, l.date, l.size, l.why}}
	p.dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth, back.CornerRadius = ink(colorPanel), ink(colorLine), 1, px(radius)
		under.FillColor, under.Hidden = ink(colorLine), !l.bare
		if l.bare {
			back.FillColor, back.StrokeColor = transparent(), transparent()
		}
		if l.look {
			back.FillColor, back.StrokeColor = ink(colorLook), ink(colorLookLine)
		}
		if l.hovered && l.OnOpen != nil {
			back.FillColor = mix(back.FillColor, ink(colorAccent), 0.06)
		}
	}
	p.place = func(s fyne.Size) {
		back.Resize(s)
		moveTo(under, 0, s.Height-1, s.Width, 1)
		x, right := px(12), s.Width-px(12)
		dw, sw := px(62), px(52)
		moveTo(l.size, right-sw, px(5), sw, px(20))
		right -= sw + px(6)
		moveTo(l.date, right-dw, px(5), dw, px(20))
		fw := min(px(150), (right-x)*0.3)
		moveTo(l.from, x, px(5), fw-px(10), px(20))
		moveTo(l.subject, x+fw, px(5), max(right-dw-px(8)-x-fw, px(20)), px(20))
		moveTo(l.why, x, px(24), s.Width-px(24), px(18))
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(100), px(30)) }
	p.dress()
	return p
}
