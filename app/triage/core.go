package triage

import (
	"cmp"
	"slices"
)

// core is what the subjects of an alike flood have in common.
type core struct {
	words map[uint32]bool // that much of the flood has; true for those that most of it has
}

// likeness is the share of a message's words that the flood has too, and whether a
// word is among them that most of the flood has.
func (c *core) likeness(words []uint32) (share float64, central bool) {
	hits := 0
	for _, w := range words {
		if most, ok := c.words[w]; ok {
			hits++
			central = central || most
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

// forms counts the forms of subjects, the most frequent first.
func (x *Index) forms(ids []int32) []weighted {
	counts := make(map[int32]int32)
	for _, id := range ids {
		counts[x.entries[id].subject]++
	}
	out := make([]weighted, 0, len(counts))
	for form, count := range counts {
		out = append(out, weighted{form, count})
	}
	slices.SortFunc(out, func(a, b weighted) int { return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.form, b.form)) })
	return out
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
	c := &core{words: make(map[uint32]bool)}
	for _, w := range words {
		if n := counts[w]; n >= max(3, total/25) {
			c.words[w] = n*20 >= total*7
		}
	}
	return c
}

// mostForms bounds the forms of subjects in which a core is looked for; of more, a
// sample tells enough.
const mostForms = 4000

// thin takes every n-th of too many forms.
func thin(forms []weighted) []weighted {
	step := (len(forms) + mostForms - 1) / mostForms
	if step < 2 {
		return forms
	}
	var out []weighted
	for i := 0; i < len(forms); i += step {
		out = append(out, forms[i])
	}
	return out
}

// alike finds the largest set of alike subjects that is acceptable among these
// forms: from a word that many have to all that have most words in common with
// those.
func (x *Index) alike(forms []weighted, least int32, acceptable func(*core) bool) (best *core) {
	const tries = 6
	all := sum(forms)
	forms = thin(forms)
	least = max(3, int32(int64(least)*int64(sum(forms))/int64(max(1, all))))
	words, counts, _ := x.frequent(forms)
	most := int32(0)
	for _, w := range words[:min(tries, len(words))] {
		if counts[w] < least {
			break
		}
		found := slices.DeleteFunc(slices.Clone(forms), func(f weighted) bool { return !slices.Contains(x.subjects.of(f.form), w) })
		var c *core
		for range 3 {
			c = x.coreOf(found)
			found = slices.DeleteFunc(slices.Clone(forms), func(f weighted) bool { return !c.like(x.subjects.of(f.form)) })
		}
		if n := sum(found); n >= least && n > most && acceptable(c) {
			best, most = c, n
		}
	}
	return best
}

func sum(forms []weighted) (n int32) {
	for _, f := range forms {
		n += f.count
	}
	return n
}
