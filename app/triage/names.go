package triage

import "github.com/restante/restante/mime"

// senderName is the name of a sender for the screen, as the mail has it.
func senderName(s *mime.Summary) string {
	switch {
	case len(s.From) == 0:
		return ""
	case s.From[0].Name != "":
		return s.From[0].Name
	}
	return s.From[0].Addr
}
