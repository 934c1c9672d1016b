package pop3

import (
	"bytes"
	"strconv"
)

// parseNumber reads a count or message number. Only digits are accepted, where
// strconv would take a sign too.
func parseNumber(word []byte) (int, bool) {
	n, err := strconv.ParseUint(string(word), 10, 31)
	return int(n), err == nil
}

// sizeBits bounds the size of one message, so that the sum of as many as there can
// be does not overflow; sumBits bounds the sum that STAT tells.
const (
	sizeBits = 40
	sumBits  = 62
)

// parseSize reads a size in octets. What is larger than a size can be is none.
func parseSize(text []byte, bits int) (int64, bool) {
	word := text
	if i := bytes.IndexAny(text, " \t"); i >= 0 {
		word = text[:i]
	}
	n, err := strconv.ParseUint(string(word), 10, bits)
	if err != nil {
		return 0, false
	}
	return int64(n), true
}
