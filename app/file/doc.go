// Package file has what is needed to write files that others rely on: whole or not at
// all, by one process at a time, and where nobody else has put something.
//
// [Replace] is for what the program keeps: the new bytes are written to a file beside,
// synced, and put in the place of the old ones; after a crash or a power cut there is
// either, and at worst a file beside that nobody reads. [Save] is for what the user wants
// saved: nothing that is there is overwritten unless he has said so, no link is followed,
// and what could not be written whole is taken away again. [Lock] is a lock between
// processes, which ends with whoever holds it, however that ends; the file of it stays.
//
// All of it touches the disk and must not be called on the UI goroutine. The formats of
// what is written are the callers' own.
package file
