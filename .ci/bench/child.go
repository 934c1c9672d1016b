package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"time"
)

// spec is what one child process measures. Every measurement has a process of
// its own, so that none inherits memory from another.
type spec struct {
	Who   string // "bound", "us", or "" for a program that does nothing
	Part  string // "list", "headers", "page", "delete", "big", "warm" or "rtt"
	Host  string
	Port  int
	TLS   bool
	CA    []byte // of the server, PEM
	User  string // names the mailbox
	Count int    // messages in the mailbox
	Size  int64  // of the first message
	Known bool   // the server is known from an earlier visit
	// Scratch is a folder for files that a peer needs.
	Scratch string
}

// result is what a child process has measured.
type result struct {
	Seconds  float64 // of the part
	Text     float64 // of a message, until its text could be read
	Verified float64 // of a deletion, until it was seen that all is gone
	Peak     int64   // highest resident memory of the process, in bytes
}

const childTime = 10 * time.Minute // for one measurement

// run has a child process measure, in the clients' namespace when far.
func (l *link) run(s spec, far bool) (result, error) {
	var r result
	job, err := json.Marshal(s)
	if err != nil {
		return r, err
	}
	out, err := l.output(far, "/proc/self/exe", "child", string(job))
	if err != nil {
		return r, fmt.Errorf("%s %s: %w", s.Who, s.Part, err)
	}
	return r, json.Unmarshal(out, &r)
}

// output runs a command, in the clients' namespace when far, and returns what
// it has printed.
func (l *link) output(far bool, args ...string) ([]byte, error) {
	if args[0] == "/proc/self/exe" {
		self, err := os.Executable()
		if err != nil {
			return nil, err
		}
		args = append([]string{self}, args[1:]...)
	}
	if far {
		args = append([]string{"nsenter", "-t", strconv.Itoa(l.clients.Process.Pid), "-n"}, args...)
	}
	ctx, cancel := context.WithTimeout(l.ctx, childTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			err = context.Cause(ctx)
		}
		return nil, fmt.Errorf("%w %s", err, bytes.TrimSpace(complaint.Bytes()))
	}
	return out.Bytes(), nil
}

// child is the child process: it measures and prints the result.
func child(job string) error {
	var s spec
	if err := json.Unmarshal([]byte(job), &s); err != nil {
		return err
	}
	var r result
	var err error
	switch s.Who {
	case "bound":
		r, err = measureBound(s)
	case "us":
		r, err = measureUs(s)
	}
	if s.Part == "rtt" {
		r.Seconds, err = measureRTT(s)
	}
	if err != nil {
		return err
	}
	if r.Peak, err = peak(); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(r)
}

// peak returns the highest resident memory of this process so far, in bytes.
func peak() (int64, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	for line := range bytes.Lines(status) {
		if rest, ok := bytes.CutPrefix(line, []byte("VmHWM:")); ok {
			kB, err := strconv.ParseInt(string(bytes.Fields(rest)[0]), 10, 64)
			return kB << 10, err
		}
	}
	return 0, errors.New("/proc/self/status has no VmHWM")
}

// measureRTT returns the least time in which a connection is made, which takes
// one round trip and needs nobody but the two systems.
func measureRTT(s spec) (float64, error) {
	least := time.Hour
	for range 7 {
		start := time.Now()
		nc, err := net.Dial("tcp", s.address())
		if err != nil {
			return 0, err
		}
		least = min(least, time.Since(start))
		nc.Close()
	}
	return least.Seconds(), nil
}

func (s spec) address() string { return net.JoinHostPort(s.Host, strconv.Itoa(s.Port)) }

// tlsConfig trusts the server's certificate, which is for localhost.
func (s spec) tlsConfig() *tls.Config {
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(s.CA)
	return &tls.Config{RootCAs: pool, ServerName: "localhost"}
}
