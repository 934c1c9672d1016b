// Package triage tells what fills a mailbox: who writes most, what about, since
// when, and whether it is being flooded. It knows header summaries and sizes, and
// nothing of servers, windows or disks.
//
// An [Index] takes messages in as their headers arrive and makes a [Report] of
// them whenever one is wanted. The package starts no goroutine.
//
// What a mail says of itself can be forged. Nothing here deletes anything; what
// is proposed for deletion leaves out what a person may want to see first.
package triage
