package words

import (
	"github.com/restante/restante/app/mailbox"
)

// Waiting tells how much waits, as far as is known.
func Waiting(s *mailbox.Snapshot) string {
	if !s.Listed {
		return Messages(s.Count)
	}
	return Items(Messages(s.Count), ByteSize(s.Bytes))
}
