package talk

import (
	"strings"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/words"
)

// Row is one row of the conversation as it is drawn.
type Row struct {
	time    string
	Text    string
	speaker mailbox.Speaker
	word    bool // an explanation of the line above
}

// Rows makes rows of lines. A command is explained where it comes first in a
// session, as nobody wants to read it a thousand times.
func Rows(lines []mailbox.Line) []Row {
	rows := make([]Row, 0, len(lines)+20)
	told := map[string]bool{}
	for _, l := range lines {
		row := Row{Text: Text(l), speaker: l.Speaker}
		if l.Speaker != mailbox.ServerRow {
			row.time = l.At.Format("15:04:05")
		}
		rows = append(rows, row)
		switch l.Speaker {
		case mailbox.Happened:
			clear(told)
		case mailbox.Client:
			if word := words.Command(l.Text); word != "" && !told[word] {
				told[word] = true
				rows = append(rows, Row{Text: word, speaker: l.Speaker, word: true})
			}
		}
	}
	return rows
}

// Text is a line with what was folded into it.
func Text(l mailbox.Line) string {
	text := l.Text
	if l.To != "" {
		text += "   – the answer to " + l.To
	}
	if l.More > 0 {
		text += "   … and " + words.Count(l.More) + " more"
	}
	if l.Folded > 0 {
		text += "   (" + words.Count(l.Folded) + words.Plural(l.Folded, " line", " lines") + ", " + words.ByteSize(l.Bytes) + ", not shown)"
	}
	return text
}

// Copy is the conversation as text, for a mail to somebody who can help.
func Copy(lines []mailbox.Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.At.Format("15:04:05.000") + " " + talkMark(l.Speaker) + " " + letters.ForCopy(Text(l)) + "\n")
	}
	return b.String()
}

func talkMark(s mailbox.Speaker) string {
	switch s {
	case mailbox.Client:
		return ">"
	case mailbox.Server:
		return "<"
	case mailbox.ServerRow:
		return "<  "
	}
	return "--"
}
