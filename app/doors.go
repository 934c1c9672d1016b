package app

import "fyne.io/fyne/v2"

// doors are the two ways between the goroutines of the program. Nobody else
// starts a goroutine for the window or returns to it. Tests put a queue in the
// place of post: Fyne's test driver would run it on the caller's goroutine.
type doors struct {
	work func(func()) // runs a function off the UI goroutine
	post func(func()) // runs a function on the UI goroutine, later
}

// realDoors are those of the running program.
func realDoors() doors {
	return doors{work: func(f func()) { go f() }, post: fyne.Do}
}
