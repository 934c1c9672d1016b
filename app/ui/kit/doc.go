// Package kit holds the parts that every page of the window is made of, and that know
// nothing of mail: the theme with its palette, icons and measures, buttons, fields, check
// boxes, text, scroll bars, and the cards that ask something over the window.
//
// All measures are those of the drawings at 100 %; [Px] turns them into the present ones.
// Everything belongs to the UI goroutine.
package kit
