package triage

import (
	"hash/maphash"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/restante/restante/mime"
)

// table gives small numbers to hashes. The seed of the hash is chosen by chance in
// each run, so that nobody can write mail whose hashes collide.
type table struct {
	byHash map[uint64]int32
	hash   []uint64 // by number
}

func newTable() table { return table{byHash: make(map[uint64]int32)} }

// number gives a number, the next one when the hash was not seen before.
func (t *table) number(hash uint64) (n int32, fresh bool) {
	if n, ok := t.byHash[hash]; ok {
		return n, false
	}
	n = int32(len(t.byHash))
	t.byHash[hash] = n
	t.hash = append(t.hash, hash)
	return n, true
}

// senders gives numbers to addresses.
type senders struct {
	table
	domains table
	domain  []int32 // by sender: the number of its domain
	office  []bool  // by sender: see isRole
}

func (t *senders) number(x *Index, s *mime.Summary) int32 {
	addr := senderKey(s)
	n, fresh := t.table.number(maphash.String(x.seed, addr))
	if fresh {
		d, _ := t.domains.number(maphash.String(x.seed, domainOf(addr)))
		t.domain, t.office = append(t.domain, d), append(t.office, isRole(addr))
	}
	return n
}

// senderKey is the folded address of the sender; the name where there is none.
func senderKey(s *mime.Summary) string {
	if len(s.From) == 0 {
		return ""
	}
	if s.From[0].Addr == "" {
		return foldAddr(s.From[0].Name)
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
