package box

import "golang.org/x/sys/windows"

func show(text string) {
	body, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return // a NUL in it; it is not one of ours
	}
	head, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	// What fails here cannot be told anywhere.
	_, _ = windows.MessageBox(0, body, head, windows.MB_OK|windows.MB_ICONERROR|windows.MB_SETFOREGROUND)
}
