package words

import (
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/mime"
)

// Notes tells in plain words what is wrong with a message.
func Notes(m *mime.Message) string {
	var notes []string
	seen := map[mime.NoteKind]bool{}
	for _, n := range m.Notes {
		if !seen[n.Kind] {
			seen[n.Kind] = true
			notes = append(notes, note(n.Kind))
		}
	}
	if len(m.Text) > letters.MaxText {
		notes = append(notes, lang.T("note.cut", lang.Args{"Size": ByteSize(letters.MaxText)}))
	}
	return Sentences(notes...)
}

func note(k mime.NoteKind) string {
	switch k {
	case mime.NoteHeader:
		return lang.T("note.header")
	case mime.NoteCharset:
		return lang.T("note.charset")
	case mime.NoteEncoding:
		return lang.T("note.encoding")
	case mime.NoteStructure:
		return lang.T("note.structure")
	case mime.NoteTruncated:
		return lang.T("note.truncated")
	case mime.NoteSource:
		return lang.T("note.source")
	case mime.NoteSigned:
		return lang.T("note.signed")
	case mime.NoteOther:
		return lang.T("note.other-message")
	case mime.NoteEncrypted:
		return lang.T("note.encrypted")
	case mime.NoteOpaque:
		return lang.T("note.opaque")
	case mime.NoteUnended:
		return lang.T("note.unended")
	case mime.NoteUncertain:
		return lang.T("note.uncertain")
	}
	return ""
}
