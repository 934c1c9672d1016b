package triage

// repeats is how many messages somebody sends in a flood who is no person that writes to the
// user for the first time.
const repeats = 8

// learnSources finds who sends much of a flood, and the domains under which many send. It
// returns how much each sender sends.
func (d *detector) learnSources(m *model, ids []int32) (counts []int32) {
	x := d.x
	counts = make([]int32, len(x.senders.hash))
	domains, identities := make([]int, len(x.senders.domains.hash)), make(map[uint64]int)
	for _, id := range ids {
		s := x.entries[id].sender
		if counts[s]++; counts[s] == 1 {
			if domains[x.senders.domain[s]]++; domains[x.senders.domain[s]] == 5 {
				m.shared[x.senders.domains.hash[x.senders.domain[s]]] = true
			}
		}
	}
	for _, id := range ids {
		e := &x.entries[id]
		if counts[e.sender] < repeats {
			continue
		}
		f := x.feature(id)
		who := m.identity(&f)
		if identities[who]++; identities[who] == repeats {
			m.repeat.add(who)
		}
		least := max(leastPart, min(len(ids)/50, mostOfDomain))
		if e.is&signMonitor != 0 {
			least = enough
		}
		if identities[who] == least && e.list == none && e.is&signReport == 0 {
			m.bulk.add(who)
		}
	}
	return counts
}

// learnEchoes finds what senders who go on and on speak of again and again, and what offices
// that are known suddenly send without end: codes and new passwords that somebody asks for in
// the user's name, or makes the office send.
func (d *detector) learnEchoes(m *model, ids, counts []int32) {
	x := d.x
	m.says, m.echoes = make(map[uint64]topics), make(map[uint64]bool)
	said, echoes := make(map[uint64]*[userTopicCount]int), make(map[uint64]int)
	for _, id := range ids {
		e := &x.entries[id]
		if e.is&signOffice == 0 || e.is&(signMonitor|signReport) != 0 || counts[e.sender] < repeats {
			continue
		}
		f := x.feature(id)
		erupts := m.flood.has(f.sender)
		if f.about&aboutUser == 0 && !erupts || !m.goesOn(&f) {
			continue
		}
		if about := f.facts().about; about&aboutUser != 0 {
			if said[f.sender] == nil {
				said[f.sender] = new([userTopicCount]int)
			}
			for n, t := range topicReasons {
				if about&t.topic != 0 {
					said[f.sender][n]++
				}
			}
		}
		if erupts && f.about&(aboutMoney|aboutOrder|aboutDelivery|aboutChange) == 0 {
			echoes[echoKey(&f)]++
		}
	}
	for sender, of := range said {
		for n, t := range topicReasons {
			least := repeats
			if t.topic&(aboutPassword|aboutSignIn|aboutCode) == 0 {
				least = mostOfDomain // payments and orders of one house may be many
			}
			if of[n] >= least {
				m.says[sender] |= t.topic
			}
		}
	}
	for key, n := range echoes {
		if n >= leastPart {
			m.echoes[key] = true
		}
	}
}

// goesOn reports whether a message is of a sender who writes again and again, so that he is
// no person who writes to the user for the first time.
func (m *model) goesOn(f *feature) bool { return m.repeat.has(m.identity(f)) }

// isBulk reports whether a message is of a sender who sends much of the flood.
func (m *model) isBulk(f *feature) bool { return m.bulk.count > 0 && m.bulk.has(m.identity(f)) }

// identity is a key for a sender and what stands for it that it is he: somebody else may write
// again and again in his name.
func (m *model) identity(f *feature) uint64 {
	return f.sender ^ uint64(m.bucket(f)&(bucketProved|bucketOwnHost))
}

// copyKey is a key for a subject and how its message is made.
func (m *model) copyKey(f *feature) uint64 {
	if f.is&signOffice == 0 {
		return f.form
	}
	return f.form ^ uint64(m.bucket(f)&(bucketOffice|bucketList|bucketProved))
}

// echoKey is a key for what a sender says but for numbers.
func echoKey(f *feature) uint64 { return f.sender ^ f.facts().template }

// sources are whom messages are of, or what they answer.
type sources struct {
	all       int
	few       [4]uint64 // the first of them
	different bool      // there are more than a few
}

func (s *sources) add(hash uint64) {
	s.all++
	for i, one := range s.few {
		if one == hash {
			return
		}
		if one == 0 {
			s.few[i] = hash
			return
		}
	}
	s.different = true
}
