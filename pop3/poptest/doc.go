// Package poptest holds what tests of POP3 clients need beside a server in
// memory: a throw-away certificate authority, and real servers on loopback
// (Dovecot, GNU Mailutils, popa3d, Cyrus and Mailpit), with what they differ in.
package poptest
