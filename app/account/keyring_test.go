package account

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"testing"
)

// insideEnv is set in the run of the test binary that has a keyring of its own.
const insideEnv = "RESTANTE_INSIDE_KEYRING"

// TestRealKeyring keeps a password in a real, unlocked keyring: that of GNOME, on
// a session bus of its own, in a home folder of its own.
func TestRealKeyring(t *testing.T) {
	if os.Getenv(insideEnv) != "" {
		useRealKeyring(t)
		return
	}
	for _, program := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("RESTANTE_TEST_SERVERS") != "" {
				t.Fatal(err)
			}
			t.Skipf("skipped: %s is not here; it is a part of Linux desktops (%s)", program, runtime.GOOS)
		}
	}
	home := t.TempDir()
	script := `printf 'unlock' | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" -test.run '^TestRealKeyring$' -test.v`
	cmd := exec.Command("dbus-run-session", "--", "sh", "-c", script, os.Args[0])
	cmd.Env = append(os.Environ(), insideEnv+"=1", "HOME="+home, "XDG_DATA_HOME="+home, "XDG_RUNTIME_DIR="+home, "XDG_CACHE_HOME="+home)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func useRealKeyring(t *testing.T) {
	ctx := context.Background()
	k := Keyring{}
	if _, err := k.Get(ctx, anna); !errors.Is(err, ErrNoSecret) {
		t.Fatalf("empty keyring: %v", err)
	}
	for _, password := range []string{"hunter2", "pässwörd mit ünïcode и ещё", "x"} {
		if err := k.Put(ctx, anna, NewSecret(password)); err != nil {
			t.Fatal(err)
		}
		if s, err := k.Get(ctx, anna); err != nil || s.Reveal() != password {
			t.Errorf("got %q, %v", s.Reveal(), err)
		}
	}
	if err := k.Forget(ctx, anna); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Get(ctx, anna); !errors.Is(err, ErrNoSecret) {
		t.Errorf("forgotten: %v", err)
	}
}
