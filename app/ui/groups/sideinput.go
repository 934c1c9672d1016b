package groups

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/ui/kit"
)

// MouseDown implements [desktop.Mouseable]. A click shows; on the box it selects.
func (s *Panel) MouseDown(e *desktop.MouseEvent) {
	i := s.indexAt(e.Position.Y)
	if i < 0 || e.Button != desktop.MouseButtonPrimary {
		return
	}
	s.At = i
	s.act(i, s.overBox(i, e.Position))
}

// act shows an entry or selects all of it.
func (s *Panel) act(i int, choose bool) {
	if choose && i >= int(listing.NoPlace) {
		s.OnSelect(s.keyAt(i))
		return
	}
	s.OnShow(s.keyAt(i))
}

// overBox reports whether a position is on the check box of an entry.
func (s *Panel) overBox(i int, at fyne.Position) bool {
	return i >= int(listing.NoPlace) && at.X < kit.Px(34) && at.Y < float32(s.Top(i))+kit.Px(24)
}

// MouseUp implements [desktop.Mouseable].
func (s *Panel) MouseUp(*desktop.MouseEvent) {}

// MouseIn implements [desktop.Hoverable].
func (s *Panel) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (s *Panel) MouseMoved(e *desktop.MouseEvent) {
	if i := s.indexAt(e.Position.Y); i != s.hovered {
		s.hovered = i
		s.Redraw()
	}
}

// MouseOut implements [desktop.Hoverable].
func (s *Panel) MouseOut() {
	if s.hovered >= 0 {
		s.hovered = -1
		s.Redraw()
	}
}

// Cursor implements [desktop.Cursorable].
func (s *Panel) Cursor() desktop.Cursor {
	if s.hovered >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Scrolled implements [fyne.Scrollable].
func (s *Panel) Scrolled(e *fyne.ScrollEvent) {
	s.offset -= float64(e.Scrolled.DY) * kit.WheelSpeed
	s.hovered = -1
	s.limit()
	s.Redraw()
}

// FocusGained implements [fyne.Focusable].
func (s *Panel) FocusGained() {
	s.focused = true
	s.At = max(s.At, 0)
	s.Redraw()
}

// FocusLost implements [fyne.Focusable].
func (s *Panel) FocusLost() { s.focused = false; s.Redraw() }

// TypedRune implements [fyne.Focusable].
func (s *Panel) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable]: the arrows go through the entries, Enter
// shows, Space selects.
func (s *Panel) TypedKey(e *fyne.KeyEvent) {
	to := s.At
	switch e.Name {
	case fyne.KeyUp:
		to--
	case fyne.KeyDown:
		to++
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = s.Length() - 1
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if s.At >= 0 && s.At < s.Length() {
			s.act(s.At, e.Name == fyne.KeySpace)
		}
		return
	default:
		if s.OnKey != nil {
			s.OnKey(e)
		}
		return
	}
	s.At = min(max(to, 0), s.Length()-1)
	s.reveal(s.At)
	s.Redraw()
}

// reveal scrolls as little as needed to show an entry.
func (s *Panel) reveal(i int) {
	if i < int(listing.NoPlace) {
		return
	}
	top := s.Top(i)
	if over := float64(s.listAt) - top; over > 0 {
		s.offset -= over
	} else if under := top + float64(s.Height(i)) - float64(s.Size().Height); under > 0 {
		s.offset += under
	}
	s.limit()
}
