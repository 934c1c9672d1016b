// Package pop3 is a client for the Post Office Protocol, version 3 (RFC 1939),
// with the extensions that matter today: CAPA and pipelining (RFC 2449), STLS
// (RFC 2595), TLS from the start (RFC 8314), SASL (RFC 5034), UTF-8 (RFC 6856) and
// the response codes of RFC 2449 and RFC 3206. It needs nothing but the standard
// library: PLAIN, APOP, USER and PASS are built in, every other mechanism comes in
// as a [Mechanism].
//
// # A session
//
// A session goes through three states. After the greeting it is in
// [Authorization]: the client may ask what the server can do, protect the line
// and log in. With the login it enters [Transaction]: messages can be listed,
// fetched and marked for deletion. [Conn.Quit] enters the UPDATE state, in which
// the server removes what was marked, and ends the session.
//
//	c, err := pop3.DialTLS(ctx, "mail.example.org:995", nil)
//	if err != nil { … }
//	defer c.Close()
//	err = c.Login(ctx, pop3.Credentials{User: "anna", Password: "…"})
//	entries, err := c.List(ctx)
//	left, err := c.Dele(ctx, pop3.Nums(nums), func(num int, refused error) error { … })
//	err = c.Quit(ctx)
//
// # Deletion
//
// DELE only marks. Nothing is removed before the server has answered QUIT: when
// the line breaks earlier, the standard forbids the server to remove anything
// (RFC 1939 section 6). Closing a session without Quit is therefore a true undo.
// When the line breaks after QUIT was sent and before its answer arrived, nobody
// can know what happened: Quit then returns an [UncertainError], and only a new
// session that compares unique-ids can tell.
//
// # The lock
//
// RFC 1939 section 3 asks the server to lock the mailbox during a session. Some
// do, some do not. Where it is locked a second login is refused with the code
// [CodeInUse]; so hold a session no longer than needed. Where it is not locked,
// another client may delete at the same time: a refused DELE then means that the
// message is gone.
//
// # Message numbers
//
// Numbers count from 1 and hold for one session only. Between sessions only the
// unique-id ([Entry.UID]) names a message. Sizes are hints; many servers tell
// wrong ones.
//
// # Order of answers
//
// POP3 answers carry no tag: they are matched to commands by their order. One
// line too many or too few shifts all later answers. Therefore everything that
// is not a well-formed answer ends the session with a [ProtocolError], and no
// method can be called after that.
//
// # Pipelining
//
// Where the server offers it (RFC 2449 section 6.6) many commands go out before
// the first answer: [Conn.Tops] and [Conn.Dele] keep the line full, [Conn.Stat],
// [Conn.List] and [Conn.Page] share flights. Nothing is sent behind the last line of
// a login before its answer. A server that throws away what was sent ahead is
// noticed: lists are asked for again, and for the others see [ErrPipelining].
//
// # Concurrency and cancelling
//
// A [Conn] belongs to one goroutine at a time and starts none. Every method that
// talks to the server takes a context; when it ends, the method returns at once
// and the connection is closed, because the rest of an answer may still be under
// way. Every wait has a deadline and every answer has a limit, see [Limits] and
// [Timeouts].
package pop3
