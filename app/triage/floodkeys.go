package triage

import (
	"slices"
	"strings"
	"time"
)

// The key of a flood begins with its kind. Behind it stand the words that most of an
// alike flood has, or the domain it comes from; of any other its day.
const (
	alikeKey  = "alike "
	sourceKey = "alike @"
	dayKey    = "subscriptions "
)

// key makes the key of a flood from what does not change much while it grows.
func (d *detector) key(f *Flood) string {
	x := d.x
	if f.Kind != Alike {
		return dayKey + timeOf(x.entries[f.IDs[len(f.IDs)/2]].at).Format(time.DateOnly)
	}
	c := f.core
	if c == nil {
		return sourceKey + domainOf(SenderKey(x.entries[f.Parts[0].IDs[0]].summary))
	}
	const few = 200
	var words []string
	for i := 0; i < len(f.IDs); i += max(1, len(f.IDs)/few) {
		eachWord([]byte(SubjectForm(x.entries[f.IDs[i]].summary.Subject)), func(word []byte) {
			if c.central.has(uint64(wordHash(x.seed, word))) && !slices.Contains(words, string(word)) {
				words = append(words, string(word))
			}
		})
	}
	slices.Sort(words)
	return alikeKey + strings.Join(words, " ")
}

// sameFlood reports whether two keys are of the same flood, seen at different times.
func sameFlood(a, b string) bool {
	if a == b {
		return true
	}
	if one, ok := strings.CutPrefix(a, dayKey); ok {
		other, _ := strings.CutPrefix(b, dayKey)
		s, err1 := time.Parse(time.DateOnly, one)
		t, err2 := time.Parse(time.DateOnly, other)
		return err1 == nil && err2 == nil && s.Sub(t).Abs() <= 24*time.Hour
	}
	if !strings.HasPrefix(a, alikeKey) || !strings.HasPrefix(b, alikeKey) {
		return false
	}
	one, other := strings.Fields(a[len(alikeKey):]), strings.Fields(b[len(alikeKey):])
	both := 0
	for _, w := range one {
		if slices.Contains(other, w) {
			both++
		}
	}
	return both*2 > len(one)+len(other)-both
}

// memory is a flood of an earlier report.
type memory struct {
	key string
	ids []int32
	period
}

// recall gives floods that were seen before the keys that they had, and drops those
// that the user knows to be none.
func (x *Index) recall(floods []*Flood) []*Flood {
	var now []memory
	for _, f := range floods {
		same := func(m memory) bool {
			return sameFlood(m.key, f.Key) || 2*common(m.ids, f.IDs) > min(len(m.ids), len(f.IDs))
		}
		if i := slices.IndexFunc(x.earlier, same); i >= 0 {
			f.Key = x.earlier[i].key
			x.earlier = slices.Delete(x.earlier, i, i+1)
		}
		now = append(now, memory{f.Key, f.IDs, period{f.From.Unix(), f.To.Unix()}})
	}
	x.earlier = now
	return slices.DeleteFunc(floods, func(f *Flood) bool {
		return slices.ContainsFunc(x.noFloods, func(key string) bool { return sameFlood(key, f.Key) })
	})
}

// common counts what two ascending lists have in common.
func common(a, b []int32) (n int) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			a, b = a[1:], b[1:]
			n++
		}
	}
	return n
}
