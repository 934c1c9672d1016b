package pop3

import (
	"errors"
	"strings"
)

// Code is the machine-readable response code in brackets behind -ERR
// (RFC 2449 section 8), in upper case and without the brackets.
type Code string

// The response codes in use.
const (
	CodeInUse      Code = "IN-USE"      // the mailbox is locked by another session (RFC 2449 section 8.1.2)
	CodeLoginDelay Code = "LOGIN-DELAY" // too soon after the last login (RFC 2449 section 8.1.1)
	CodeSysTemp    Code = "SYS/TEMP"    // the server has a problem that may pass (RFC 3206 section 4)
	CodeSysPerm    Code = "SYS/PERM"    // the server has a problem that somebody must mend (RFC 3206 section 4)
	CodeAuth       Code = "AUTH"        // name or password are wrong (RFC 3206 section 5)
)

// HasCode reports whether err is or wraps a refusal with the given code. A
// general code covers its finer ones: SYS covers SYS/TEMP.
func HasCode(err error, code Code) bool {
	var e *Error
	if !errors.As(err, &e) {
		return false
	}
	return e.Code == code || strings.HasPrefix(string(e.Code), string(code)+"/")
}
