package words

// What is told where no window can be opened, in a box of the system.
const (
	NoScreen = "Restante found no screen to open its window on. Start it on a desktop, not over a line of text or as another user."
	NoOpenGL = "Restante cannot draw its window: this computer offers programs no OpenGL 2.1. " +
		"That is so in some remote desktops and virtual machines, and where the driver of the graphics card is missing. " +
		"Install the driver of the graphics card, or start Restante at the computer itself."
)
