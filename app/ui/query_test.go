package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/words"
)

// TestUnclearSearchFindsNothing types what cannot be understood: no message counts as
// found, nothing can be selected, and what to type is said.
func TestUnclearSearchFindsNothing(t *testing.T) {
	for typed, want := range map[string]string{
		"before:november the":     "",
		"before:novembre":         "“novembre” is no day. Try 2026-11-01, 3 June, yesterday or last week.",
		"since:31 june":           "“31” is no day",
		"before:":                 "Type a day, such as",
		"since:01/02/2026":        "“01/02/2026” is no day",
		"larger:big":              "“big” is no size. Try 500K or 1M.",
		"larger:nan":              "“nan” is no size",
		"smaller:0x1p4":           "“0x1p4” is no size",
		"larger:-1":               "“-1” is no size",
		"form:solveig":            "“form:solveig” is not known. Did you mean from:solveig?",
		"subjekt:rope":            "Did you mean subject:rope?",
		"FORM:x":                  "Did you mean from:x?",
		"-befor:2026":             "Did you mean before:2026?",
		"is:purple":               "Try is:unread, is:read or is:caught.",
		"has:":                    "Try has:attachment or has:list.",
		"is:unreadable":           "“is:unreadable” is not known. Did you mean is:unread?",
		"number -":                "Type behind “-”",
		`from:""`:                 "Type a name behind “from:”",
		`""`:                      "Type a word between the quotes.",
		strings.Repeat("ab ", 99): "too long",
		"-sender:solveig":         "“sender:solveig” is not known. Put it into quotes",
		"-after:2026":             "“after:2026” is not known",
		"number -label:work":      "“label:work” is not known",
		"-from：anna":              "“from：anna” is not known",
		"--solveig":               "Type behind “-”",
		"-solv*":                  "Parts of words are found without “*”.",
		"-from:*@example.org":     "Parts of words are found without “*”.",
		"s?lveig*":                "Parts of words are found without “*”.",
		"NOT number":              "Type “-” before a word",
		"number OR sender":        "“OR” is not known",
		"from:\u0301":             "Type a name behind “from:”",
		"-subject:\u200b":         "Type a word behind “subject:”",
		"larger:1,000":            "“1,000” is no size",
		"larger:10.000":           "“10.000” is no size",
		"smaller:1,500K":          "“1,500K” is no size",
		"larger:1 2":              "“1 2” is no size. Try 500K or 1M, or put “2” into quotes to look for it.",
		"larger:1 000 000":        "“1 000” is no size",
		"larger:1 2 MB":           "“1 2” is no size",
		"larger:1\u202f500 KB":    "“1 500” is no size",
		`larger:"1 2"`:            "“1 2” is no size",
		"larger:1. 5M":            "“1.” is no size",
		"larger:1, 5 MB":          "“1,” is no size",
		"larger:1.2.3M":           "“1.2.3M” is no size",
		"smaller:-5 MB":           "“-5” is no size",
		"larger:99999999999999G":  "“99999999999999G” is no size",
		"larger:１M":               "“１M” is no size",
		"larger:1e3":              "“1e3” is no size",
		"larger:5P":               "“5P” is no size",
		"smaller:5 TB":            "",
		"larger: 1M":              "Type a size, such as 500K or 1M right behind “larger:”, without a blank.",
		"from: solveig":           "Type a name right behind “from:”, without a blank.",
		"before:2026 11 01":       "“2026 11” is no day",
		"before:june 3 26":        "“june 3 26” is no day",
		"since:2026-06-02 10:30":  "“2026-06-02 10:30” is no day",
		"before:1 2 june":         "“1” is no day",
		"before:-3 days":          "“-3” is no day",
		"number s?lv*":            "“s?lv*” is not known. Parts of words are found without “*”.",
		"larger:500 number":       "",
		"larger:1M 2":             "",
		`larger:500 "2"`:          "",
		"larger:1.5 mb":           "",
		"larger:1,5 MiB 7":        "",
		"larger:10k":              "",
		"smaller:2 megabytes":     "",
		"since:june 3 2026 7":     "",
		"since:yesterday 4711":    "",
		"since:2 days ago 4711":   "",
		"subject:“number 7”":      "",
		"«number 7»":              "",
		`-"sender:solveig"`:       "",
		"-re:":                    "",
		"-12:30":                  "",
		"-https://fjord.example":  "",
		`"***"`:                   "",
		"not or":                  "",
		"larger:1,5M":             "",
		"larger:0.25M":            "",
		`"form:solveig"`:          "",
		"re:":                     "",
		"fwd:news":                "",
		"https://fjord.example":   "",
	} {
		s := newStage(t)
		s.mailbox(20)
		s.mail.list.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
		s.mail.list.Clear()
		s.mail.header.search.Field.Input.SetText(typed)
		l := s.mail.list
		if want == "" {
			if l.Unclear.Fault != listing.FaultNone {
				t.Errorf("%q is called unclear: %s", typed, words.Unclear(l.Unclear))
			}
			continue
		}
		l.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
		l.Head.TapAll()
		s.typeKey(fyne.KeyDelete, 0)
		if l.ShownCount() != 0 || l.Selected() != 0 || s.asking() || len(s.host.deleted) != 0 {
			t.Errorf("%q: %d shown, %d selected", typed, l.ShownCount(), l.Selected())
		}
		if !strings.Contains(l.None.Text, want) || l.None.Hidden || l.Reset.Hidden {
			t.Errorf("%q: it says %q, want %q", typed, l.None.Text, want)
		}
	}
}

// TestUnclearSearchIsToldInSight searches in a window in which the list is low: what is
// not understood can be read, and the way out pressed.
func TestUnclearSearchIsToldInSight(t *testing.T) {
	s := newStage(t)
	s.win.Resize(fyne.NewSize(620, 420))
	s.flooded()
	s.mail.header.search.Field.Input.SetText("larger:1 2")
	l := s.mail.list
	for _, o := range []fyne.CanvasObject{l.None, l.Reset} {
		if !o.Visible() || !s.areaOf(o).within(s.areaOf(l)) {
			t.Errorf("%s is at %v of %v", describe(o), s.areaOf(o), s.areaOf(l))
		}
	}
}

func TestSearchHelp(t *testing.T) {
	s := newStage(t)
	s.mailbox(20)
	m := s.mail
	if m.help.Visible() {
		t.Fatal("the help is shown before one searches")
	}
	s.searching.focusSearch()
	if !m.help.Visible() || len(m.help.Words) < 8 {
		t.Fatalf("shown %v with %d words", m.help.Visible(), len(m.help.Words))
	}
	m.header.search.Field.Input.SetText("sender -fr")
	if !m.help.Visible() || len(m.help.Words) != 1 || m.help.Words[0].Text != "from:" {
		t.Fatalf("%+v", m.help.Words)
	}
	press := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	press.Position = fyne.NewPos(40, 40)
	m.help.MouseDown(press)
	if got := m.header.search.Field.Input.Text; got != "sender -from:" {
		t.Fatalf("%q", got)
	}
	m.header.search.Field.Input.SetText("sender -from:s3")
	if m.help.Visible() || s.State().Shown != 18 {
		t.Errorf("help %v, %d shown", m.help.Visible(), s.State().Shown)
	}
	m.header.search.Reset()
	s.focusList()
	if m.help.Visible() {
		t.Error("the help stays when the search is left")
	}
}
