package store

import "time"

// WhatKind says in which way messages were meant that were deleted.
type WhatKind string

// The ways. They stand in files and are never changed.
const (
	WhatMarked      WhatKind = "marked"      // one by one
	WhatMessage     WhatKind = "message"     // a single one; Text is its subject
	WhatSender      WhatKind = "sender"      // all from an address, which is Text
	WhatSearch      WhatKind = "search"      // what was found by a search, which is Text
	WhatGroup       WhatKind = "group"       // all with something in common: see Trait
	WhatFlood       WhatKind = "flood"       // a flood
	WhatNewsletters WhatKind = "newsletters" // a flood of newsletters and confirmations
	WhatRule        WhatKind = "rule"        // what the rules have caught
	WhatTold        WhatKind = "told"        // Text is what was said of it, as the files of version 1 have it
)

// What is what a deletion was about, as facts: they are put into words when they are read,
// in the language of that time.
type What struct {
	Kind  WhatKind  `json:"kind"`
	Text  string    `json:"text,omitempty"`  // of somebody else, or typed
	Trait string    `json:"trait,omitempty"` // with WhatGroup: what they have in common, as triage.Trait.Key names it
	Count int       `json:"count,omitempty"` // how many messages
	From  time.Time `json:"from,omitzero"`   // with WhatFlood, and WhatGroup by time: when they came
	To    time.Time `json:"to,omitzero"`
	Low   int64     `json:"low,omitempty"` // with WhatGroup by size: from and to how many bytes; 0 at the top means no end
	High  int64     `json:"high,omitempty"`
}

// maxWhat is how many orders of one deletion are told apart.
const maxWhat = 20

// same reports whether two are about the same.
func (w What) same(v What) bool {
	return w.Kind == v.Kind && w.Text == v.Text && w.Trait == v.Trait && w.Count == v.Count && w.From.Equal(v.From) && w.To.Equal(v.To) && w.Low == v.Low && w.High == v.High
}

// AddWhat puts one more to what a deletion is about, unless it says so already.
func AddWhat(all []What, w What) []What {
	if w.Kind == "" || len(all) >= maxWhat {
		return all
	}
	for _, v := range all {
		if v.same(w) {
			return all
		}
	}
	return append(all[:len(all):len(all)], w)
}

// boundedWhat returns them with texts that are not too long.
func boundedWhat(all []What) []What {
	var out []What
	for _, w := range all[:min(len(all), maxWhat)] {
		w.Text, w.Trait = cut(w.Text), cut(w.Trait)
		out = append(out, w)
	}
	return out
}

func (c *coder) what(w *What) {
	kind := string(w.Kind)
	c.text(&kind)
	w.Kind = WhatKind(kind)
	c.text(&w.Text)
	c.text(&w.Trait)
	codeInt(c, &w.Count)
	c.moment(&w.From)
	c.moment(&w.To)
	codeInt(c, &w.Low)
	codeInt(c, &w.High)
}

// whats codes a list of them.
func (c *coder) whats(all *[]What) {
	n := c.length(len(*all))
	if c.reading && n > 0 {
		*all = make([]What, n)
	}
	for i := range *all {
		c.what(&(*all)[i])
	}
}
