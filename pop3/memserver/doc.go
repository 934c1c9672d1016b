// Package memserver is a POP3 server in memory: a correct one (RFC 1939 with
// CAPA, UIDL, TOP, PIPELINING, STLS, AUTH PLAIN and a lock on the mailbox) that
// can be told to misbehave in one precise way at a time.
//
// Tests and the sample mailbox use it. It serves over any net.Conn, so it works
// on a pipe under virtual time as well as on a listener:
//
//	srv := memserver.New()
//	box := srv.AddUser("anna", "secret")
//	box.Add("uid-1", []byte("Subject: Hello\r\n\r\nHello.\r\n"))
//	conn := srv.Pipe() // the client's end
//
// Faults are set on the server before the connection that should meet them is
// made, see [Faults]. The server counts round trips, so that the speed of a
// client can have a unit test, see [Server.RoundTrips].
package memserver
