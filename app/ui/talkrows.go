package ui

import (
	"strings"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/words"
)

// talkRow is one row of the conversation as it is drawn.
type talkRow struct {
	time    string
	text    string
	speaker mailbox.Speaker
	word    bool // an explanation of the line above
}

// talkRows makes rows of lines. A command is explained where it comes first in a
// session, as nobody wants to read it a thousand times.
func talkRows(lines []mailbox.Line) []talkRow {
	rows := make([]talkRow, 0, len(lines)+20)
	told := map[string]bool{}
	for _, l := range lines {
		row := talkRow{text: talkText(l), speaker: l.Speaker}
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
				rows = append(rows, talkRow{text: word, speaker: l.Speaker, word: true})
			}
		}
	}
	return rows
}

// talkText is a line with what was folded into it.
func talkText(l mailbox.Line) string {
	text := l.Text
	if l.To != "" {
		text += "   – the answer to " + l.To
	}
	if l.More > 0 {
		text += "   … and " + count(l.More) + " more"
	}
	if l.Folded > 0 {
		text += "   (" + count(l.Folded) + plural(l.Folded, " line", " lines") + ", " + byteSize(l.Bytes) + ", not shown)"
	}
	return text
}

// talkCopy is the conversation as text, for a mail to somebody who can help.
func talkCopy(lines []mailbox.Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.At.Format("15:04:05.000") + " " + talkMark(l.Speaker) + " " + cleanCopy(talkText(l)) + "\n")
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
