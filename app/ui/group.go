package ui

import (
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/mime"
)

// alike is a meaning as the worker gets it. It is called on the worker's goroutine, and
// so holds all that it needs: it says no to mail of senders that the user keeps, and of
// those of whom something was lifted out of a flood.
func (w *Window) alike(m *listing.Meaning) func(mime.Summary) bool {
	if m == nil {
		return nil
	}
	no := map[string]bool{}
	for _, addr := range w.sorting.Friends {
		no[triage.FoldAddress(addr)] = true
	}
	for _, f := range w.sorter.report.Floods {
		for _, list := range [][]triage.Lifted{f.Lifted, f.Kept} {
			for _, o := range list {
				no[listing.SenderKey(w.mail.list.Row(o.ID))] = true
			}
		}
	}
	like := m.Like
	return func(s mime.Summary) bool {
		for _, a := range s.From {
			if no[triage.FoldAddress(a.Addr)] {
				return false
			}
		}
		return like(&s)
	}
}
