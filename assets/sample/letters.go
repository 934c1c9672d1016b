package sample

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
)

//go:embed mail/*.eml
var files embed.FS

// headerDate is the layout of a date in a message header.
const headerDate = "Mon, 2 Jan 2006 15:04:05 -0700"

var (
	mark    = regexp.MustCompile(`\{\{([^{}\n]*)\}\}`)
	onDay   = regexp.MustCompile(`^(\d+)d (\d\d):(\d\d)(?::(\d\d))?$`)
	after   = regexp.MustCompile(`^after (\d+)%$`)
	shifted = regexp.MustCompile(`^([+-]\d+)d (.+)$`)
)

// letters returns the letters of the folder mail, in the order of their names.
func letters(now time.Time) ([]dated, error) {
	entries, err := files.ReadDir("mail")
	if err != nil {
		return nil, err
	}
	out := make([]dated, 0, len(entries))
	for _, e := range entries {
		data, err := files.ReadFile(path.Join("mail", e.Name()))
		if err != nil {
			return nil, err
		}
		m, err := letter(data, now)
		if err != nil {
			return nil, fmt.Errorf("sample: %s: %w", e.Name(), err)
		}
		out = append(out, m)
	}
	return out, nil
}

// letter makes a message of a file: it fills in the dates and sets the line ends.
func letter(data []byte, now time.Time) (dated, error) {
	// A checkout on Windows may have CRLF already.
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	first, rest, _ := bytes.Cut(data, []byte("\n"))
	m := mark.FindSubmatch(first)
	if m == nil {
		return dated{}, fmt.Errorf("the first line is %q and not a date", first)
	}
	at, err := arrival(string(m[1]), now)
	if err != nil {
		return dated{}, err
	}
	rest = mark.ReplaceAllFunc(rest, func(b []byte) []byte {
		s, e := fill(string(b[2:len(b)-2]), at)
		if e != nil {
			err = e
		}
		return []byte(s)
	})
	return dated{at: at, raw: bytes.ReplaceAll(rest, []byte("\n"), []byte("\r\n"))}, err
}

// arrival reads the mark on the first line of a file.
func arrival(s string, now time.Time) (time.Time, error) {
	day := bombDay(now)
	if m := onDay.FindStringSubmatch(s); m != nil {
		return clock(day, number(m[1]), number(m[2]), number(m[3]), number(m[4])), nil
	}
	if m := after.FindStringSubmatch(s); m != nil {
		end := clock(day, 0, 9, 26, 0)
		gone := now.Sub(end) * time.Duration(number(m[1])) / 100
		return end.Add(gone.Truncate(time.Second)), nil
	}
	return time.Time{}, fmt.Errorf("%q says no time of arrival", s)
}

// fill returns what stands in the place of a mark in a letter that arrived at the
// time given.
func fill(s string, at time.Time) (string, error) {
	if s == "date" {
		return at.Format(headerDate), nil
	}
	if m := shifted.FindStringSubmatch(s); m != nil {
		return at.AddDate(0, 0, number(m[1])).Format(m[2]), nil
	}
	return "", fmt.Errorf("%q says no date", s)
}

// number reads the digits that a pattern has found. None mean nought.
func number(s string) int {
	n, err := strconv.Atoi(strings.TrimPrefix(s, "+"))
	if err != nil {
		return 0
	}
	return n
}
