package mime

import (
	"bytes"
	"iter"
)

// fields yields those fields of a header block (RFC 5322 section 2.2) that are
// wanted: the name that wanted gives to it in lower case, and the value unfolded,
// still encoded. Lines that are no field are passed over. A field longer than
// limit is cut.
func fields(head []byte, wanted map[string]string, limit int) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for name, value := range rawFields(head, func(lower []byte) string { return wanted[string(lower)] }, limit) {
			if !yield(name, string(value)) {
				return
			}
		}
	}
}

// rawFields is [fields] with values that hold only until the next one, as most
// of them are looked at and forgotten.
func rawFields(head []byte, wanted func(lower []byte) string, limit int) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		var name string
		var lower, value []byte
		flush := func() bool {
			if name == "" {
				return true
			}
			n := name
			name = ""
			return yield(n, bytes.TrimSpace(value))
		}
		for len(head) > 0 {
			var line []byte
			line, head = cutLine(head)
			if len(line) == 0 {
				break
			}
			if line[0] == ' ' || line[0] == '\t' {
				if name != "" && len(value) < limit {
					line = bytes.TrimLeft(line, " \t")
					value = append(append(value, ' '), line[:min(len(line), limit-len(value))]...)
				}
				continue
			}
			if !flush() {
				return
			}
			if colon := bytes.IndexByte(line, ':'); colon > 0 && colon <= longestName {
				lower = appendLower(lower[:0], bytes.TrimRight(line[:colon], " \t"))
				// Most fields are of no interest: no memory is spent on them.
				if name = wanted(lower); name != "" {
					value = append(value[:0], line[colon+1:min(len(line), colon+1+limit)]...)
				}
			}
		}
		flush()
	}
}

// longestName bounds the names of fields that are looked at.
const longestName = 100

func appendLower(dst, name []byte) []byte {
	for _, c := range name {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

// cutLine splits off the first line, without its end.
func cutLine(data []byte) (line, rest []byte) {
	i := bytes.IndexByte(data, '\n')
	if i < 0 {
		return bytes.TrimRight(data, "\r"), nil
	}
	return bytes.TrimRight(data[:i], "\r"), data[i+1:]
}

// splitHeader splits a message behind its header block. Where no empty line ends that,
// or no field stands between that and lines that are none, it ends before those.
func splitHeader(raw []byte) (head, body []byte) {
	first, stray := -1, -1 // lines that are no field: of all, and behind the last field
	for rest := raw; len(rest) > 0; {
		line, next := cutLine(rest)
		at := len(raw) - len(rest)
		if len(line) == 0 {
			if stray < 0 {
				return raw[:len(raw)-len(next)], next
			}
			return raw[:stray], raw[stray:]
		}
		switch {
		case isField(line):
			if line[0] != ' ' && line[0] != '\t' {
				stray = -1
			}
		case stray < 0 && at+len(line) < len(raw) && !isMboxLine(line):
			if stray = at; bytes.HasPrefix(line, []byte("--")) {
				return raw[:at], raw[at:]
			}
			if first < 0 {
				first = at
			}
		}
		rest = next
	}
	if first >= 0 {
		return raw[:first], raw[first:]
	}
	return raw, nil
}

// isMboxLine reports whether a line is what stands between the messages of an mbox file
// (RFC 4155), as some servers leave it in front of a message.
func isMboxLine(line []byte) bool {
	return bytes.HasPrefix(bytes.TrimPrefix(line, []byte{'>'}), []byte("From "))
}

// isField reports whether a line looks like a field of a header, or like one that goes
// on with it (RFC 5322 section 2.2).
func isField(line []byte) bool {
	if line[0] == ' ' || line[0] == '\t' {
		return true
	}
	name, _, found := bytes.Cut(line, []byte{':'})
	return found && len(name) > 0 && !bytes.ContainsAny(bytes.TrimRight(name, " \t"), " \t")
}
