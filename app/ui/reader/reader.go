package reader

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/page"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// LargeMessage is from which size on the progress of getting it is told.
const LargeMessage = 256 << 10

// ReaderState is what the reader shows.
type ReaderState int

const (
	readerEmpty ReaderState = iota
	ReaderLoading
	ReaderMessage
	ReaderProblem
	ReaderLarge // it is large, and nothing of it was fetched
)

// Reader shows one message, or says what to do.
type Reader struct {
	widget.BaseWidget
	OnStop  func()
	OnRetry func(mailbox.Ref)

	OnBeginning, OnWhole func(mailbox.Ref) // what is to be shown of a large message
	OnSave               func(mailbox.Ref) // it is too large to be shown

	now func() time.Time

	State   ReaderState
	Ref     mailbox.Ref
	Message *mime.Message
	Why     string // why it does not fit into the flood it came with
	begun   bool   // only the first lines were fetched, and no more is on its way
	Raw     bool   // all headers are shown instead of the text
	got     int64
	size    int64
	waiting int // messages in the mailbox, for the empty page

	Head  *head
	Notes *kit.Paragraph
	Text  *page.Text
	Parts *attachments

	Title, Hint *kit.Paragraph
	Stop        *kit.Button
	retry       *kit.Button
	Beginning   *kit.Button
	Whole       *kit.Button
	Save        *kit.Button // in place of whole, where it is too large to be shown
}

// New makes an empty reader.
func New(now func() time.Time) *Reader {
	r := &Reader{now: now, Head: newReaderHead(), Text: page.NewText(), Parts: newAttachments()}
	r.Notes = kit.NewParagraph("", kit.TextSmall, false, kit.ColorText)
	r.Title = kit.NewParagraph("", kit.TextSize, true, kit.ColorText)
	r.Hint = kit.NewParagraph("", kit.TextSize, false, kit.ColorMuted)
	r.Title.Align, r.Hint.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	r.Stop = kit.NewButton(kit.Plain, kit.IconNone, lang.T("button.stop"), func() { r.OnStop() })
	r.retry = kit.NewButton(kit.Plain, kit.IconNone, lang.T("button.try-again"), func() { r.OnRetry(r.Ref) })
	r.Beginning = kit.NewButton(kit.Plain, kit.IconNone, lang.T("reader.beginning"), func() { r.OnBeginning(r.Ref) })
	r.Whole = kit.NewButton(kit.Plain, kit.IconDownload, lang.T("reader.download"), func() { r.OnWhole(r.Ref) })
	r.Save = kit.NewButton(kit.Plain, kit.IconDownload, lang.T("reader.save"), func() { r.OnSave(r.Ref) })
	r.ExtendBaseWidget(r)
	r.Clear()
	return r
}

// Clear shows the empty page.
func (r *Reader) Clear() {
	r.State, r.Ref, r.Message = readerEmpty, mailbox.Ref{}, nil
	r.Text.SetText("")
	r.page()
}

// SetWaiting tells the empty page how many messages there are.
func (r *Reader) SetWaiting(n int) {
	if r.waiting != n {
		r.waiting = n
		if r.State == readerEmpty {
			r.page()
		}
	}
}

// SetLoading shows that a message is on its way.
func (r *Reader) SetLoading(ref mailbox.Ref, row *mailbox.Row) {
	r.State, r.Ref, r.Message, r.Why = ReaderLoading, ref, nil, ""
	r.got, r.size = 0, row.Size
	r.Title.Set(letters.Clean(row.Summary.Subject, letters.MaxSubject))
	r.page()
}

// SetLarge asks how much of a large message is to be fetched.
func (r *Reader) SetLarge(ref mailbox.Ref, row *mailbox.Row) {
	r.State, r.Ref, r.Message = ReaderLarge, ref, nil
	r.size = row.Size
	r.Title.Set(letters.Clean(row.Summary.Subject, letters.MaxSubject))
	most := ""
	if row.Size > mailbox.MaxMessage {
		most = lang.T("reader.large-most", lang.Args{"Size": words.ByteSize(mailbox.MaxMessage)})
	}
	r.Hint.Set(words.Sentences(lang.T("reader.large", lang.Args{"Size": words.ByteSize(row.Size)}), most))
	r.page()
}

// SetBeginning shows the first lines of a large message.
func (r *Reader) SetBeginning(ref mailbox.Ref, m *mime.Message) {
	r.SetMessage(ref, m)
	r.begun = true
	r.Notes.Set(lang.T("reader.begun", lang.Args{"Size": words.ByteSize(r.size)}))
	r.page()
}

// SetProgress tells how much of it has arrived.
func (r *Reader) SetProgress(ref mailbox.Ref, got int64) {
	if ref != r.Ref || got == r.got {
		return
	}
	r.got = got
	if r.State == ReaderLoading {
		r.page()
	}
	if r.State == ReaderMessage && r.Message.Partial && !r.begun {
		r.Notes.Set(words.RestOnItsWay(got, r.size))
	}
}

// SetProblem tells why it could not be shown.
func (r *Reader) SetProblem(ref mailbox.Ref, n words.Notice) {
	r.State, r.Ref, r.Message = ReaderProblem, ref, nil
	r.Title.Set(n.Title)
	r.Hint.Set(n.Text())
	r.page()
}

// SetMessage shows a message.
func (r *Reader) SetMessage(ref mailbox.Ref, m *mime.Message) {
	r.begun = false
	known := r.State == ReaderMessage && r.Ref == ref && r.Message.Partial && r.Message.Text == m.Text
	r.State, r.Ref, r.Message, r.Raw = ReaderMessage, ref, m, false
	r.Head.set(&m.Summary, m.Size, r.now())
	r.Notes.Set(words.Sentences(r.Why, words.Notes(m)))
	r.Parts.set(m.Attachments)
	if m.Partial {
		r.Notes.Set(words.RestOnItsWay(r.got, r.size))
	}
	if !known || m.Text == "" {
		r.Text.SetText(words.Body(m))
	}
	r.page()
}

// ToggleHeaders changes between the text and the header block as it came.
func (r *Reader) ToggleHeaders() {
	if r.Message == nil {
		return
	}
	r.Raw = !r.Raw
	if r.Raw {
		r.Text.SetText(r.Message.Header)
	} else {
		r.Text.SetText(words.Body(r.Message))
	}
}

// page decides what is visible and what the middle says.
func (r *Reader) page() {
	reading := r.State == ReaderMessage
	r.Head.Hidden, r.Text.Hidden = !reading, !reading
	r.Notes.Hidden = !reading || r.Notes.Text == ""
	r.Parts.Hidden = !reading || len(r.Parts.List) == 0
	r.Title.Hidden, r.Hint.Hidden = reading, reading
	r.Stop.SetVisible(r.State == ReaderLoading && r.size >= LargeMessage)
	r.retry.SetVisible(r.State == ReaderProblem)
	r.Beginning.SetVisible(r.State == ReaderLarge)
	large := r.State == ReaderLarge || reading && r.begun
	r.Whole.SetVisible(large && r.size <= mailbox.MaxMessage)
	r.Save.SetVisible(large && r.size > mailbox.MaxMessage)
	switch r.State {
	case readerEmpty:
		r.emptyWords()
	case ReaderLoading:
		r.Hint.Set(lang.T("reader.getting"))
		if r.size >= LargeMessage {
			r.Hint.Set(words.Progress(r.got, r.size))
		}
	}
	r.Refresh()
}

// Buttons are those of the reader; see [kit.MoveTo].
func (r *Reader) Buttons() []*kit.Button {
	return []*kit.Button{r.Stop, r.retry, r.Beginning, r.Whole, r.Save, r.Head.More, r.Parts.All}
}

func (r *Reader) emptyWords() {
	if r.waiting == 0 {
		r.Title.Set(lang.T("reader.none.title"))
		r.Hint.Set(lang.T("reader.none.hint"))
		return
	}
	r.Title.Set(lang.T("reader.empty.title", lang.Args{"Count": r.waiting}))
	r.Hint.Set(lang.T("reader.empty.hint", lang.Args{"Count": r.waiting}))
}

// CreateRenderer implements [fyne.Widget].
func (r *Reader) CreateRenderer() fyne.WidgetRenderer {
	back, yellow, track, done := kit.Box(), kit.Box(), kit.Box(), kit.Box()
	mark := canvas.NewImageFromResource(nil)
	mark.FillMode = canvas.ImageFillContain
	p := &kit.Painted{Owner: r, Parts: []fyne.CanvasObject{
		back, r.Text, yellow, r.Notes, r.Head, r.Parts, mark, r.Title, r.Hint, track, done, r.Stop, r.retry, r.Beginning, r.Whole, r.Save,
	}}
	p.Dress = func() {
		back.FillColor, yellow.FillColor = kit.Ink(kit.ColorPanel), kit.Ink(kit.ColorLook)
		track.FillColor, done.FillColor = kit.Ink(kit.ColorLine), kit.Ink(kit.ColorAccent)
		track.CornerRadius, done.CornerRadius = kit.Px(2), kit.Px(2)
		kit.SetLogo(mark, kit.Logo(kit.Mix(kit.Ink(kit.ColorPanel), kit.Ink(kit.ColorAccent), 0.25), kit.Ink(kit.ColorPanel), kit.Ink(kit.ColorPanel)))
		mark.Hidden = r.State != readerEmpty
	}
	p.Place = func(s fyne.Size) {
		back.Resize(s)
		yellow.Hidden = r.Notes.Hidden
		bar := r.State == ReaderLoading && r.size >= LargeMessage
		track.Hidden, done.Hidden = !bar, !bar
		if r.State == ReaderMessage {
			r.placeMessage(s, yellow)
			return
		}
		r.placeMiddle(s, mark, track, done)
	}
	p.Least = func() fyne.Size { return fyne.NewSize(kit.Px(240), kit.Px(120)) }
	p.Dress()
	return p
}

func (r *Reader) placeMessage(s fyne.Size, yellow *canvas.Rectangle) {
	y := r.Head.HeightFor(s.Width)
	kit.MoveTo(r.Head, 0, 0, s.Width, y)
	if !r.Notes.Hidden {
		room := s.Width - kit.Px(40)
		rest := r.wholeButton()
		if rest.Visible() {
			m := rest.MinSize()
			room -= m.Width + kit.Px(12)
			kit.MoveTo(rest, s.Width-kit.Px(20)-m.Width, y+kit.Px(6), m.Width, m.Height)
		}
		h := r.Notes.HeightFor(room)
		if rest.Visible() {
			h = max(h, rest.MinSize().Height-kit.Px(4))
		}
		kit.MoveTo(yellow, 0, y, s.Width, h+kit.Px(16))
		kit.MoveTo(r.Notes, kit.Px(20), y+kit.Px(8), room, h)
		y += h + kit.Px(16)
	}
	bottom := s.Height
	if !r.Parts.Hidden {
		h := min(r.Parts.HeightFor(s.Width), max(s.Height*0.4, kit.Px(76)))
		bottom -= h
		kit.MoveTo(r.Parts, 0, bottom, s.Width, h)
	}
	kit.MoveTo(r.Text, 0, y, s.Width, max(bottom-y, 0))
}

func (r *Reader) placeMiddle(s fyne.Size, mark *canvas.Image, track, done *canvas.Rectangle) {
	w := min(s.Width-kit.Px(40), kit.Px(420))
	x := (s.Width - w) / 2
	th, hh := r.Title.HeightFor(w), r.Hint.HeightFor(w)
	y := max(s.Height/2-kit.Px(40), kit.Px(60))
	kit.MoveTo(mark, (s.Width-kit.Px(44))/2, y-kit.Px(54), kit.Px(44), kit.Px(44))
	kit.MoveTo(r.Title, x, y, w, th)
	y += th + kit.Px(4)
	kit.MoveTo(r.Hint, x, y, w, hh)
	y += hh + kit.Px(12)
	if !track.Hidden {
		tw := min(w, kit.Px(220))
		kit.MoveTo(track, (s.Width-tw)/2, y, tw, kit.Px(4))
		kit.MoveTo(done, (s.Width-tw)/2, y, tw*float32(min(float64(r.got)/float64(max(r.size, 1)), 1)), kit.Px(4))
		y += kit.Px(16)
	}
	for _, b := range []*kit.Button{r.Stop, r.retry} {
		m := b.MinSize()
		kit.MoveTo(b, (s.Width-m.Width)/2, y, m.Width, m.Height)
	}
	if r.State == ReaderLarge {
		a, b := r.Beginning.MinSize(), r.wholeButton().MinSize()
		left := (s.Width - a.Width - b.Width - kit.Px(8)) / 2
		kit.MoveTo(r.Beginning, left, y, a.Width, a.Height)
		kit.MoveTo(r.wholeButton(), left+a.Width+kit.Px(8), y, b.Width, b.Height)
	}
}

// wholeButton is the button that gets all of a large message.
func (r *Reader) wholeButton() *kit.Button {
	if r.size > mailbox.MaxMessage {
		return r.Save
	}
	return r.Whole
}
