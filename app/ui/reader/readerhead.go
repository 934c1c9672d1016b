package reader

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// head is the head of a message: subject, who, to whom, when.
type head struct {
	widget.BaseWidget
	OnMenu func()

	subject  *widget.Label
	name     *kit.Caption
	addr     *kit.Caption
	line     *kit.Paragraph
	copies   *kit.Caption
	initials string
	shade    color.Color
	More     *kit.Button
}

func newReaderHead() *head {
	h := &head{
		subject: widget.NewLabel(""),
		name:    kit.NewCaption("", kit.TextSize, true, kit.ColorText),
		addr:    kit.NewCaption("", kit.TextSize, false, kit.ColorMuted),
		line:    kit.NewParagraph("", kit.TextSmall, false, kit.ColorMuted),
		copies:  kit.NewCaption("", kit.TextSmall, false, kit.ColorMuted),
		shade:   color.Transparent,
	}
	h.subject.Selectable = true
	h.subject.SizeName = kit.SizeSubject
	h.subject.TextStyle.Bold = true
	h.subject.Wrapping = fyne.TextWrapWord
	h.More = kit.NewButton(kit.Plain, kit.IconMore, "", func() { h.OnMenu() })
	h.ExtendBaseWidget(h)
	return h
}

// set shows the head of a message.
func (h *head) set(m *mime.Summary, size int64, now time.Time) {
	subject := letters.Clean(m.Subject, words.MaxHeadline)
	if subject == "" {
		subject = words.NoSubject()
	}
	h.subject.SetText(subject)
	h.name.Text, h.addr.Text = words.Sender(m.From)
	h.initials = words.Initials(h.name.Text)
	h.shade = shade(h.addr.Text + h.name.Text)
	h.line.Set(words.Items(
		lang.T("reader.to", lang.Args{"People": words.People(m.To)}), words.ReadDate(m.Date, now), words.ByteSize(size), lang.T("reader.on-server"),
	))
	h.copies.Set("")
	if len(m.Cc) > 0 {
		h.copies.Set(lang.T("reader.copy-to", lang.Args{"People": words.People(m.Cc)}))
	}
	h.Refresh()
}

// shade gives each sender a quiet colour that stays the same.
func shade(who string) color.Color {
	shades := [...]uint32{0x6F8F76, 0x7A7FA8, 0xA07A66, 0x5E8B9B, 0x94758F, 0x8A8458, 0x5F7F9F, 0xA0727A}
	return kit.RGB(shades[kit.Checksum(who)%uint32(len(shades))])
}

// HeightFor is how high the head is at a width.
func (h *head) HeightFor(width float32) float32 {
	y := kit.Px(14) + h.subjectHeight(width) + kit.Px(27) + h.lineHeight(width)
	if h.copies.Text != "" {
		y += kit.Px(17)
	}
	return y + kit.Px(8)
}

// leftOfText is where what stands beside the circle begins.
const leftOfText = 65

// room is how wide what stands beside the circle may be.
func (h *head) room(width float32) float32 {
	return width - kit.Px(20) - h.More.MinSize().Width - kit.Px(10) - kit.Px(leftOfText)
}

func (h *head) lineHeight(width float32) float32 {
	return max(h.line.HeightFor(h.room(width)), kit.Px(17))
}

func (h *head) subjectHeight(width float32) float32 {
	pad := theme.InnerPadding()
	h.subject.Resize(fyne.NewSize(width-kit.Px(40)+2*pad, 10))
	return h.subject.MinSize().Height - 2*pad + kit.Px(4)
}

// CreateRenderer implements [fyne.Widget].
func (h *head) CreateRenderer() fyne.WidgetRenderer {
	circle, letters, line := kit.Box(), canvas.NewText("", color.White), kit.Box()
	letters.Alignment = fyne.TextAlignCenter
	letters.TextStyle.Bold = true
	p := &kit.Painted{Owner: h, Parts: []fyne.CanvasObject{line, h.subject, circle, letters, h.name, h.addr, h.line, h.copies, h.More}}
	p.Dress = func() {
		circle.FillColor, letters.Text, letters.TextSize = h.shade, h.initials, kit.Px(kit.TextSize)
		line.FillColor = kit.Ink(kit.ColorLine)
	}
	p.Place = func(s fyne.Size) {
		pad := theme.InnerPadding()
		sh := h.subjectHeight(s.Width)
		h.subject.Move(fyne.NewPos(kit.Px(20)-pad, kit.Px(14)-pad))
		h.subject.Resize(fyne.NewSize(s.Width-kit.Px(40)+2*pad, sh+2*pad))
		y := kit.Px(14) + sh + kit.Px(6)
		d := kit.Px(34)
		circle.CornerRadius = d / 2
		kit.MoveTo(circle, kit.Px(20), y, d, d)
		kit.MoveTo(letters, kit.Px(20), y, d, d)
		x := kit.Px(leftOfText)
		m := h.More.MinSize()
		kit.MoveTo(h.More, s.Width-kit.Px(20)-m.Width, y+(d-m.Height)/2, m.Width, m.Height)
		room, lh := h.room(s.Width), h.lineHeight(s.Width)
		nw := min(h.name.Natural()+1, room)
		if h.addr.Text != "" {
			nw = min(nw, max(room-h.addr.Natural()-kit.Px(8), room*0.4))
		}
		kit.MoveTo(h.name, x, y-kit.Px(1), nw, kit.Px(18))
		kit.MoveTo(h.addr, x+nw+kit.Px(6), y-kit.Px(1), max(room-nw-kit.Px(6), 0), kit.Px(18))
		kit.MoveTo(h.line, x, y+kit.Px(18), room, lh)
		kit.MoveTo(h.copies, x, y+kit.Px(18)+lh, room, kit.Px(17))
		kit.MoveTo(line, 0, s.Height-1, s.Width, 1)
	}
	p.Least = func() fyne.Size { return fyne.NewSize(kit.Px(200), kit.Px(80)) }
	p.Dress()
	return p
}
