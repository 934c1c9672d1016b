package words

import "github.com/restante/restante/app/lang"

// Traces is what a stay on somebody else's computer cannot undo.
func Traces() string { return lang.T("first.traces") }

// Crashed tells that an earlier run has ended by a fault of the program. known is what is
// known of it.
func Crashed(known string) Notice {
	return Notice{
		Title: "Restante stopped the last time because of a fault of its own",
		Cause: "Your mail on the server is not touched by that.",
		Try:   "What is known of it stands under “Details”: which part of the program was at work, and nothing of your mail. If you report the fault, copy it into the report.", Details: known,
	}
}

// NoScreen says, in a box of the system, that no window can be opened.
func NoScreen() string { return lang.T("start.no-screen") }

// NoOpenGL says, in a box of the system, that no window can be drawn.
func NoOpenGL() string { return lang.T("start.no-opengl") }
