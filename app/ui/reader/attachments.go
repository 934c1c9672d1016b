package reader

import (
	"image/color"
	"path"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/page"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// maxCards is how many attachments get a card; "Save all" saves the others too.
const maxCards = 200

// attachments is the strip of cards at the foot of the reader.
type attachments struct {
	widget.BaseWidget
	OnSave    func(mime.Attachment)
	OnSaveAll func([]mime.Attachment)

	List   []mime.Attachment
	width  float32
	All    *kit.Button
	flow   *fyne.Container
	scroll *container.Scroll
}

func newAttachments() *attachments {
	a := &attachments{}
	a.All = kit.NewButton(kit.Link, kit.IconDownload, lang.T("attachment.save-all"), func() { a.OnSaveAll(a.List) })
	a.flow = container.New(kit.Flow{Width: &a.width})
	a.scroll = container.NewVScroll(a.flow)
	a.ExtendBaseWidget(a)
	return a
}

// set shows other attachments.
func (a *attachments) set(list []mime.Attachment) {
	list = named(list)
	a.List = list
	a.flow.Objects = nil
	for i := range list {
		if i == maxCards {
			break
		}
		a.flow.Objects = append(a.flow.Objects, newCard(list[i], func() { a.OnSave(list[i]) }))
	}
	if len(list) > 1 {
		a.All.SetText(lang.T("attachment.save-all"))
		if len(list) > maxCards {
			a.All.SetText(lang.T("attachment.save-all-of", lang.Args{"Count": len(list)}))
		}
		a.flow.Objects = append(a.flow.Objects, a.All)
	}
	a.scroll.Offset = fyne.Position{}
	a.flow.Refresh()
	a.scroll.Refresh()
}

// named gives attachments the names that are shown, so that the file on the disk has
// the name that stood on the card.
func named(list []mime.Attachment) []mime.Attachment {
	list = slices.Clone(list)
	for i := range list {
		list[i].Name = mime.SafeName(letters.Clean(list[i].Name, letters.MaxName), list[i].Type)
	}
	return list
}

// HeightFor is how high the strip is at a width: at most two rows and a half.
func (a *attachments) HeightFor(width float32) float32 {
	h := kit.Flow{}.Run(a.flow.Objects, width-kit.Px(40), false)
	a.width = width
	return min(h, kit.Px(52)*2.4) + kit.Px(21)
}

// CreateRenderer implements [fyne.Widget].
func (a *attachments) CreateRenderer() fyne.WidgetRenderer {
	back, line := kit.Box(), kit.Box()
	p := &kit.Painted{Owner: a, Parts: []fyne.CanvasObject{back, line, a.scroll}}
	p.Dress = func() { back.FillColor, line.FillColor = kit.Ink(kit.ColorPanel), kit.Ink(kit.ColorLine) }
	p.Place = func(s fyne.Size) {
		back.Resize(s)
		kit.MoveTo(line, 0, 0, s.Width, 1)
		kit.MoveTo(a.scroll, kit.Px(20), kit.Px(11), s.Width-kit.Px(32), s.Height-kit.Px(11))
	}
	p.Least = func() fyne.Size { return fyne.NewSize(kit.Px(100), kit.Px(72)) }
	p.Dress()
	return p
}

// card is one attachment: what kind, its name, its size. A tap saves it.
type card struct {
	widget.BaseWidget
	OnTapped func()

	badge, name, size string
	risky             bool
	hovered, focused  bool
}

var (
	_ fyne.Tappable      = (*card)(nil)
	_ fyne.Focusable     = (*card)(nil)
	_ desktop.Hoverable  = (*card)(nil)
	_ desktop.Cursorable = (*card)(nil)
)

func newCard(a mime.Attachment, tapped func()) *card {
	c := &card{OnTapped: tapped, name: a.Name, size: words.ByteSize(a.Size)}
	c.badge, c.risky = badge(a.Name, a.Type)
	if c.risky {
		c.size = words.Items(c.size, lang.T("attachment.program"))
	}
	c.ExtendBaseWidget(c)
	return c
}

// badge is the kind of a file in a few capitals, and whether it can run.
func badge(name, media string) (string, bool) {
	ext := strings.ToUpper(strings.TrimPrefix(path.Ext(name), "."))
	if ext == "" || len(ext) > 4 || !page.IsASCII(ext) {
		_, sub, _ := strings.Cut(media, "/")
		ext = lang.T("attachment.kind")
		if n := len(sub); n > 0 && n <= 4 && page.IsASCII(sub) {
			ext = strings.ToUpper(sub)
		}
	}
	return ext, mime.CanRun(name)
}

// Tapped implements [fyne.Tappable].
func (c *card) Tapped(*fyne.PointEvent) { c.OnTapped() }

// FocusGained implements [fyne.Focusable].
func (c *card) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost implements [fyne.Focusable].
func (c *card) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements [fyne.Focusable].
func (c *card) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (c *card) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		c.OnTapped()
	}
}

// MouseIn implements [desktop.Hoverable].
func (c *card) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (c *card) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (c *card) MouseOut() { c.hovered = false; c.Refresh() }

// Cursor implements [desktop.Cursorable].
func (c *card) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements [fyne.Widget].
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	back, tag := kit.Box(), kit.Box()
	kind := canvas.NewText(c.badge, color.Black)
	kind.Alignment, kind.TextStyle.Bold = fyne.TextAlignCenter, true
	name, size := kit.NewCaption(c.name, kit.TextSize, false, kit.ColorText), kit.NewCaption(c.size, kit.TextCaption, false, kit.ColorMuted)
	p := &kit.Painted{Owner: c, Parts: []fyne.CanvasObject{back, tag, kind, name, size}}
	p.Dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth, back.CornerRadius = kit.Ink(kit.ColorPanel), kit.Ink(kit.ColorLine), 1, kit.Px(kit.Radius)
		if c.hovered {
			back.FillColor = kit.Ink(kit.ColorHover)
			size.Set(lang.T("attachment.save-as"))
		} else {
			size.Set(c.size)
		}
		if c.focused {
			back.StrokeColor, back.StrokeWidth = kit.Ink(kit.ColorAccent), 2
		}
		tag.FillColor, tag.CornerRadius, kind.Color = kit.Ink(kit.ColorTint), kit.Px(4), kit.Ink(kit.ColorAccent)
		if c.risky {
			tag.FillColor, kind.Color = kit.Ink(kit.ColorLookLine), kit.Ink(kit.ColorText)
		}
		kind.TextSize = kit.Px(9)
	}
	p.Place = func(s fyne.Size) {
		back.Resize(s)
		kit.MoveTo(tag, kit.Px(10), (s.Height-kit.Px(30))/2, kit.Px(28), kit.Px(30))
		kit.MoveTo(kind, kit.Px(10), (s.Height-kit.Px(30))/2, kit.Px(28), kit.Px(30))
		w := s.Width - kit.Px(46) - kit.Px(11)
		kit.MoveTo(name, kit.Px(46), s.Height/2-kit.Px(18), w, kit.Px(18))
		kit.MoveTo(size, kit.Px(46), s.Height/2+kit.Px(1), w, kit.Px(15))
	}
	p.Least = func() fyne.Size {
		w := max(name.Natural(), kit.Px(60))
		for _, text := range []string{c.size, lang.T("attachment.save-as")} {
			w = max(w, fyne.MeasureText(text, kit.Px(kit.TextCaption), fyne.TextStyle{}).Width+1)
		}
		return fyne.NewSize(min(w, kit.Px(190))+kit.Px(46)+kit.Px(12), kit.Px(50))
	}
	p.Dress()
	return p
}
