package account

import (
	"context"
	"errors"
)

var (
	// ErrNoSecret says that no password is kept for an account.
	ErrNoSecret = errors.New("account: no password is kept for this account")

	// ErrNoKeyring says that the system has no keyring that can be used. The
	// cause is joined to it.
	ErrNoKeyring = errors.New("account: the system's keyring cannot be used")
)

// Secret is a password. It prints as dots wherever it is printed by mistake.
type Secret struct{ value string }

// NewSecret makes a Secret.
func NewSecret(value string) Secret { return Secret{value} }

// Reveal returns the password itself.
func (s Secret) Reveal() string { return s.value }

// String returns dots.
func (s Secret) String() string { return "••••" }

// GoString returns dots, for %#v.
func (s Secret) GoString() string { return "account.Secret(••••)" }

// MarshalText refuses: a secret is never written down.
func (s Secret) MarshalText() ([]byte, error) {
	return nil, errors.New("account: a secret is never written down")
}

// Secrets keeps passwords. Its methods may wait for the system and must not be
// called on the UI goroutine.
type Secrets interface {
	// Get returns the password of an account, or [ErrNoSecret] or
	// [ErrNoKeyring].
	Get(ctx context.Context, a Account) (Secret, error)
	// Put keeps a password.
	Put(ctx context.Context, a Account, s Secret) error
	// Forget removes a password. One that is not there is no error.
	Forget(ctx context.Context, a Account) error
}
