package main

import (
	"fmt"
	"math"
	"os"
	"slices"
	"time"

	"github.com/restante/restante/pop3/poptest"
)

// measure is one thing to measure: one row of the table.
type measure struct {
	name  string // of the part in the last line of the output, and for -parts
	title string
	part  string // as in spec
	rtt   time.Duration
	bits  int64 // a second each way; 0 is no limit
	tls   bool
	known bool
	box   string // the mailbox
	count int
	peers bool
}

// far reports whether the clients are at the other end of the line. Without a
// round trip they are where the server is, on loopback.
func (m measure) far() bool { return m.rtt > 0 }

// sizes are how much is measured.
type sizes struct {
	bomb, hundred int // messages in the two mail bombs
	few           int // messages in the one for mpop, which starts a program for each
	attachment    int // bytes of the large message's attachment
	rtts          []time.Duration
	tolerance     float64 // by what part of it a round trip may be off
	pageRTT       time.Duration
	// How many of all messages one-by-one peers go through.
	tops, deletes func(rtt time.Duration, all int) int
}

// fullSize is what the documentation shows; quickSize shows only that the
// harness works.
var (
	fullSize = sizes{
		tolerance: 0.02,
		bomb:      10_200, hundred: 100_200, few: 1020, attachment: 18_876_000,
		rtts: []time.Duration{0, 30 * time.Millisecond, 150 * time.Millisecond}, pageRTT: 150 * time.Millisecond,
		tops:    func(rtt time.Duration, all int) int { return upTo(min(200, all), 10*time.Second, rtt, all) },
		deletes: func(rtt time.Duration, all int) int { return upTo(min(500, all), 15*time.Second, rtt, all) },
	}
	quickSize = sizes{
		tolerance: 100, // it only shows that all works, also on a busy machine
		bomb:      510, hundred: 1020, few: 102, attachment: 200_000,
		rtts: []time.Duration{30 * time.Millisecond}, pageRTT: 30 * time.Millisecond,
		tops:    func(time.Duration, int) int { return 2 },
		deletes: func(time.Duration, int) int { return 2 },
	}
)

// upTo returns all where there is no round trip, and else most, or how many
// round trips fit into the time when those are fewer.
func upTo(most int, limit, rtt time.Duration, all int) int {
	if rtt == 0 {
		return all
	}
	return min(most, int(limit/rtt))
}

// bench is a run of the measurements.
type bench struct {
	server  *poptest.Real
	boxes   boxes
	link    *link
	size    sizes
	repeat  int
	scratch string                    // a folder for peers
	large   int64                     // bytes of the large message
	empty   int64                     // peak memory of a program that does nothing
	rtts    map[time.Duration]float64 // round trips as measured, in seconds
}

// row is what was measured of one thing: medians.
type row struct {
	measure
	bound, us result
	peers     map[string]figure
}

func (r row) ratio() float64 { return r.us.Seconds / r.bound.Seconds }

// plan is everything there is to measure, in order.
func (b *bench) plan() []measure {
	var all []measure
	for _, rtt := range b.size.rtts {
		m := measure{rtt: rtt, box: "bomb", count: b.size.bomb, peers: true}
		n := fmt.Sprint(m.count)
		all = append(all,
			m.as("list", "list", "list of "+n+", server known"),
			m.as("first", "list", "list of "+n+", first visit"),
			m.as("headers", "headers", "headers of "+n),
			m.as("delete", "delete", fmt.Sprintf("delete %d of %s", len(doomed(m.count)), n)))
	}
	hundred := measure{box: "hundred", count: b.size.hundred, peers: true}
	big := measure{rtt: 30 * time.Millisecond, bits: 20_000_000, box: "large", count: 1, peers: true}
	page := measure{rtt: b.size.pageRTT, tls: true, box: "bomb", count: b.size.bomb, peers: true}
	return append(all,
		hundred.as("100k", "headers", fmt.Sprintf("headers of %d", b.size.hundred)),
		big.as("big", "big", fmt.Sprintf("open a message of %.1f MB", float64(b.large)/1e6)),
		page.as("page", "page", fmt.Sprintf("first %d rows over TLS", pageRows)))
}

func (m measure) as(name, part, title string) measure {
	m.name, m.part, m.title = name, part, title
	m.known = name == "list"
	m.peers = name != "first"
	return m
}

// spec is the job of a child process.
func (b *bench) spec(m measure, who string) spec {
	s := spec{Who: who, Part: m.part, Host: serverAddress, Port: b.server.Port, TLS: m.tls, CA: b.server.CA.PEM, User: m.box, Count: m.count, Size: b.large, Known: m.known}
	if !m.far() {
		s.Host = b.server.Host
	}
	if m.tls {
		s.Port = b.server.TLSPort
	}
	return s
}

// measure measures one thing: ours and the bound by turns, then the peers.
func (b *bench) measure(m measure, withPeers bool) (row, error) {
	r := row{measure: m, peers: map[string]figure{}}
	b.link.set(m.rtt, m.bits)
	if err := b.measureLine(m); err != nil {
		return r, err
	}
	var bounds, ours []result
	for start := time.Now(); b.again(len(ours), start); {
		for who, results := range map[string]*[]result{"bound": &bounds, "us": &ours} {
			got, err := b.once(m, who)
			if err != nil {
				return r, err
			}
			*results = append(*results, got)
		}
	}
	r.bound, r.us = median(bounds), median(ours)
	for _, p := range peers {
		if !withPeers || !m.peers {
			break
		}
		f, can, err := b.measurePeer(p, m)
		if err != nil {
			return r, err
		}
		if can {
			r.peers[p.name] = f
		}
	}
	fmt.Fprintln(os.Stderr, r)
	return r, nil
}

// again reports whether a thing is to be measured once more: what takes little
// time is measured more often, as it is easily disturbed.
func (b *bench) again(runs int, start time.Time) bool {
	return runs < b.repeat || b.repeat > 1 && runs < 3*b.repeat && time.Since(start) < 5*time.Second
}

// once measures one thing once.
func (b *bench) once(m measure, who string) (result, error) {
	s := b.spec(m, who)
	if m.part != "delete" {
		return b.link.run(s, m.far())
	}
	s.User = "doomed"
	if err := b.boxes.copyTo(m.box, s.User); err != nil {
		return result{}, err
	}
	r, err := b.link.run(s, m.far())
	if err == nil {
		err = b.boxes.check(s.User, m.count)
	}
	return r, err
}

// measureLine measures the round trip of a line that was not measured yet. One
// that is not as asked makes all figures worthless.
func (b *bench) measureLine(m measure) error {
	if _, done := b.rtts[m.rtt]; done {
		return nil
	}
	r, err := b.link.run(spec{Part: "rtt", Host: b.spec(m, "").Host, Port: b.server.Port}, m.far())
	if err != nil {
		return err
	}
	b.rtts[m.rtt] = r.Seconds
	if off := r.Seconds/m.rtt.Seconds() - 1; m.far() && math.Abs(off) > b.size.tolerance {
		return fmt.Errorf("the round trip of %v takes %.2f ms", m.rtt, r.Seconds*1000)
	}
	return nil
}

// median returns the median of each field.
func median(results []result) result {
	of := func(field func(result) float64) float64 {
		var values []float64
		for _, r := range results {
			values = append(values, field(r))
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	return result{
		Seconds:  of(func(r result) float64 { return r.Seconds }),
		Text:     of(func(r result) float64 { return r.Text }),
		Verified: of(func(r result) float64 { return r.Verified }),
		Peak:     int64(of(func(r result) float64 { return float64(r.Peak) })),
	}
}
