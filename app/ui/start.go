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

// pages lays the pages of the window one over the other. They make the window larger
// when the text is, but never larger than the screen.
type pages struct{ most fyne.Size }

// MinSize implements [fyne.Layout].
func (p *pages) MinSize(objects []fyne.CanvasObject) (least fyne.Size) {
	for _, o := range objects {
		if o.Visible() {
			least = least.Max(o.MinSize())
		}
	}
	return least.Min(p.most)
}

// Layout implements [fyne.Layout].
func (p *pages) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(s)
	}
}

// frameHeight is what a system puts around a window at most, in its units.
const frameHeight = 40

// fitting is a size that is no larger than a screen, whose size is in the system's
// units; scale is how many of these one of Fyne's has.
func fitting(size fyne.Size, width, height int, scale float32) fyne.Size {
	if width < 300 || height < 300 || scale <= 0 {
		return size // no screen is so small
	}
	return fyne.NewSize(min(size.Width, float32(width)/scale), min(size.Height, float32(height-frameHeight)/scale))
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
