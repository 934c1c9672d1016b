package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"

	"github.com/restante/restante/app/file"
)

// headings is the file of headings while it is open.
type headings struct {
	log   *log
	all   []Heading
	place map[string]int // in all, by ID
}

func (c *coder) heading(h *Heading) {
	c.text(&h.ID)
	c.moment(&h.At)
	c.text(&h.Account)
	if c.version == 1 {
		c.title(h)
	} else {
		c.whats(&h.What)
	}
	c.flag(&h.ByRule)
	for _, n := range []*int{&h.Asked, &h.Found, &h.Deleted, &h.AlreadyGone, &h.Kept, &h.Unknown, &h.Listed} {
		codeInt(c, n)
	}
	n := c.length(len(h.Said))
	if c.reading && n > 0 {
		h.Said = make([]string, n)
	}
	for i := range h.Said {
		c.text(&h.Said[i])
	}
	c.text(&h.Folder)
}

func (c *coder) deleted(m *Deleted) {
	c.text(&m.UID)
	c.text(&m.From.Name)
	c.text(&m.From.Addr)
	c.text(&m.Subject)
	c.moment(&m.Date)
	codeInt(c, &m.Size)
	codeInt(c, &m.Fate)
}

// title reads what a file of version 1 says of a deletion.
func (c *coder) title(h *Heading) {
	var text string
	if c.text(&text); text != "" {
		h.What = []What{{Kind: WhatTold, Text: text}}
	}
}

// errNewer says that a file was written by a newer version of the program.
var errNewer = errors.New("store: the file is of a newer version of Restante")

// upgradeHeadings writes a file of version 1 anew.
func upgradeHeadings(path string) error {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || len(data) > maxHeadings {
		return nil
	}
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(data, []byte(headingsName+"1\n")) {
		return nil
	}
	old := &headings{log: newLog(path, headingsName+"1", "", maxHeadings), place: make(map[string]int)}
	old.readAll(data[min(len(data), len(old.log.head)):], 1)
	now := &headings{log: newLog(path, headingsKind, "", maxHeadings)}
	return now.replace(old.all)
}

// open reads the headings. An end that is not whole is cut off.
func (h *headings) open() error {
	data, err := h.log.open()
	if err != nil {
		return err
	}
	whole := h.readAll(data, 2)
	if err := h.log.cut(whole); err != nil {
		return errors.Join(err, h.log.close())
	}
	return nil
}

// readAll reads headings of a version, and returns how many bytes of them are sound.
func (h *headings) readAll(data []byte, version int) (whole int64) {
	for rest := data; ; {
		payload, behind, ok := nextRecord(rest)
		c := coder{in: string(payload), reading: true, version: version}
		var one Heading
		if ok {
			c.heading(&one)
		}
		if !ok || c.bad || c.in != "" {
			return whole
		}
		h.addOrReplace(one)
		rest = behind
		whole = int64(len(data) - len(rest))
	}
}

// addOrReplace puts a heading to the others, or in the place of one of the same ID.
func (h *headings) addOrReplace(one Heading) {
	if old := h.find(one.ID); old != nil {
		*old = one
		return
	}
	h.place[one.ID] = len(h.all)
	h.all = append(h.all, one)
}

func (h *headings) find(id string) *Heading {
	if i, ok := h.place[id]; ok {
		return &h.all[i]
	}
	return nil
}

func appendHeading(dst []byte, one Heading) []byte {
	return appendRecord(dst, func(dst []byte) []byte {
		c := coder{out: dst}
		c.heading(&one)
		return c.out
	})
}

// add writes a heading, and returns when it is safely on the disk.
func (h *headings) add(one Heading) error {
	err := h.log.add(appendHeading(nil, one))
	return errors.Join(err, h.log.f.Sync())
}

// replace makes the file anew.
func (h *headings) replace(all []Heading) error {
	data := append([]byte(nil), h.log.head...)
	for _, one := range all {
		data = appendHeading(data, one)
	}
	if err := h.log.close(); err != nil { // Windows replaces no open file
		return err
	}
	return file.Replace(h.log.path, data)
}

// messagesLog is the file of the messages of one deletion.
func messagesLog(path, id string) *log {
	l := newLog(path, "restante deleted 1", id, maxSummaries)
	l.precious = true
	return l
}

// writeMessages writes the messages of a deletion, many to a record.
func writeMessages(path, id string, all []Deleted) error {
	data := append([]byte(nil), messagesLog(path, id).head...)
	for len(all) > 0 {
		data = appendRecord(data, func(dst []byte) []byte {
			c := coder{out: dst}
			for len(all) > 0 && len(c.out)-len(dst) < recordBytes {
				m := all[0]
				all = all[1:]
				m.From.Name, m.From.Addr, m.Subject = cut(m.From.Name), cut(m.From.Addr), cut(m.Subject)
				c.deleted(&m)
			}
			return c.out
		})
	}
	return file.Replace(path, data)
}

// readMessages reads them, as far as they are sound.
func readMessages(path, id string) ([]Deleted, error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	l := messagesLog(path, id)
	data, err := l.open()
	if err != nil {
		return nil, err
	}
	var all []Deleted
	for {
		payload, rest, ok := nextRecord(data)
		if !ok {
			return all, l.close()
		}
		c := coder{in: string(payload), reading: true}
		for c.in != "" {
			var m Deleted
			if c.deleted(&m); c.bad {
				return all, l.close()
			}
			all = append(all, m)
		}
		data = rest
	}
}
