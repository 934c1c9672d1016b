package app

import "fyne.io/fyne/v2"

// The two doors between the goroutines of the program. Nobody else starts a
// goroutine for the window or returns to it.

// work runs f off the UI goroutine.
func work(f func()) { go f() }

// post runs f on the UI goroutine, later.
func post(f func()) { fyne.Do(f) }
