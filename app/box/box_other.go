//go:build !windows

package box

import (
	"os"
	"os/exec"
	"runtime"
)

// show starts the first program that can show a box, and does not wait for it: the
// text stands on standard error in any case.
func show(text string) {
	for _, command := range commands(runtime.GOOS, os.Getenv, text) {
		cmd := exec.Command(command[0], command[1:]...)
		if cmd.Start() == nil {
			_ = cmd.Process.Release()
			return
		}
	}
}

// commands are the programs that can show a box on a system, the best first. The
// text is an argument of its own and nowhere a part of a script.
func commands(system string, env func(string) string, text string) [][]string {
	if system == "darwin" {
		return [][]string{{
			"osascript", "-e", "on run argv", "-e", "display alert (item 1 of argv) message (item 2 of argv) as critical", "-e", "end run", title, text,
		}}
	}
	if env("DISPLAY") == "" && env("WAYLAND_DISPLAY") == "" {
		return nil
	}
	return [][]string{
		{"zenity", "--error", "--no-markup", "--title=" + title, "--text=" + text},
		{"kdialog", "--title", title, "--error", text},
		{"xmessage", "-center", "-title", title, text},
	}
}
