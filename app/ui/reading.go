package ui

import (
	"time"

	"github.com/restante/restante/app/listing"
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

	opened   string // unique-id in the reader
	resting  func() // ends the wait before the message is fetched that the reader announces; nil when there is none
	hovering int    // grows with every move of the pointer to another row
	unhover  func() // ends the wait until the pointer has rested
}

// open shows a message in the reader.
func (rd *reading) open(uid string) {
	if uid == rd.opened && rd.mail.reader.State != reader.ReaderProblem && rd.resting == nil {
		return
	}
	rd.stopResting()
	l := rd.mail.list
	id := l.IDFor(uid)
	if id == listing.None {
		return
	}
	if l.Row(id).Size >= askSize {
		rd.opened = uid
		l.SetOpened(uid)
		rd.host.CloseMessage()
		rd.mail.reader.SetLarge(l.Row(id))
		rd.readerChanged()
		return
	}
	rd.download(uid)
}

// askSize is from which size on it is asked how much of a message to fetch.
const askSize = 8 << 20

// download gets a whole message and shows it.
func (rd *reading) download(uid string) {
	l := rd.mail.list
	id := l.IDFor(uid)
	if id == listing.None {
		return
	}
	rd.stopResting()
	rd.opened = uid
	l.SetOpened(uid)
	rd.mail.reader.SetLoading(l.Row(id))
	rd.mail.reader.Why = rd.whyUnlike(id)
	rd.readerChanged()
	rd.host.Open(uid)
}

// restTime is how long the keyboard rests on a message before it is fetched, so that
// a key that is held down fetches nothing on its way.
const restTime = 150 * time.Millisecond

// followChoice lets the reader follow what is chosen without a box, however that came
// about. It tells at once whose turn it is: what Delete takes is never another letter
// than the one in the reader. Of a large one only the beginning is fetched.
func (rd *reading) followChoice() {
	l := rd.mail.list
	uid := l.UID(l.SoftChoice())
	if uid == "" || uid == rd.opened {
		return
	}
	rd.stopResting()
	row := l.Row(l.SoftChoice())
	if rd.opened != "" {
		rd.host.CloseMessage()
	}
	rd.opened = uid
	l.SetOpened(uid)
	large := row.Size >= reader.LargeMessage
	if large {
		rd.mail.reader.SetLarge(row)
	} else {
		rd.mail.reader.SetLoading(row)
	}
	rd.readerChanged()
	rd.resting = rd.deps.After(restTime, func() {
		rd.resting = nil
		if large {
			rd.showBeginning(uid)
			return
		}
		rd.download(uid)
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
func (rd *reading) showBeginning(uid string) {
	rd.host.Peek(uid, func(m *mime.Message, err error) {
		r := rd.mail.reader
		if uid != rd.opened || r.State != reader.ReaderLarge {
			return
		}
		if err != nil {
			r.SetProblem(uid, rd.deps.Explain(err, words.Opening))
			return
		}
		r.SetBeginning(uid, m)
	})
}

// closeMessage empties the reader.
func (rd *reading) closeMessage() {
	if rd.opened == "" {
		return
	}
	rd.stopResting()
	rd.opened = ""
	rd.mail.list.SetOpened("")
	rd.mail.reader.Clear()
	rd.host.CloseMessage()
	rd.readerChanged()
}
