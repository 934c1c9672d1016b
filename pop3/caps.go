package pop3

import (
	"context"
	"slices"
	"strings"
)

// Caps is what a server says it can do (RFC 2449). A server without CAPA yields
// the zero value: then only trying tells.
type Caps struct {
	Known      bool     // the server answered CAPA
	TOP        bool     // headers without bodies (RFC 1939 section 7)
	UIDL       bool     // unique-ids (RFC 1939 section 7)
	User       bool     // USER and PASS (RFC 1939 section 7)
	Pipelining bool     // many commands before the first answer (RFC 2449 section 6.6)
	STLS       bool     // encryption on demand (RFC 2595)
	SASL       []string // mechanisms of AUTH, upper case (RFC 5034)
	RespCodes  bool     // codes in brackets behind -ERR (RFC 2449 section 8)
	Other      []string // all other lines, as they came
}

// Capa asks what the server can do. The answer is kept until the login or STLS,
// after which a server may say something else (RFC 2449 section 5). A server
// that refuses CAPA is no error.
func (c *Conn) Capa(ctx context.Context) (Caps, error) {
	if c.caps != nil && !c.ended.Load() {
		return *c.caps, nil
	}
	end, err := c.begin(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return Caps{}, err
	}
	caps, err := c.capa()
	if err = end(err); err != nil {
		return Caps{}, err
	}
	c.caps = &caps
	return caps, nil
}

func (c *Conn) capa() (Caps, error) {
	c.command("CAPA")
	if err := c.flush("CAPA"); err != nil {
		return Caps{}, err
	}
	c.expect()
	return c.readCaps()
}

// takeCaps reads the answer to CAPA and keeps it.
func (c *Conn) takeCaps(string) error {
	caps, err := c.readCaps()
	if err == nil {
		c.caps = &caps
	}
	return err
}

func (c *Conn) readCaps() (Caps, error) {
	var caps Caps
	if _, err := c.status("CAPA"); err != nil {
		if _, refused := asRefusal(err); refused {
			return caps, nil
		}
		return caps, err
	}
	caps.Known = true
	return caps, c.rows("CAPA", func(line []byte) error {
		caps.add(string(line))
		return nil
	})
}

func (caps *Caps) add(line string) {
	words := strings.Fields(strings.ToUpper(line))
	if len(words) == 0 {
		return
	}
	switch words[0] {
	case "TOP":
		caps.TOP = true
	case "UIDL":
		caps.UIDL = true
	case "USER":
		caps.User = true
	case "PIPELINING":
		caps.Pipelining = true
	case "STLS":
		caps.STLS = true
	case "RESP-CODES":
		caps.RespCodes = true
	case "SASL":
		caps.SASL = words[1:]
	default:
		if len(caps.Other) < 100 {
			caps.Other = append(caps.Other, printable([]byte(line)))
		}
	}
}

// HasSASL reports whether AUTH with the given mechanism is offered.
func (caps Caps) HasSASL(mechanism string) bool {
	return slices.Contains(caps.SASL, mechanism)
}
