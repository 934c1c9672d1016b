// Package mime turns the bytes of a message into what a person reads: a
// [Summary] from the header block alone, a [Message] from the whole.
//
// Damage is normal in mail. Nothing in this package fails because a message is
// broken: what can be read is returned, and what was wrong is told in [Note]
// values beside it. All sizes are bounded by [Limits], so that a hostile
// message costs a bounded amount of memory and time.
//
// The package starts no goroutine, opens no file and no connection. Parsing is
// done by enmime; nothing of enmime shows in the exported names.
package mime
