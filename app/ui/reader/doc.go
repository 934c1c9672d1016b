// Package reader shows one message ([Reader]): its head, its text, its attachments, what is
// wrong with it, and how far it has arrived.
package reader
