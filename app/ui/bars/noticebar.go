package bars

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// Notice tells about a problem in place, in yellow, or about the sample
// mailbox in blue: what happened, why, what to do, one button.
type Notice struct {
	widget.BaseWidget
	OnAction  func(words.Action)
	OnDismiss func()
	OnResize  func() // the bar needs another height
	Version   string // of the program, told with the details

	blue    bool
	Notice  words.Notice
	open    bool // details unfolded
	Title   *kit.Paragraph
	Text    *kit.Paragraph
	details *kit.Paragraph
	Action  *kit.Button
	fold    *kit.Button
	Close   *kit.Button
}

// NewNotice makes a hidden bar; a blue one tells of no problem.
func NewNotice(blue bool) *Notice {
	n := &Notice{blue: blue}
	n.Title = kit.NewParagraph("", kit.TextSize, true, kit.ColorText)
	n.Text = kit.NewParagraph("", kit.TextSize, false, kit.ColorText)
	n.details = kit.NewParagraph("", kit.TextSmall, false, kit.ColorMuted)
	n.Action = kit.NewButton(kit.Plain, kit.IconNone, "", func() {
		if n.OnAction != nil {
			n.OnAction(n.Notice.Action)
		}
	})
	n.fold = kit.NewButton(kit.Link, kit.IconNone, lang.T("notice.details"), func() { n.open = !n.open; n.changed() }).Tall(kit.ButtonHeight)
	n.Close = kit.NewButton(kit.Bare, kit.IconClose, "", func() {
		if n.OnDismiss != nil {
			n.OnDismiss()
		}
	}).Tall(kit.BarButton)
	n.ExtendBaseWidget(n)
	n.Hide()
	return n
}

// Set shows a notice; nil hides the bar. It reports whether something changed.
func (n *Notice) Set(notice *words.Notice) bool {
	if notice == nil {
		if !n.Visible() {
			return false
		}
		n.Notice, n.open = words.Notice{}, false
		n.Hide()
		return true
	}
	if n.Visible() && *notice == n.Notice {
		return false
	}
	n.Notice, n.open = *notice, false
	n.Title.Set(notice.Title)
	n.Text.Set(notice.Text())
	details := notice.Details
	if n.Version != "" {
		details += "\n" + n.Version
	}
	n.details.SetLines(details)
	n.Action.SetText(letters.Clean(notice.Button, letters.MaxName))
	n.Action.SetVisible(notice.Button != "")
	n.fold.SetVisible(notice.Details != "")
	n.Close.SetVisible(n.OnDismiss != nil)
	n.Show()
	n.changed()
	return true
}

// changed lets the parent give the bar another height.
func (n *Notice) changed() {
	n.details.Hidden = !n.open
	fold := lang.T("notice.details")
	if n.open {
		fold = lang.T("notice.hide-details")
	}
	n.fold.SetText(fold)
	n.Refresh()
	if n.OnResize != nil {
		n.OnResize()
	}
}

// Buttons are those of the bar; see [kit.MoveTo].
func (n *Notice) Buttons() []*kit.Button { return []*kit.Button{n.Action, n.fold, n.Close} }

func (n *Notice) inner(width float32) float32 { return width - kit.Px(26) }

// oneLine reports whether a blue bar has room for everything side by side: what
// is no problem should not take the room of one.
func (n *Notice) oneLine(width float32) bool {
	return n.blue && !n.open && n.fold.Hidden && n.titleWidth()+n.textWidth()+n.Action.MinSize().Width+kit.Px(50) <= width
}

func (n *Notice) titleWidth() float32 {
	return fyne.MeasureText(n.Title.Text, kit.Px(kit.TextSize), fyne.TextStyle{Bold: true}).Width
}

func (n *Notice) textWidth() float32 {
	return fyne.MeasureText(n.Text.Text, kit.Px(kit.TextSize), fyne.TextStyle{}).Width
}

// placeOneLine sets title, text and button side by side.
func (n *Notice) placeOneLine(s fyne.Size) {
	x, line := kit.Px(13), n.Title.LineHeight()
	kit.MoveTo(n.Title, x, (s.Height-line)/2, n.titleWidth()+kit.Px(4), line)
	kit.MoveTo(n.Text, x+n.titleWidth()+kit.Px(10), (s.Height-line)/2, n.textWidth()+kit.Px(4), line)
	m := n.Action.MinSize()
	kit.MoveTo(n.Action, s.Width-m.Width-kit.Px(8), (s.Height-m.Height)/2, m.Width, m.Height)
}

// HeightFor is how high the bar is at a width.
func (n *Notice) HeightFor(width float32) float32 {
	if !n.Visible() {
		return 0
	}
	if n.oneLine(width) {
		return kit.Px(44)
	}
	w := n.inner(width)
	h := kit.Px(12) + n.Title.HeightFor(w-kit.Px(24))
	if n.Text.Text != "" {
		h += kit.Px(2) + n.Text.HeightFor(w)
	}
	if !n.Action.Hidden || !n.fold.Hidden {
		h += kit.Px(8) + kit.Px(kit.ButtonHeight)
	}
	if n.open {
		h += kit.Px(6) + n.details.HeightFor(w)
	}
	return h + kit.Px(11)
}

// CreateRenderer implements [fyne.Widget].
func (n *Notice) CreateRenderer() fyne.WidgetRenderer {
	back := kit.Box()
	p := &kit.Painted{Parts: []fyne.CanvasObject{back, n.Title, n.Text, n.details, n.Action, n.fold, n.Close}, Owner: n}
	p.Dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth = kit.Ink(kit.ColorLook), kit.Ink(kit.ColorLookLine), 1
		if n.blue {
			back.FillColor, back.StrokeColor = kit.Ink(kit.ColorTint), kit.Ink(theme.ColorNameSelection)
		}
		back.CornerRadius = kit.Px(kit.CardRadius)
	}
	p.Place = func(s fyne.Size) {
		back.Resize(s)
		if n.oneLine(s.Width) {
			n.placeOneLine(s)
			return
		}
		x, w := kit.Px(13), n.inner(s.Width)
		y := kit.Px(12)
		h := n.Title.HeightFor(w - kit.Px(24))
		kit.MoveTo(n.Title, x, y, w-kit.Px(24), h)
		kit.MoveTo(n.Close, s.Width-kit.Px(30), kit.Px(7), kit.Px(kit.BarButton), kit.Px(kit.BarButton))
		y += h
		if n.Text.Text != "" {
			h = n.Text.HeightFor(w)
			kit.MoveTo(n.Text, x, y+kit.Px(2), w, h)
			y += h + kit.Px(2)
		}
		y += kit.Px(8)
		if !n.Action.Hidden {
			m := n.Action.MinSize()
			kit.MoveTo(n.Action, x, y, m.Width, m.Height)
			x += m.Width + kit.Px(6)
		}
		if !n.fold.Hidden {
			m := n.fold.MinSize()
			kit.MoveTo(n.fold, x, y, m.Width, m.Height)
		}
		if n.open {
			kit.MoveTo(n.details, kit.Px(13), y+kit.Px(kit.ButtonHeight)+kit.Px(6), w, n.details.HeightFor(w))
		}
	}
	p.Least = func() fyne.Size { return fyne.NewSize(kit.Px(100), kit.Px(20)) }
	p.Dress()
	return p
}
