package words

// Traces is what a stay on somebody else's computer cannot undo.
const Traces = "What lies outside of Restante cannot be taken back: a list of copied texts that the system keeps, memory that it has put on the disk, " +
	"what your browser remembers of links you open, and files that you save."

// Crashed tells that an earlier run has ended by a fault of the program. known is what is
// known of it.
func Crashed(known string) Notice {
	return Notice{
		Title: "Restante stopped the last time because of a fault of its own",
		Cause: "Your mail on the server is not touched by that.",
		Try:   "What is known of it stands under “Details”: which part of the program was at work, and nothing of your mail. If you report the fault, copy it into the report.", Details: known,
	}
}

// What is told where no window can be opened, in a box of the system.
const (
	NoScreen = "Restante found no screen to open its window on. Start it on a desktop, not over a line of text or as another user."
	NoOpenGL = "Restante cannot draw its window: this computer offers programs no OpenGL 2.1. " +
		"That is so in some remote desktops and virtual machines, and where the driver of the graphics card is missing. " +
		"Install the driver of the graphics card, or start Restante at the computer itself."
)
