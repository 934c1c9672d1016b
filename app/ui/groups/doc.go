// Package groups shows who fills the mailbox: the panel at the left ([Panel]), the page of
// a group ([Page]) and the bar of a flood ([FloodBar]).
package groups
