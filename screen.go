package main

import "github.com/go-gl/glfw/v3.4/glfw"

// workArea is how much of the main screen a window may fill, in the system's units;
// nothing where that is not known. Fyne does not tell it. It is called on the main
// goroutine, once there is a window.
func workArea() (width, height int) {
	m := glfw.GetPrimaryMonitor()
	if m == nil {
		return 0, 0
	}
	_, _, width, height = m.GetWorkarea()
	return width, height
}
