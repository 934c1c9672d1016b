// Package talk shows the conversation with the server, in a window of its own ([Window]).
package talk
