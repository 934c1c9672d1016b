// Package poptest holds what tests of POP3 clients need beside a server in
// memory: a throw-away certificate authority, and real servers (Dovecot and GNU
// Mailutils) on loopback.
package poptest
