package mime

import "slices"

// Note is one thing about a message that its reader should know: damage, or
// that it could not be shown whole. It is no error: the message can be shown all
// the same.
type Note struct {
	Kind   NoteKind
	Detail string // for the curious: technical, one line, cleaned of control characters, at most 200 runes
}

// NoteKind says what a [Note] is about.
type NoteKind int

// The kinds of notes.
const (
	NoteHeader    NoteKind = iota + 1 // a header field is damaged
	NoteCharset                       // the text was not in the charset it claims; characters may be wrong
	NoteEncoding                      // an encoded part is damaged; something may be missing
	NoteStructure                     // the parts do not fit together; something may be missing
	NoteTruncated                     // more than the limits allow was left out
	NoteSource                        // the message could not be taken apart and is shown as it came
	NoteSigned                        // there is a signature, which was not checked
	NoteOther                         // it is another message than its header had promised
	NoteEncrypted                     // the message is encrypted and cannot be opened here
	NoteUnended                       // the server did not mark its end, and as much has come as it had announced
	NoteUncertain                     // the server did not mark its end: something may be missing
	NoteOpaque                        // the text lies within a signature, which cannot be opened here
)

// CompareWith adds a [NoteOther] where the message is not the one that a header block of
// the same number or name had promised: a server that mixes messages up must not
// make one be taken for another.
func (m *Message) CompareWith(promised Summary) {
	if !promised.SameAs(m.Summary) {
		m.Notes = note(m.Notes, NoteOther, "promised was "+promised.MessageID+" "+promised.Subject)
	}
}

// MarkUnended adds a [NoteUnended], or a [NoteUncertain] where not all has come that was
// announced, or nobody knows.
func (m *Message) MarkUnended(all bool) {
	kind := NoteUncertain
	if all {
		kind = NoteUnended
	}
	m.Notes = note(m.Notes, kind, "no final dot (RFC 1939 section 3)")
}

// SameAs reports whether two header blocks are most likely of the same message, also
// where a server has added fields to one of them.
func (s Summary) SameAs(other Summary) bool {
	return s.MessageID == other.MessageID && s.Subject == other.Subject && s.Date.Equal(other.Date) && slices.Equal(s.From, other.From)
}

// note adds a note once per kind: the first detail is enough.
func note(notes []Note, kind NoteKind, detail string) []Note {
	for _, n := range notes {
		if n.Kind == kind {
			return notes
		}
	}
	return append(notes, Note{Kind: kind, Detail: oneLine(detail, 200)})
}
