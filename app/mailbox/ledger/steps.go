package ledger

import (
	"errors"
	"maps"
	"slices"

	"github.com/restante/restante/app/mailbox/identity"
	"github.com/restante/restante/pop3"
)

// Some servers end every session early: after a time, or after a number of
// commands. What was marked in it is then not deleted (RFC 1939 section 6). So a
// session that was cut is followed by one that commits earlier, with half as many
// messages, down to one; and one that went well by one with twice as many. A second
// cut is no accident any more, and bounds the growth.

// Steps says how many messages are deleted in one session. The zero value is as many as
// there are.
type Steps struct {
	size    int // the most in the next session; 0 is no bound
	most    int // what size grows to; 0 is no bound
	cuts    int
	good    int // sessions with the most there may be that went well, in a row
	listing int // sessions that broke at the list behind a single deletion

	blind  bool     // the user agreed that nothing is compared before the end of a session
	noStat bool     // the server breaks at STAT, too
	ended  bool     // a session was ended, and not looked at yet
	stay   []string // who must still be there after a blind session
}

const (
	blindMost = 64 // messages in one blind session
	goodAfter = 8  // sessions after which more is tried again

	twiceByChance = 2 // sessions that may break at the list behind a single deletion before it is the server's way
)

// Unlisted has nothing compared before the end of a session, as the user has agreed. The
// steps are small at first.
func (s *Steps) Unlisted() {
	if !s.blind {
		*s = Steps{blind: true, size: 1, most: blindMost}
	}
}

// Blind reports whether nothing is compared before the end of a session.
func (s *Steps) Blind() bool { return s.blind }

// NoStat reports whether the server also breaks at STAT.
func (s *Steps) NoStat() bool { return s.noStat }

// Choose returns those of the messages, by number, that go in this session. Those at
// which a session has broken go behind all others, and alone: they may be why.
func (s *Steps) Choose(nums map[int]*Target) map[int]*Target {
	good := slices.DeleteFunc(slices.Sorted(maps.Keys(nums)), func(num int) bool { return nums[num].breaks > 0 })
	size := s.size
	if len(good) == 0 {
		good, size = slices.Sorted(maps.Keys(nums)), 1
	}
	if size == 0 || len(good) < size {
		size = len(good)
	}
	chosen := make(map[int]*Target, size)
	for _, num := range good[:size] {
		chosen[num] = nums[num]
	}
	return chosen
}

// cut takes note that a session ended early, after the server had agreed to delete
// n messages.
func (s *Steps) cut(n int) {
	if s.cuts++; s.cuts > 1 && n > 0 {
		s.most = max(1, n*3/4)
	}
	s.size, s.good = max(1, n/2), 0
}

// NoteFailed takes note of an error while messages were being marked, n of them so far,
// or all of them. It returns the error that is to be told.
func (s *Steps) NoteFailed(err error, n int, all bool) error {
	verb := pop3.CommandOf(err)
	switch {
	case all && s.blind && verb == "STAT":
		s.noStat = true
	case all && verb == "LIST":
		if s.size == 1 || n <= 1 {
			s.listing++
		}
		if s.listing > twiceByChance {
			return errors.Join(ErrUnlisted, err)
		}
		s.cut(n)
		s.size = 1 // a server that breaks there is soon told from one that is short of time
		return err
	default:
		s.cut(n)
	}
	return err
}

// NoteCommitting takes note that a session is going to be ended.
func (s *Steps) NoteCommitting(before identity.Listing, agreed map[int]*Target) {
	s.stay, s.ended = nil, true
	if s.blind {
		for _, e := range before.Entries() {
			if agreed[e.Num] == nil && before.Names(e) {
				s.stay = append(s.stay, e.UID)
			}
		}
	}
}

// Check looks at the listing behind a commit: after a blind one nobody else may be
// missing, else the error is [ErrLoss], or [ErrListing] where it is not certain. Then more
// can go in the next session.
func (s *Steps) Check(after identity.Listing) error {
	for _, uid := range s.stay {
		if there := after.Has(uid); !there && after.Blanks() {
			return ErrListing // it may be one of those without a name
		} else if !there {
			return ErrLoss
		}
	}
	if s.ended {
		s.grow()
	}
	s.stay, s.ended = nil, false
	return nil
}

// grow takes note that a session went to its end.
func (s *Steps) grow() {
	s.listing = 0
	if s.size == 0 {
		return
	}
	if s.size *= 2; s.most > 0 && s.size >= s.most {
		s.size = s.most
		if s.good++; s.good >= goodAfter && !s.blind {
			s.most, s.good = 2*s.most, 0
		}
	}
}
