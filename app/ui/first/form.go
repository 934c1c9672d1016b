package first

import (
	"github.com/restante/restante/app/account"
)

// SignInForm is what the first page asks for.
type SignInForm struct {
	Account  account.Account
	Password string
	Private  bool // somebody else's computer: nothing is kept
}
