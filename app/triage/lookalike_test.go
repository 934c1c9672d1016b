package triage

import "testing"

// TestLookAlikes has letters of other scripts that pose as Latin ones read as these, and
// leaves words of every language as they are.
func TestLookAlikes(t *testing.T) {
	for subject, want := range map[string]string{
		"Urgеnt pаymеnt":                "urgent payment",
		"сṛyρτο double your ϲοins":      "crypto double your coins",
		"р\u00ada\u200by\u2060ment now": "payment now",
		"Привет из Москвы":              "привет из москвы",
		"Καλημέρα":                      "καλημερα",
		"Größe und Maß":                 "grosse und mass",
		"Đặt hàng":                      "dat hang",
		"iPhone для вас":                "iphone для вас",
		"ՀայՊոստ":                       "հայպոստ",
	} {
		if got := SubjectForm(subject); got != want {
			t.Errorf("%q gives %q, want %q", subject, got, want)
		}
	}
}
