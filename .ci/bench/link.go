package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

// The ends of the line, from the range for measurements (RFC 2544 appendix C.2.2).
const (
	serverAddress = "198.18.0.1"
	clientAddress = "198.18.0.2"
)

// link is a line between the network namespace of this process, where the
// server listens, and one of its own for the clients: two TUN devices between
// which packets are copied late and at a limited rate. TCP at both ends is the
// system's own, so that its slow start counts. No packet is lost.
type link struct {
	delay atomic.Int64 // one way, in nanoseconds
	rate  atomic.Int64 // bits a second each way; 0 is no limit

	ctx      context.Context // of the whole run
	clients  *exec.Cmd       // holds the clients' namespace
	hold     io.Closer       // its standard input: it ends when that does
	ends     [2]*os.File
	copiers  sync.WaitGroup
	lossless int // packets that may wait in one direction
}

// newLink makes the line. It must be closed. What runs on it ends with ctx.
func newLink(ctx context.Context) (*link, error) {
	l := &link{ctx: ctx, lossless: 1 << 16}
	if err := l.holdNamespace(); err != nil {
		return nil, err
	}
	for i := range l.ends {
		end, err := openTUN(fmt.Sprintf("bench%d", i))
		if err != nil {
			l.Close()
			return nil, err
		}
		l.ends[i] = end
	}
	if err := l.setUp(); err != nil {
		l.Close()
		return nil, err
	}
	l.copiers.Add(2)
	go l.copy(l.ends[0], l.ends[1])
	go l.copy(l.ends[1], l.ends[0])
	return l, nil
}

// holdNamespace starts the process whose namespace the clients share.
func (l *link) holdNamespace() error {
	l.clients = exec.Command("/proc/self/exe", "hold")
	l.clients.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET}
	in, err := l.clients.StdinPipe()
	if err != nil {
		return err
	}
	out, err := l.clients.StdoutPipe()
	if err != nil {
		return err
	}
	l.clients.Stderr = os.Stderr
	if err := l.clients.Start(); err != nil {
		return err
	}
	l.hold = in
	_, err = io.ReadFull(out, make([]byte, 1)) // it is in its namespace
	return err
}

// holdChild is the process that holds the clients' namespace.
func holdChild() error {
	if err := forgetMetrics(); err != nil {
		return err
	}
	fmt.Println("ready")
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}

// forgetMetrics keeps the system from remembering, from one connection to the
// next, what the line is like.
func forgetMetrics() error {
	return os.WriteFile("/proc/sys/net/ipv4/tcp_no_metrics_save", []byte("1"), 0)
}

// openTUN makes a TUN device in this process's namespace.
func openTUN(name string) (*os.File, error) {
	fd, err := syscall.Open("/dev/net/tun", syscall.O_RDWR|syscall.O_CLOEXEC|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, fmt.Errorf("/dev/net/tun: %w", err)
	}
	var request [40]byte // struct ifreq
	copy(request[:syscall.IFNAMSIZ-1], name)
	binary.NativeEndian.PutUint16(request[syscall.IFNAMSIZ:], syscall.IFF_TUN|syscall.IFF_NO_PI)
	if _, _, no := syscall.Syscall(syscall.SYS_IOCTL, uintptr(fd), syscall.TUNSETIFF, uintptr(unsafe.Pointer(&request))); no != 0 {
		syscall.Close(fd)
		return nil, fmt.Errorf("making a TUN device: %w", no)
	}
	return os.NewFile(uintptr(fd), name), nil
}

// setUp gives the ends their addresses and moves one to the clients.
func (l *link) setUp() error {
	pid := strconv.Itoa(l.clients.Process.Pid)
	for _, args := range [][]string{
		{"ip", "link", "set", "lo", "up"},
		{"ip", "address", "add", serverAddress + "/30", "dev", "bench0"},
		{"ip", "link", "set", "bench0", "up", "txqueuelen", "20000"},
		{"ip", "link", "set", "bench1", "netns", pid},
		{"nsenter", "-t", pid, "-n", "ip", "address", "add", clientAddress + "/30", "dev", "bench1"},
		{"nsenter", "-t", pid, "-n", "ip", "link", "set", "bench1", "up", "txqueuelen", "20000"},
	} {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			return fmt.Errorf("%v: %w: %s", args, err, out)
		}
	}
	return nil
}

// set changes the line. A round trip takes rtt; bits is the rate each way in
// bits a second, 0 for no limit.
func (l *link) set(rtt time.Duration, bits int64) {
	l.delay.Store(int64(rtt / 2))
	l.rate.Store(bits)
}

// Close ends the line and the clients' namespace.
func (l *link) Close() {
	for _, end := range l.ends {
		if end != nil {
			end.Close()
		}
	}
	l.copiers.Wait()
	if l.hold != nil {
		l.hold.Close()
	}
	_ = l.clients.Wait()
}

// packet is a packet on its way, and when it arrives.
type packet struct {
	data []byte
	due  time.Time
}

// copy carries packets in one direction until the devices are closed.
func (l *link) copy(from, to *os.File) {
	defer l.copiers.Done()
	way := make(chan packet, l.lossless)
	defer close(way)
	l.copiers.Add(1)
	go func() {
		defer l.copiers.Done()
		deliver(way, to)
	}()
	buf := make([]byte, 1<<16)
	var free time.Time // when the line has sent what it was given
	for {
		n, err := from.Read(buf)
		if err != nil {
			return
		}
		now := time.Now()
		if free.Before(now) {
			free = now
		}
		if rate := l.rate.Load(); rate > 0 {
			free = free.Add(time.Duration(int64(n) * 8 * int64(time.Second) / rate))
		}
		way <- packet{append([]byte(nil), buf[:n]...), free.Add(time.Duration(l.delay.Load()))}
	}
}

// deliver hands packets over when they are due. It sleeps on a thread of its
// own without timer slack, as Go's timers are late by up to a millisecond.
func deliver(way <-chan packet, to *os.File) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	_, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, syscall.PR_SET_TIMERSLACK, 1, 0)
	for p := range way {
		if wait := time.Until(p.due); wait > 0 {
			ts := syscall.NsecToTimespec(int64(wait))
			_ = syscall.Nanosleep(&ts, nil)
		}
		_, _ = to.Write(p.data)
	}
}
