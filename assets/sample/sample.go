// Package sample holds the mailbox that people see before they have an account of
// their own: some forty letters to Anna, and a mail bomb of five thousand
// messages that buries them.
//
// # The letters
//
// The letters are files in the folder mail, whole messages as a server would hand
// them out but for two things. Their lines may end in LF, and they carry marks in
// double braces where a date belongs, because a sample mailbox full of last
// year's mail would look abandoned. The first line of a file is not part of the
// message: it is a mark that says when the letter arrived.
//
//	{{2d 14:05}}      two days before the bomb, at 14:05 (or 14:05:30) local time
//	{{after 35%}}     when 35 per cent of the time from the bomb to now had passed
//
// Days count from the day of the bomb, which is today, or yesterday while it is
// earlier than half past nine. All other marks count from the letter's own date:
//
//	{{date}}                  that date, as the header Date wants it
//	{{-2d Mon, 2 Jan 2006}}   the date two days earlier, in a layout of package time
//	{{+9d 20060102}}          the date nine days later
//
// What a letter holds in another charset than UTF-8 is in base64 or
// quoted-printable, so that every file can be opened in any editor. Take care of
// the blank at the end of some lines of 15-flowed.eml: it means something.
//
// Every address is at a domain that is reserved for examples, so nobody can write
// to anybody by accident.
package sample

import (
	"fmt"
	"slices"
	"time"
)

// Message is one message of the sample mailbox.
type Message struct {
	// UID is the unique name of the message on the server. The same message has
	// the same name on every day.
	UID string
	// Raw is the whole message as in RFC 5322, with CRLF line ends.
	Raw []byte
	// Bomb says that the message belongs to the mail bomb.
	Bomb bool
}

// dated is a message on its way into the mailbox.
type dated struct {
	at   time.Time
	raw  []byte
	bomb bool
}

// Messages returns the sample mailbox, oldest message first. The dates are
// relative to now, in now's location, and none is later than now. Two calls with
// the same now return the same.
func Messages(now time.Time) []Message {
	now = now.Truncate(time.Second) // as fine as a header can say
	all, err := letters(now)
	if err != nil {
		// The files are part of the program and the tests read all of them.
		panic(err)
	}
	all = append(all, bomb(now)...)
	slices.SortStableFunc(all, func(a, b dated) int { return a.at.Compare(b.at) })

	out := make([]Message, len(all))
	for i, m := range all {
		out[i] = Message{UID: fmt.Sprintf("s%06d", i+1), Raw: m.raw, Bomb: m.bomb}
	}
	return out
}

// bombDay returns noon of the day of the bomb; not midnight, as that is missing on
// some days in some countries. There must be room between the bomb and now for the
// letters that came after it.
func bombDay(now time.Time) time.Time {
	y, m, d := now.Date()
	if now.Before(time.Date(y, m, d, 9, 30, 0, 0, now.Location())) {
		d--
	}
	return time.Date(y, m, d, 12, 0, 0, 0, now.Location())
}

// clock returns the time of day on the day that lies days before the day given.
// It asks the calendar and does not add hours, as not every day has 24 of them.
func clock(day time.Time, days, hour, minute, second int) time.Time {
	y, m, d := day.Date()
	return time.Date(y, m, d-days, hour, minute, second, 0, day.Location())
}
