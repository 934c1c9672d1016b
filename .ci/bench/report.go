package main

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// String is a row while the measurements run.
func (r row) String() string {
	s := fmt.Sprintf("%s, %s: bound %.3f s, ours %.3f s, ratio %.2f", r.title, r.lineName(), r.bound.Seconds, r.us.Seconds, r.ratio())
	for _, p := range peers {
		if f, ok := r.peers[p.name]; ok {
			s += fmt.Sprintf(", %s %s", p.name, f)
		}
	}
	return s
}

func (f figure) String() string {
	s := seconds(f.seconds)
	if f.guessed {
		s += " x"
	}
	return s
}

// seconds writes a time with about three digits.
func seconds(t float64) string {
	switch {
	case t >= 100:
		return fmt.Sprintf("%.0f", t)
	case t >= 10:
		return fmt.Sprintf("%.1f", t)
	}
	return fmt.Sprintf("%.*f", 2+int(math.Max(0, math.Ceil(-math.Log10(t)))), t)
}

func (m measure) lineName() string {
	s := fmt.Sprintf("%d ms", m.rtt.Milliseconds())
	if m.bits > 0 {
		s += fmt.Sprintf(", %d Mbit/s", m.bits/1_000_000)
	}
	return s
}

// table is all that was measured, in Markdown.
func (b *bench) table(rows []row) string {
	var s strings.Builder
	s.WriteString("| | round trip | bound | Restante | ratio |")
	for _, p := range peers {
		fmt.Fprintf(&s, " %s |", p.name)
	}
	s.WriteString("\n| --- | --- | --- | --- | --- |" + strings.Repeat(" --- |", len(peers)) + "\n")
	for _, r := range rows {
		fmt.Fprintf(&s, "| %s | %s | %s | %s | %.2f |", r.title, r.lineName(), seconds(r.bound.Seconds), seconds(r.us.Seconds), r.ratio())
		for _, p := range peers {
			if f, ok := r.peers[p.name]; ok {
				fmt.Fprintf(&s, " %s |", f)
			} else {
				s.WriteString(" |")
			}
		}
		s.WriteString("\n")
		for part, more := range map[string]struct {
			title   string
			seconds float64
		}{"delete": {"… and looked again", r.us.Verified}, "big": {"… its text can be read", r.us.Text}} {
			if r.part == part {
				fmt.Fprintf(&s, "| %s | %s | | %s | |%s\n", more.title, r.lineName(), seconds(more.seconds), strings.Repeat(" |", len(peers)))
			}
		}
	}
	return s.String()
}

// summary is the line that compares runs.
func (b *bench) summary(rows []row) string {
	ratios := func(name string) string {
		var all []string
		for _, r := range rows {
			if r.name == name {
				all = append(all, fmt.Sprintf("%.2f", r.ratio()))
			}
		}
		if all == nil {
			return "-"
		}
		return strings.Join(all, "/")
	}
	memory, peak, page := "-", "-", "-"
	for _, r := range rows {
		switch r.name {
		case "100k":
			memory = fmt.Sprintf("%.0f", b.above(r)/1e6)
		case "big":
			peak = fmt.Sprintf("%.2f", b.above(r)/float64(b.large))
		case "page":
			page = fmt.Sprintf("%.1f", b.roundTrips(r.rtt, r.us))
		}
	}
	return fmt.Sprintf("bench: delete %s list %s headers %s 100k %s MB %s big %s peak %s page %s",
		ratios("delete"), ratios("list"), ratios("headers"), ratios("100k"), memory, ratios("big"), peak, page)
}

// above is our peak memory above that of a program that does nothing, in bytes.
func (b *bench) above(r row) float64 { return float64(r.us.Peak - b.empty) }

// roundTrips is how many round trips fit into a time.
func (b *bench) roundTrips(rtt time.Duration, r result) float64 { return r.Seconds / b.rtts[rtt] }

const method = `# How fast it is

Written by ` + "`make bench`" + `; not by hand.

The worker of the program (` + "`app/mailbox`" + `, without the window) is measured on a real
Dovecot with Maildir and warm indexes, beside **bound**, the least that a client
must do (` + "`.ci/bench/bound.go`" + `): it logs in, sends every command as soon as its
number is known, however many are under way, reads beside writing, and looks at
nothing but where an answer ends. What users have instead is measured as it is
installed. Times are in seconds, ratios are to bound; medians of %d runs, or more
where they are short, bound and Restante by turns, each in a process of its own.
Peers ran once.

The line is two network namespaces joined by two TUN devices; packets are copied
late, and at a limited rate where one is named. TCP with its slow start is the
system's own. A round trip of 0 ms is loopback.

| | |
| --- | --- |
`

const notes = `
- *list*: from nothing to UIDL and LIST read; for Restante, all rows published. *First visit*
  knows nothing of the server; *server known* is a second visit of the same program.
- *headers*: from nothing to all header blocks read; for Restante, all parsed and in the list.
- *delete*: all headers are there and the session is open; until QUIT is answered with +OK.
  Restante looks before QUIT that exactly the marked messages are gone, and signs in again
  afterwards (*looked again*). The files on the server's disk are compared each time.
- *open*: the session is open; until the message is read, for Restante also parsed.
- *first rows*: from nothing to the newest header blocks in the list, at a first visit.
- x: worked out. curl and poplib wait for each answer, so that behind a line they were
  measured on %d header blocks and %d deletions at most; mpop, which starts a filter for
  each message, on a mailbox of %d.
- mpop has no way to show headers or a first page. Its listing names only the number of messages.
`

// page is the whole page of the documentation.
func (b *bench) page(rows []row) string {
	var s strings.Builder
	fmt.Fprintf(&s, method, b.repeat)
	fmt.Fprintf(&s, "| Date | %s |\n", time.Now().Format("2006-01-02"))
	fmt.Fprintf(&s, "| Machine | %d cores, Linux %s, %s for TCP |\n", runtime.NumCPU(), contents("/proc/sys/kernel/osrelease"), contents("/proc/sys/net/ipv4/tcp_congestion_control"))
	fmt.Fprintf(&s, "| Programs | %s, Dovecot %s, %s, %s, %s |\n", strings.Replace(runtime.Version(), "go", "Go ", 1), b.dovecotVersion(), version("curl"), version("mpop"), version("python3"))
	for _, rtt := range b.size.rtts {
		if measured, ok := b.rtts[rtt]; ok && rtt > 0 {
			fmt.Fprintf(&s, "| Round trip of %d ms | %.2f ms as measured |\n", rtt.Milliseconds(), measured*1000)
		}
	}
	s.WriteString("\n" + b.table(rows) + "\n")
	for _, r := range rows {
		switch r.name {
		case "100k":
			fmt.Fprintf(&s, "Peak memory with the headers of %d messages: %.0f MB above a program that does nothing (%.0f MB).\n", r.count, b.above(r)/1e6, float64(b.empty)/1e6)
		case "big":
			fmt.Fprintf(&s, "Peak memory while the large message is opened: %.2f × its size above a program that does nothing.\n", b.above(r)/float64(b.large))
		case "page":
			fmt.Fprintf(&s, "The first rows take %.1f round trips; bound takes %.1f.\n", b.roundTrips(r.rtt, r.us), b.roundTrips(r.rtt, r.bound))
		}
	}
	fmt.Fprintf(&s, notes, b.size.tops(1, b.size.bomb), b.size.deletes(1, b.size.bomb), b.size.few)
	fmt.Fprintf(&s, "\n    %s\n", b.summary(rows))
	return s.String()
}

func contents(path string) string {
	data, _ := os.ReadFile(path)
	return strings.TrimSpace(string(data))
}

// version is what a program says of itself, as far as the number.
func version(name string) string {
	out, _ := exec.Command(name, "--version").Output()
	words := strings.Fields(string(out))
	for i, word := range words {
		if word[0] >= '0' && word[0] <= '9' {
			return strings.Replace(strings.Join(words[:i+1], " "), " version ", " ", 1)
		}
	}
	return name
}

// dovecotVersion is the version of the server that the tests unpack.
func (b *bench) dovecotVersion() string {
	cache, _ := os.UserCacheDir()
	root := filepath.Join(cache, "restante-servers", "dovecot", "usr")
	cmd := exec.Command(filepath.Join(root, "sbin", "dovecot"), "--version")
	cmd.Env = append(os.Environ(), "LD_LIBRARY_PATH="+filepath.Join(root, "lib", "dovecot"))
	out, _ := cmd.Output()
	version, _, _ := strings.Cut(string(out), " ")
	return version
}
