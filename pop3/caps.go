package pop3

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Caps is what a server says it can do (RFC 2449). A server without CAPA yields
// a value that is not Known: then only trying tells.
type Caps struct {
	Known      bool     // the server answered CAPA
	Encrypted  bool     // the line was encrypted when it did
	TOP        bool     // headers without bodies (RFC 1939 section 7)
	UIDL       bool     // unique-ids (RFC 1939 section 7)
	User       bool     // USER and PASS (RFC 1939 section 7)
	Pipelining bool     // many commands before the first answer (RFC 2449 section 6.6)
	STLS       bool     // encryption on demand (RFC 2595)
	SASL       []string // mechanisms of AUTH, upper case (RFC 5034); not nil but empty where the server names none
	RespCodes  bool     // codes in brackets behind -ERR (RFC 2449 section 8)
	AuthCodes  bool     // CodeAuth tells refused secrets from other troubles (RFC 3206 section 6)
	UTF8       bool     // UTF-8 in messages and answers, once asked for (RFC 6856 section 2)
	UTF8User   bool     // and in USER, PASS and APOP (RFC 6856 section 2.2)
	Lang       bool     // texts in other languages (RFC 6856 section 3)
	Expire     Expire
	LoginDelay LoginDelay
	Software   string   // name and version of the server (IMPLEMENTATION, RFC 2449 section 6.9)
	Other      []string // all other lines, as they came; at most 100
}

// Expire is how long a server keeps mail (RFC 2449 section 6.7).
type Expire struct {
	Said  bool // the server said something about it
	Never bool // it deletes nothing by itself
	Days  int  // else after so many days; 0 means that mail may vanish as soon as it was read
	User  bool // another value may hold for a user, and is told after the login
}

// LoginDelay is how long a client has to wait from one login to the next
// (RFC 2449 section 6.5).
type LoginDelay struct {
	Pause time.Duration // 0 where nothing was said
	User  bool          // another value may hold for a user, and is told after the login
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
	if err := c.flushIdle("CAPA"); err != nil {
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
	caps.Known, caps.Encrypted = true, c.Encrypted()
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
	case "AUTH-RESP-CODE":
		caps.AuthCodes = true
	case "LANG":
		caps.Lang = true
	case "SASL":
		caps.addSASL(words[1:])
	case "UTF8":
		caps.UTF8, caps.UTF8User = true, caps.UTF8User || slices.Contains(words[1:], "USER")
	case "EXPIRE":
		caps.Expire = parseExpire(words[1:])
	case "EXPIRENEVER": // GNU Mailutils
		caps.Expire = Expire{Said: true, Never: true}
	case "LOGIN-DELAY":
		caps.LoginDelay = parseDelay(words[1:])
	case "IMPLEMENTATION":
		caps.Software = printable([]byte(strings.TrimSpace(line)[len("IMPLEMENTATION"):]))
	default:
		if len(caps.Other) < maxOther {
			caps.Other = append(caps.Other, printable([]byte(line)))
		}
	}
}

// maxOther bounds how many mechanisms and unknown lines are kept.
const maxOther = 100

func (caps *Caps) addSASL(names []string) {
	if caps.SASL == nil {
		caps.SASL = []string{}
	}
	for _, name := range names {
		if len(caps.SASL) < maxOther && isMechanismName(name) && !caps.HasSASL(name) {
			caps.SASL = append(caps.SASL, name)
		}
	}
}

// isMechanismName reports whether s can be the name of a mechanism (RFC 4422 section
// 3.1), which is 20 characters there; some are longer.
func isMechanismName(s string) bool {
	return len(s) <= 64 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

// parseExpire reads what stands behind EXPIRE. What cannot be read counts as
// nothing said.
func parseExpire(words []string) Expire {
	if len(words) == 0 {
		return Expire{}
	}
	user := len(words) > 1 && words[1] == "USER"
	if words[0] == "NEVER" {
		return Expire{Said: true, Never: true, User: user}
	}
	days, err := strconv.ParseUint(words[0], 10, 31)
	if err != nil {
		return Expire{}
	}
	return Expire{Said: true, Days: int(days), User: user}
}

// maxDelay is the longest pause that is believed.
const maxDelay = 24 * time.Hour

// parseDelay reads what stands behind LOGIN-DELAY, in seconds.
func parseDelay(words []string) LoginDelay {
	if len(words) == 0 {
		return LoginDelay{}
	}
	seconds, err := strconv.ParseUint(words[0], 10, 31)
	if err != nil {
		return LoginDelay{}
	}
	pause := min(time.Duration(seconds)*time.Second, maxDelay)
	return LoginDelay{Pause: pause, User: len(words) > 1 && words[1] == "USER"}
}

// HasSASL reports whether AUTH with the given mechanism is offered.
func (caps Caps) HasSASL(mechanism string) bool {
	return slices.Contains(caps.SASL, mechanism)
}
