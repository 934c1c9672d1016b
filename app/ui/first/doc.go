// Package first is the page that asks for a mailbox ([Page]).
package first
