package main

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/restante/restante/pop3/poptest"
)

// peer is a program that users have instead of ours.
type peer struct {
	name string
	// args returns the command that does one part of the work, with so many
	// messages where it goes through them one by one; nil where the peer cannot.
	args func(s spec, count int) []string
}

var peers = []peer{{"curl", curl}, {"mpop", mpop}, {"poplib", poplib}}

// figure is how long something took, in seconds.
type figure struct {
	seconds float64
	guessed bool // worked out from fewer messages
}

// curl has a transfer for each command, all over one connection.
func curl(s spec, count int) []string {
	var transfers []string
	add := func(path, request, more string) {
		scheme := "pop3"
		if s.TLS {
			scheme = "pop3s"
		}
		t := fmt.Sprintf("url = %s://%s/%s\nuser = %s:%s\noutput = /dev/null\nsilent\nfail\ninsecure\n%s", scheme, s.address(), path, s.User, poptest.Password, more)
		if request != "" {
			t += fmt.Sprintf("request = %q\n", request)
		}
		transfers = append(transfers, t)
	}
	if s.Part != "big" {
		add("", "", "")
	}
	if s.Part != "big" && s.Part != "page" {
		add("", "UIDL", "")
	}
	switch s.Part {
	case "big":
		add("1", "", "")
	case "headers", "page":
		for _, num := range newest(s.Count, count) {
			add("", fmt.Sprintf("TOP %d 0", num), "")
		}
	case "delete":
		for num := range count {
			add("", fmt.Sprintf("DELE %d", num+1), "head\n")
		}
	}
	config := filepath.Join(s.Scratch, "curl")
	if err := os.WriteFile(config, []byte(strings.Join(transfers, "next\n")), 0o600); err != nil {
		return []string{"false"} // the run will fail and say so
	}
	return []string{"curl", "-q", "-K", config}
}

// mpop has a filter, a program that it starts for each header block.
func mpop(s spec, _ int) []string {
	args := []string{
		"mpop", "--host=" + s.Host, "--port=" + strconv.Itoa(s.Port), "--user=" + s.User, "--auth=plain",
		"--passwordeval=echo " + poptest.Password, "--tls=off", "--uidls-file=" + filepath.Join(s.Scratch, "uidls-"+strconv.FormatInt(time.Now().UnixNano(), 36)),
		"--delivery=mbox,/dev/null",
	}
	switch s.Part {
	case "list":
		return append(args, "--status-only")
	case "big":
		return append(args, "--keep=on")
	case "delete":
		// 1 deletes, 2 leaves alone.
		return append(args, "--keep=off", "--filter=grep -q "+bomber+" && exit 1; exit 2")
	}
	return nil
}

//go:embed poplib.py
var poplibScript string

func poplib(s spec, count int) []string {
	return []string{"python3", "-c", poplibScript, s.Part, s.Host, strconv.Itoa(s.Port), strconv.FormatBool(s.TLS), s.User, poptest.Password, strconv.Itoa(count)}
}

// timed runs a peer once and returns the seconds it took.
func (b *bench) timed(p peer, s spec, far bool, count int) (float64, error) {
	args := p.args(s, count)
	start := time.Now()
	_, err := b.link.output(far, args...)
	if err != nil {
		err = fmt.Errorf("%s, %s: %w", p.name, s.Part, err)
	}
	return time.Since(start).Seconds(), err
}

// measurePeer measures a peer in one part, and false when it cannot do that.
// What takes a round trip for each message is measured on a few, and the rest
// worked out.
func (b *bench) measurePeer(p peer, m measure) (figure, bool, error) {
	s := b.spec(m, "")
	s.Scratch = b.scratch
	if p.args(s, 0) == nil {
		return figure{}, false, nil
	}
	few, all := b.sample(p, m)
	if m.part == "delete" {
		from := m.box
		if p.name == "mpop" {
			from, s.Count = "few", b.size.few
		}
		s.User = "doomed"
		if err := b.boxes.copyTo(from, s.User); err != nil {
			return figure{}, true, err
		}
	}
	seconds, err := b.timed(p, s, m.far(), few)
	if err == nil && m.part == "delete" && p.name == "mpop" {
		err = b.boxes.check(s.User, s.Count)
	}
	if err != nil || few == all {
		return figure{seconds: seconds}, true, err
	}
	s.Part = "list" // what it did before it went through the messages
	base, err := b.timed(p, s, m.far(), 0)
	scale := float64(all) / float64(few)
	return figure{base + max(0, seconds-base)*scale, true}, true, err
}

// sample says how many messages a peer goes through, and how many it would have
// to.
func (b *bench) sample(p peer, m measure) (few, all int) {
	switch {
	case m.part == "page":
		return min(pageRows, b.size.tops(m.rtt, pageRows)), pageRows
	case m.part == "delete" && p.name == "mpop":
		return b.size.few, m.count // it looks at them all
	case m.part == "delete":
		return b.size.deletes(m.rtt, len(doomed(m.count))), len(doomed(m.count))
	case m.part == "headers":
		return b.size.tops(m.rtt, m.count), m.count
	}
	return 0, 0
}
