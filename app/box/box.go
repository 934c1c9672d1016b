// Package box tells the user something in a box of the system's own, where the
// program has no window to tell it in.
package box

import "os"

// title stands over every box.
const title = "Restante"

// Tell shows a text, and writes it where programs write their faults, as far as
// there is such a place. It returns when the box is on its way, or was closed.
func Tell(text string) {
	os.Stderr.WriteString("restante: " + text + "\n")
	show(text)
}
