package words

import "testing"

func TestJoins(t *testing.T) {
	for _, c := range []struct {
		got, want string
	}{
		{Sentences(), ""},
		{Sentences("", "One is here.", ""), "One is here."},
		{Sentences("One is here.", "", "Two are there.", "All is well."), "One is here. Two are there. All is well."},
		{Items(), ""},
		{Items("3 messages", "", "14 KB"), "3 messages · 14 KB"},
		{Items("a", "b", "c"), "a · b · c"},
		{List(), ""},
		{List("", "a"), "a"},
		{List("a", "", "b"), "a and b"},
		{List("a", "b", "c", "3 more"), "a, b, c and 3 more"},
		{Or("a"), "a"},
		{Or("a", "b"), "a or b"},
		{Or("a", "b", "c"), "a, b or c"},
		{List("{{.Before}}", "{{nothing"), "{{.Before}} and {{nothing"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
