// Package ui is the window: its pages, menus and keys. Every Fyne widget of the program
// lives here and in the packages below, and nowhere else.
//
// The parts are packages of their own: kit (what all are made of), page, list, groups,
// bars, reader, cards, first, search, talk. A part has methods that say what to show and
// callbacks for what the user wants (OnDelete, OnOpen). Parts know nothing of one another;
// [Window] joins them and asks the program for everything else through [Host].
//
// All of it belongs to the UI goroutine. There is no lock here and no goroutine is started:
// work that takes time leaves through [Deps.Work] and comes back through [Deps.Post]. No
// package here opens a connection or a file by itself, except a file the user has just
// chosen to save to, and that through [Host].
//
// Every string that came from a message or a server passes [letters.Clean] before it is
// drawn.
package ui
