package pop3

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Caps is what a server says it can do (RFC 2449), as far as a client acts on it. A
// server without CAPA yields a value that is not Known: then only trying tells.
type Caps struct {
	Known      bool          // the server answered CAPA
	Encrypted  bool          // the line was encrypted when it did
	UIDL       bool          // unique-ids (RFC 1939 section 7)
	User       bool          // USER and PASS (RFC 1939 section 7)
	Pipelining bool          // many commands before the first answer (RFC 2449 section 6.6)
	STLS       bool          // encryption on demand (RFC 2595)
	SASL       []string      // mechanisms of AUTH, upper case (RFC 5034), at most 100; not nil but empty where the server names none
	UTF8       bool          // UTF-8 in messages and answers, once asked for (RFC 6856 section 2)
	UTF8User   bool          // and in USER, PASS and APOP (RFC 6856 section 2.2)
	LoginDelay time.Duration // from one login to the next (RFC 2449 section 6.5); 0 where nothing was said
}

// Capa asks what the server can do. The answer is kept until the login or STLS,
// after which a server may say something else (RFC 2449 section 5). A server
// that refuses CAPA is no error.
func (c *Conn) Capa(ctx context.Context) (Caps, error) {
	if c.caps != nil && !c.ended.Load() {
		return *c.caps, nil
	}
	if c.opts.NoCAPA && !c.ended.Load() {
		return Caps{}, nil
	}
	end, err := c.startCall(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return Caps{}, err
	}
	caps, err := c.askCaps()
	if err = end(err); err != nil {
		return Caps{}, err
	}
	c.caps = &caps
	return caps, nil
}

// askCaps sends CAPA and reads the answer.
func (c *Conn) askCaps() (Caps, error) {
	c.queueCommand("CAPA")
	if err := c.sendTimed("CAPA"); err != nil {
		return Caps{}, err
	}
	c.startAnswerTimer()
	return c.readCaps()
}

// readAndKeepCaps reads the answer to CAPA as one of some steps.
func (c *Conn) readAndKeepCaps(string) error {
	caps, err := c.readCaps()
	if err == nil {
		c.caps = &caps
	}
	return err
}

// readCaps reads the answer to CAPA. A refusal yields what is not Known.
func (c *Conn) readCaps() (Caps, error) {
	var caps Caps
	if _, err := c.readStatus("CAPA"); err != nil {
		if _, refused := asRefusal(err); refused {
			return caps, nil
		}
		return caps, err
	}
	caps.Known, caps.Encrypted = true, c.Encrypted()
	return caps, c.readRows("CAPA", func(line []byte) error {
		caps.addLine(string(line))
		return nil
	})
}

// addLine reads one line of the answer to CAPA. What is not known counts for nothing.
func (caps *Caps) addLine(line string) {
	words := strings.Fields(strings.ToUpper(line))
	if len(words) == 0 {
		return
	}
	switch words[0] {
	case "UIDL":
		caps.UIDL = true
	case "USER":
		caps.User = true
	case "PIPELINING":
		caps.Pipelining = true
	case "STLS":
		caps.STLS = true
	case "SASL":
		caps.addSASL(words[1:])
	case "UTF8":
		caps.UTF8, caps.UTF8User = true, caps.UTF8User || slices.Contains(words[1:], "USER")
	case "LOGIN-DELAY":
		caps.LoginDelay = parseDelay(words[1:])
	}
}

// maxMechanisms bounds how many mechanisms are kept.
const maxMechanisms = 100

// addSASL adds mechanisms, each once.
func (caps *Caps) addSASL(names []string) {
	if caps.SASL == nil {
		caps.SASL = []string{}
	}
	for _, name := range names {
		if len(caps.SASL) < maxMechanisms && isMechanismName(name) && !caps.HasSASL(name) {
			caps.SASL = append(caps.SASL, name)
		}
	}
}

// isMechanismName reports whether s can be the name of a mechanism (RFC 4422 section
// 3.1), which is 20 characters there; some are longer.
func isMechanismName(s string) bool {
	return len(s) <= 64 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

// maxDelay is the longest pause that is believed.
const maxDelay = 24 * time.Hour

// parseDelay reads what stands behind LOGIN-DELAY, in seconds, and perhaps USER. What
// cannot be read counts as nothing said.
func parseDelay(words []string) time.Duration {
	if len(words) == 0 {
		return 0
	}
	seconds, err := strconv.ParseUint(words[0], 10, 31)
	if err != nil {
		return 0
	}
	return min(time.Duration(seconds)*time.Second, maxDelay)
}

// HasSASL reports whether AUTH with the given mechanism is offered.
func (caps Caps) HasSASL(mechanism string) bool {
	return slices.Contains(caps.SASL, mechanism)
}
