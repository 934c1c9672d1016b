package triage

import (
	"slices"

	"github.com/restante/restante/mime"
)

// findFriends finds the senders that have written letters on several days, and adds
// those that the user has marked. Who writes in the name of many is no friend.
func (x *Index) findFriends(floods []*Flood) []string {
	flooding := make(map[int32]bool)
	for _, f := range floods {
		for _, id := range f.IDs {
			flooding[x.entries[id].sender] = true
		}
	}
	const machine = mime.ListUnsubscribe | mime.Bulk | mime.AutoSubmitted | mime.FeedbackID | mime.MassMailer
	first := make([]int64, len(x.senders.hash)) // the day of the first letter of each sender
	found := make(map[int32]bool)
	var addrs []string
	for i := range x.entries {
		e := &x.entries[i]
		if !e.known() || e.at == 0 || e.traits.Has(machine) || e.list != none || flooding[e.sender] || found[e.sender] {
			continue
		}
		switch today := e.at / day; {
		case first[e.sender] == 0:
			first[e.sender] = today
		case first[e.sender] != today && len(e.summary.From) > 0 && e.summary.From[0].Addr != "":
			found[e.sender] = true
			addrs = append(addrs, SenderKey(e.summary))
		}
	}
	for addr := range x.friends {
		addrs = append(addrs, addr)
	}
	slices.Sort(addrs)
	return slices.Compact(addrs)
}
