package app

import (
	"context"
	"sync"

	"github.com/restante/restante/app/account"
)

// keyringDouble is a keyring that keeps passwords in memory.
type keyringDouble struct {
	mu      sync.Mutex
	secrets map[account.ID]account.Secret
}

// Get implements [account.Secrets].
func (m *keyringDouble) Get(_ context.Context, a account.Account) (account.Secret, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, ok := m.secrets[a.ID()]
	if !ok {
		return account.Secret{}, account.ErrNoSecret
	}
	return s, nil
}

// Put implements [account.Secrets].
func (m *keyringDouble) Put(_ context.Context, a account.Account, s account.Secret) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.secrets == nil {
		m.secrets = make(map[account.ID]account.Secret)
	}
	m.secrets[a.ID()] = s
	return nil
}

// Forget implements [account.Secrets].
func (m *keyringDouble) Forget(_ context.Context, a account.Account) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.secrets, a.ID())
	return nil
}
