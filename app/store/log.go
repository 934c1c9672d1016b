package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strconv"
)

// A log is a file of records that is only ever added to. It begins with a head
// that says what it is and whose; each record has its length and checksum before
// it, so that an end that was not written whole is noticed and cut off.
type log struct {
	path     string
	head     []byte
	most     int64 // bytes that the file may have
	precious bool  // what is in it can be had from nowhere else: a newer file is left alone
	f        *os.File
	size     int64
}

const (
	frame     = 8       // bytes of length and checksum
	maxRecord = 1 << 20 // bytes of one record
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// errFull says that a log has no room for more.
var errFull = errors.New("store: the file has become too large")

// newLog is a log of a kind, which names format and version, for one account.
func newLog(path, kind, account string, most int64) *log {
	owner := sha256.Sum256([]byte(account))
	return &log{path: path, head: append([]byte(kind+"\n"), owner[:]...), most: most}
}

// open opens the file and returns what is in it behind the head. A file that is
// another kind, of another version, of another account or too large is emptied; one of a
// newer version that nothing could bring back is an error.
func (l *log) open() ([]byte, error) {
	if err := os.MkdirAll(filepath.Dir(l.path), 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(l.path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	l.f = f
	data, err := l.read()
	if err != nil {
		return nil, errors.Join(err, l.close())
	}
	if l.precious && l.newer(data) {
		return nil, errors.Join(errNewer, l.close())
	}
	if len(data) < len(l.head) || string(data[:len(l.head)]) != string(l.head) {
		if err := l.empty(); err != nil {
			return nil, errors.Join(err, l.close())
		}
		return nil, nil
	}
	return data[len(l.head):], nil
}

// newer reports whether the head of a file names the same format in a newer version.
func (l *log) newer(data []byte) bool {
	name, _, _ := bytes.Cut(data, []byte("\n"))
	own, _, _ := bytes.Cut(l.head, []byte("\n"))
	at := bytes.LastIndexByte(own, ' ') + 1
	if !bytes.HasPrefix(name, own[:at]) {
		return false
	}
	ours, _ := strconv.ParseFloat(string(own[at:]), 64)
	theirs, err := strconv.ParseFloat(string(name[at:]), 64)
	return err == nil && theirs > ours
}

// read returns the whole file, or nothing when it is larger than it may be.
func (l *log) read() ([]byte, error) {
	info, err := l.f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > l.most {
		return nil, nil
	}
	data := make([]byte, info.Size())
	n, err := l.f.ReadAt(data, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	l.size = int64(n)
	return data[:n], nil
}

// empty makes the file one without records.
func (l *log) empty() error {
	if err := l.f.Truncate(0); err != nil {
		return err
	}
	l.size = 0
	return l.add(l.head)
}

// cut drops what stands behind so many bytes of records.
func (l *log) cut(records int64) error {
	size := int64(len(l.head)) + records
	if size == l.size {
		return nil
	}
	l.size = size
	return l.f.Truncate(size)
}

// add writes whole records at the end. When that fails the file is cut to what
// it was.
func (l *log) add(records []byte) error {
	if l.size+int64(len(records)) > l.most {
		return errFull
	}
	n, err := l.f.WriteAt(records, l.size)
	if err != nil {
		if n > 0 {
			err = errors.Join(err, l.f.Truncate(l.size))
		}
		return err
	}
	l.size += int64(n)
	return nil
}

func (l *log) close() error {
	if l.f == nil {
		return nil
	}
	err := l.f.Close()
	l.f = nil
	return err
}

// appendRecord frames a record that put appends.
func appendRecord(dst []byte, put func([]byte) []byte) []byte {
	begin := len(dst)
	dst = put(append(dst, make([]byte, frame)...))
	payload := dst[begin+frame:]
	if len(payload) > maxRecord {
		return dst[:begin] // a reader would take it for damage
	}
	binary.LittleEndian.PutUint32(dst[begin:], uint32(len(payload)))
	binary.LittleEndian.PutUint32(dst[begin+4:], crc32.Checksum(payload, castagnoli))
	return dst
}

// recordSize is how many bytes the first record takes, with its frame. It reports
// false where there is none that is whole.
func recordSize(data []byte) (int, bool) {
	if len(data) < frame {
		return 0, false
	}
	n := int(binary.LittleEndian.Uint32(data))
	// What a file system leaves after a power cut are zeros, and no record.
	return frame + n, n > 0 && n <= maxRecord && n <= len(data)-frame
}

// nextRecord takes the first record off. It reports false where there is none that
// is sound.
func nextRecord(data []byte) (payload, rest []byte, ok bool) {
	size, ok := recordSize(data)
	if !ok {
		return nil, nil, false
	}
	payload = data[frame:size]
	return payload, data[size:], crc32.Checksum(payload, castagnoli) == binary.LittleEndian.Uint32(data[4:])
}
