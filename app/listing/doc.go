// Package listing is the list of messages as data: the rows of the newest snapshot, which
// of them are shown and in which order ([Query], [Scope], [Column]), which are selected,
// and what the user means by a selection ([Meaning]). It draws nothing, knows no clock
// but the one it is given, and belongs to one goroutine.
package listing
