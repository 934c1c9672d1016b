package words

import (
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/mime"
)

// Notes tells in plain words what is wrong with a message.
func Notes(m *mime.Message) string {
	text := ""
	add := func(s string) {
		if text != "" {
			text += " "
		}
		text += s
	}
	seen := map[mime.NoteKind]bool{}
	for _, n := range m.Notes {
		if w := noteWords(n.Kind); w != "" && !seen[n.Kind] {
			seen[n.Kind] = true
			add(w)
		}
	}
	if len(m.Text) > letters.MaxText {
		add("Only the first " + ByteSize(letters.MaxText) + " of the text are shown.")
	}
	return text
}

func noteWords(k mime.NoteKind) string {
	switch k {
	case mime.NoteHeader:
		return "The head of this message is damaged."
	case mime.NoteCharset:
		return "Some letters may be wrong: the message names the wrong alphabet."
	case mime.NoteEncoding:
		return "Part of this message is damaged; something may be missing."
	case mime.NoteStructure:
		return "The parts of this message do not fit together; something may be missing."
	case mime.NoteTruncated:
		return "This message is larger than can be shown; the rest was left out."
	case mime.NoteSource:
		return "This message could not be taken apart and is shown as it came."
	case mime.NoteSigned:
		return "This message carries a signature, which was not checked."
	case mime.NoteOther:
		return "This is not the message that the list shows: the server mixes messages up. Get mail again before you delete anything."
	case mime.NoteEncrypted:
		return "This message is encrypted and cannot be opened here."
	case mime.NoteUnended:
		return "The server did not mark the end of this message; it is most likely whole."
	case mime.NoteUncertain:
		return "The server did not mark the end of this message; something may be missing."
	}
	return ""
}
