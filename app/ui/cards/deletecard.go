package cards

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/list"
	"github.com/restante/restante/app/words"
)

// CopyOffer is the offer to save a copy before a deletion; an empty one is none.
type CopyOffer struct {
	Dir         string
	On, OneFile bool
}

// DeleteCard asks before a large deletion: how many, what they have in common, the
// least alike of them, what is kept and why, a copy first.
type DeleteCard struct {
	kit.AskCard
	OnDelete func(copyTo *mailbox.Copy, leaveOut bool)
	OnRead   func()
	OnFolder func(chosen func(dir string))

	Says     Confirmation
	offer    CopyOffer
	Title    *kit.Paragraph
	Whole    *kit.Paragraph
	Text     *kit.Paragraph
	Heading  *kit.Caption
	Lines    []*list.MessageLine
	Notice   *kit.Paragraph
	ReadIt   *kit.Button
	LeaveOut *kit.CheckLine
	CopyIt   *kit.CheckLine
	files    *kit.Button
	oneFile  *kit.Button
	Folder   *kit.Button
	where    *kit.Caption
	No, Yes  *kit.Button
	frame    *canvas.Rectangle // around the rows
	yellow   *canvas.Rectangle // behind the notice
}

// NewDeleteCard shows the question.
func NewDeleteCard(c fyne.Canvas, now func() time.Time, says Confirmation, offer CopyOffer) *DeleteCard {
	d := &DeleteCard{Says: says, offer: offer}
	d.Title = kit.NewParagraph("", kit.TextSubject-1, true, kit.ColorText)
	d.Whole = kit.NewParagraph("", kit.TextSize, true, kit.ColorDelete)
	d.Text = kit.NewParagraph("", kit.TextSize, false, kit.ColorMuted)
	d.Heading = kit.NewCaption(says.Heading, kit.TextSmall, true, kit.ColorMuted)
	for _, r := range says.Rows {
		l := list.NewMessageLine(now, nil)
		l.Bare = true
		l.Set(r, false)
		d.Lines = append(d.Lines, l)
	}
	d.Notice = kit.NewParagraph(words.Sentences(says.Kept, says.Inside), kit.TextSize, false, kit.ColorText)
	d.ReadIt = kit.NewButton(kit.Link, kit.IconNone, lang.T("delete.ask.read-first", lang.Args{"Count": says.KeptCount}), func() { d.CloseAndDo(d.OnRead) }).Tall(kit.BarButton)
	d.ReadIt.SetVisible(says.Kept != "")
	d.LeaveOut = kit.NewCheckLine(lang.T("delete.ask.leave-out"), "", true)
	d.LeaveOut.OnChange = func(bool) { d.changed() }
	d.LeaveOut.Hidden = says.Inside == ""
	d.CopyIt = kit.NewCheckLine("", "", offer.On && offer.Dir != "")
	d.CopyIt.OnChange = func(bool) { d.changed() }
	d.CopyIt.Hidden = offer.Dir == ""
	d.files = kit.NewButton(kit.Chip, kit.IconNone, lang.T("delete.ask.file-each"), func() { d.offer.OneFile = false; d.changed() }).Tall(kit.BarButton)
	d.oneFile = kit.NewButton(kit.Chip, kit.IconNone, lang.T("delete.ask.one-file"), func() { d.offer.OneFile = true; d.changed() }).Tall(kit.BarButton)
	d.Folder = kit.NewButton(kit.Link, kit.IconNone, lang.T("delete.ask.folder"), d.otherFolder).Tall(kit.BarButton)
	d.where = kit.NewCaption("", kit.TextSmall, false, kit.ColorMuted)
	d.No = kit.NewButton(kit.Plain, kit.IconNone, lang.T("delete.ask.keep"), d.Close)
	d.Yes = kit.NewButton(kit.Danger, kit.IconNone, "", func() { d.CloseAndDo(d.Accept) })
	for _, b := range []*kit.Button{d.ReadIt, d.files, d.oneFile, d.Folder} {
		d.HoldButton(b)
	}
	d.HoldCheck(d.LeaveOut)
	d.HoldCheck(d.CopyIt)
	d.frame, d.yellow = kit.Box(), kit.Box()
	d.Wide, d.Fill, d.Dress = func() float32 { return kit.Px(640) }, d.placeAll, d.paint
	d.Buttons = []*kit.Button{d.No, d.Yes}
	d.follow()
	d.ShowCard(c, d.No, d.parts()...)
	return d
}

// parts lists what the card says, in the order of the Tab key.
func (d *DeleteCard) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{d.Title, d.Whole, d.Text, d.Heading, d.frame}
	for _, l := range d.Lines {
		out = append(out, l)
	}
	return append(out, d.yellow, d.Notice, d.ReadIt, d.LeaveOut, d.CopyIt, d.files, d.oneFile, d.where, d.Folder)
}

// Accept hands the deletion on.
func (d *DeleteCard) Accept() {
	var copyTo *mailbox.Copy
	if d.copying() {
		copyTo = &mailbox.Copy{Dir: d.offer.Dir, OneFile: d.offer.OneFile}
	}
	d.OnDelete(copyTo, d.leavesOut())
}

func (d *DeleteCard) copying() bool { return !d.CopyIt.Hidden && d.CopyIt.On }

func (d *DeleteCard) leavesOut() bool { return !d.LeaveOut.Hidden && d.LeaveOut.On }

// otherFolder lets another folder be chosen.
func (d *DeleteCard) otherFolder() {
	d.OnFolder(func(dir string) {
		d.offer.Dir = dir
		d.changed()
	})
}

// words writes what depends on the boxes.
func (d *DeleteCard) words() {
	p := d.Says.All
	if d.leavesOut() {
		p = d.Says.Rest
	}
	d.Title.Set(p.Title)
	d.Whole.Set(p.Whole)
	d.Whole.Hidden = p.Whole == ""
	d.Text.Set(p.Text)
	d.Yes.SetText(lang.T("delete.ask.yes", lang.Args{"Count": p.Count}))
	d.Yes.Enable(p.Count > 0)
	d.CopyIt.Text.Set(lang.T("delete.ask.copy", lang.Args{"Count": p.Count}))
	d.CopyIt.More.Set(lang.T("delete.ask.copy-size", lang.Args{"Size": words.ByteSize(p.Bytes)}))
	d.CopyIt.Refresh()
}

// follow shows what the boxes ask for.
func (d *DeleteCard) follow() {
	on := d.copying()
	for _, o := range []*kit.Button{d.files, d.oneFile, d.Folder} {
		o.Hidden = !on
	}
	d.where.Hidden = !on
	d.files.Pressed, d.oneFile.Pressed = !d.offer.OneFile, d.offer.OneFile
	d.where.Set(lang.T("delete.ask.copy-in", lang.Args{"Folder": words.ShortDir(d.offer.Dir)}))
	d.words()
}

// changed gives the card the size it needs.
func (d *DeleteCard) changed() {
	d.follow()
	d.Fit()
}

func (d *DeleteCard) paint() {
	d.frame.FillColor, d.frame.StrokeColor, d.frame.StrokeWidth, d.frame.CornerRadius = kit.Transparent(), kit.Ink(kit.ColorLine), 1, kit.Px(kit.Radius)
	d.yellow.FillColor, d.yellow.StrokeColor, d.yellow.StrokeWidth, d.yellow.CornerRadius = kit.Ink(kit.ColorLook), kit.Ink(kit.ColorLookLine), 1, kit.Px(kit.Radius)
}

// placeAll places what is said.
func (d *DeleteCard) placeAll(width float32) float32 {
	x, w := kit.Px(24), width-2*kit.Px(24)
	c := &kit.Column{X: x, Y: kit.Px(12), Width: w}
	c.Add(d.Title, kit.Px(5))
	if d.Whole.Visible() {
		c.Add(d.Whole, kit.Px(3))
	}
	c.Add(d.Text, kit.Px(9))
	c.AddTall(d.Heading, kit.Px(18), kit.Px(4))
	top := c.Y
	for _, l := range d.Lines {
		c.Add(l, 0)
	}
	kit.MoveTo(d.frame, x, top, w, c.Y-top)
	c.Y = d.placeNotice(x, c.Y+kit.Px(14), w)
	if d.CopyIt.Visible() {
		c.Add(d.CopyIt, kit.Px(4))
	}
	if d.where.Visible() {
		return d.placeCopy(x+kit.Px(26), c.Y, w-kit.Px(26))
	}
	return c.Y
}

// placeNotice places what is said of those that do not fit in.
func (d *DeleteCard) placeNotice(x, y, w float32) float32 {
	d.yellow.Hidden = d.Notice.Text == ""
	if d.yellow.Hidden {
		return y
	}
	top, inner := y, w-2*kit.Px(13)
	h := d.Notice.HeightFor(inner)
	kit.MoveTo(d.Notice, x+kit.Px(13), y+kit.Px(10), inner, h)
	y += h + kit.Px(14)
	if d.ReadIt.Visible() {
		m := d.ReadIt.MinSize()
		kit.MoveTo(d.ReadIt, x+kit.Px(5), y, m.Width, m.Height)
		y += m.Height + kit.Px(4)
	}
	if d.LeaveOut.Visible() {
		h := d.LeaveOut.HeightFor(inner)
		kit.MoveTo(d.LeaveOut, x+kit.Px(12), y, min(d.LeaveOut.MinSize().Width, inner), h)
		y += h + kit.Px(4)
	}
	y += kit.Px(6)
	kit.MoveTo(d.yellow, x, top, w, y-top)
	return y + kit.Px(14)
}

// placeCopy places how and where a copy is saved: in a row, or where there is no room
// for it, in two.
func (d *DeleteCard) placeCopy(x, y, w float32) float32 {
	left, h := x, kit.Px(kit.BarButton)
	for _, b := range []*kit.Button{d.files, d.oneFile} {
		m := b.MinSize()
		kit.MoveTo(b, left, y, m.Width, h)
		left += m.Width + kit.Px(4)
	}
	left += kit.Px(4)
	change := d.Folder.MinSize().Width
	if left+kit.Px(80)+change > x+w {
		left, y = x, y+h+kit.Px(4)
	}
	lw := min(d.where.Natural()+1, x+w-left-change)
	kit.MoveTo(d.where, left, y, lw, h)
	kit.MoveTo(d.Folder, left+lw, y, change, h)
	return y + h + kit.Px(4)
}

// Confirmation is what the card before a large deletion says.
type Confirmation struct {
	All, Rest GoingPart         // all that is selected, and that without what does not fit in
	Heading   string            // over the rows
	Rows      []list.MessageRow // what does not fit in, or else the least alike
	Kept      string            // about what does not fit in and stays
	KeptCount int
	Inside    string  // about what does not fit in and was selected all the same
	Odd       []int32 // those selected ones
}

// GoingPart is what is said of a number of messages. All of it follows the box that leaves
// some of them out.
type GoingPart struct {
	Count int
	Bytes int64
	Title string
	Text  string
	Whole string // that it is all there is, or nothing
}
