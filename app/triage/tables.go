package triage

import (
	"hash/maphash"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/restante/restante/app/provider"
	"github.com/restante/restante/mime"
)

// table gives small numbers to hashes. The seed of the hash is chosen by chance in
// each run, so that nobody can write mail whose hashes collide.
type table struct {
	hash  []uint64 // by number
	slots []int32  // a number and 1, at a place that the hash says; 0 for a free one
}

// number gives a number, the next one when the hash was not seen before.
func (t *table) number(hash uint64) (n int32, fresh bool) {
	if 2*len(t.hash) >= len(t.slots) {
		t.slots = make([]int32, max(64, 4*len(t.hash)))
		for n, h := range t.hash {
			t.slots[t.slot(h)] = int32(n) + 1
		}
	}
	i := t.slot(hash)
	if t.slots[i] != 0 {
		return t.slots[i] - 1, false
	}
	t.hash = append(t.hash, hash)
	t.slots[i] = int32(len(t.hash))
	return t.slots[i] - 1, true
}

// find is the number of a hash that was seen before.
func (t *table) find(hash uint64) (n int32, known bool) {
	if len(t.slots) == 0 {
		return none, false
	}
	n = t.slots[t.slot(hash)] - 1
	return n, n >= 0
}

// slot is where the number of a hash is, or where there is room for it. The number of
// slots is a power of two.
func (t *table) slot(hash uint64) uint64 {
	mask := uint64(len(t.slots) - 1)
	i := hash & mask
	for t.slots[i] != 0 && t.hash[t.slots[i]-1] != hash {
		i = (i + 1) & mask
	}
	return i
}

// senders gives numbers to addresses.
type senders struct {
	table
	domains table
	domain  []int32 // by sender: the number of its domain
	is      []signs // by sender: those of his address
	public  []bool  // by domain: its addresses are given to everybody
}

func (t *senders) number(x *Index, s *mime.Summary) int32 {
	addr := SenderKey(s)
	n, fresh := t.table.number(maphash.String(x.seed, addr))
	if fresh {
		domain := domainOf(addr)
		d, fresh := t.domains.number(maphash.String(x.seed, domain))
		if fresh {
			t.public = append(t.public, provider.IsPublic(domain))
		}
		t.domain, t.is = append(t.domain, d), append(t.is, signsOfAddress(addr))
	}
	return n
}

// SenderKey is how senders are told apart: by the folded address of the first in From. One
// without an address is told by his name between quotes, which is no address, so that
// nobody passes for somebody else by taking his address for a name.
func SenderKey(s *mime.Summary) string {
	if len(s.From) == 0 {
		return ""
	}
	if s.From[0].Addr == "" {
		if name := foldAddr(s.From[0].Name); name != "" {
			return `"` + name + `"`
		}
		return ""
	}
	return foldAddr(s.From[0].Addr)
}

// domainOf is the part of an address that somebody can register: example.org of
// a@mail.example.org. It is empty for what is no address.
func domainOf(addr string) string {
	host := strings.TrimRight(addr[strings.LastIndexByte(addr, '@')+1:], ".>")
	if len(host) == len(addr) {
		return ""
	}
	if own, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return own
	}
	return host
}

// subjects gives numbers to forms of subjects, and keeps what is known of each.
type subjects struct {
	table
	about []topics
	ends  []int32  // by number: where its words end in words
	words []uint32 // of all forms, one behind the other

	form, text []byte
	own        []uint32
}

func (t *subjects) number(x *Index, subject string) int32 {
	t.form, t.text = appendForm(t.form[:0], t.text, subject)
	n, fresh := t.table.number(maphash.Bytes(x.seed, t.form))
	if fresh {
		t.about = append(t.about, terms().find(t.form, nil))
		t.own = appendWords(t.own[:0], x.seed, t.form)
		t.words = append(t.words, t.own...)
		t.ends = append(t.ends, int32(len(t.words)))
	}
	return n
}

// of returns the words of a form.
func (t *subjects) of(n int32) []uint32 {
	start := int32(0)
	if n > 0 {
		start = t.ends[n-1]
	}
	return t.words[start:t.ends[n]]
}
