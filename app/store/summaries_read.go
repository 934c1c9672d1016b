package store

// uidsInRecord is how many unique-ids go into one record.
const uidsInRecord = 500

// appendUIDs makes records of a kind that names messages.
func appendUIDs(dst []byte, kind byte, uids []string) []byte {
	for len(uids) > 0 {
		some := uids[:min(len(uids), uidsInRecord)]
		uids = uids[len(some):]
		dst = appendRecord(dst, func(dst []byte) []byte {
			c := coder{out: append(dst, kind)}
			for i := range some {
				c.text(&some[i])
			}
			return c.out
		})
	}
	return dst
}

// summariesReader brings the records of a file together.
type summariesReader struct {
	coder
	all   []Message
	gone  []bool         // by place in all
	place map[string]int // by unique-id
	puts  int
	whole int64 // bytes of records that are sound
}

// readSummaries reads until the end, or to the first record that is not sound:
// what stands behind damage is not believed.
func readSummaries(data []byte, version int) *summariesReader {
	text := string(data) // all texts that are read are parts of it: one piece of memory
	count := countRecords(data)
	r := &summariesReader{all: make([]Message, 0, count), gone: make([]bool, 0, count), place: make(map[string]int, count)}
	r.reading, r.version = true, version
	for {
		payload, rest, ok := nextRecord(data)
		if !ok {
			return r
		}
		begin := len(text) - len(data) + frame
		r.in = text[begin+1 : begin+len(payload)]
		if !r.record(payload[0]) {
			return r
		}
		r.whole = int64(len(text) - len(rest))
		data = rest
	}
}

// countRecords counts the records without reading them.
func countRecords(data []byte) (n int) {
	for {
		size, ok := recordSize(data)
		if !ok {
			return n
		}
		data = data[size:]
		n++
	}
}

// record takes one record in, and reports whether it was sound.
func (r *summariesReader) record(kind byte) bool {
	switch kind {
	case recordPut:
		return r.add()
	case recordDrop, recordSeen:
		for r.in != "" && !r.bad {
			var uid string
			if r.text(&uid); r.bad {
				return false
			}
			i, ok := r.place[uid]
			switch {
			case !ok:
			case kind == recordSeen:
				r.all[i].Seen = true
			default:
				r.gone[i] = true
				delete(r.place, uid)
			}
		}
		return true
	}
	return false
}

func (r *summariesReader) add() bool {
	r.all, r.gone = append(r.all, Message{}), append(r.gone, false)
	last := len(r.all) - 1
	m := &r.all[last]
	if r.message(m); r.bad || r.in != "" {
		r.all, r.gone = r.all[:last], r.gone[:last]
		return false
	}
	r.puts++
	if i, twice := r.place[m.UID]; twice {
		r.all[i] = *m
		r.all, r.gone = r.all[:last], r.gone[:last]
		return true
	}
	r.place[m.UID] = last
	return true
}

// live returns the messages that were not dropped.
func (r *summariesReader) live() []Message {
	if len(r.place) == len(r.all) {
		return r.all
	}
	left := r.all[:0]
	for i := range r.all {
		if !r.gone[i] {
			left = append(left, r.all[i])
		}
	}
	return left
}
