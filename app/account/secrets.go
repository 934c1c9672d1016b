package account

import (
	"context"
	"errors"
	"sync"
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

// Memory keeps passwords for this run of the program only.
type Memory struct {
	mu      sync.Mutex
	secrets map[ID]Secret
}

// Get implements [Secrets].
func (m *Memory) Get(_ context.Context, a Account) (Secret, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, ok := m.secrets[a.ID()]
	if !ok {
		return Secret{}, ErrNoSecret
	}
	return s, nil
}

// Put implements [Secrets].
func (m *Memory) Put(_ context.Context, a Account, s Secret) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.secrets == nil {
		m.secrets = make(map[ID]Secret)
	}
	m.secrets[a.ID()] = s
	return nil
}

// Forget implements [Secrets].
func (m *Memory) Forget(_ context.Context, a Account) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.secrets, a.ID())
	return nil
}
