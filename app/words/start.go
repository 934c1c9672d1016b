package words

import "github.com/restante/restante/app/lang"

// Traces is what a stay on somebody else's computer cannot undo.
func Traces() string { return lang.T("first.traces") }

// Crashed tells that an earlier run has ended by a fault of the program. known is what is
// known of it.
func Crashed(known string) Notice {
	n := say("crashed.title", "crashed.cause", "crashed.try", lang.Args{"Details": lang.T("notice.details")})
	n.Details = known
	return n
}

// NoScreen says, in a box of the system, that no window can be opened.
func NoScreen() string { return lang.T("start.no-screen") }

// NoOpenGL says, in a box of the system, that no window can be drawn.
func NoOpenGL() string { return lang.T("start.no-opengl") }
