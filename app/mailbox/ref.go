package mailbox

import "github.com/restante/restante/app/account"

// Ref names one message: the mailbox, and the unique-id that the server gave it there
// (RFC 1939 section 7). The zero value names none.
type Ref struct {
	Mailbox account.ID
	UID     string
}
