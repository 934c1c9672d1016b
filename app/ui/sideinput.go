package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// MouseDown implements [desktop.Mouseable]. A click shows; on the box it selects.
func (s *sidePanel) MouseDown(e *desktop.MouseEvent) {
	i := s.indexAt(e.Position.Y)
	if i < 0 || e.Button != desktop.MouseButtonPrimary {
		return
	}
	s.cursor = i
	s.act(i, s.overBox(i, e.Position))
}

// act shows an entry or selects all of it.
func (s *sidePanel) act(i int, choose bool) {
	if choose && i >= int(noPlace) {
		s.OnSelect(s.keyAt(i))
		return
	}
	s.OnShow(s.keyAt(i))
}

// overBox reports whether a position is on the check box of an entry.
func (s *sidePanel) overBox(i int, at fyne.Position) bool {
	return i >= int(noPlace) && at.X < px(34) && at.Y < float32(s.top(i))+px(24)
}

// MouseUp implements [desktop.Mouseable].
func (s *sidePanel) MouseUp(*desktop.MouseEvent) {}

// MouseIn implements [desktop.Hoverable].
func (s *sidePanel) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (s *sidePanel) MouseMoved(e *desktop.MouseEvent) {
	if i := s.indexAt(e.Position.Y); i != s.hovered {
		s.hovered = i
		s.redraw()
	}
}

// MouseOut implements [desktop.Hoverable].
func (s *sidePanel) MouseOut() {
	if s.hovered >= 0 {
		s.hovered = -1
		s.redraw()
	}
}

// Cursor implements [desktop.Cursorable].
func (s *sidePanel) Cursor() desktop.Cursor {
	if s.hovered >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Scrolled implements [fyne.Scrollable].
func (s *sidePanel) Scrolled(e *fyne.ScrollEvent) {
	s.offset -= float64(e.Scrolled.DY) * wheelSpeed
	s.hovered = -1
	s.limit()
	s.redraw()
}

// FocusGained implements [fyne.Focusable].
func (s *sidePanel) FocusGained() {
	s.focused = true
	s.cursor = max(s.cursor, 0)
	s.redraw()
}

// FocusLost implements [fyne.Focusable].
func (s *sidePanel) FocusLost() { s.focused = false; s.redraw() }

// TypedRune implements [fyne.Focusable].
func (s *sidePanel) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable]: the arrows go through the entries, Enter
// shows, Space selects.
func (s *sidePanel) TypedKey(e *fyne.KeyEvent) {
	to := s.cursor
	switch e.Name {
	case fyne.KeyUp:
		to--
	case fyne.KeyDown:
		to++
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = s.length() - 1
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if s.cursor >= 0 && s.cursor < s.length() {
			s.act(s.cursor, e.Name == fyne.KeySpace)
		}
		return
	default:
		if s.OnKey != nil {
			s.OnKey(e)
		}
		return
	}
	s.cursor = min(max(to, 0), s.length()-1)
	s.reveal(s.cursor)
	s.redraw()
}

// reveal scrolls as little as needed to show an entry.
func (s *sidePanel) reveal(i int) {
	if i < int(noPlace) {
		return
	}
	top := s.top(i)
	if over := float64(s.listAt) - top; over > 0 {
		s.offset -= over
	} else if under := top + float64(s.height(i)) - float64(s.Size().Height); under > 0 {
		s.offset += under
	}
	s.limit()
}
