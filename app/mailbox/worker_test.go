package mailbox

import (
	"context"
	"testing"
)

// TestShieldThatCameTooLate checks that a job which was ended just before its
// shield was up does not leave the shield to the next one.
func TestShieldThatCameTooLate(t *testing.T) {
	m := New(Deps{})
	ctx, cancel := context.WithCancel(context.Background())
	m.setJob(jobDelete, cancel)
	m.Stop()
	if m.shield(ctx) {
		t.Fatal("a job that was ended goes on")
	}
	ended := false
	m.setJob(jobLoad, func() { ended = true })
	m.Stop()
	if !ended {
		t.Error("Stop does not end the next job")
	}
}
