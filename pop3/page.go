package pop3

import "context"

// Page tells all about some messages, and then lists all, as [Conn.List] does: in
// one flight where the server allows it, so that a first page is there before a
// long list. Of each message it fetches size, unique-id and header block (LIST,
// UIDL, TOP) and calls got. What the server refuses stays empty; a refused TOP is
// the Err of the head.
func (c *Conn) Page(ctx context.Context, nums []int, got func(Entry, Head)) (Listing, error) {
	steps := make([]step, 0, 3*len(nums)+3)
	for _, num := range nums {
		e := &Entry{Num: num}
		steps = append(steps, c.sizeStep(e), c.uidStep(e), c.headStep(e, got))
	}
	// Between the last header block and the list goes an answer of one line, so
	// that none of the two can be taken for the other.
	return c.listAll(ctx, append(steps, step{"STAT", c.readStatOrRefusal}))
}
