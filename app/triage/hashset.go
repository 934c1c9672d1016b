package triage

// hashSet is a set of hashes other than 0. As they are hashes already it is some
// times quicker than a map, and it is asked for every word of every message.
type hashSet struct {
	slots []uint64 // 0 for a free one; the length is a power of two
	count int
}

// newHashSet makes a set with room for n.
func newHashSet(n int) hashSet {
	size := 8
	for size < 2*n+2 {
		size *= 2
	}
	return hashSet{slots: make([]uint64, size)}
}

func (s *hashSet) add(hash uint64) {
	if hash == 0 || s.has(hash) {
		return
	}
	if 2*s.count >= len(s.slots) {
		bigger := newHashSet(2 * s.count)
		for _, h := range s.slots {
			bigger.add(h)
		}
		*s = bigger
	}
	i := hash & uint64(len(s.slots)-1)
	for s.slots[i] != 0 {
		i = (i + 1) & uint64(len(s.slots)-1)
	}
	s.slots[i] = hash
	s.count++
}

func (s *hashSet) has(hash uint64) bool {
	if len(s.slots) == 0 {
		return false
	}
	for i := hash & uint64(len(s.slots)-1); s.slots[i] != 0; i = (i + 1) & uint64(len(s.slots)-1) {
		if s.slots[i] == hash {
			return true
		}
	}
	return false
}
