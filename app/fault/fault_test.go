package fault

import (
	"fmt"
	"io/fs"
	"net"
	"os"
	"syscall"
	"testing"
)

func TestNumbers(t *testing.T) {
	tests := []struct {
		system string
		kind   Kind
		errs   []syscall.Errno
	}{
		{"windows", Refused, []syscall.Errno{10061, 1225}},
		{"windows", Unreachable, []syscall.Errno{10051, 10065, 1231, 1232}},
		{"windows", Reset, []syscall.Errno{10054, 10053, 64, 109}},
		{"windows", TimedOut, []syscall.Errno{10060, 121, 1460}},
		{"windows", DiskFull, []syscall.Errno{112, 39, 1295}},
		{"windows", WriteProtected, []syscall.Errno{19}},
		{"windows", InUse, []syscall.Errno{32, 33}},
		{"windows", NoPath, []syscall.Errno{53, 67, 1203}},
		{"linux", Refused, []syscall.Errno{syscall.ECONNREFUSED}},
		{"linux", Unreachable, []syscall.Errno{syscall.ENETUNREACH, syscall.EHOSTUNREACH}},
		{"darwin", Reset, []syscall.Errno{syscall.ECONNRESET, syscall.EPIPE, syscall.ECONNABORTED}},
		{"linux", TimedOut, []syscall.Errno{syscall.ETIMEDOUT}},
		{"darwin", DiskFull, []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT}},
		{"linux", WriteProtected, []syscall.Errno{syscall.EROFS}},
		{"linux", InUse, []syscall.Errno{syscall.EBUSY, syscall.ETXTBSY}},
		{"freebsd", NoPath, []syscall.Errno{syscall.ESTALE}},
	}
	for _, tt := range tests {
		for _, n := range tt.errs {
			for _, err := range []error{
				n, &fs.PathError{Op: "write", Err: n}, &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", n)}, fmt.Errorf("a: %w", &os.LinkError{Err: n}),
			} {
				for k := Refused; k <= NoPath; k++ {
					if got := is(numbers(tt.system), err, k); got != (k == tt.kind) {
						t.Errorf("%s: %d is kind %d: %v", tt.system, n, k, got)
					}
				}
			}
		}
	}
}

func TestNoNumberMeansTwoThings(t *testing.T) {
	for _, system := range []string{"windows", "linux"} {
		seen := make(map[syscall.Errno]Kind)
		for k, all := range numbers(system) {
			for _, n := range all {
				if other, ok := seen[n]; ok {
					t.Errorf("%s: %d is both %d and %d", system, n, k, other)
				}
				seen[n] = k
			}
		}
		for k := Refused; k <= NoPath; k++ {
			if is(numbers(system), fs.ErrNotExist, k) || is(numbers(system), nil, k) || len(numbers(system)[k]) == 0 {
				t.Errorf("%s: kind %d", system, k)
			}
		}
	}
}
