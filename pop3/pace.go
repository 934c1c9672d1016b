package pop3

import "time"

// How fast a pipeline goes: how many commands are in flight so that the line is always
// full, and yet nobody waits long for what is asked for next.
//
// That depends on line and server, which nobody knows beforehand. So it is measured: the
// depth doubles with every round trip as long as the throughput rises with it, as TCP
// itself does at the start of a connection, and is tried again after some rounds without
// a rise. It never is more than what the server answers in a round trip and
// maxAnswerLag. A pipeline begins with what the one before has reached, or with what the
// bytes promise that have come lately; one of whole messages begins with few, as their
// sizes differ most.

const (
	// initialDepth is how many commands may be in flight at the start, as long as
	// nothing is known of line and server.
	initialDepth = 64

	// leastDepth is what a slow server is left with.
	leastDepth = 4

	// maxAnswerLag bounds how long the answers in flight take to arrive beyond one
	// round trip, so that what the user asks for next does not wait behind them.
	maxAnswerLag = 500 * time.Millisecond

	// flatRoundsBeforeRetry is after how many rounds without a rise another doubling is tried:
	// a line may have become faster, or the measuring may have been disturbed.
	flatRoundsBeforeRetry = 8
)

// The usual size of an answer in bytes.
const (
	usualHeadBytes = 1000 // of TOP
	usualLineBytes = 30   // of DELE
)

// byteRate measures how many bytes a second come.
type byteRate struct {
	rate  float64 // bytes a second; 0 before there was enough to measure
	began time.Time
	last  time.Time
	bytes int
}

// add takes note of bytes that have come. What comes within a round trip is
// taken together, as a server sends in bursts until the line is full.
func (m *byteRate) add(bytes int, now time.Time, rtt time.Duration) {
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

// startDepth is how many commands may be in flight at the start of a pipeline:
// as many as were at the end of the last one, or as the bytes that have come
// lately promise.
func (c *Conn) startDepth(verb string) int {
	if verb == "RETR" {
		return leastDepth // one message may be as large as ten thousand others
	}
	size := usualLineBytes
	if verb == "TOP" {
		size = usualHeadBytes
		if c.topAnswers > 0 {
			size = int(c.topBytes/int64(c.topAnswers)) + usualLineBytes
		}
	}
	// While TCP has not filled the line, the next round trip brings twice as much.
	promised := 2 * c.received.rate * (c.roundTrip + maxAnswerLag).Seconds() / float64(size)
	return max(initialDepth, c.lastDepth, int(promised))
}

// pace decides how many commands may be in flight. It judges in rounds: as many answers
// as could be in flight when the round began, or fewer when they take long.
type pace struct {
	depth        int
	limit        int           // the most that is allowed by maxAnswerLag
	roundTrip    time.Duration // the shortest time that an answer has taken in this session
	growing      bool
	flatRounds   int // rounds since the throughput has risen
	roundBegan   time.Time
	roundAnswers int     // answers that make the round
	answers      int     // answers in the round so far
	rate         float64 // answers a second in the round before
}

// newPace begins with a depth that was reached before in the session.
func newPace(depth int, rtt time.Duration) pace {
	return pace{depth: depth, limit: 2 * depth, roundTrip: rtt, growing: true, roundBegan: time.Now(), roundAnswers: depth}
}

// countAnswer takes note of an answer.
func (p *pace) countAnswer() {
	if p.growing && p.depth < p.limit {
		p.depth++
	}
	p.answers++
	now := time.Now()
	if p.answers < p.roundAnswers && now.Sub(p.roundBegan) < p.roundTrip+maxAnswerLag {
		return
	}
	p.endRound(now.Sub(p.roundBegan))
	p.roundBegan, p.roundAnswers, p.answers = now, p.depth, 0
}

// endRound judges a round that has taken that long.
func (p *pace) endRound(took time.Duration) {
	rate := float64(p.answers) / max(took, time.Microsecond).Seconds()
	p.limit = max(leastDepth, int(rate*(p.roundTrip+maxAnswerLag).Seconds()))
	p.depth = min(p.depth, p.limit)
	switch {
	case rate > p.rate*1.1:
		p.growing, p.flatRounds = true, 0
	case p.flatRounds >= flatRoundsBeforeRetry:
		p.growing, p.flatRounds = true, 0
	default:
		p.growing = false
		p.flatRounds++
	}
	p.rate = rate
}
