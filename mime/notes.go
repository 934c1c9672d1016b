package mime

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
	NoteEncrypted                     // the message is encrypted and cannot be opened here
)

// note adds a note once per kind: the first detail is enough.
func note(notes []Note, kind NoteKind, detail string) []Note {
	for _, n := range notes {
		if n.Kind == kind {
			return notes
		}
	}
	return append(notes, Note{Kind: kind, Detail: oneLine(detail, 200)})
}
