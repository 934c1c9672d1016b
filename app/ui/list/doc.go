// Package list draws the list of messages ([List]): any number of rows, of which only the
// visible ones exist as drawings, its columns, and what mouse and keyboard do there. What
// it shows is [listing.Listing]. [MessageLine] is one row of a short list elsewhere.
package list
