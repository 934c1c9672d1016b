package pop3

import "time"

const (
	// firstDepth is how many commands may be in flight at the start, as long as
	// nothing is known of line and server.
	firstDepth = 64

	// leastDepth is what a slow server is left with.
	leastDepth = 4

	// maxAhead bounds how long the answers in flight take to arrive beyond one
	// round trip, so that what the user asks for next does not wait behind them.
	maxAhead = 500 * time.Millisecond

	// probing is after how many rounds without a rise another doubling is tried:
	// a line may have become faster, or the measuring may have been disturbed.
	probing = 8
)

// The usual size of an answer in bytes.
const (
	usualHead = 1000 // of TOP
	usualLine = 30   // of DELE
)

// meter measures how many bytes a second come.
type meter struct {
	rate  float64 // bytes a second; 0 before there was enough to measure
	began time.Time
	last  time.Time
	bytes int
}

// took takes note of bytes that have come. What comes within a round trip is
// taken together, as a server sends in bursts until the line is full.
func (m *meter) took(bytes int, now time.Time, rtt time.Duration) {
	window := max(rtt, 20*time.Millisecond)
	if now.Sub(m.last) > 2*window {
		m.began, m.bytes = now, 0
	}
	m.last = now
	m.bytes += bytes
	if took := now.Sub(m.began); took >= window {
		m.rate = max(float64(m.bytes)/took.Seconds(), m.rate/2)
		m.began, m.bytes = now, 0
	}
}

// firstDepth is how many commands may be in flight at the start of a pipeline:
// as many as were at the end of the last one, or as the bytes that have come
// lately promise.
func (c *Conn) firstDepth(verb string) int {
	if verb == "RETR" {
		return leastDepth // one message may be as large as ten thousand others
	}
	size := usualLine
	if verb == "TOP" {
		size = usualHead
		if c.tops > 0 {
			size = int(c.topBytes/int64(c.tops)) + usualLine
		}
	}
	// While TCP has not filled the line, the next round trip brings twice as much.
	promised := 2 * c.meter.rate * (c.rtt + maxAhead).Seconds() / float64(size)
	return max(firstDepth, c.depth, int(promised))
}

// pace decides how many commands may be in flight. The depth doubles with every
// round trip as long as the throughput rises with it, as TCP itself does at the
// start of a connection. A round is as many answers as could be in flight when
// it began, or fewer when they take long.
type pace struct {
	depth   int
	limit   int           // the most that is allowed by maxAhead
	rtt     time.Duration // the shortest time that an answer has taken in this session
	growing bool
	flat    int       // rounds since the throughput has risen
	began   time.Time // of the round
	size    int       // answers that make the round
	count   int       // answers in the round so far
	rate    float64   // answers a second in the round before
}

// newPace begins with a depth that was reached before in the session.
func newPace(depth int, rtt time.Duration) pace {
	return pace{depth: depth, limit: 2 * depth, rtt: rtt, growing: true, began: time.Now(), size: depth}
}

// answered takes note of an answer.
func (p *pace) answered() {
	if p.growing && p.depth < p.limit {
		p.depth++
	}
	p.count++
	now := time.Now()
	if p.count < p.size && now.Sub(p.began) < p.rtt+maxAhead {
		return
	}
	p.round(now.Sub(p.began))
	p.began, p.size, p.count = now, p.depth, 0
}

// round judges a round that has taken that long.
func (p *pace) round(took time.Duration) {
	rate := float64(p.count) / max(took, time.Microsecond).Seconds()
	p.limit = max(leastDepth, int(rate*(p.rtt+maxAhead).Seconds()))
	p.depth = min(p.depth, p.limit)
	switch {
	case rate > p.rate*1.1:
		p.growing, p.flat = true, 0
	case p.flat >= probing:
		p.growing, p.flat = true, 0
	default:
		p.growing = false
		p.flat++
	}
	p.rate = rate
}
