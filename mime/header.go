package mime

import (
	"bytes"
	"iter"
	"strings"
)

// fields yields the fields of a header block (RFC 5322 section 2.2): name in
// lower case and the value unfolded, still encoded. Lines that are no field are
// passed over. A field longer than limit is cut.
func fields(head []byte, limit int) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		var name string
		var value []byte
		flush := func() bool {
			if name == "" {
				return true
			}
			n := name
			name = ""
			return yield(n, string(bytes.TrimSpace(value)))
		}
		for len(head) > 0 {
			var line []byte
			line, head = cutLine(head)
			if len(line) == 0 {
				break
			}
			if line[0] == ' ' || line[0] == '\t' {
				if name != "" && len(value) < limit {
					value = append(append(value, ' '), bytes.TrimLeft(line, " \t")...)
				}
				continue
			}
			if !flush() {
				return
			}
			if colon := bytes.IndexByte(line, ':'); colon > 0 {
				name = strings.ToLower(string(bytes.TrimRight(line[:colon], " \t")))
				value = append(value[:0], line[colon+1:min(len(line), colon+1+limit)]...)
			}
		}
		flush()
	}
}

// cutLine splits off the first line, without its end.
func cutLine(data []byte) (line, rest []byte) {
	i := bytes.IndexByte(data, '\n')
	if i < 0 {
		return bytes.TrimRight(data, "\r"), nil
	}
	return bytes.TrimRight(data[:i], "\r"), data[i+1:]
}

// splitHeader splits a message behind its header block.
func splitHeader(raw []byte) (head, body []byte) {
	rest := raw
	for len(rest) > 0 {
		var line []byte
		line, rest = cutLine(rest)
		if len(line) == 0 {
			return raw[:len(raw)-len(rest)], rest
		}
	}
	return raw, nil
}
