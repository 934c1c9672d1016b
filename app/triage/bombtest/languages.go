package bombtest

import (
	_ "embed"
	"math/rand/v2"
	"strings"
	"sync"
)

//go:embed languages.txt
var languagesText string

// language is what mails say in one language: phrases by field.
type language map[string][]string

// languages are all of them, in the order of the file.
var languages = sync.OnceValue(func() []language {
	var all []language
	last := ""
	for line := range strings.Lines(languagesText) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		code, rest, _ := strings.Cut(line, " ")
		field, phrases, _ := strings.Cut(rest, " ")
		if code != last {
			all, last = append(all, language{}), code
		}
		for phrase := range strings.SplitSeq(phrases, "|") {
			l := all[len(all)-1]
			l[field] = append(l[field], strings.TrimSpace(phrase))
		}
	}
	return all
})

// phrase chooses one of a field, with numbers and the name of the site filled in.
func (l language) phrase(r *rand.Rand, field, site string) string {
	return fill(r, pick(r, l[field]), site)
}

// fill puts the name of a site for %s and digits for each #.
func fill(r *rand.Rand, phrase, site string) string {
	phrase = strings.ReplaceAll(phrase, "%s", site)
	if !strings.Contains(phrase, "#") {
		return phrase
	}
	out := []byte(phrase)
	for i := range out {
		if out[i] == '#' {
			out[i] = byte('0' + r.IntN(10))
		}
	}
	return string(out)
}

// pick chooses one.
func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// chance is true p times of 100.
func chance(r *rand.Rand, p int) bool { return r.IntN(100) < p }
