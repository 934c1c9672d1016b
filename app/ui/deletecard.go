package ui

import (
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

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
	askCard
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
	frame    *canvas.Rectangle // around the rows
	yellow   *canvas.Rectangle // behind the notice
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
	d.readIt = newButton(kindLink, iconNone, "Read them first", func() { d.take(d.OnRead) }).tall(barButton)
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
	d.yes = newButton(kindDanger, iconNone, "", func() { d.take(d.accept) })
	for _, b := range []*button{d.readIt, d.files, d.oneFile, d.folder} {
		d.holdButton(b)
	}
	d.holdCheck(d.leaveOut)
	d.holdCheck(d.copyIt)
	d.frame, d.yellow = box(), box()
	d.wide, d.fill, d.dress = func() float32 { return px(640) }, d.placeAll, d.paint
	d.buttons = []*button{d.no, d.yes}
	d.follow()
	d.showCard(c, d.no, d.parts()...)
	return d
}

// parts lists what the card says, in the order of the Tab key.
func (d *deleteCard) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{d.title, d.whole, d.text, d.heading, d.frame}
	for _, l := range d.lines {
		out = append(out, l)
	}
	return append(out, d.yellow, d.notice, d.readIt, d.leaveOut, d.copyIt, d.files, d.oneFile, d.where, d.folder)
}

// accept hands the deletion on.
func (d *deleteCard) accept() {
	var copyTo *mailbox.Copy
	if d.copying() {
		copyTo = &mailbox.Copy{Dir: d.offer.dir, OneFile: d.offer.oneFile}
	}
	d.OnDelete(copyTo, d.leavesOut())
}

func (d *deleteCard) copying() bool   { return !d.copyIt.Hidden && d.copyIt.on }
func (d *deleteCard) leavesOut() bool { return !d.leaveOut.Hidden && d.leaveOut.on }

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

// follow shows what the boxes ask for.
func (d *deleteCard) follow() {
	on := d.copying()
	for _, o := range []*button{d.files, d.oneFile, d.folder} {
		o.Hidden = !on
	}
	d.where.Hidden = !on
	d.files.pressed, d.oneFile.pressed = !d.offer.oneFile, d.offer.oneFile
	d.where.set("in " + shortDir(d.offer.dir))
	d.words()
}

// changed gives the card the size it needs.
func (d *deleteCard) changed() {
	d.follow()
	d.fit()
}

// shortDir is the end of a path, which is what tells one folder from another.
func shortDir(dir string) string {
	up := filepath.Base(filepath.Dir(dir))
	if up == "." || up == string(filepath.Separator) {
		return dir
	}
	return up + " › " + filepath.Base(dir)
}

func (d *deleteCard) paint() {
	d.frame.FillColor, d.frame.StrokeColor, d.frame.StrokeWidth, d.frame.CornerRadius = transparent(), ink(colorLine), 1, px(radius)
	d.yellow.FillColor, d.yellow.StrokeColor, d.yellow.StrokeWidth, d.yellow.CornerRadius = ink(colorLook), ink(colorLookLine), 1, px(radius)
}

// placeAll places what is said.
func (d *deleteCard) placeAll(width float32) float32 {
	x, w, y := px(24), width-2*px(24), px(12)
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
	moveTo(d.frame, x, top, w, y-top)
	y = d.placeNotice(x, y+px(14), w)
	if d.copyIt.Visible() {
		put(d.copyIt, px(22), px(4))
	}
	if d.where.Visible() {
		y = d.placeCopy(x+px(26), y, w-px(26))
	}
	return y
}

// placeNotice places what is said of those that do not fit in.
func (d *deleteCard) placeNotice(x, y, w float32) float32 {
	d.yellow.Hidden = d.notice.text == ""
	if d.yellow.Hidden {
		return y
	}
	top, inner := y, w-2*px(13)
	h := d.notice.heightFor(inner)
	moveTo(d.notice, x+px(13), y+px(10), inner, h)
	y += h + px(14)
	if d.readIt.Visible() {
		m := d.readIt.MinSize()
		moveTo(d.readIt, x+px(5), y, m.Width, m.Height)
		y += m.Height + px(4)
	}
	if d.leaveOut.Visible() {
		m := d.leaveOut.MinSize()
		moveTo(d.leaveOut, x+px(12), y, min(m.Width, inner), m.Height)
		y += m.Height + px(4)
	}
	y += px(6)
	moveTo(d.yellow, x, top, w, y-top)
	return y + px(14)
}

// placeCopy places how and where a copy is saved: in a row, or where there is no room
// for it, in two.
func (d *deleteCard) placeCopy(x, y, w float32) float32 {
	left, h := x, px(barButton)
	for _, b := range []*button{d.files, d.oneFile} {
		m := b.MinSize()
		moveTo(b, left, y, m.Width, h)
		left += m.Width + px(4)
	}
	left += px(4)
	change := d.folder.MinSize().Width
	if left+px(80)+change > x+w {
		left, y = x, y+h+px(4)
	}
	lw := min(d.where.natural()+1, x+w-left-change)
	moveTo(d.where, left, y, lw, h)
	moveTo(d.folder, left+lw, y, change, h)
	return y + h + px(4)
}
