package groups

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// FloodBar stands over the list when the mailbox was flooded: what happened, what
// does not fit, what to do.
type FloodBar struct {
	widget.BaseWidget
	OnLook, OnSelect, OnNone, OnLifted, OnNow func()

	now    func() time.Time
	Flood  *triage.Flood
	folded bool         // to one line, with the one thing to do
	line   *kit.Caption // the title, folded
	Title  *kit.Paragraph
	Text   *kit.Paragraph
	Lifted *kit.Button
	Look   *kit.Button
	Choose *kit.Button
	Now    *kit.Button
	None   *kit.Button
}

// NewFloodBar makes a hidden bar.
func NewFloodBar(now func() time.Time) *FloodBar {
	b := &FloodBar{now: now}
	b.Title = kit.NewParagraph("", kit.TextSize, true, kit.ColorText)
	b.Text = kit.NewParagraph("", kit.TextSize, false, kit.ColorText)
	b.line = kit.NewCaption("", kit.TextSize, true, kit.ColorText)
	b.Lifted = kit.NewButton(kit.Primary, kit.IconNone, "", func() { b.OnLifted() })
	b.Look = kit.NewButton(kit.Plain, kit.IconEye, lang.T("flood.look"), func() { b.OnLook() })
	b.Choose = kit.NewButton(kit.Primary, kit.IconNone, "", func() { b.OnSelect() })
	b.Now = kit.NewButton(kit.Plain, kit.IconNone, lang.T("flood.what-now"), func() { b.OnNow() })
	b.None = kit.NewButton(kit.Link, kit.IconNone, lang.T("flood.none"), func() { b.OnNone() })
	b.ExtendBaseWidget(b)
	b.Hide()
	return b
}

// FloodLook is how far the user is with a flood.
type FloodLook struct {
	Shown  bool // the list is narrowed to it
	Read   bool // what does not fit was read
	Chosen bool // all of it is selected
}

// Set shows a flood; nil hides the bar.
func (b *FloodBar) Set(f *triage.Flood, look FloodLook) {
	b.Flood = f
	if f == nil {
		b.Hide()
		return
	}
	b.Title.Set(words.FloodTitle(f, b.now()))
	b.line.Set(words.FloodLine(f))
	b.Text.Set(words.FloodText(f))
	n := len(f.Lifted)
	first, next := lang.T("flood.read-first", lang.Args{"Count": n}), lang.T("flood.read-next", lang.Args{"Count": n})
	all := lang.T("select.all-of", lang.Args{"Count": len(f.IDs)})
	b.Lifted.Says(first, next)
	b.Choose.Says(all)
	if look.Shown {
		first = next
	}
	b.Lifted.SetText(first)
	// The one thing to do is to read what does not fit, and after that to select
	// the rest.
	b.Lifted.Kind, b.Choose.Kind = kit.Plain, kit.Primary
	if n > 0 && !look.Read {
		b.Lifted.Kind, b.Choose.Kind = kit.Primary, kit.Plain
	}
	// No button takes the place of another: a second click would press it.
	b.arrange()
	b.Look.Enable(!look.Shown)
	b.Choose.SetText(all)
	b.Choose.Enable(!look.Chosen)
	if !b.Visible() {
		for _, btn := range b.Buttons() {
			btn.Moved()
		}
		b.Show()
	}
	b.Lifted.Refresh()
	b.Choose.Refresh()
	b.Refresh()
}

// Fold shows the bar as one line, or as it is. Where there is little room a message that is
// open needs it.
func (b *FloodBar) Fold(on bool) {
	if b.folded == on {
		return
	}
	b.folded = on
	if b.Flood != nil {
		b.arrange()
		b.Refresh()
	}
}

// arrange shows the parts that are to be seen.
func (b *FloodBar) arrange() {
	n := len(b.Flood.Lifted)
	for _, btn := range b.Buttons() {
		there := btn != b.Lifted && btn != b.Look || btn == b.Lifted && n > 0 || btn == b.Look && n == 0
		first := btn == b.Lifted || n == 0 && btn == b.Choose
		btn.SetVisible(there && (!b.folded || first))
	}
	b.Title.Hidden, b.Text.Hidden, b.line.Hidden = b.folded, b.folded, !b.folded
}

// Buttons are those of the bar; see [kit.MoveTo].
func (b *FloodBar) Buttons() []*kit.Button {
	return []*kit.Button{b.Lifted, b.Look, b.Choose, b.Now, b.None}
}

func (b *FloodBar) inner(width float32) float32 { return width - kit.Px(26) }

// rows breaks the buttons into rows.
func (b *FloodBar) rows(width float32) (rows [][]*kit.Button) {
	x := float32(0)
	for _, btn := range b.Buttons() {
		if btn.Hidden {
			continue
		}
		w := btn.MinSize().Width
		if len(rows) == 0 || x+w > b.inner(width) {
			rows = append(rows, nil)
			x = 0
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], btn)
		x += w + kit.Px(8)
	}
	return rows
}

// HeightFor is how high the bar is at a width.
func (b *FloodBar) HeightFor(width float32) float32 {
	if !b.Visible() || b.Flood == nil {
		return 0
	}
	if b.folded {
		return kit.Px(kit.ButtonHeight) + kit.Px(14)
	}
	w := b.inner(width)
	rows := float32(len(b.rows(width)))
	return kit.Px(11) + b.Title.HeightFor(w) + kit.Px(2) + b.Text.HeightFor(w) + kit.Px(9) + rows*kit.Px(kit.ButtonHeight) + (rows-1)*kit.Px(6) + kit.Px(12)
}

// CreateRenderer implements [fyne.Widget].
func (b *FloodBar) CreateRenderer() fyne.WidgetRenderer {
	back := kit.Box()
	p := &kit.Painted{Owner: b, Parts: []fyne.CanvasObject{back, b.line, b.Title, b.Text, b.Lifted, b.Look, b.Choose, b.Now, b.None}}
	p.Dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth = kit.Ink(kit.ColorLook), kit.Ink(kit.ColorLookLine), 1
		back.CornerRadius = kit.Px(kit.CardRadius)
	}
	p.Place = func(s fyne.Size) {
		back.Resize(s)
		x, w := kit.Px(13), b.inner(s.Width)
		if b.folded {
			right := s.Width - kit.Px(7)
			for _, btn := range b.Buttons() {
				if m := btn.MinSize(); !btn.Hidden {
					right -= m.Width
					kit.MoveTo(btn, right, kit.Px(7), m.Width, m.Height)
				}
			}
			kit.MoveTo(b.line, x, kit.Px(7), right-kit.Px(8)-x, kit.Px(kit.ButtonHeight))
			return
		}
		y := kit.Px(11)
		h := b.Title.HeightFor(w)
		kit.MoveTo(b.Title, x, y, w, h)
		y += h + kit.Px(2)
		h = b.Text.HeightFor(w)
		kit.MoveTo(b.Text, x, y, w, h)
		y += h + kit.Px(9)
		for _, row := range b.rows(s.Width) {
			x := kit.Px(13)
			for _, btn := range row {
				m := btn.MinSize()
				kit.MoveTo(btn, x, y, m.Width, m.Height)
				x += m.Width + kit.Px(8)
			}
			y += kit.Px(kit.ButtonHeight) + kit.Px(6)
		}
	}
	p.Least = func() fyne.Size { return fyne.NewSize(kit.Px(100), kit.Px(20)) }
	p.Dress()
	return p
}
