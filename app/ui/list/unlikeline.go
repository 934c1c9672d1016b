package list

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// MessageLine is one message of a short list, with a word on why it is there. A
// click opens it.
type MessageLine struct {
	widget.BaseWidget
	OnOpen  func(mailbox.Ref)
	now     func() time.Time
	ref     mailbox.Ref
	look    bool
	Bare    bool // one of a table: a line below and no frame
	hovered bool
	from    *kit.Caption
	subject *kit.Caption
	date    *kit.Caption
	size    *kit.Caption
	why     *kit.Paragraph
}

var (
	_ desktop.Hoverable  = (*MessageLine)(nil)
	_ desktop.Cursorable = (*MessageLine)(nil)
	_ fyne.Tappable      = (*MessageLine)(nil)
)

// NewMessageLine makes an empty line; open may be nil.
func NewMessageLine(now func() time.Time, open func(mailbox.Ref)) *MessageLine {
	l := &MessageLine{now: now, OnOpen: open}
	l.from = kit.NewCaption("", kit.TextSize, true, kit.ColorText)
	l.subject = kit.NewCaption("", kit.TextSize, false, kit.ColorText)
	l.date = kit.NewCaption("", kit.TextSmall, false, kit.ColorMuted)
	l.date.Align = fyne.TextAlignTrailing
	l.size = kit.NewCaption("", kit.TextSmall, false, kit.ColorMuted)
	l.size.Align = fyne.TextAlignTrailing
	l.why = kit.NewParagraph("", kit.TextSmall, false, kit.ColorMuted)
	l.ExtendBaseWidget(l)
	return l
}

// Set shows a message.
func (l *MessageLine) Set(r MessageRow, look bool) {
	l.ref, l.look = r.Ref, look
	l.from.Set(words.Cell(listing.ByFrom, r.Row, l.now()))
	l.subject.Set(words.Cell(listing.BySubject, r.Row, l.now()))
	l.date.Set(words.Cell(listing.ByDate, r.Row, l.now()))
	l.size.Set(words.Cell(listing.BySize, r.Row, l.now()))
	l.why.Set(r.Why)
	l.Refresh()
}

// HeightFor is how high the line is at a width, with the reason below it.
func (l *MessageLine) HeightFor(width float32) float32 {
	if l.why.Text == "" {
		return kit.Px(30)
	}
	return kit.Px(31) + l.why.HeightFor(width-kit.Px(24))
}

// Tapped implements [fyne.Tappable].
func (l *MessageLine) Tapped(*fyne.PointEvent) {
	if l.OnOpen != nil {
		l.OnOpen(l.ref)
	}
}

// MouseIn implements [desktop.Hoverable].
func (l *MessageLine) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (l *MessageLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (l *MessageLine) MouseOut() { l.hovered = false; l.Refresh() }

// Cursor implements [desktop.Cursorable].
func (l *MessageLine) Cursor() desktop.Cursor {
	if l.OnOpen == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer implements [fyne.Widget].
func (l *MessageLine) CreateRenderer() fyne.WidgetRenderer {
	back, under := kit.Box(), kit.Box()
	p := &kit.Painted{Owner: l, Parts: []fyne.CanvasObject{back, under, l.from, l.subject, l.date, l.size, l.why}}
	p.Dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth, back.CornerRadius = kit.Ink(kit.ColorPanel), kit.Ink(kit.ColorLine), 1, kit.Px(kit.Radius)
		under.FillColor, under.Hidden = kit.Ink(kit.ColorLine), !l.Bare
		if l.Bare {
			back.FillColor, back.StrokeColor = kit.Transparent(), kit.Transparent()
		}
		if l.look {
			back.FillColor, back.StrokeColor = kit.Ink(kit.ColorLook), kit.Ink(kit.ColorLookLine)
		}
		if l.hovered && l.OnOpen != nil {
			back.FillColor = kit.Mix(back.FillColor, kit.Ink(kit.ColorAccent), 0.06)
		}
	}
	p.Place = func(s fyne.Size) {
		back.Resize(s)
		kit.MoveTo(under, 0, s.Height-1, s.Width, 1)
		x, right := kit.Px(12), s.Width-kit.Px(12)
		dw, sw := kit.Px(62), kit.Px(52)
		kit.MoveTo(l.size, right-sw, kit.Px(5), sw, kit.Px(20))
		right -= sw + kit.Px(6)
		kit.MoveTo(l.date, right-dw, kit.Px(5), dw, kit.Px(20))
		fw := min(kit.Px(150), (right-x)*0.3)
		kit.MoveTo(l.from, x, kit.Px(5), fw-kit.Px(10), kit.Px(20))
		kit.MoveTo(l.subject, x+fw, kit.Px(5), max(right-dw-kit.Px(8)-x-fw, kit.Px(20)), kit.Px(20))
		kit.MoveTo(l.why, x, kit.Px(24), s.Width-kit.Px(24), l.why.HeightFor(s.Width-kit.Px(24)))
	}
	p.Least = func() fyne.Size { return fyne.NewSize(kit.Px(100), kit.Px(30)) }
	p.Dress()
	return p
}

// MessageRow is one message that is not like the rest.
type MessageRow struct {
	Ref mailbox.Ref
	Row *mailbox.Row
	Why string
}
