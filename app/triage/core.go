package triage

import (
	"cmp"
	"slices"
)

// core is what the subjects of an alike flood have in common.
type core struct {
	words   hashSet // that much of the flood has
	central hashSet // that most of it has
}

// likeness is the share of a message's words that the flood has too, and whether a
// word is among them that most of the flood has.
func (c *core) likeness(words []uint32) (share float64, central bool) {
	hits := 0
	for _, w := range words {
		if c.words.has(uint64(w)) {
			hits++
			central = central || c.central.has(uint64(w))
		}
	}
	return float64(hits) / float64(len(words)), central
}

// like reports whether a subject is like those of the flood.
func (c *core) like(words []uint32) bool {
	share, central := c.likeness(words)
	return central && (share >= 0.6 || share >= 0.45 && share*float64(len(words)) > 2.5)
}

// weighted is a form of subjects and how many messages of a burst have it.
type weighted struct {
	form, count int32
}

// forms counts the forms of subjects.
func (x *Index) forms(ids []int32) []weighted {
	counts := make([]int32, len(x.subjects.about))
	for _, id := range ids {
		counts[x.entries[id].subject]++
	}
	var out []weighted
	for form, count := range counts {
		if count > 0 {
			out = append(out, weighted{int32(form), count})
		}
	}
	return out
}

// topForm is the form that the most of some messages have.
func (x *Index) topForm(ids []int32) int32 {
	return slices.MaxFunc(x.forms(ids), func(a, b weighted) int { return cmp.Compare(a.count, b.count) }).form
}

// frequent counts in how many messages each word is, and returns the words, the
// most frequent first.
func (x *Index) frequent(forms []weighted) (words []uint32, counts map[uint32]int32, total int32) {
	counts = make(map[uint32]int32)
	for _, f := range forms {
		total += f.count
		for _, w := range x.subjects.of(f.form) {
			if counts[w] == 0 {
				words = append(words, w)
			}
			counts[w] += f.count
		}
	}
	slices.SortStableFunc(words, func(a, b uint32) int { return cmp.Compare(counts[b], counts[a]) })
	return words, counts, total
}

// coreOf returns what these forms have in common.
func (x *Index) coreOf(forms []weighted) *core {
	words, counts, total := x.frequent(forms)
	c := &core{}
	for _, w := range words {
		n := counts[w]
		if n < max(3, total/25) {
			break // they are in order
		}
		c.words.add(uint64(w))
		if n*20 >= total*7 {
			c.central.add(uint64(w))
		}
	}
	return c
}

// mostForms bounds the forms of subjects in which a core is looked for; of more, a
// sample tells enough.
const mostForms = 1500

// thin takes every n-th of too many forms, in place of all n. Frequent ones are all
// taken.
func thin(forms []weighted) []weighted {
	step := int32((len(forms) + mostForms - 1) / mostForms)
	if step < 2 {
		return forms
	}
	var out []weighted
	rest := int32(0)
	for _, f := range forms {
		if f.count >= 2*step {
			out = append(out, f)
		} else if rest++; rest%step == 0 {
			out = append(out, weighted{f.form, f.count * step})
		}
	}
	return out
}

// alike finds the largest set of alike subjects among these forms: from a word that
// many have to all that have most words in common with those.
func (x *Index) alike(forms []weighted, least int32) *core {
	const tries = 6
	forms = thin(forms)
	words, counts, _ := x.frequent(forms)
	var found []candidate
	for _, w := range words[:min(tries, len(words))] {
		if counts[w] < least {
			break
		}
		c := x.grow(forms, w)
		if c.size >= least && !slices.ContainsFunc(found, func(o candidate) bool { return o.size == c.size }) {
			found = append(found, c)
		}
	}
	if len(found) == 0 {
		return nil
	}
	return slices.MaxFunc(found, func(a, b candidate) int { return cmp.Compare(a.size, b.size) }).core
}

// candidate is a core, and how many messages are like it.
type candidate struct {
	*core
	size int32
}

// grow makes a core from the forms that have a word.
func (x *Index) grow(forms []weighted, word uint32) candidate {
	found := slices.DeleteFunc(slices.Clone(forms), func(f weighted) bool { return !slices.Contains(x.subjects.of(f.form), word) })
	var c *core
	for range 3 {
		c = x.coreOf(found)
		found = slices.DeleteFunc(slices.Clone(forms), func(f weighted) bool { return !c.like(x.subjects.of(f.form)) })
	}
	return candidate{c, sum(found)}
}

func sum(forms []weighted) (n int32) {
	for _, f := range forms {
		n += f.count
	}
	return n
}
