package account

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/zalando/go-keyring"
)

// service names the program in the system's keyring.
const service = "Restante"

// keyringPatience is how long the keyring may take: it may be asking the user to
// unlock it, and it may never answer.
const keyringPatience = time.Minute

// Keyring keeps passwords in the system's keyring: Secret Service on Linux, the
// Keychain on macOS, the Credential Manager on Windows.
type Keyring struct{}

// Get implements [Secrets].
func (Keyring) Get(ctx context.Context, a Account) (Secret, error) {
	return askKeyring(ctx, func() (Secret, error) {
		value, err := keyring.Get(service, string(a.ID()))
		return Secret{value}, err
	})
}

// Put implements [Secrets].
func (Keyring) Put(ctx context.Context, a Account, s Secret) error {
	_, err := askKeyring(ctx, func() (Secret, error) { return Secret{}, keyring.Set(service, string(a.ID()), s.value) })
	return err
}

// Forget implements [Secrets].
func (Keyring) Forget(ctx context.Context, a Account) error {
	_, err := askKeyring(ctx, func() (Secret, error) { return Secret{}, keyring.Delete(service, string(a.ID())) })
	if errors.Is(err, ErrNoSecret) || errors.Is(err, errAbsent) {
		return nil
	}
	return err
}

// errAbsent says that there is no keyring at all, so that there is no password in it
// either, unlike in one that is locked or does not answer.
var errAbsent = errors.New("there is none")

// absent reports whether an error of the library means that there is no bus, or no
// program on it that keeps secrets.
func absent(err error) bool {
	var dial *net.OpError
	return errors.As(err, &dial) && dial.Op == "dial" || strings.Contains(err.Error(), "was not provided by any .service files")
}

// askKeyring calls the keyring with a time limit. The library knows none: a call that
// never returns keeps its goroutine, and nothing else.
func askKeyring(ctx context.Context, call func() (Secret, error)) (Secret, error) {
	if !hasBus() {
		return Secret{}, fmt.Errorf("%w: no session bus: %w", ErrNoKeyring, errAbsent)
	}
	ctx, cancel := context.WithTimeout(ctx, keyringPatience)
	defer cancel()
	type answer struct {
		secret Secret
		err    error
	}
	answers := make(chan answer, 1)
	go func() {
		s, err := call()
		answers <- answer{s, err}
	}()
	select {
	case a := <-answers:
		switch {
		case a.err == nil:
			return a.secret, nil
		case errors.Is(a.err, keyring.ErrNotFound):
			return Secret{}, ErrNoSecret
		case absent(a.err):
			return Secret{}, fmt.Errorf("%w: %w: %w", ErrNoKeyring, errAbsent, a.err)
		}
		return Secret{}, fmt.Errorf("%w: %w", ErrNoKeyring, a.err)
	case <-ctx.Done():
		return Secret{}, fmt.Errorf("%w: %w", ErrNoKeyring, ctx.Err())
	}
}

// hasBus reports whether a session bus can be reached. Without one the library
// would start a bus of its own on Linux and leave it behind.
func hasBus() bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" || mocked {
		return true
	}
	if os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return true
	}
	dir := os.Getenv("XDG_RUNTIME_DIR")
	if dir == "" {
		return false
	}
	_, err := os.Stat(filepath.Join(dir, "bus"))
	return err == nil
}

// mocked is set by tests that put the library's double in the keyring's place.
var mocked bool
