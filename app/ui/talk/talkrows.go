package talk

import (
	"slices"
	"strings"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/transcript"
	"github.com/restante/restante/app/words"
)

// Row is one row of the conversation as it is drawn.
type Row struct {
	time string
	Text string
	kind transcript.Kind
	word bool // an explanation of the line above
}

// Rows makes rows of lines. A command is explained where it comes first in a
// session, as nobody wants to read it a thousand times.
func Rows(lines []transcript.Line) []Row {
	rows := make([]Row, 0, len(lines)+20)
	told := map[string]bool{}
	for i, l := range lines {
		if i > 0 && l.Mailbox != lines[i-1].Mailbox || i == 0 && several(lines) {
			rows = append(rows, Row{Text: letters.Clean(string(l.Mailbox), letters.MaxName), kind: transcript.Connected})
			clear(told)
		}
		row := Row{Text: Text(l), kind: l.Kind}
		if l.Kind != transcript.ReceivedRow {
			row.time = lang.Date(l.At, "date.seconds")
		}
		rows = append(rows, row)
		switch l.Kind {
		case transcript.Connected, transcript.Encrypted, transcript.Closed:
			clear(told)
		case transcript.Sent:
			if word := words.Command(l.Text); word != "" && !told[word] {
				told[word] = true
				rows = append(rows, Row{Text: word, kind: l.Kind, word: true})
			}
		}
	}
	return rows
}

// several reports whether lines are of more than one mailbox: then it is told whose they are.
func several(lines []transcript.Line) bool {
	return slices.ContainsFunc(lines, func(l transcript.Line) bool { return l.Mailbox != lines[0].Mailbox })
}

// Text is a line, and behind it what was folded into it.
func Text(l transcript.Line) string {
	text := l.Text
	switch l.Kind {
	case transcript.Connected:
		text = lang.T("talk.connected", lang.Args{"Server": l.Text})
	case transcript.Encrypted:
		text = lang.T("talk.encrypted", lang.Args{"Version": l.Text})
	case transcript.Closed:
		text = lang.T("talk.closed")
	}
	beside := func(remark string) { text += "   " + remark }
	if l.To != "" {
		beside(lang.T("talk.answer-to", lang.Args{"Command": l.To}))
	}
	if l.More > 0 {
		beside(lang.T("talk.more", lang.Args{"Count": l.More}))
	}
	if l.Folded > 0 {
		beside(lang.T("talk.folded", lang.Args{"Count": l.Folded, "Size": words.ByteSize(l.Bytes)}))
	}
	return text
}

// Copy is the conversation as text, for a mail to somebody who can help.
func Copy(lines []transcript.Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.At.Format("15:04:05.000") + " " + talkMark(l.Kind) + " " + letters.ForCopy(Text(l)) + "\n")
	}
	return b.String()
}

func talkMark(k transcript.Kind) string {
	switch k {
	case transcript.Sent:
		return ">"
	case transcript.Received:
		return "<"
	case transcript.ReceivedRow:
		return "<  "
	}
	return "--"
}
