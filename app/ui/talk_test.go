package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/transcript"
	"github.com/restante/restante/app/ui/talk"
)

func someTalk(now time.Time) []transcript.Line {
	return []transcript.Line{
		{At: now, Kind: transcript.Connected, Text: "127.0.0.1:995"},
		{At: now, Kind: transcript.Received, Text: "+OK ready"},
		{At: now, Kind: transcript.Sent, Text: "PASS ••••"},
		{At: now, Kind: transcript.Received, Text: "+OK"},
		{At: now, Kind: transcript.Sent, Text: "LIST"},
		{At: now, Kind: transcript.Received, Text: "+OK"},
		{At: now, Kind: transcript.ReceivedRow, Text: "1 100", Folded: 9998, Bytes: 120_000},
		{At: now, Kind: transcript.Sent, Text: "TOP 3 0", More: 4997},
		{At: now, Kind: transcript.Sent, Text: "LIST"},
	}
}

func TestTalkTellsWhatNobodySays(t *testing.T) {
	for want, l := range map[string]transcript.Line{
		"connected to 127.0.0.1:995":                {Kind: transcript.Connected, Text: "127.0.0.1:995"},
		"encrypted from here on, with TLS 1.3":      {Kind: transcript.Encrypted, Text: "TLS 1.3"},
		"the connection is closed":                  {Kind: transcript.Closed},
		"+OK":                                       {Kind: transcript.Received, Text: "+OK"},
		"+OK   – the answer to LIST   … and 2 more": {Kind: transcript.Received, Text: "+OK", To: "LIST", More: 2},
	} {
		if got := talk.Text(l); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTalkIsExplainedOnce(t *testing.T) {
	rows := talk.Rows(someTalk(time.Now()))
	var text []string
	for _, r := range rows {
		text = append(text, r.Text)
	}
	all := strings.Join(text, "\n")
	for want, times := range map[string]int{
		"The password. With the answer": 1, "The number and size of every message.": 1,
		"1 100   (9,998 lines, 117 KB, not shown)": 1, "TOP 3 0   … and 4,997 more": 1,
	} {
		if got := strings.Count(all, want); got != times {
			t.Errorf("%q stands there %d times in\n%s", want, got, all)
		}
	}
}

func TestTalkWindow(t *testing.T) {
	s := newStage(t)
	s.mailbox(5)
	s.keys.key(&fyne.KeyEvent{Name: fyne.KeyF12})
	if s.conversation.talk == nil || s.host.count("listen true") != 1 {
		t.Fatal("not open")
	}
	s.host.talk, s.host.talkRev = someTalk(s.clock), 1
	s.conversation.talk.Update(s.host)
	if got := len(s.conversation.talk.View.Rows); got != len(talk.Rows(s.host.talk)) || s.conversation.talk.Copy.Disabled || !s.conversation.talk.Empty.Hidden {
		t.Errorf("%d rows", got)
	}
	s.conversation.talk.Copy.OnTapped()
	if got := s.deps.App.Clipboard().Content(); !strings.Contains(got, "< +OK ready\n") || !strings.Contains(got, "> PASS ••••\n") {
		t.Errorf("copied %q", got)
	}
	s.keys.key(&fyne.KeyEvent{Name: fyne.KeyF12})
	if s.host.count("listen true") != 1 {
		t.Error("opened twice")
	}
	s.conversation.talk.Wipe.OnTapped()
	s.conversation.talk.Update(s.host)
	if len(s.conversation.talk.View.Rows) != 0 || !s.conversation.talk.Copy.Disabled {
		t.Error("not cleared")
	}
	s.conversation.talk.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.conversation.talk != nil || s.host.count("listen false") != 1 {
		t.Error("still open, or still listening")
	}
}

func TestTalkStaysAtItsEnd(t *testing.T) {
	newStage(t)
	v := talk.NewView()
	v.Resize(fyne.NewSize(600, 200))
	v.CreateRenderer().Layout(v.Size())
	rows := func(n int) (r []talk.Row) {
		for i := range n {
			r = append(r, talk.Row{Text: fmt.Sprint("line ", i)})
		}
		return r
	}
	v.Set(rows(100))
	if v.Offset != v.Limit() || v.Offset == 0 {
		t.Errorf("at %v of %v", v.Offset, v.Limit())
	}
	v.ScrollTo(100)
	v.Set(rows(200))
	if v.Offset != 100 {
		t.Errorf("jumped to %v while somebody reads", v.Offset)
	}
}
