package triage

import (
	"hash/maphash"
	"slices"
	"strings"

	"github.com/restante/restante/app/provider"
	"github.com/restante/restante/mime"
)

// home is what a mailbox tells of whose it is. It is immutable.
type home struct {
	addr    string          // to which most of the mail goes; folded
	self    uint64          // a hash of it; 0 where there is none
	domain  string          // of it, as somebody can register it; empty where many have it
	hosts   map[uint32]bool // in the ids of what the user writes
	servers map[uint32]bool // by what names his server says who has sent a message; none where that is not sure
	ids     hashSet         // of the messages that came at other times
}

// findHome finds out whose mailbox it is from what came at other times than the given ones, as
// in a flood everything can be forged; the least where no times are given.
func (d *detector) findHome(busy []period) *home {
	x := d.x
	h := &home{addr: x.mostlyTo(), hosts: map[uint32]bool{}, servers: map[uint32]bool{}}
	if h.addr != "" {
		h.self = maphash.String(x.seed, h.addr)
	}
	if own := domainOf(h.addr); !provider.IsPublic(own) {
		h.domain = own
	}
	if host := h.addr[strings.LastIndexByte(h.addr, '@')+1:]; host != "" {
		h.hosts[mime.HostHash(host)] = true
	}
	if busy == nil {
		return h
	}
	hosts, servers := map[uint32]int{}, map[uint32]int{}
	replies, all := 0, 0
	for _, t := range d.times {
		if in(busy, t.at()) {
			continue
		}
		s := x.entries[t.id()].summary
		all++
		if s.MessageID != "" {
			h.ids.add(mime.IDHash(s.MessageID))
		}
		servers[s.Auth.Server]++
		if s.ParentHost != 0 && x.entries[t.id()].is&signMachine == 0 {
			replies++
			hosts[s.ParentHost]++
		}
	}
	for host, n := range hosts {
		if n >= 5 && n*5 >= replies {
			h.hosts[host] = true
		}
	}
	h.servers = trusted(servers, all)
	if all < leastTrust {
		// The server writes on top of all that comes, or of nothing.
		clear(servers)
		for _, t := range d.times {
			servers[x.entries[t.id()].summary.Auth.Server]++
		}
		if h.servers = trusted(servers, len(d.times)); len(h.servers) > 0 && servers[0]*20 > len(d.times) {
			h.servers = nil
		}
	}
	return h
}

// leastTrust is how many messages show what names the user's server has.
const leastTrust = 20

// trusted are the names of servers that stand on top of nearly all of so many messages.
func trusted(counts map[uint32]int, all int) map[uint32]bool {
	names := make(map[uint32]bool)
	n := 0
	for name, count := range counts {
		if name != 0 && count*20 >= all {
			names[name] = true
			n += count
		}
	}
	if n*10 < all*8 {
		return nil
	}
	return names
}

// mostlyTo is the address that the most messages go to, folded.
func (x *Index) mostlyTo() string {
	best := 0
	for n, count := range x.to.counts {
		if count > x.to.counts[best] {
			best = n
		}
	}
	if len(x.to.counts) == 0 {
		return ""
	}
	return foldAddr(x.to.addrs[best])
}

// recipients counts whom messages go to that go to one.
type recipients struct {
	table
	addrs  []string
	counts []int32
}

func (t *recipients) add(x *Index, s *mime.Summary) {
	if len(s.To) != 1 || s.To[0].Addr == "" || s.ListID != "" {
		return
	}
	n, fresh := t.number(maphash.String(x.seed, s.To[0].Addr))
	if fresh {
		t.addrs, t.counts = append(t.addrs, s.To[0].Addr), append(t.counts, 0)
	}
	t.counts[n]++
}

// proved reports whether the user's server says that a message is of the domain in From.
func (h *home) proved(s *mime.Summary) bool { return h.servers[s.Auth.Server] && s.Auth.Proved() }

// refuted reports whether it says that it is not.
func (h *home) refuted(s *mime.Summary) bool { return h.servers[s.Auth.Server] && s.Auth.Refuted() }

// ownHost reports whether a host of the sender's own domain, or of his provider, has brought
// a message to the user's servers: that cannot be forged.
func ownHost(s *mime.Summary) bool {
	return s.Via != 0 && slices.ContainsFunc(provider.Hosts(domainOf(SenderKey(s))), func(host string) bool { return mime.HostHash(host) == s.Via })
}

// isAnswer reports whether a message answers one of the user's, or one that is here.
func (h *home) isAnswer(s *mime.Summary) bool {
	return s.Traits.Has(mime.Reply) && (h.hosts[s.ParentHost] || s.Parent != 0 && h.ids.has(s.Parent))
}

// isSelf reports whether a message says that the user has sent it, and nobody vouches for
// that.
func (h *home) isSelf(s *mime.Summary, sender uint64) bool {
	return sender == h.self && sender != 0 && !h.proved(s)
}

// isPerson reports whether a message shows signs of a person who has written it to the
// user: a mail program of people, or an answer. sender is the hash of the address.
func (h *home) isPerson(s *mime.Summary, is signs, sender uint64) bool {
	if is&(signMachine|signReport) != 0 || is&signProgram == 0 && !s.Traits.Has(mime.Reply) || h.refuted(s) || h.isSelf(s, sender) {
		return false
	}
	return is&signProgram != 0 || h.isAnswer(s) && len(s.To)+len(s.Cc) <= mostPeople
}

// period is a time, in Unix seconds.
type period struct{ from, to int64 }

// in reports whether a moment is in one of some periods.
func in(periods []period, at int64) bool {
	return slices.ContainsFunc(periods, func(p period) bool { return at >= p.from && at <= p.to })
}
