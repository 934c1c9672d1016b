package ui

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/test"

	"github.com/restante/restante/app/account"
)

// systemWindow is a window of a system that has given it a handle, or has not.
type systemWindow struct {
	fyne.Window
	handle any
	panics any
}

func (w systemWindow) Show() {
	if w.panics != nil {
		panic(w.panics)
	}
}

func (w systemWindow) RunNative(f func(any)) { f(w.handle) }

func TestThreat_L08_NoWindowIsTold(t *testing.T) {
	plain := test.NewTempWindow(t, nil)
	for name, tt := range map[string]struct {
		win  systemWindow
		want error
	}{
		"L08 no screen":          {systemWindow{panics: errors.New("NotInitialized")}, ErrNoScreen},
		"L08 no OpenGL, X11":     {systemWindow{handle: driver.X11WindowContext{}}, ErrNoOpenGL},
		"L08 no OpenGL, Wayland": {systemWindow{handle: driver.WaylandWindowContext{}}, ErrNoOpenGL},
		"L08 no OpenGL, Windows": {systemWindow{handle: driver.WindowsWindowContext{}}, ErrNoOpenGL},
		"L08 no OpenGL, macOS":   {systemWindow{handle: driver.MacWindowContext{}}, ErrNoOpenGL},
		"all well":               {systemWindow{handle: driver.X11WindowContext{WindowHandle: 7}}, nil},
	} {
		tt.win.Window = plain
		if err := show(tt.win); !errors.Is(err, tt.want) || tt.want == nil && err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a fault of the program was taken for a missing screen")
		}
	}()
	_ = show(systemWindow{Window: plain, panics: nilPointer()})
}

// nilPointer is the panic of a fault in the program.
func nilPointer() (fault any) {
	defer func() { fault = recover() }()
	var w *Window
	return w.kind
}

func TestWindowFitsTheScreen(t *testing.T) {
	for _, c := range []struct {
		width, height int
		scale         float32
		want          fyne.Size
	}{
		{1920, 1080, 1, fyne.NewSize(1280, 800)},
		{1366, 768, 1, fyne.NewSize(1280, 728)},
		{1920, 1080, 1.5, fyne.NewSize(1280, (1080-40)/1.5)},
		{1600, 1000, 1.5, fyne.NewSize(1600/1.5, 640)},
		{800, 600, 1, fyne.NewSize(800, 560)},
		{0, 0, 1, fyne.NewSize(1280, 800)},
		{1920, 1080, 0, fyne.NewSize(1280, 800)},
	} {
		if got := fitting(fyne.NewSize(1280, 800), c.width, c.height, c.scale); got != c.want {
			t.Errorf("%dx%d at %v: %v, want %v", c.width, c.height, c.scale, got, c.want)
		}
	}
}

// TestLargeTextStaysWithinTheScreen makes the letters larger on a small screen: the window
// grows with them, but not beyond it.
func TestLargeTextStaysWithinTheScreen(t *testing.T) {
	for _, c := range []struct {
		width, height int
		want          fyne.Size
	}{{1920, 1080, fyne.NewSize(930, 630)}, {800, 600, fyne.NewSize(800, 560)}, {0, 0, fyne.NewSize(930, 630)}} {
		s := newStageWith(t, account.View{TextSize: 150})
		s.deps.Screen = func() (int, int) { return c.width, c.height }
		if err := s.Run(); err != nil {
			t.Fatal(err)
		}
		s.mailbox(10)
		if got := s.win.Content().MinSize(); got != c.want {
			t.Errorf("on %dx%d the window is at least %v, want %v", c.width, c.height, got, c.want)
		}
	}
}
