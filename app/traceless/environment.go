package traceless

import (
	"os"
	"path/filepath"
	"runtime"
)

// nowhere is a path below which nothing can be made.
func nowhere() string {
	if runtime.GOOS == "windows" {
		return "NUL"
	}
	return "/dev/null"
}

// cacheVariable names what [os.UserCacheDir] goes by.
func cacheVariable() string {
	switch runtime.GOOS {
	case "windows":
		return "LocalAppData"
	case "darwin":
		return "HOME"
	}
	return "XDG_CACHE_HOME"
}

// configVariable names what Fyne finds the folder of its settings by.
func configVariable() string {
	switch runtime.GOOS {
	case "windows":
		return "USERPROFILE"
	case "darwin":
		return "HOME"
	}
	return "XDG_CONFIG_HOME"
}

// hide lets a variable lead nowhere until the returned function is called.
func hide(name string) (back func()) { return set(name, nowhere()) }

func set(name, value string) (back func()) {
	old, was := os.LookupEnv(name)
	os.Setenv(name, value)
	return func() {
		if was {
			os.Setenv(name, old)
		} else {
			os.Unsetenv(name)
		}
	}
}

// noShaderCache has the graphics driver keep nothing of what it compiles: Mesa's and
// NVIDIA's, of which it is known how.
func noShaderCache() (back func()) {
	var all []func()
	for name, value := range map[string]string{
		"MESA_SHADER_CACHE_DISABLE": "true", "MESA_GLSL_CACHE_DISABLE": "true", // since and before Mesa 21.2
		"__GL_SHADER_DISK_CACHE": "0",
	} {
		all = append(all, set(name, value))
	}
	return func() {
		for _, f := range all {
			f()
		}
	}
}

// noBusOfItsOwn keeps the D-Bus library from starting a session bus where there is
// none: it would go on running, and leave files, after the program has ended.
func noBusOfItsOwn() {
	const name = "DBUS_SESSION_BUS_ADDRESS"
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" || os.Getenv(name) != "" {
		return
	}
	if _, err := os.Stat(filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "bus")); err != nil {
		os.Setenv(name, "unix:path="+nowhere())
	}
}
