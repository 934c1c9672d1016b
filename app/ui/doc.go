// Package ui is the window: every Fyne widget of the program lives here and
// nowhere else.
//
// A view is a struct with a Show method and callbacks for what the user wants
// (OnDelete, OnOpen). Views know nothing of one another; [Window] joins them
// and asks the program for everything else through [Host].
//
// All of it belongs to the UI goroutine. There is no lock here and no goroutine
// is started: work that takes time leaves through [Deps.Work] and comes back
// through [Deps.Post]. The package opens no connection and no file by itself,
// except a file the user has just chosen to save to, and that through [Host].
//
// Every string that came from a message or a server passes [Clean] before it is
// drawn.
package ui
