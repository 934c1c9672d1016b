package ui

import (
	"time"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/reader"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// reading lets the reader follow what is chosen, and the card with the first lines
// follow the pointer.
type reading struct {
	*frame
	host    messageHost
	notices *notices

	readerChanged func()                // a message was opened or closed
	whyUnlike     func(id int32) string // why a message does not fit into a flood; empty for others

	opened   mailbox.Ref // in the reader
	resting  func()      // ends the wait before the message is fetched that the reader announces; nil when there is none
	hovering int         // grows with every move of the pointer to another row
	unhover  func()      // ends the wait until the pointer has rested
}

// open shows a message in the reader.
func (rd *reading) open(ref mailbox.Ref) {
	if ref == rd.opened && rd.mail.reader.State != reader.ReaderProblem && rd.resting == nil {
		return
	}
	rd.stopResting()
	l := rd.mail.list
	id := l.IDFor(ref)
	if id == listing.None {
		return
	}
	if l.Row(id).Size >= askSize {
		rd.opened = ref
		l.SetOpened(ref)
		rd.host.CloseMessage(rd.id)
		rd.mail.reader.SetLarge(ref, l.Row(id))
		rd.readerChanged()
		return
	}
	rd.download(ref)
}

// askSize is from which size on it is asked how much of a message to fetch.
const askSize = 8 << 20

// download gets a whole message and shows it.
func (rd *reading) download(ref mailbox.Ref) {
	l := rd.mail.list
	id := l.IDFor(ref)
	if id == listing.None {
		return
	}
	rd.stopResting()
	rd.opened = ref
	l.SetOpened(ref)
	rd.mail.reader.SetLoading(ref, l.Row(id))
	rd.mail.reader.Why = rd.whyUnlike(id)
	rd.readerChanged()
	rd.host.Open(ref)
}

// restTime is how long the keyboard rests on a message before it is fetched, so that
// a key that is held down fetches nothing on its way.
const restTime = 150 * time.Millisecond

// followChoice lets the reader follow what is chosen without a box, however that came
// about. It tells at once whose turn it is: what Delete takes is never another letter
// than the one in the reader. Of a large one only the beginning is fetched.
func (rd *reading) followChoice() {
	l := rd.mail.list
	ref := l.Ref(l.SoftChoice())
	if ref == (mailbox.Ref{}) || ref == rd.opened {
		return
	}
	rd.stopResting()
	row := l.Row(l.SoftChoice())
	if rd.opened != (mailbox.Ref{}) {
		rd.host.CloseMessage(rd.id)
	}
	rd.opened = ref
	l.SetOpened(ref)
	large := row.Size >= reader.LargeMessage
	if large {
		rd.mail.reader.SetLarge(ref, row)
	} else {
		rd.mail.reader.SetLoading(ref, row)
	}
	rd.readerChanged()
	rd.resting = rd.deps.After(restTime, func() {
		rd.resting = nil
		if large {
			rd.showBeginning(ref)
			return
		}
		rd.download(ref)
	})
}

// stopResting ends the wait before a message is fetched.
func (rd *reading) stopResting() {
	if rd.resting != nil {
		rd.resting()
		rd.resting = nil
	}
}

// showBeginning gets the first lines of a large message.
func (rd *reading) showBeginning(ref mailbox.Ref) {
	rd.host.Peek(ref, func(m *mime.Message, err error) {
		r := rd.mail.reader
		if ref != rd.opened || r.State != reader.ReaderLarge {
			return
		}
		if err != nil {
			r.SetProblem(ref, rd.deps.Explain(err, words.Opening))
			return
		}
		r.SetBeginning(ref, m)
	})
}

// closeMessage empties the reader.
func (rd *reading) closeMessage() {
	if rd.opened == (mailbox.Ref{}) {
		return
	}
	rd.stopResting()
	rd.opened = mailbox.Ref{}
	rd.mail.list.SetOpened(mailbox.Ref{})
	rd.mail.reader.Clear()
	rd.host.CloseMessage(rd.id)
	rd.readerChanged()
}
