package search

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/ui/kit"
)

// Box narrows the list while one types.
type Box struct {
	widget.BaseWidget
	OnChange func(string)
	OnLeave  func() // the keyboard goes back to the list
	OnFocus  func() // the keyboard came or went

	Field *kit.Field
	says  []string // what the empty field says, the longest first
	hint  *kit.KeyHint
	clear *kit.Button
}

// NewBox makes an empty search box.
func NewBox() *Box {
	s := &Box{hint: kit.NewKeyHint(lang.T("search.key")), says: []string{lang.T("search.placeholder"), lang.T("search.placeholder-short")}}
	s.clear = kit.NewButton(kit.Bare, kit.IconClose, "", func() { s.Reset() }).Tall(22)
	s.clear.Hide()
	s.Field = kit.NewField(s.says[0], kit.ButtonHeight, kit.IconSearch, nil)
	s.Field.Input.OnChanged = func(text string) {
		s.clear.Hidden = text == ""
		s.Refresh()
		if s.OnChange != nil {
			s.OnChange(text)
		}
	}
	s.Field.Input.OnKey = s.key
	draw := s.Field.Input.OnFocus
	s.Field.Input.OnFocus = func(on bool) {
		draw(on)
		if s.OnFocus != nil {
			s.OnFocus()
		}
	}
	s.ExtendBaseWidget(s)
	return s
}

// key uses Escape to clear first and to leave then; Down and Enter go to the list.
func (s *Box) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		if s.Field.Input.Text != "" {
			s.Reset()
			return true
		}
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
	default:
		return false
	}
	if s.OnLeave != nil {
		s.OnLeave()
	}
	return true
}

// sayWithin has the empty field say as much as there is room for.
func (s *Box) sayWithin(room float32) {
	if !s.hint.Hidden {
		room -= s.hint.MinSize().Width
	}
	says := s.says[0]
	if fyne.MeasureText(says, kit.Px(kit.TextSize), fyne.TextStyle{}).Width > room {
		says = s.says[1]
	}
	if s.Field.Input.PlaceHolder != says {
		s.Field.Input.SetPlaceHolder(says)
	}
}

// Reset empties the search.
func (s *Box) Reset() { s.Field.Input.SetText("") }

// CreateRenderer implements [fyne.Widget].
func (s *Box) CreateRenderer() fyne.WidgetRenderer {
	p := &kit.Painted{Owner: s, Parts: []fyne.CanvasObject{s.Field, s.hint, s.clear}, Dress: func() {}}
	p.Place = func(size fyne.Size) {
		s.Field.Resize(size)
		m := s.hint.MinSize()
		s.hint.Hidden = s.Field.Input.Text != "" || size.Width < kit.Px(400)
		kit.MoveTo(s.hint, size.Width-m.Width-kit.Px(10), (size.Height-m.Height)/2, m.Width, m.Height)
		s.sayWithin(size.Width - kit.Px(39))
		c := s.clear.MinSize()
		kit.MoveTo(s.clear, size.Width-c.Width-kit.Px(5), (size.Height-c.Height)/2, c.Width, c.Height)
	}
	p.Least = func() fyne.Size { return fyne.NewSize(kit.Px(120), kit.Px(kit.ButtonHeight)) }
	return p
}
