package ui

import (
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/mailbox"
)

// copyOffer is the offer to save a copy before a deletion; an empty one is none.
type copyOffer struct {
	dir         string
	on, oneFile bool
}

// deleteCard asks before a large deletion: how many, what they have in common, the
// least alike of them, what is kept and why, a copy first.
type deleteCard struct {
	widget.BaseWidget
	OnDelete func(copyTo *mailbox.Copy, leaveOut bool)
	OnRead   func()
	OnFolder func(chosen func(dir string))

	says     confirmation
	offer    copyOffer
	title    *paragraph
	whole    *paragraph
	text     *paragraph
	heading  *caption
	lines    []*unlikeLine
	notice   *paragraph
	readIt   *button
	leaveOut *checkLine
	copyIt   *checkLine
	files    *button
	oneFile  *button
	folder   *button
	where    *caption
	no, yes  *button
	pop      *widget.PopUp
}

func newDeleteCard(c fyne.Canvas, now func() time.Time, says confirmation, offer copyOffer) *deleteCard {
	d := &deleteCard{says: says, offer: offer}
	d.title = newParagraph("", textSubject-1, true, colorText)
	d.whole = newParagraph("", textSize, true, colorDelete)
	d.text = newParagraph("", textSize, false, colorMuted)
	d.heading = newCaption(says.heading, textSmall, true, colorMuted)
	for _, r := range says.rows {
		l := newUnlikeLine(now, nil)
		l.bare = true
		l.set(r, false)
		d.lines = append(d.lines, l)
	}
	d.notice = newParagraph(says.kept+says.inside, textSize, false, colorText)
	d.readIt = newButton(kindLink, iconNone, "Read them first", func() { d.close(); d.OnRead() }).tall(barButton)
	d.readIt.show(says.kept != "")
	if says.keptCount == 1 {
		d.readIt.setText("Read it first")
	}
	d.leaveOut = newCheckLine("Leave them out", "", true)
	d.leaveOut.OnChange = func(bool) { d.changed() }
	d.leaveOut.Hidden = says.inside == ""
	d.copyIt = newCheckLine("", "", offer.on && offer.dir != "")
	d.copyIt.OnChange = func(bool) { d.changed() }
	d.copyIt.Hidden = offer.dir == ""
	d.files = newButton(kindChip, iconNone, "One file each", func() { d.offer.oneFile = false; d.changed() }).tall(barButton)
	d.oneFile = newButton(kindChip, iconNone, "One file for all", func() { d.offer.oneFile = true; d.changed() }).tall(barButton)
	d.folder = newButton(kindLink, iconNone, "Change…", d.otherFolder).tall(barButton)
	d.where = newCaption("", textSmall, false, colorMuted)
	d.no = newButton(kindPlain, iconNone, "Keep them", d.close)
	d.yes = newButton(kindDanger, iconNone, "", d.accept)
	for _, b := range []*button{d.no, d.yes, d.readIt, d.files, d.oneFile, d.folder} {
		b.OnEscape = d.close
	}
	d.leaveOut.OnEscape, d.copyIt.OnEscape = d.close, d.close
	d.ExtendBaseWidget(d)
	d.words()
	d.pop = widget.NewModalPopUp(d, c)
	d.changed()
	d.pop.Show()
	c.Focus(d.no)
	return d
}

// accept hands the deletion on.
func (d *deleteCard) accept() {
	var copyTo *mailbox.Copy
	if d.copying() {
		copyTo = &mailbox.Copy{Dir: d.offer.dir, OneFile: d.offer.oneFile}
	}
	d.close()
	d.OnDelete(copyTo, d.leavesOut())
}

func (d *deleteCard) copying() bool   { return !d.copyIt.Hidden && d.copyIt.on }
func (d *deleteCard) leavesOut() bool { return !d.leaveOut.Hidden && d.leaveOut.on }

func (d *deleteCard) close() { d.pop.Hide() }

// otherFolder lets another folder be chosen.
func (d *deleteCard) otherFolder() {
	d.OnFolder(func(dir string) {
		d.offer.dir = dir
		d.changed()
	})
}

// words writes what depends on the boxes.
func (d *deleteCard) words() {
	p := d.says.all
	if d.leavesOut() {
		p = d.says.rest
	}
	d.title.set(p.title)
	d.whole.set(p.whole)
	d.whole.Hidden = p.whole == ""
	d.text.set(p.text)
	d.yes.setText("Delete " + count(p.count))
	d.yes.enable(p.count > 0)
	d.copyIt.text.set("Save a copy of " + plural(p.count, "it", "all "+count(p.count)) + " first")
	d.copyIt.more.set("(" + byteSize(p.bytes) + ")")
	d.copyIt.Refresh()
}

// changed gives the card the size it needs.
func (d *deleteCard) changed() {
	on := d.copying()
	for _, o := range []*button{d.files, d.oneFile, d.folder} {
		o.Hidden = !on
	}
	d.where.Hidden = !on
	d.files.pressed, d.oneFile.pressed = !d.offer.oneFile, d.offer.oneFile
	d.where.set("in " + shortDir(d.offer.dir))
	d.words()
	d.Refresh()
	d.pop.Resize(d.pop.MinSize())
}

// shortDir is the end of a path, which is what tells one folder from another.
func shortDir(dir string) string {
	up := filepath.Base(filepath.Dir(dir))
	if up == "." || up == string(filepath.Separator) {
		return dir
	}
	return up + " › " + filepath.Base(dir)
}

func (d *deleteCard) width() float32 { return px(640) }

// CreateRenderer implements [fyne.Widget].
func (d *deleteCard) CreateRenderer() fyne.WidgetRenderer {
	frame, yellow := box(), box()
	p := &painted{owner: d, objects: []fyne.CanvasObject{d.title, d.whole, d.text, d.heading, frame}}
	for _, l := range d.lines {
		p.objects = append(p.objects, l)
	}
	p.objects = append(p.objects, yellow, d.notice, d.readIt, d.leaveOut, d.copyIt, d.files, d.oneFile, d.where, d.folder, d.no, d.yes)
	p.dress = func() {
		frame.FillColor, frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = transparent(), ink(colorLine), 1, px(radius)
		yellow.FillColor, yellow.StrokeColor, yellow.StrokeWidth, yellow.CornerRadius = ink(colorLook), ink(colorLookLine), 1, px(radius)
	}
	p.place = func(s fyne.Size) {
		h := d.placeAll(s.Width, frame, yellow)
		placeFromRight(s.Width-px(24), h-px(20)-px(buttonHeight), d.yes, d.no)
	}
	p.least = func() fyne.Size { return fyne.NewSize(d.width(), d.placeAll(d.width(), frame, yellow)) }
	p.dress()
	return p
}

// placeAll places everything over the buttons and returns the height of the card.
func (d *deleteCard) placeAll(width float32, frame, yellow fyne.CanvasObject) float32 {
	x, w, y := px(24), width-px(48), px(20)
	put := func(o fyne.CanvasObject, h, after float32) {
		moveTo(o, x, y, w, h)
		y += h + after
	}
	put(d.title, d.title.heightFor(w), px(5))
	if d.whole.Visible() {
		put(d.whole, d.whole.heightFor(w), px(3))
	}
	put(d.text, d.text.heightFor(w), px(9))
	put(d.heading, px(18), px(4))
	top := y
	for _, l := range d.lines {
		put(l, l.height(), 0)
	}
	moveTo(frame, x, top, w, y-top)
	y += px(14)
	yellow.(interface{ Hide() }).Hide()
	if d.notice.text != "" {
		top = y
		inner := w - px(26)
		h := d.notice.heightFor(inner)
		moveTo(d.notice, x+px(13), y+px(10), inner, h)
		y += h + px(14)
		for _, o := range []fyne.CanvasObject{d.readIt, d.leaveOut} {
			if o.Visible() {
				m := o.MinSize()
				left := x + px(12)
				if o == d.readIt {
					left -= px(7)
				}
				moveTo(o, left, y, m.Width, m.Height)
				y += m.Height + px(4)
			}
		}
		y += px(6)
		yellow.(interface{ Show() }).Show()
		moveTo(yellow, x, top, w, y-top)
		y += px(14)
	}
	if d.copyIt.Visible() {
		put(d.copyIt, px(22), px(4))
	}
	if d.where.Visible() {
		left := x + px(26)
		for _, b := range []*button{d.files, d.oneFile} {
			m := b.MinSize()
			moveTo(b, left, y, m.Width, m.Height)
			left += m.Width + px(4)
		}
		m := d.folder.MinSize()
		lw := min(d.where.natural()+1, x+w-left-px(8)-m.Width)
		moveTo(d.where, left+px(8), y, lw, px(barButton))
		moveTo(d.folder, left+px(8)+lw, y, m.Width, m.Height)
		y += px(barButton) + px(4)
	}
	return y + px(14) + px(buttonHeight) + px(20)
}
