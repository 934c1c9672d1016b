// Package crash keeps what is known when the program ends by a fault of its own: which
// functions were at work, and of which kind the fault was. It keeps nothing that the
// program was working on: no text of a message, no name, no address, no secret.
//
// The file exists from [Log.Begin] to [Log.End]. What a later run finds there was left by
// one that has not come to its end.
package crash

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/restante/restante/app/file"
)

// maxLog bounds the bytes that are read of a log, and written of the stacks.
const maxLog = 256 << 10

// Log is the file of one run. Its methods may be called from any goroutine, and the zero
// value keeps nothing.
type Log struct {
	mu   sync.Mutex
	path string
	f    *os.File
	lock io.Closer
}

// Begin makes the file, with a header about the program, and returns what an earlier run
// has left there, which is empty most of the time. While another process has its log
// there, this one goes without: the error is [file.ErrLocked].
func (l *Log) Begin(path, header string) (left string, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.f != nil {
		return "", nil
	}
	lock, err := file.Lock(lockPath(path))
	if err != nil {
		return "", err
	}
	left = fault(path)
	f, err := create(path)
	if err == nil {
		_, err = f.WriteString(header + "\n" + headerEnd)
	}
	if err == nil {
		// What the runtime itself gives up for is written by the runtime, and so is a
		// panic in a goroutine of others, which no Guard is deferred in.
		err = debug.SetCrashOutput(f, debug.CrashOptions{})
	}
	if err != nil {
		return left, errors.Join(err, closeAll(f, lock), remove(path))
	}
	l.path, l.f, l.lock = path, f, lock
	return left, nil
}

// End removes the file: the run has come to a good end, or nothing may be left from here
// on. Without a Begin it does nothing.
func (l *Log) End() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.f == nil {
		return nil
	}
	err := errors.Join(debug.SetCrashOutput(nil, debug.CrashOptions{}), l.f.Close(), remove(l.path), l.lock.Close(), remove(lockPath(l.path)))
	l.f, l.lock = nil, nil
	return err
}

// Guard is deferred in every goroutine of the program. When that ends by a fault, it writes
// down which, without the value of it, and lets the program end.
func (l *Log) Guard() {
	cause := recover()
	if cause == nil {
		return
	}
	l.write(cause)
	panic(cause)
}

func (l *Log) write(cause any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.f == nil {
		return
	}
	stacks := make([]byte, maxLog)
	stacks = stacks[:runtime.Stack(stacks, true)]
	// The runtime would add the value, which may hold anything.
	_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
	fmt.Fprintf(l.f, "%s%s%s\n\n%s", panicMark, guardMark, kind(cause), stacks)
	_ = l.f.Sync() // the program ends in any case
}

// kind names a fault without its value. The runtime's own faults are made of numbers and
// names of types.
func kind(cause any) string {
	var own runtime.Error
	if err, ok := cause.(error); ok && errors.As(err, &own) {
		return own.Error()
	}
	return fmt.Sprintf("a value of the type %T", cause)
}

// headerEnd stands between the header and what is known of a fault.
const headerEnd = "--\n"

// fault is what a run has left that ended by one, or nothing.
func fault(path string) string {
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxLog))
	if err != nil {
		return ""
	}
	header, known, whole := strings.Cut(string(data), headerEnd)
	if !whole || known == "" {
		return "" // it was stopped from outside, and did nothing wrong
	}
	return header + headerEnd + withoutValue(known)
}

// withoutValue takes the value of a panic out of what the runtime has written. That may
// hold anything, and stands above the first empty line; what a Guard has written there
// holds none.
func withoutValue(known string) string {
	rest, panicked := strings.CutPrefix(known, panicMark)
	if !panicked || strings.HasPrefix(rest, guardMark) {
		return known
	}
	_, stacks, _ := strings.Cut(rest, "\n\n")
	return panicMark + "a value that is not told\n\n" + stacks
}

const (
	panicMark = "panic: "   // what a fault begins with that is a panic
	guardMark = "guarded: " // and what follows where a Guard has written it
)

// create makes the file anew; it follows no link that somebody has put there.
func create(path string) (*os.File, error) {
	if err := remove(path); err != nil {
		return nil, err
	}
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

func remove(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func closeAll(f *os.File, lock io.Closer) error {
	err := lock.Close()
	if f != nil {
		err = errors.Join(err, f.Close())
	}
	return err
}

func lockPath(path string) string { return path + ".lock" }

// Path is where the log of a program lies that keeps its files in a folder.
func Path(folder string) string { return filepath.Join(folder, "crash.log") }
