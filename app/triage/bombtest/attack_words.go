package bombtest

import (
	_ "embed"
	"strings"
	"sync"
)

// tongues are [languages] with the phrases of attackWords, and more languages after them.
var tongues = sync.OnceValue(func() []language {
	var all []language
	place := make(map[string]int)
	for line := range strings.Lines(languagesText + "\n" + attackWords) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		code, rest, _ := strings.Cut(line, " ")
		field, phrases, _ := strings.Cut(rest, " ")
		if _, known := place[code]; !known {
			place[code] = len(all)
			all = append(all, language{})
		}
		l := all[place[code]]
		for phrase := range strings.SplitSeq(phrases, "|") {
			l[field] = append(l[field], strings.TrimSpace(phrase))
		}
	}
	return all
})

//go:embed attack_words.txt
var attackWords string
