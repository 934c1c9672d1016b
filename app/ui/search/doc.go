// Package search is where one types a search: the [Box] at the top, and the [Help] that
// lists the search words below it.
package search
