package ui

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
)

var (
	// ErrNoScreen says that there is no screen to open a window on.
	ErrNoScreen = errors.New("ui: there is no screen")

	// ErrNoOpenGL says that the system gave no window that can be drawn in.
	ErrNoOpenGL = errors.New("ui: there is no window with OpenGL")
)

// Run shows the window and returns when it is closed. The error says why it could
// not be shown.
func (w *Window) Run() error {
	if err := show(w.win); err != nil {
		return err
	}
	if w.deps.Screen != nil {
		width, height := w.deps.Screen()
		w.pages.most = fitting(w.pages.most, width, height, w.win.Canvas().Scale())
		if size := w.win.Canvas().Size(); size != fitting(size, width, height, w.win.Canvas().Scale()) {
			w.win.Resize(fitting(size, width, height, w.win.Canvas().Scale()))
		}
	}
	w.deps.App.Run()
	return nil
}

// show shows a window, or says why that cannot be. Fyne only logs when the system
// gives it no window, and then waits for the end of one that is not there; where it
// finds no screen it panics with the error of the library below it.
func show(win fyne.Window) (err error) {
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case runtime.Error:
			panic(cause)
		case error:
			err = fmt.Errorf("%w: %w", ErrNoScreen, cause)
		default:
			panic(cause)
		}
	}()
	win.Show()
	if native, ok := win.(driver.NativeWindow); ok {
		native.RunNative(func(handle any) {
			if reflect.ValueOf(handle).IsZero() {
				err = ErrNoOpenGL
			}
		})
	}
	return err
}
