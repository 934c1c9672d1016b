package pop3

import (
	"context"
	"strings"
)

// Stat asks how many messages there are and how many bytes they have together
// (RFC 1939 section 5). Messages marked for deletion do not count. Both are 0 where the
// server tells no numbers. Called first after the login, it also asks anew what the
// server can do, in the same flight.
func (c *Conn) Stat(ctx context.Context) (count int, size int64, err error) {
	end, err := c.startCall(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return 0, 0, err
	}
	err = c.runSteps(step{"STAT", func(verb string) (err error) {
		count, size, err = c.readStat(verb)
		return err
	}})
	return count, size, end(err)
}

// readStat reads the answer to STAT and keeps it, as later answers are told from it.
func (c *Conn) readStat(verb string) (count int, size int64, err error) {
	text, err := c.readStatus(verb)
	if err != nil {
		return 0, 0, err
	}
	count, size, err = parseStat(text)
	c.statParsed = err == nil
	line, words := "+OK "+text, text != "" && !strings.ContainsAny(text, "0123456789")
	if err == nil || words && (c.statLine == "" || c.statLine == line) {
		// Words alone are an answer to STAT, too, as long as they are the same each
		// time: then they cannot be that to another command.
		c.msgCount, c.msgBytes, c.statLine = count, size, line
		err = nil
	}
	return count, size, err
}

// readStatProbe reads the answer to a STAT that was sent to see whether answers and
// commands are in step.
func (c *Conn) readStatProbe(verb string) error {
	_, _, err := c.readStat(verb)
	return err
}

// readStatOrRefusal is readStatProbe where a refusal does not matter.
func (c *Conn) readStatOrRefusal(verb string) error {
	err := c.readStatProbe(verb)
	if _, refused := asRefusal(err); refused {
		return nil
	}
	return err
}

// parseStat reads the two numbers of an answer to STAT. Only the first one matters;
// some servers put words where the second one belongs: it is then 0.
func parseStat(text string) (int, int64, error) {
	words := strings.Fields(text)
	if len(words) >= 1 {
		if count, ok := parseNumber([]byte(words[0])); ok {
			var size int64
			if len(words) >= 2 {
				size, _ = parseSize([]byte(words[1]), sumBits)
			}
			return count, size, nil
		}
	}
	return 0, 0, &ProtocolError{Command: "STAT", Detail: "a number of messages was expected", Line: printable([]byte(text))}
}
