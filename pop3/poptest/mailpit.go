package poptest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/smtp"
	"path/filepath"
	"regexp"
	"slices"
)

// mailpitSocket is where Mailpit listens for mail, "smtp", and for its own
// interface, "web". It keeps the mail in a database that nobody else reads.
func (r *Real) mailpitSocket(name string) string { return filepath.Join(r.dir, "run", name) }

// mailpitListens reports whether both are there: they may come after its POP3 port.
func (r *Real) mailpitListens() bool {
	for _, name := range []string{"smtp", "web"} {
		conn, err := net.Dial("unix", r.mailpitSocket(name))
		if err != nil {
			return false
		}
		conn.Close()
	}
	return true
}

// callMailpit asks Mailpit's own interface and returns the body of the answer.
func (r *Real) callMailpit(method, path string) ([]byte, error) {
	client := &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", r.mailpitSocket("web"))
		},
	}}
	req, err := http.NewRequest(method, "http://mailpit"+path, nil)
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	switch {
	case err == nil && resp.StatusCode == http.StatusNotFound:
		err = fmt.Errorf("mailpit: %s %s: %w", method, path, errGone)
	case err == nil && resp.StatusCode != http.StatusOK:
		err = fmt.Errorf("mailpit: %s %s: %s", method, path, resp.Status)
	}
	return body, err
}

// fillMailpit replaces the mailbox of Mailpit.
func (r *Real) fillMailpit(messages [][]byte) error {
	if _, err := r.callMailpit(http.MethodDelete, "/api/v1/messages"); err != nil {
		return err
	}
	conn, err := net.Dial("unix", r.mailpitSocket("smtp"))
	if err != nil {
		return err
	}
	c, err := smtp.NewClient(conn, "localhost")
	if err != nil {
		return err
	}
	defer c.Close()
	// What came last is listed first.
	for _, m := range slices.Backward(messages) {
		if err := c.Mail(""); err != nil {
			return err
		}
		if err := c.Rcpt(User + "@post.example"); err != nil {
			return err
		}
		w, err := c.Data()
		if err != nil {
			return err
		}
		if _, err := w.Write(m); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
	}
	return c.Quit()
}

// errGone says that Mailpit does not have what was asked for.
var errGone = errors.New("it is gone")

// mailpitStored asks Mailpit for the mailbox. Messages may go while it does, as they are
// deleted when QUIT was answered: then it asks again.
func (r *Real) mailpitStored() (messages [][]byte, err error) {
	for range 100 {
		if messages, err = r.readMailpit(); !errors.Is(err, errGone) {
			break
		}
	}
	return messages, err
}

// readMailpit asks for all messages, one after the other.
func (r *Real) readMailpit() ([][]byte, error) {
	var messages [][]byte
	for {
		body, err := r.callMailpit(http.MethodGet, fmt.Sprintf("/api/v1/messages?start=%d&limit=1000", len(messages)))
		if err != nil {
			return nil, err
		}
		var page struct{ Messages []struct{ ID string } }
		if err := json.Unmarshal(body, &page); err != nil {
			return nil, err
		}
		if len(page.Messages) == 0 {
			return messages, nil
		}
		for _, m := range page.Messages {
			raw, err := r.callMailpit(http.MethodGet, "/api/v1/message/"+m.ID+"/raw")
			if err != nil {
				return nil, err
			}
			messages = append(messages, withoutMailpitFields(raw))
		}
	}
}

// mailpitFields are the header fields that Mailpit puts on top of a message when it
// comes.
var mailpitFields = regexp.MustCompile(`^(Bcc: .*\r\n)?Received: .*\r\n\s+by .* \(Mailpit\) .*\r\n\s+for .*\r\n`)

// withoutMailpitFields takes them away.
func withoutMailpitFields(raw []byte) []byte { return raw[len(mailpitFields.Find(raw)):] }
