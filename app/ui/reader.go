package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// largeMessage is from which size on the progress of getting it is told.
const largeMessage = 256 << 10

// readerState is what the reader shows.
type readerState int

const (
	readerEmpty readerState = iota
	readerLoading
	readerMessage
	readerProblem
	readerLarge // it is large, and nothing of it was fetched
)

// reader shows one message, or says what to do.
type reader struct {
	widget.BaseWidget
	OnStop  func()
	OnRetry func(uid string)

	OnBeginning, OnWhole func(uid string) // what is to be shown of a large message
	OnSave               func(uid string) // it is too large to be shown

	now func() time.Time

	state   readerState
	uid     string
	message *mime.Message
	why     string // why it does not fit into the flood it came with
	begun   bool   // only the first lines were fetched, and no more is on its way
	raw     bool   // all headers are shown instead of the text
	got     int64
	size    int64
	waiting int // messages in the mailbox, for the empty page

	head  *readerHead
	notes *paragraph
	text  *textView
	parts *attachments

	title, hint *paragraph
	stop        *button
	retry       *button
	beginning   *button
	whole       *button
	save        *button // in place of whole, where it is too large to be shown
}

func newReader(now func() time.Time) *reader {
	r := &reader{now: now, head: newReaderHead(), text: newTextView(), parts: newAttachments()}
	r.notes = newParagraph("", textSmall, false, colorText)
	r.title = newParagraph("", textSize, true, colorText)
	r.hint = newParagraph("", textSize, false, colorMuted)
	r.title.align, r.hint.align = fyne.TextAlignCenter, fyne.TextAlignCenter
	r.stop = newButton(kindPlain, iconNone, "Stop", func() { r.OnStop() })
	r.retry = newButton(kindPlain, iconNone, "Try again", func() { r.OnRetry(r.uid) })
	r.beginning = newButton(kindPlain, iconNone, "Show the beginning", func() { r.OnBeginning(r.uid) })
	r.whole = newButton(kindPlain, iconDownload, "Download all", func() { r.OnWhole(r.uid) })
	r.save = newButton(kindPlain, iconDownload, "Save to a file…", func() { r.OnSave(r.uid) })
	r.ExtendBaseWidget(r)
	r.Clear()
	return r
}

// Clear shows the empty page.
func (r *reader) Clear() {
	r.state, r.uid, r.message = readerEmpty, "", nil
	r.text.SetText("")
	r.page()
}

// SetWaiting tells the empty page how many messages there are.
func (r *reader) SetWaiting(n int) {
	if r.waiting != n {
		r.waiting = n
		if r.state == readerEmpty {
			r.page()
		}
	}
}

// SetLoading shows that a message is on its way.
func (r *reader) SetLoading(row *mailbox.Row) {
	r.state, r.uid, r.message, r.why = readerLoading, row.UID, nil, ""
	r.got, r.size = 0, row.Size
	r.title.set(Clean(row.Summary.Subject, maxSubject))
	r.page()
}

// SetLarge asks how much of a large message is to be fetched.
func (r *reader) SetLarge(row *mailbox.Row) {
	r.state, r.uid, r.message = readerLarge, row.UID, nil
	r.size = row.Size
	r.title.set(Clean(row.Summary.Subject, maxSubject))
	hint := "This message has " + byteSize(row.Size) + "."
	if row.Size > mailbox.MaxMessage {
		hint += " Up to " + byteSize(mailbox.MaxMessage) + " can be shown; a larger one can be saved."
	}
	r.hint.set(hint)
	r.page()
}

// SetBeginning shows the first lines of a large message.
func (r *reader) SetBeginning(uid string, m *mime.Message) {
	r.SetMessage(uid, m)
	r.begun = true
	r.notes.set("This is the beginning of a message of " + byteSize(r.size) + ". Attachments and the rest were not fetched.")
	r.page()
}

// SetProgress tells how much of it has arrived.
func (r *reader) SetProgress(uid string, got int64) {
	if uid != r.uid || got == r.got {
		return
	}
	r.got = got
	if r.state == readerLoading {
		r.page()
	}
	if r.state == readerMessage && r.message.Partial && !r.begun {
		r.notes.set(restWords(got, r.size))
	}
}

// restWords tells that a message can be read, and is not all there yet.
func restWords(got, size int64) string {
	return "The rest of this message is on its way: " + progressWords(got, size) + "."
}

// SetProblem tells why it could not be shown.
func (r *reader) SetProblem(uid string, n words.Notice) {
	r.state, r.uid, r.message = readerProblem, uid, nil
	r.title.set(n.Title)
	r.hint.set(n.Cause + " " + n.Try)
	r.page()
}

// SetMessage shows a message.
func (r *reader) SetMessage(uid string, m *mime.Message) {
	r.begun = false
	known := r.state == readerMessage && r.uid == uid && r.message.Partial && r.message.Text == m.Text
	r.state, r.uid, r.message, r.raw = readerMessage, uid, m, false
	r.head.set(&m.Summary, m.Size, r.now())
	r.notes.set(strings.TrimSpace(r.why + " " + notesWords(m)))
	r.parts.set(m.Attachments)
	if m.Partial {
		r.notes.set(restWords(r.got, r.size))
	}
	if !known || m.Text == "" {
		r.text.SetText(readText(m))
	}
	r.page()
}

// readText is what the reader shows of a message without words.
func readText(m *mime.Message) string {
	if m.Text != "" || m.Partial {
		return m.Text
	}
	if len(m.Attachments) > 0 {
		return "This message has no text, only " + plural(len(m.Attachments), "an attachment.", "attachments.")
	}
	return "This message has no text."
}

// ToggleHeaders changes between the text and the header block as it came.
func (r *reader) ToggleHeaders() {
	if r.message == nil {
		return
	}
	r.raw = !r.raw
	if r.raw {
		r.text.SetText(r.message.Header)
	} else {
		r.text.SetText(readText(r.message))
	}
}

// page decides what is visible and what the middle says.
func (r *reader) page() {
	reading := r.state == readerMessage
	r.head.Hidden, r.text.Hidden = !reading, !reading
	r.notes.Hidden = !reading || r.notes.text == ""
	r.parts.Hidden = !reading || len(r.parts.list) == 0
	r.title.Hidden, r.hint.Hidden = reading, reading
	r.stop.show(r.state == readerLoading && r.size >= largeMessage)
	r.retry.show(r.state == readerProblem)
	r.beginning.show(r.state == readerLarge)
	large := r.state == readerLarge || reading && r.begun
	r.whole.show(large && r.size <= mailbox.MaxMessage)
	r.save.show(large && r.size > mailbox.MaxMessage)
	switch r.state {
	case readerEmpty:
		r.emptyWords()
	case readerLoading:
		r.hint.set("Getting it from the server…")
		if r.size >= largeMessage {
			r.hint.set(progressWords(r.got, r.size))
		}
	}
	r.Refresh()
}

func (r *reader) buttons() []*button {
	return []*button{r.stop, r.retry, r.beginning, r.whole, r.save, r.head.more, r.parts.all}
}

func (r *reader) emptyWords() {
	switch r.waiting {
	case 0:
		r.title.set("No message waits for you")
		r.hint.set("What arrives will be listed here.")
	case 1:
		r.title.set("1 message waits for you")
		r.hint.set("Choose it to read it. It stays on the server.")
	default:
		r.title.set(count(r.waiting) + " messages wait for you")
		r.hint.set("Choose one to read it. It stays on the server.")
	}
}

// progressWords tells a part of a size in the unit of the whole.
func progressWords(got, size int64) string {
	if got > size {
		size = got
	}
	return byteSize(got) + " of " + byteSize(size)
}

// notesWords tells in plain words what is wrong with a message.
func notesWords(m *mime.Message) string {
	text := ""
	add := func(s string) {
		if text != "" {
			text += " "
		}
		text += s
	}
	seen := map[mime.NoteKind]bool{}
	for _, n := range m.Notes {
		if w := noteWords(n.Kind); w != "" && !seen[n.Kind] {
			seen[n.Kind] = true
			add(w)
		}
	}
	if len(m.Text) > maxText {
		add("Only the first " + byteSize(maxText) + " of the text are shown.")
	}
	return text
}

func noteWords(k mime.NoteKind) string {
	switch k {
	case mime.NoteHeader:
		return "The head of this message is damaged."
	case mime.NoteCharset:
		return "Some letters may be wrong: the message names the wrong alphabet."
	case mime.NoteEncoding:
		return "Part of this message is damaged; something may be missing."
	case mime.NoteStructure:
		return "The parts of this message do not fit together; something may be missing."
	case mime.NoteTruncated:
		return "This message is larger than can be shown; the rest was left out."
	case mime.NoteSource:
		return "This message could not be taken apart and is shown as it came."
	case mime.NoteSigned:
		return "This message carries a signature, which was not checked."
	case mime.NoteOther:
		return "This is not the message that the list shows: the server mixes messages up. Get mail again before you delete anything."
	case mime.NoteEncrypted:
		return "This message is encrypted and cannot be opened here."
	case mime.NoteUnended:
		return "The server did not mark the end of this message; it is most likely whole."
	case mime.NoteUncertain:
		return "The server did not mark the end of this message; something may be missing."
	}
	return ""
}

// CreateRenderer implements [fyne.Widget].
func (r *reader) CreateRenderer() fyne.WidgetRenderer {
	back, yellow, track, done := box(), box(), box(), box()
	mark := canvas.NewImageFromResource(nil)
	mark.FillMode = canvas.ImageFillContain
	p := &painted{owner: r, objects: []fyne.CanvasObject{
		back, r.text, yellow, r.notes, r.head, r.parts, mark, r.title, r.hint, track, done, r.stop, r.retry, r.beginning, r.whole, r.save,
	}}
	p.dress = func() {
		back.FillColor, yellow.FillColor = ink(colorPanel), ink(colorLook)
		track.FillColor, done.FillColor = ink(colorLine), ink(colorAccent)
		track.CornerRadius, done.CornerRadius = px(2), px(2)
		setLogo(mark, logo(mix(ink(colorPanel), ink(colorAccent), 0.25), ink(colorPanel), ink(colorPanel)))
		mark.Hidden = r.state != readerEmpty
	}
	p.place = func(s fyne.Size) {
		back.Resize(s)
		yellow.Hidden = r.notes.Hidden
		bar := r.state == readerLoading && r.size >= largeMessage
		track.Hidden, done.Hidden = !bar, !bar
		if r.state == readerMessage {
			r.placeMessage(s, yellow)
			return
		}
		r.placeMiddle(s, mark, track, done)
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(240), px(120)) }
	p.dress()
	return p
}

func (r *reader) placeMessage(s fyne.Size, yellow *canvas.Rectangle) {
	y := r.head.heightFor(s.Width)
	moveTo(r.head, 0, 0, s.Width, y)
	if !r.notes.Hidden {
		room := s.Width - px(40)
		rest := r.rest()
		if rest.Visible() {
			m := rest.MinSize()
			room -= m.Width + px(12)
			moveTo(rest, s.Width-px(20)-m.Width, y+px(6), m.Width, m.Height)
		}
		h := r.notes.heightFor(room)
		if rest.Visible() {
			h = max(h, rest.MinSize().Height-px(4))
		}
		moveTo(yellow, 0, y, s.Width, h+px(16))
		moveTo(r.notes, px(20), y+px(8), room, h)
		y += h + px(16)
	}
	bottom := s.Height
	if !r.parts.Hidden {
		h := min(r.parts.heightFor(s.Width), max(s.Height*0.4, px(76)))
		bottom -= h
		moveTo(r.parts, 0, bottom, s.Width, h)
	}
	moveTo(r.text, 0, y, s.Width, max(bottom-y, 0))
}

func (r *reader) placeMiddle(s fyne.Size, mark *canvas.Image, track, done *canvas.Rectangle) {
	w := min(s.Width-px(40), px(420))
	x := (s.Width - w) / 2
	th, hh := r.title.heightFor(w), r.hint.heightFor(w)
	y := max(s.Height/2-px(40), px(60))
	moveTo(mark, (s.Width-px(44))/2, y-px(54), px(44), px(44))
	moveTo(r.title, x, y, w, th)
	y += th + px(4)
	moveTo(r.hint, x, y, w, hh)
	y += hh + px(12)
	if !track.Hidden {
		tw := min(w, px(220))
		moveTo(track, (s.Width-tw)/2, y, tw, px(4))
		moveTo(done, (s.Width-tw)/2, y, tw*float32(min(float64(r.got)/float64(max(r.size, 1)), 1)), px(4))
		y += px(16)
	}
	for _, b := range []*button{r.stop, r.retry} {
		m := b.MinSize()
		moveTo(b, (s.Width-m.Width)/2, y, m.Width, m.Height)
	}
	if r.state == readerLarge {
		a, b := r.beginning.MinSize(), r.rest().MinSize()
		left := (s.Width - a.Width - b.Width - px(8)) / 2
		moveTo(r.beginning, left, y, a.Width, a.Height)
		moveTo(r.rest(), left+a.Width+px(8), y, b.Width, b.Height)
	}
}

// rest is the button that gets all of a large message.
func (r *reader) rest() *button {
	if r.size > mailbox.MaxMessage {
		return r.save
	}
	return r.whole
}
