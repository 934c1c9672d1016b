// Package store is what the program keeps on the disk about mailboxes, apart
// from settings and passwords. Nothing in it is written in a private session.
package store
