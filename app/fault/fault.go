// Package fault tells what an error of the operating system means. The numbers differ
// from system to system: those of Unix are known to the standard library by name, but
// on Windows it has made up numbers for these names, which no call ever returns.
package fault

import (
	"errors"
	"runtime"
	"slices"
	"syscall"
)

// Kind is what can be behind an error.
type Kind int

// The kinds of faults.
const (
	Refused        Kind = iota // nothing answers at the port
	Unreachable                // there is no way to the computer
	Reset                      // the other side has ended the connection
	TimedOut                   // nothing came
	DiskFull                   // or the user may have no more of it
	WriteProtected             // the disk takes nothing
	InUse                      // another program has the file
	NoPath                     // the drive or the computer with the file is not there
)

// Is reports whether an error of this system is of a kind.
func Is(err error, k Kind) bool { return is(numbers(runtime.GOOS), err, k) }

// On is [Is] as another system has it, named as in runtime.GOOS.
func On(system string) func(error, Kind) bool {
	t := numbers(system)
	return func(err error, k Kind) bool { return is(t, err, k) }
}

type table map[Kind][]syscall.Errno

func is(t table, err error, k Kind) bool {
	return slices.ContainsFunc(t[k], func(n syscall.Errno) bool { return errors.Is(err, n) })
}

func numbers(system string) table {
	if system == "windows" {
		return windows
	}
	return unix
}

var unix = table{
	Refused:        {syscall.ECONNREFUSED},
	Unreachable:    {syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN, syscall.EHOSTDOWN, syscall.EADDRNOTAVAIL},
	Reset:          {syscall.ECONNRESET, syscall.EPIPE, syscall.ECONNABORTED, syscall.ENETRESET, syscall.ESHUTDOWN},
	TimedOut:       {syscall.ETIMEDOUT},
	DiskFull:       {syscall.ENOSPC, syscall.EDQUOT},
	WriteProtected: {syscall.EROFS},
	InUse:          {syscall.EBUSY, syscall.ETXTBSY},
	NoPath:         {syscall.ENODEV, syscall.ENXIO, syscall.ESTALE},
}

// windows are numbers from "System Error Codes" and "Windows Sockets Error Codes"
// (learn.microsoft.com). Those over 10,000 are of Winsock.
var windows = table{
	Refused:        {10061, 1225},
	Unreachable:    {10051, 10065, 10050, 10064, 10049, 1231, 1232, 1222},
	Reset:          {10054, 10053, 10052, 10058, 1236, 64, 109, 232, 233},
	TimedOut:       {10060, 121, 1460},
	DiskFull:       {112, 39, 1295},
	WriteProtected: {19, 6009},
	InUse:          {32, 33, 170, 1224},
	NoPath:         {53, 67, 51, 54, 55, 59, 15, 20, 21, 1167, 1203, 2250},
}
