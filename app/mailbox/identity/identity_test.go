package identity

import (
	"testing"

	"github.com/restante/restante/pop3"
)

func TestLocate(t *testing.T) {
	named := NewListing([]pop3.Entry{{Num: 1, Size: 100, UID: "a"}, {Num: 2, Size: 200, UID: "b"}}, 1)
	mixed := NewListing([]pop3.Entry{{Num: 3, Size: 300}, {Num: 1, Size: 100, UID: "a"}, {Num: 2, Size: 200, UID: "b"}, {Num: 4, Size: 400, UID: "b"}}, 1)
	nameless := NewListing([]pop3.Entry{{Num: 1, Size: 100}}, 1)
	for _, tt := range []struct {
		name string
		in   Listing
		uid  string
		size int64
		want Presence
	}{
		{"listed", named, "a", 100, Present},
		{"listed with another size", named, "a", 1, Present},
		{"not listed", named, "c", 100, Absent},
		{"not listed, of a size that nothing without a name has", mixed, "c", 100, Absent},
		{"not listed, of the size of one without a name", mixed, "c", 300, Perhaps},
		{"not listed, of the size of one with a shared name", mixed, "c", 400, Perhaps},
		{"not listed, of no known size", mixed, "c", 0, Perhaps},
		{"a shared name", mixed, "b", 200, Perhaps},
		{"its own name beside others", mixed, "a", 100, Present},
		{"where nothing has a name", nameless, "c", 7, Perhaps},
		{"in an empty mailbox", NewListing(nil, 1), "a", 0, Absent},
	} {
		if _, got := tt.in.Locate(tt.uid, tt.size); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
	if mixed.Named() != 1 || !mixed.Blanks() || named.Blanks() || mixed.Len() != 4 {
		t.Errorf("%d named of %d, blanks %v and %v", mixed.Named(), mixed.Len(), mixed.Blanks(), named.Blanks())
	}
}

func TestStandIns(t *testing.T) {
	entries := []pop3.Entry{{Num: 1, Size: 100, UID: "a"}, {Num: 2, Size: 200}, {Num: 3, Size: 300, UID: "b"}, {Num: 4, Size: 400, UID: "b"}}
	l := NewListing(entries, 7)
	for i, e := range entries {
		id := l.Of(e)
		if IsStandIn(id) != (i > 0) {
			t.Errorf("%+v is called %q", e, id)
		}
		if got, ok := l.Find(id); !ok || got != e {
			t.Errorf("%q is %+v, %v", id, got, ok)
		}
		other := NewListing([]pop3.Entry{{Num: e.Num, Size: e.Size + 1}}, 8)
		if got, ok := other.Find(id); ok {
			t.Errorf("%q is %+v in another listing", id, got)
		}
	}
	if l.Of(entries[1]) == NewListing(entries, 8).Of(entries[1]) {
		t.Error("a stand-in holds for two listings")
	}
	if _, ok := l.Find("b"); ok {
		t.Error("a shared name finds a message")
	}
	if twice := NewListing([]pop3.Entry{{Num: 2, UID: "b"}, {Num: 1, UID: "a"}, {Num: 1, UID: "c"}}, 1); twice.Len() != 2 || twice.Has("c") {
		t.Errorf("%+v", twice.Entries())
	}
}
