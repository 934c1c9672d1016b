package pop3

import (
	"context"
	"fmt"
)

// Entry is one message as the server lists it.
type Entry struct {
	Num  int    // message number, for this session only
	Size int64  // bytes, as the server says: a hint
	UID  string // unique-id (RFC 1939 section 7); empty where the server gave none
}

// Listing is the answer to LIST and UIDL together.
type Listing struct {
	Entries []Entry // in the server's order
	HasUIDs bool    // the server knows unique-ids

	// Doubt is what did not fit together: rows that cannot be read, numbers
	// that are listed twice, or LIST and UIDL naming different messages. It is
	// nil for a sound listing. A deletion must not rely on a listing in doubt.
	Doubt error
}

// List asks for numbers, sizes and unique-ids of all messages that are not
// marked for deletion, with LIST and UIDL in one flight where the server allows
// it. A server without UIDL is no error: see [Listing.HasUIDs].
//
// The answers to LIST and UIDL look alike where unique-ids are numbers. Should one
// of the two get lost on the way, or both change places, sizes could be taken for
// unique-ids, and a size can be the unique-id of another message. So a listing is
// returned only when it is certain which answer was which; see [lister.proved].
func (c *Conn) List(ctx context.Context) (Listing, error) { return c.listAll(ctx, nil) }

// listAll lists all messages behind some other steps.
func (c *Conn) listAll(ctx context.Context, before []step) (Listing, error) {
	end, err := c.startCall(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return Listing{}, err
	}
	if c.statLine == "" && c.Pipelining() {
		// Commands that are thrown away are noticed by it, see wasThrownAway.
		before = append([]step{{"STAT", c.readStatOrRefusal}}, before...)
	}
	l := &lister{c: c}
	steps := before
	if !c.opts.NoUIDL {
		steps = append(steps, step{"UIDL", l.readUIDL})
	}
	lost, err := c.runFlight(append(steps, step{"LIST", l.readLIST})...)
	if err == nil && (lost != nil || !l.proved()) {
		err = l.listAgain()
	}
	if _, refused := asRefusal(err); refused {
		err = l.emptyOrRefused(err)
	}
	if err == nil && len(l.Entries) == 0 && l.Doubt == nil && c.statLine == "" {
		err = c.runSteps(step{"STAT", c.readStatOrRefusal}) // an empty list is not believed alone
	}
	if err == nil {
		l.joinUIDs()
		if len(l.Entries) == 0 && c.statLine != "" && c.msgCount > 0 {
			l.addDoubt("LIST", fmt.Sprintf("no message, STAT says %d", c.msgCount), nil)
		}
		if l.Doubt == nil {
			c.msgCount = len(l.Entries)
		}
	}
	return l.Listing, end(err)
}

// lister puts a listing together.
type lister struct {
	Listing
	c   *Conn
	ids []listedID // in the server's order
}

// emptyOrRefused asks STAT whether there is nothing to list: some servers refuse LIST then.
func (l *lister) emptyOrRefused(no error) error {
	if l.c.statLine == "" {
		if err := l.c.runSteps(step{"STAT", l.c.readStatOrRefusal}); err != nil {
			return err
		}
	}
	if l.c.statParsed && l.c.msgCount == 0 {
		return nil
	}
	return no
}

// proved reports whether it is certain that the answers to UIDL and LIST, which
// were sent in one flight, have not been taken for each other. It is where a
// unique-id cannot be a size, and where the sizes have the sum that STAT tells.
func (l *lister) proved() bool {
	if !l.HasUIDs || !l.c.Pipelining() {
		return true
	}
	sizes, ids := int64(0), int64(0)
	for _, id := range l.ids {
		size, ok := parseSize([]byte(id.uid), sizeBits)
		if !ok || id.uid[0] == '0' {
			return true
		}
		ids += size
	}
	for _, e := range l.Entries {
		sizes += e.Size
	}
	return sizes == l.c.msgBytes && ids != sizes
}

// listAgain lists anew, each command when the one before is answered, and with an
// answer of another shape between the two that look alike.
func (l *lister) listAgain() error {
	before := l.c.oneAtATime
	l.c.oneAtATime = true
	defer func() { l.c.oneAtATime = before }()
	l.Listing, l.ids = Listing{}, nil
	steps := []step{{"STAT", l.c.readStatOrRefusal}, {"UIDL", l.readUIDL}, {"STAT", l.c.readStatOrRefusal}, {"LIST", l.readLIST}, {"STAT", l.c.readStatOrRefusal}}
	if l.c.opts.NoUIDL {
		steps = steps[2:]
	}
	return l.c.runSteps(steps...)
}

// joinUIDs puts the unique-ids to the entries, and notes where LIST and UIDL do not
// name the same messages. Nearly always both are in the same order.
func (l *lister) joinUIDs() {
	if l.inSameOrder() {
		for i := range l.ids {
			l.Entries[i].UID = l.ids[i].uid
		}
		return
	}
	uids := make(map[int]string, len(l.ids))
	for _, id := range l.ids {
		if _, twice := uids[id.num]; twice {
			l.addDoubt("UIDL", fmt.Sprintf("message number %d is listed twice", id.num), nil)
			continue
		}
		uids[id.num] = id.uid
	}
	seen := make(map[int]bool, len(l.Entries))
	for i, e := range l.Entries {
		if seen[e.Num] {
			l.addDoubt("LIST", fmt.Sprintf("message number %d is listed twice", e.Num), nil)
		}
		seen[e.Num] = true
		uid, ok := uids[e.Num]
		l.Entries[i].UID = uid
		if l.HasUIDs && !ok {
			l.addDoubt("UIDL", fmt.Sprintf("message number %d is in LIST only", e.Num), nil)
		}
	}
	if l.HasUIDs && len(uids) != len(seen) {
		l.addDoubt("UIDL", fmt.Sprintf("%d messages, LIST has %d", len(uids), len(seen)), nil)
	}
}

// inSameOrder reports whether LIST and UIDL name the same messages in the same,
// rising order.
func (l *lister) inSameOrder() bool {
	if len(l.ids) != len(l.Entries) || !l.HasUIDs {
		return false
	}
	last := 0
	for i, e := range l.Entries {
		if e.Num <= last || e.Num != l.ids[i].num {
			return false
		}
		last = e.Num
	}
	return true
}

// addDoubt takes note of the first thing that does not fit.
func (l *Listing) addDoubt(command, detail string, line []byte) {
	if l.Doubt == nil {
		l.Doubt = &ProtocolError{Command: command, Detail: detail, Line: printable(line)}
	}
}
