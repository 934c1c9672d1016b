package store

import (
	"encoding/binary"
	"time"

	"github.com/restante/restante/mime"
)

// coder writes fields to a record or reads them from one: the same list of
// fields serves both ways, so that they cannot differ.
type coder struct {
	out []byte // is written to
	in  string // is read from; texts that are read are parts of it
	// reading says which way it goes.
	reading bool
	version int  // of the format that is read; 0 is the newest
	bad     bool // what was read does not hold what it should

	people []mime.Address // memory for address lists, taken piece by piece
}

// number codes a whole number that is mostly small.
func (c *coder) number(v *uint64) {
	if !c.reading {
		c.out = binary.AppendUvarint(c.out, *v)
		return
	}
	*v = 0
	for shift := 0; shift < 64; shift += 7 {
		if c.in == "" {
			break
		}
		b := c.in[0]
		c.in = c.in[1:]
		*v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return
		}
	}
	c.bad = true
}

// codeInt codes a number that is not negative.
func codeInt[T ~int | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32](c *coder, v *T) {
	n := uint64(*v)
	c.number(&n)
	*v = T(n)
}

// flag codes a bool.
func (c *coder) flag(v *bool) {
	var n uint64
	if *v {
		n = 1
	}
	c.number(&n)
	*v = n == 1
}

// text codes a string.
func (c *coder) text(s *string) {
	n := uint64(len(*s))
	c.number(&n)
	if !c.reading {
		c.out = append(c.out, *s...)
		return
	}
	if n > uint64(len(c.in)) {
		c.bad = true
		return
	}
	*s, c.in = c.in[:n], c.in[n:]
}

// raw codes bytes of a fixed length.
func (c *coder) raw(b []byte) {
	if !c.reading {
		c.out = append(c.out, b...)
		return
	}
	if len(b) > len(c.in) {
		c.bad = true
		return
	}
	copy(b, c.in)
	c.in = c.in[len(b):]
}

// moment codes a time, to the second. Before 1970 there is none.
func (c *coder) moment(t *time.Time) {
	var n uint64
	if !t.IsZero() {
		n = uint64(max(t.Unix(), 0)) + 1
	}
	c.number(&n)
	if !c.reading {
		return
	}
	*t = time.Time{}
	if n > 0 {
		*t = time.Unix(int64(n-1), 0).UTC()
	}
}

// length codes how many elements a list has. Each takes one byte at least.
func (c *coder) length(n int) int {
	codeInt(c, &n)
	if c.reading && (n < 0 || n > len(c.in)) {
		c.bad = true
		return 0
	}
	return n
}

// peopleBlock is for how many addresses memory is taken at once.
const peopleBlock = 1024

// addresses codes an address list.
func (c *coder) addresses(list *[]mime.Address) {
	n := c.length(len(*list))
	if c.reading {
		*list = nil
		if n == 0 {
			return
		}
		if n > len(c.people) {
			c.people = make([]mime.Address, max(n, peopleBlock))
		}
		*list, c.people = c.people[:n:n], c.people[n:]
	}
	for i := range *list {
		c.text(&(*list)[i].Name)
		c.text(&(*list)[i].Addr)
	}
}

// notes codes the notes of a message.
func (c *coder) notes(list *[]mime.Note) {
	n := c.length(len(*list))
	if c.reading {
		*list = nil
		if n > 0 {
			*list = make([]mime.Note, n)
		}
	}
	for i := range *list {
		codeInt(c, &(*list)[i].Kind)
		c.text(&(*list)[i].Detail)
	}
}

// summary codes all fields of a summary. Another field is another line here, and
// another version of the file.
func (c *coder) summary(s *mime.Summary) {
	c.addresses(&s.From)
	c.addresses(&s.To)
	c.addresses(&s.Cc)
	c.addresses(&s.ReplyTo)
	c.text(&s.Subject)
	c.moment(&s.Date)
	c.moment(&s.Arrived)
	c.text(&s.MessageID)
	c.text(&s.ListID)
	c.number(&s.Parent)
	codeInt(c, &s.Traits)
	if c.version != 1 {
		codeInt(c, &s.ParentHost)
		codeInt(c, &s.Auth.Server)
		codeInt(c, &s.Auth.Results)
		codeInt(c, &s.Program)
		codeInt(c, &s.Via)
	}
	c.flag(&s.HasAttachment)
	c.notes(&s.Notes)
}

// message codes what is kept of a message.
func (c *coder) message(m *Message) {
	c.text(&m.UID)
	codeInt(c, &m.Size)
	c.raw(m.Head[:])
	c.flag(&m.Seen)
	c.moment(&m.Caught)
	c.flag(&m.Released)
	c.summary(&m.Summary)
	if c.version != 1 {
		c.flag(&m.Headless)
	} else {
		// Not all that is wanted of a header is there.
		m.Headless, m.Head, m.Summary = true, [32]byte{}, mime.Summary{}
	}
}
