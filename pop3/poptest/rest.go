package poptest

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// AwaitRest waits until no session of Mailutils is under way, also none that was
// cut off: such a one may write its old copy of the mailbox back after a later
// session has ended. The other servers do not do that.
func (r *Real) AwaitRest() {
	for range 400 {
		server := children(r.pid)
		if r.Kind != Mailutils || len(server) != 1 || len(children(server[0])) == 0 {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// children are the processes that a process has started; none where the system
// does not tell.
func children(pid int) (all []int) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if err != nil {
		return nil
	}
	for word := range strings.FieldsSeq(string(data)) {
		var child int
		if _, err := fmt.Sscan(word, &child); err == nil {
			all = append(all, child)
		}
	}
	return all
}
