package letters

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The most runes that are drawn of a string, by what it is. A longer one would
// be wider than the graphics card's largest picture and come out as a black bar.
const (
	MaxName    = 120
	MaxSubject = 300
	MaxLine    = 1000 // of the reader
	MaxWords   = 500  // of a notice
	MaxDetails = 4000 // of a notice's details
)

// MaxText is how many bytes of a text are shown; the rest is left out, and the reader says so.
const MaxText = 64 << 20

// maxMarks is how many combining marks stay on one letter. Four are enough for
// every living script; a pile of them would cover the rows above and below.
const maxMarks = 4

// Clean makes a string from a message or a server safe to be drawn on one line:
// control characters become visible, what reorders or hides letters goes, piles
// of marks are cut, blanks are folded and the whole is cut after limit runes.
func Clean(s string, limit int) string {
	if plain(s, limit) {
		return s
	}
	c := cleaner{limit: limit, fold: true}
	c.write(s)
	return strings.TrimRight(c.out.String(), " ")
}

// Text does the same for a line of text, in which blanks have a meaning.
func Text(s string) string {
	if plainLine(s) {
		return s
	}
	c := cleaner{limit: MaxLine}
	c.write(s)
	return c.out.String()
}

// plain tells without a copy that a string needs nothing: most do not.
func plain(s string, limit int) bool {
	if len(s) > limit || !plainLine(s) {
		return false
	}
	return !strings.Contains(s, "  ") && !strings.HasPrefix(s, " ") && !strings.HasSuffix(s, " ")
}

func plainLine(s string) bool {
	if len(s) > MaxLine {
		return false
	}
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

type cleaner struct {
	out   strings.Builder
	limit int
	fold  bool // blanks are folded into one
	runes int
	marks int  // on the letter before
	last  rune // written before
}

func (c *cleaner) write(s string) {
	for i, r := range s {
		if c.runes >= c.limit {
			if rest := s[i:]; strings.TrimSpace(rest) != "" {
				c.out.WriteRune('…')
			}
			return
		}
		c.rune(r)
	}
}

func (c *cleaner) rune(r rune) {
	switch {
	case r == 0x200C || r == 0x200D:
		// Joiners shape Arabic, Indic and emoji; beside Latin they only hide.
		if c.last < 0x250 {
			return
		}
	case r == '\t' || r == '\n' || r == '\r' || unicode.Is(unicode.Z, r):
		r = ' '
		if c.fold && (c.last == ' ' || c.runes == 0) {
			return
		}
	case Hidden(r):
		return
	case unicode.IsControl(r) || unicode.Is(unicode.Co, r) || r == utf8.RuneError:
		r = utf8.RuneError
		if c.last == r {
			return
		}
	case unicode.Is(unicode.M, r):
		c.marks++
		if c.marks > maxMarks || c.runes == 0 {
			return
		}
		c.writeRune(r)
		return
	}
	c.marks = 0
	c.writeRune(r)
}

func (c *cleaner) writeRune(r rune) {
	c.out.WriteRune(r)
	c.runes++
	c.last = r
}

// Hidden reports runes that draw nothing and change how others are read:
// direction overrides and isolates, zero-width ones, soft hyphen, fillers, the
// tag block and selectors that only a deceiver needs.
func Hidden(r rune) bool {
	if r < 0xA0 {
		return false
	}
	switch r {
	case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180E, 0x180F, 0x3164, 0xFFA0:
		return true
	}
	switch {
	case r >= 0xFE00 && r <= 0xFE0E, r >= 0xE0000 && r <= 0xE0FFF:
		return true
	case r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}
