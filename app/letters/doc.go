// Package letters is about letters of others, which a message, a server or a disk has
// given: how they are made safe to be drawn on a line ([Clean], [Text]) or put on the
// clipboard ([ForCopy]), and how they are compared ([Fold]). What hides or reorders
// letters is named here once.
package letters
