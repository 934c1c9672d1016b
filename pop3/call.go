package pop3

import (
	"context"
	"errors"
	"time"
)

// startCall starts a call: it ties ctx to the connection and sets the patience for
// its answers. The returned function ends the call and turns the error of a
// cancelled one into that of its context.
func (c *Conn) startCall(ctx context.Context, patience time.Duration) (end func(error) error, err error) {
	if c.ended.Load() {
		return nil, ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return nil, err // nothing was sent: the session stays usable
	}
	c.timer.patience = patience
	c.startAnswerTimer()
	stop := context.AfterFunc(ctx, func() {
		c.timer.cancelled.Store(true)
		// A deadline in the past wakes a blocked read or write.
		_ = c.netConn.SetDeadline(time.Unix(1, 0))
	})
	return func(err error) error {
		if !stop() {
			// The context ended while the call ran. An answer may be half
			// read, so the session cannot go on even if this call succeeded.
			c.Close()
			if err == nil || isLineError(err) {
				err = &LineError{Err: context.Cause(ctx)}
			}
		}
		if isFatal(err) {
			c.Close()
		}
		return err
	}, nil
}

// isLineError reports whether an error is one of the connection.
func isLineError(err error) bool {
	var l *LineError
	return errors.As(err, &l)
}

// isFatal reports whether an error leaves the session unusable. A refusal by
// the server does not.
func isFatal(err error) bool {
	if err == nil {
		return false
	}
	_, refused := asRefusal(err)
	var unended *UnendedError
	return !refused && !errors.As(err, &unended) && !errors.Is(err, ErrPipelining)
}
