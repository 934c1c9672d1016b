package words

import (
	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/lang"
)

// Security is what a way to secure the line is called where it is chosen.
func Security(s account.Security) string {
	switch s {
	case account.StartTLS:
		return lang.T("security.starttls")
	case account.Plain:
		return lang.T("security.plain")
	}
	return lang.T("security.tls")
}
