//go:build !windows

package app

import "syscall"

// noCoreFile keeps the system from writing the memory of the program to a file when
// it crashes.
func noCoreFile() error { return syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) }
