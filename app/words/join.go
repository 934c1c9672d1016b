package words

import "github.com/restante/restante/app/lang"

// Sentences puts whole sentences one behind the other. Empty ones are left out.
func Sentences(sentences ...string) string {
	return pairwise(sentences, func(before, after string) string {
		return lang.T("join.sentences", lang.Args{"Before": before, "After": after})
	})
}

// Items puts facts beside one another in a line: "3 messages · 14 KB". Empty ones are left
// out.
func Items(items ...string) string {
	return pairwise(items, func(before, after string) string {
		return lang.T("join.items", lang.Args{"Before": before, "After": after})
	})
}

// List names several things in a sentence: "a", "a and b", "a, b and c". Empty ones are
// left out.
func List(names ...string) string {
	return named(names, func(begin, last string) string {
		return lang.T("join.list-last", lang.Args{"Before": begin, "Last": last})
	})
}

// Or names several things in a sentence, of which one is enough: "a, b or c". Empty ones
// are left out.
func Or(names ...string) string {
	return named(names, func(begin, last string) string {
		return lang.T("join.or-last", lang.Args{"Before": begin, "Last": last})
	})
}

// named joins names; end joins the last one to the others.
func named(names []string, end func(begin, last string) string) string {
	names = filled(names)
	n := len(names)
	if n < 2 {
		return pairwise(names, nil)
	}
	return end(pairwise(names[:n-1], func(before, after string) string {
		return lang.T("join.list", lang.Args{"Before": before, "After": after})
	}), names[n-1])
}

// pairwise joins texts from the first on.
func pairwise(texts []string, join func(before, after string) string) string {
	all := ""
	for i, t := range filled(texts) {
		if i == 0 {
			all = t
			continue
		}
		all = join(all, t)
	}
	return all
}

// filled are the texts that have something in them.
func filled(texts []string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}
