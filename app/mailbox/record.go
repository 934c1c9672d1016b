package mailbox

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// fates are the words of a record for what became of a message.
var fates = map[fate]string{deleted: "deleted", gone: "gone", kept: "kept", unknown: "unknown"}

// Done is a deletion that is over, for a record of it.
type Done struct {
	Began    time.Time // the same when it is told again
	Title    string
	Report   Report
	Bytes    int64
	Messages []DoneMessage
}

// DoneMessage is one message of a [Done].
type DoneMessage struct {
	From, Subject string
	Date          time.Time
	Size          int64
	Fate          string // "deleted", "gone", "kept" or "unknown"
}

// record tells of a deletion that is over.
func (m *Mailbox) record(d *deletion) {
	if m.deps.Record == nil || d.began.IsZero() {
		return
	}
	done := Done{Began: d.began, Title: d.title(), Report: d.state.Report, Bytes: d.state.Bytes}
	for _, uid := range slices.Sorted(maps.Keys(d.targets)) {
		t := d.targets[uid]
		msg := DoneMessage{Size: t.size, Fate: fates[t.fate]}
		if t.row != nil && t.row.Known {
			msg.From, msg.Subject, msg.Date = sender(t.row), t.row.Summary.Subject, t.row.Summary.Date
		}
		done.Messages = append(done.Messages, msg)
	}
	m.deps.Record(done)
}

// title is what was deleted, in the words of the window.
func (d *deletion) title() string {
	if len(d.titles) == 0 {
		return ""
	}
	title := d.titles[0]
	if n := len(d.titles) - 1; n > 0 {
		title += fmt.Sprintf(", and %d more", n)
	}
	return title
}
