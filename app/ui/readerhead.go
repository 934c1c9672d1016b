package ui

import (
	"image/color"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/mime"
)

// maxHeadline is how much of a subject the reader shows; the rest is in "all
// headers".
const maxHeadline = 200

// readerHead is the head of a message: subject, who, to whom, when.
type readerHead struct {
	widget.BaseWidget
	OnMenu func()

	subject  *widget.Label
	name     *caption
	addr     *caption
	line     *caption
	copies   *caption
	initials string
	shade    color.Color
	more     *button
}

func newReaderHead() *readerHead {
	h := &readerHead{
		subject: widget.NewLabel(""),
		name:    newCaption("", textSize, true, colorText),
		addr:    newCaption("", textSize, false, colorMuted),
		line:    newCaption("", textSmall, false, colorMuted),
		copies:  newCaption("", textSmall, false, colorMuted),
		shade:   color.Transparent,
	}
	h.subject.Selectable = true
	h.subject.SizeName = sizeSubject
	h.subject.TextStyle.Bold = true
	h.subject.Wrapping = fyne.TextWrapWord
	h.more = newButton(kindPlain, iconMore, "", func() { h.OnMenu() })
	h.ExtendBaseWidget(h)
	return h
}

// set shows the head of a message.
func (h *readerHead) set(m *mime.Summary, size int64, now time.Time) {
	subject := Clean(m.Subject, maxHeadline)
	if subject == "" {
		subject = "(no subject)"
	}
	h.subject.SetText(subject)
	h.name.text, h.addr.text = senderWords(m.From)
	h.initials = initials(h.name.text)
	h.shade = shade(h.addr.text + h.name.text)
	h.line.set("to " + people(m.To) + " · " + readDate(m.Date, now) + " · " + byteSize(size) + " · on the server")
	h.copies.set("")
	if len(m.Cc) > 0 {
		h.copies.set("copy to " + people(m.Cc))
	}
	h.Refresh()
}

// senderWords tells who wrote, with the address always in sight. A name that
// is itself another address steps behind the real one.
func senderWords(from []mime.Address) (name, addr string) {
	if len(from) == 0 {
		return "(nobody named)", ""
	}
	name, addr = Clean(from[0].Name, maxName), Clean(from[0].Addr, maxName)
	switch {
	case name == "" || strings.EqualFold(name, addr):
		name, addr = addr, ""
	case strings.Contains(name, "@"):
		name, addr = addr, "calls itself “"+name+"”"
	}
	if len(from) > 1 {
		addr = strings.TrimSpace(addr + " and " + people(from[1:]))
	}
	return name, addr
}

// people names a few and counts the others.
func people(list []mime.Address) string {
	if len(list) == 0 {
		return "nobody named"
	}
	const most = 3
	var names []string
	for i, a := range list {
		if i == most {
			names = append(names, count(len(list)-most)+" more")
			break
		}
		n := Clean(a.Name, 60)
		if n == "" {
			n = Clean(a.Addr, 80)
		}
		names = append(names, n)
	}
	return strings.Join(names, ", ")
}

// initials are the first letters of a name.
func initials(name string) string {
	var out []rune
	for _, w := range strings.Fields(name) {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		out = append(out, unicode.ToUpper(r))
		if len(out) == 2 || r >= 0x2E80 {
			break
		}
	}
	return string(out)
}

// shade gives each sender a quiet colour that stays the same.
func shade(who string) color.Color {
	shades := [...]uint32{0x6F8F76, 0x7A7FA8, 0xA07A66, 0x5E8B9B, 0x94758F, 0x8A8458, 0x5F7F9F, 0xA0727A}
	return rgb(shades[checksum(who)%uint32(len(shades))])
}

// heightFor is how high the head is at a width.
func (h *readerHead) heightFor(width float32) float32 {
	y := px(14) + h.subjectHeight(width) + px(44)
	if h.copies.text != "" {
		y += px(17)
	}
	return y + px(8)
}

func (h *readerHead) subjectHeight(width float32) float32 {
	pad := theme.InnerPadding()
	h.subject.Resize(fyne.NewSize(width-px(40)+2*pad, 10))
	return h.subject.MinSize().Height - 2*pad + px(4)
}

// CreateRenderer implements [fyne.Widget].
func (h *readerHead) CreateRenderer() fyne.WidgetRenderer {
	circle, letters, line := box(), canvas.NewText("", color.White), box()
	letters.Alignment = fyne.TextAlignCenter
	letters.TextStyle.Bold = true
	p := &painted{owner: h, objects: []fyne.CanvasObject{line, h.subject, circle, letters, h.name, h.addr, h.line, h.copies, h.more}}
	p.dress = func() {
		circle.FillColor, letters.Text, letters.TextSize = h.shade, h.initials, px(textSize)
		line.FillColor = ink(colorLine)
	}
	p.place = func(s fyne.Size) {
		pad := theme.InnerPadding()
		sh := h.subjectHeight(s.Width)
		h.subject.Move(fyne.NewPos(px(20)-pad, px(14)-pad))
		h.subject.Resize(fyne.NewSize(s.Width-px(40)+2*pad, sh+2*pad))
		y := px(14) + sh + px(6)
		d := px(34)
		circle.CornerRadius = d / 2
		moveTo(circle, px(20), y, d, d)
		moveTo(letters, px(20), y, d, d)
		x := px(65)
		m := h.more.MinSize()
		moveTo(h.more, s.Width-px(20)-m.Width, y+(d-m.Height)/2, m.Width, m.Height)
		room := s.Width - px(20) - m.Width - px(10) - x
		nw := min(h.name.natural()+1, room)
		if h.addr.text != "" {
			nw = min(nw, max(room-h.addr.natural()-px(8), room*0.4))
		}
		moveTo(h.name, x, y-px(1), nw, px(18))
		moveTo(h.addr, x+nw+px(6), y-px(1), max(room-nw-px(6), 0), px(18))
		moveTo(h.line, x, y+px(18), room, px(17))
		moveTo(h.copies, x, y+px(35), room, px(17))
		moveTo(line, 0, s.Height-1, s.Width, 1)
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(200), px(80)) }
	p.dress()
	return p
}
