// Package page draws a document: a text of any length, of which only the visible lines
// exist as drawings, with selection, copying and links ([Text]). It opens nothing: a link
// is taken apart for the eye of the user ([ReadTarget]) and handed on.
package page
