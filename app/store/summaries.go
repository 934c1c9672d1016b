package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/restante/restante/app/file"
	"github.com/restante/restante/mime"
)

// Message is what is kept of one message from one visit to the next.
type Message struct {
	UID      string
	Size     int64    // as the server has listed it
	Head     [32]byte // SHA-256 of the header block; zero when that never came
	Seen     bool
	Caught   time.Time // when a rule lets it go; zero when none does
	Released bool      // the user has taken it from a rule, for good
	Headless bool      // an earlier version has kept it: its header must be fetched anew
	Summary  mime.Summary
}

const (
	// summariesKind is what the file is. Other fields need another number.
	summariesKind  = summariesName + "2"
	summariesKind1 = summariesName + "1"
	summariesName  = "restante summaries "

	// maxSummaries bounds the bytes of the file: enough for a million messages.
	maxSummaries = 512 << 20

	// maxMessage bounds what is kept of one message, which can have a thousand
	// recipients. What is longer is fetched at each visit.
	maxMessage = 4 << 10

	// leastGarbage is from how many records on a file is worth being made anew.
	leastGarbage = 1000
)

// The kinds of records of [Summaries].
const (
	recordPut  = 1 + iota // a message, which may have been there before
	recordDrop            // messages that are gone
	recordSeen            // messages that were read
)

// Summaries are the headers of one mailbox on the disk, so that the list is there
// at the next start before the server has said a word. They only save time: what
// is damaged, foreign or cannot be written is fetched from the server again, and
// no method fails. They touch the disk, and belong to one goroutine at a time.
type Summaries struct {
	log     *log // without a file when nothing is kept
	later   bool // there is no file yet; the first message that is put makes it
	lock    io.Closer
	records int // messages that were put into the file
	live    int // of these, about how many still count
}

// NewSummaries are those of an account, as account.Account.Key names it, in a
// folder that is made when it is needed.
func NewSummaries(folder, account string) *Summaries {
	return &Summaries{log: newLog(AccountFile(folder, account, summariesExt), summariesKind, account, maxSummaries)}
}

const summariesExt = ".summaries"

// AccountFile is the path of a file about one account, as account.Account.Key names
// it. The name tells nothing of the account.
func AccountFile(folder, account, ext string) string {
	sum := sha256.Sum256([]byte(account))
	return filepath.Join(folder, hex.EncodeToString(sum[:16])+ext)
}

func lockPath(path string) string { return path + ".lock" }

// Load opens the file and returns what is known of the messages, in the order in
// which they were put. When another process has it open, nothing is kept. Where there
// is no file it makes none: nobody may have signed in yet, or be about to.
func (s *Summaries) Load() []Message {
	if _, err := os.Stat(s.log.path); errors.Is(err, fs.ErrNotExist) {
		s.later = true
		return nil
	}
	return s.openFile()
}

func (s *Summaries) openFile() []Message {
	s.later = false
	lock, err := file.Lock(lockPath(s.log.path))
	if err != nil {
		return nil
	}
	s.lock = lock
	err = s.upgrade()
	var messages []Message
	if err == nil {
		messages, err = s.load()
	}
	if err != nil {
		_ = s.Close() // goes on without
	}
	return messages
}

// upgrade writes a file of version 1 anew.
func (s *Summaries) upgrade() error {
	data, err := os.ReadFile(s.log.path)
	head := slices.Concat([]byte(summariesKind1), s.log.head[len(summariesKind):])
	if err != nil || len(data) > maxSummaries || !bytes.HasPrefix(data, head) {
		return nil // what cannot be read fails where it is opened
	}
	return file.Replace(s.log.path, s.whole(readSummaries(data[len(head):], 1).live()))
}

// whole is a file of these messages and no others.
func (s *Summaries) whole(messages []Message) []byte {
	data := append([]byte(nil), s.log.head...)
	for i := range messages {
		data = appendMessage(data, &messages[i])
	}
	return data
}

func (s *Summaries) load() ([]Message, error) {
	data, err := s.log.open()
	if err != nil {
		return nil, err
	}
	r := readSummaries(data, 2)
	if err := s.log.cut(r.whole); err != nil {
		return nil, err
	}
	messages := r.live()
	s.records, s.live = r.puts, len(messages)
	if s.wasteful() {
		return messages, s.rewrite(messages)
	}
	return messages, nil
}

// wasteful reports whether more than half of the file is of no use.
func (s *Summaries) wasteful() bool {
	return s.records > leastGarbage && s.records > 2*s.live
}

// rewrite makes the file anew.
func (s *Summaries) rewrite(messages []Message) error {
	if err := s.log.close(); err != nil { // Windows replaces no open file
		return err
	}
	if err := file.Replace(s.log.path, s.whole(messages)); err != nil {
		return err
	}
	s.records, s.live = len(messages), len(messages)
	_, err := s.log.open()
	return err
}

func appendMessage(dst []byte, m *Message) []byte {
	before := len(dst)
	dst = appendRecord(dst, func(dst []byte) []byte {
		c := coder{out: append(dst, recordPut)}
		c.message(m)
		return c.out
	})
	if len(dst)-before > maxMessage {
		return dst[:before]
	}
	return dst
}

// Put keeps messages. A later one takes the place of an earlier one of the same
// unique-id.
func (s *Summaries) Put(messages []Message) {
	if s.later && len(messages) > 0 {
		s.openFile()
	}
	var data []byte
	for i := range messages {
		data = appendMessage(data, &messages[i])
	}
	s.records += len(messages)
	s.live += len(messages)
	s.write(data)
}

// Seen notes that messages were read.
func (s *Summaries) Seen(uids []string) { s.write(appendUIDs(nil, recordSeen, uids)) }

// Drop forgets messages.
func (s *Summaries) Drop(uids []string) {
	s.live = max(0, s.live-len(uids))
	s.write(appendUIDs(nil, recordDrop, uids))
	if s.log.f == nil || !s.wasteful() {
		return
	}
	// The file must not grow in a long run either.
	err := s.log.close()
	if err == nil {
		_, err = s.load()
	}
	if err != nil {
		_ = s.Close()
	}
}

// write adds to the file. When that fails, as on a full disk, nothing more is
// written in this run.
func (s *Summaries) write(records []byte) {
	if s.log.f == nil || len(records) == 0 {
		return
	}
	if err := s.log.add(records); err != nil {
		_ = s.Close()
	}
}

// Close gives the file free.
func (s *Summaries) Close() error {
	s.later = false
	err := s.log.close()
	if s.lock != nil {
		err = errors.Join(err, s.lock.Close())
		s.lock = nil
	}
	return err
}

// ForgetSummaries removes what is kept of an account. It must not be open.
func ForgetSummaries(folder, account string) error {
	path := AccountFile(folder, account, summariesExt)
	return errors.Join(remove(path), remove(lockPath(path)))
}

// remove removes a file that need not be there.
func remove(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
