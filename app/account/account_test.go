package account

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"
)

func TestSuggest(t *testing.T) {
	tests := []struct{ address, host string }{
		{"anna@post.example", "pop.post.example"},
		{" Anna@GMAIL.com ", "pop.gmail.com"},
		{"a@web.de", "pop3.web.de"},
		{"anna", ""},
		{"anna@", ""},
		{"anna@local", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := Suggest(tt.address); got.Host != tt.host || got.Port != 995 || got.Security != TLS {
			t.Errorf("Suggest(%q) = %+v, want host %q", tt.address, got, tt.host)
		}
	}
}

var anna = Account{Address: "anna@post.example", User: "anna", Server: Server{Host: "pop.post.example", Port: 995, Security: TLS}}

func TestSettings(t *testing.T) {
	path := filepath.Join(t.TempDir(), "with blanks и буквы", "settings.json")
	s, err := Load(path)
	if err != nil || len(s.Accounts) > 0 {
		t.Fatalf("no file: %+v, %v", s, err)
	}
	s.Put(anna)
	s.Theme, s.TextSize = "dark", 150
	if err := Save(path, s); err != nil {
		t.Fatal(err)
	}
	got, err := Load(path)
	if err != nil || len(got.Accounts) != 1 || got.Accounts[0].Account != anna || got.Theme != "dark" || got.TextSize != 150 {
		t.Errorf("got %+v, %v", got, err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("L06 mode %v, %v", info.Mode(), err)
	}
	dir, err := os.Stat(filepath.Dir(path))
	if err != nil || dir.Mode().Perm() != 0o700 {
		t.Errorf("L06 folder mode %v, %v", dir.Mode(), err)
	}
	if names, _ := os.ReadDir(filepath.Dir(path)); len(names) != 1 {
		t.Errorf("files left behind: %v", names)
	}
}

func TestThreat_P07_PinIsKept(t *testing.T) {
	a := anna
	if _, ok := a.Pin(); ok {
		t.Error("a pin from nowhere")
	}
	a.PinnedKey, a.Login = strings.Repeat("0a", 32), "SCRAM-SHA-256"
	path := filepath.Join(t.TempDir(), "settings.json")
	if err := Save(path, Settings{Accounts: []Entry{{Account: a}}}); err != nil {
		t.Fatal(err)
	}
	s, err := Load(path)
	if err != nil || len(s.Accounts) != 1 || s.Accounts[0].Account != a {
		t.Fatalf("got %+v, %v", s.Accounts, err)
	}
	if key, ok := s.Accounts[0].Pin(); !ok || key[0] != 10 || key[31] != 10 {
		t.Errorf("got %x, %v", key, ok)
	}
	for _, bad := range []string{"0a", strings.Repeat("0a", 33), strings.Repeat("zz", 32)} {
		a.PinnedKey = bad
		if _, ok := a.Pin(); ok {
			t.Errorf("%q was taken for a key", bad)
		}
	}
	if data, err := json.Marshal(anna); err != nil || strings.Contains(string(data), "pinnedKey") || strings.Contains(string(data), `"login"`) {
		t.Errorf("empty fields are written: %s, %v", data, err)
	}
}

func TestThreat_L01_BrokenSettings(t *testing.T) {
	good, err := json.Marshal(Settings{Version: version, Accounts: []Entry{{Account: anna}}})
	if err != nil {
		t.Fatal(err)
	}
	contents := map[string][]byte{
		"empty":  {},
		"noise":  {0xff, 0, 1, 2},
		"newer":  []byte(`{"version": 99}`),
		"array":  []byte(`[1]`),
		"huge":   []byte(`{"theme":"` + strings.Repeat("x", maxSettings) + `"}`),
		"number": []byte(`{"account": 7}`),
	}
	for i := 1; i < len(good)-1; i += 7 {
		contents[fmt.Sprintf("cut at %d", i)] = good[:i]
	}
	for name, data := range contents {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "settings.json")
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := Load(path)
			var broken *SettingsError
			if !errors.As(err, &broken) || len(s.Accounts) > 0 {
				t.Fatalf("got %+v, %v", s, err)
			}
			kept, err := os.ReadFile(broken.Kept)
			if err != nil || string(kept) != string(data) {
				t.Errorf("the old file is lost: %v", err)
			}
			if err := Save(path, Settings{Accounts: []Entry{{Account: anna}}}); err != nil {
				t.Fatal(err)
			}
			// A second broken file does not push out the first.
			if err := os.WriteFile(path, []byte("again"), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := Load(path); err == nil {
				t.Error("no error")
			}
			if again, _ := os.ReadFile(broken.Kept); string(again) != string(data) {
				t.Error("the first kept file was overwritten")
			}
		})
	}
}

// TestThreat_L01_NotWritable has no place for new settings: the old ones stay.
func TestThreat_L01_NotWritable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.json")
	if err := Save(path, Settings{Accounts: []Entry{{Account: anna}}}); err != nil {
		t.Fatal(err)
	}
	if err := Save(filepath.Join(path, "settings.json"), Settings{}); err == nil {
		t.Error("saved below a file")
	}
	if s, err := Load(path); err != nil || len(s.Accounts) != 1 || s.Accounts[0].Account != anna {
		t.Errorf("the old settings are lost: %+v, %v", s, err)
	}
}

func TestThreat_L04_SecretsDoNotPrint(t *testing.T) {
	s := NewSecret("hunter2")
	wrapped := struct{ S Secret }{s}
	for _, text := range []string{fmt.Sprint(s), fmt.Sprintf("%v %+v %#v %s %q", s, wrapped, wrapped, s, s)} {
		if strings.Contains(text, "hunter2") {
			t.Errorf("printed %q", text)
		}
	}
	if data, err := json.Marshal(wrapped); err == nil {
		t.Errorf("written as %s", data)
	}
	if s.Reveal() != "hunter2" {
		t.Error("lost")
	}
}

func TestThreat_L04_SettingsHoldNoSecret(t *testing.T) {
	data, err := json.Marshal(Settings{Accounts: []Entry{{Account: anna}}})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.ToLower(string(data)), "pass") {
		t.Errorf("settings: %s", data)
	}
}

func useMock(t *testing.T) {
	t.Helper()
	mocked = true
	t.Cleanup(func() { mocked = false; keyring.MockInit() })
	keyring.MockInit()
}

func TestSecrets(t *testing.T) {
	useMock(t)
	ctx := context.Background()
	secrets := Keyring{}
	if _, err := secrets.Get(ctx, anna); !errors.Is(err, ErrNoSecret) {
		t.Errorf("empty: %v", err)
	}
	if err := secrets.Put(ctx, anna, NewSecret("hunter2")); err != nil {
		t.Fatal(err)
	}
	if s, err := secrets.Get(ctx, anna); err != nil || s.Reveal() != "hunter2" {
		t.Errorf("got %v", err)
	}
	other := anna
	other.Server.Host = "other.example"
	if _, err := secrets.Get(ctx, other); !errors.Is(err, ErrNoSecret) {
		t.Errorf("another server got the password: %v", err)
	}
	for range 2 {
		if err := secrets.Forget(ctx, anna); err != nil {
			t.Error(err)
		}
	}
	if _, err := secrets.Get(ctx, anna); !errors.Is(err, ErrNoSecret) {
		t.Errorf("forgotten: %v", err)
	}
}

func TestThreat_L03_KeyringFails(t *testing.T) {
	useMock(t)
	keyring.MockInitWithError(errors.New("failed to unlock correct collection"))
	ctx := context.Background()
	if err := (Keyring{}).Put(ctx, anna, NewSecret("x")); !errors.Is(err, ErrNoKeyring) {
		t.Errorf("got %v", err)
	}
}

func TestThreat_L03_KeyringBlocks(t *testing.T) {
	mocked = true
	defer func() { mocked = false }()
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		start := time.Now()
		_, err := askKeyring(context.Background(), func() (Secret, error) { <-release; return Secret{}, nil })
		if !errors.Is(err, ErrNoKeyring) || time.Since(start) != keyringPatience {
			t.Errorf("got %v after %v", err, time.Since(start))
		}
		close(release)
	})
}

// TestForgetWithoutAKeyring tells an absent keyring, which holds no password, from one
// that cannot be asked.
func TestForgetWithoutAKeyring(t *testing.T) {
	useMock(t)
	refused := &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	for cause, absent := range map[error]bool{
		refused:                            true,
		fmt.Errorf("the bus: %w", refused): true,
		errors.New("The name org.freedesktop.secrets was not provided by any .service files"): true,
		errors.New("failed to unlock correct collection"):                                     false,
		&net.OpError{Op: "read", Err: io.ErrUnexpectedEOF}:                                    false,
	} {
		keyring.MockInitWithError(cause)
		ctx := context.Background()
		if err := (Keyring{}).Forget(ctx, anna); absent != (err == nil) || err != nil && !errors.Is(err, ErrNoKeyring) {
			t.Errorf("%v: %v", cause, err)
		}
		if _, err := (Keyring{}).Get(ctx, anna); !errors.Is(err, ErrNoKeyring) {
			t.Errorf("%v: %v", cause, err)
		}
	}
}

func TestThreat_L03_NoBusNoDaemon(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	if _, err := (Keyring{}).Get(context.Background(), anna); !errors.Is(err, ErrNoKeyring) {
		t.Errorf("got %v", err)
	}
}
