package kit

import (
	"github.com/restante/restante/app/letters"
)

// Bullets puts a dot before each line.
func Bullets(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = "•  " + l
	}
	return out
}

// JoinLines cleans each line, and joins them for [Paragraph.SetLines].
func JoinLines(lines []string) string {
	text := ""
	for i, l := range lines {
		if i > 0 {
			text += "\n"
		}
		text += letters.Clean(l, letters.MaxWords)
	}
	return text
}
