package words

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
)

func TestFigures(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 10240: "10,240", 1234567: "1,234,567", -1500: "-1,500"} {
		if got := Count(n); got != want {
			t.Error(n, got)
		}
	}
	for n, want := range map[int64]string{-1: "0 bytes", 1: "1 byte", 900: "900 bytes", 1024: "1 KB", 3174: "3.1 KB", 14300: "14 KB", 10 << 20: "10 MB", 3565158: "3.4 MB", 1 << 30: "1 GB", 40000000: "38.1 MB", 1048570: "1 MB"} {
		if got := ByteSize(n); got != want {
			t.Error(n, got, want)
		}
	}
	for n, want := range map[int64]string{900: "900 B", 3072: "3.0 KB", 14300: "14 KB"} {
		if got := rowSize(n); got != want {
			t.Error(n, got, want)
		}
	}
}

func TestResultWords(t *testing.T) {
	for _, c := range []struct {
		r    mailbox.Report
		want string
		good bool
	}{
		{mailbox.Report{}, "Nothing was deleted.", true},
		{mailbox.Report{Asked: 1, Deleted: 1}, "1 of 1 deleted. The server has confirmed it.", true},
		{mailbox.Report{Asked: 9812, Deleted: 9812}, "9,812 of 9,812 deleted. The server has confirmed it.", true},
		{mailbox.Report{Asked: 10000, Deleted: 9998, AlreadyGone: 2}, "9,998 deleted. 2 were already gone.", true},
		{mailbox.Report{Asked: 1, AlreadyGone: 1}, "1 was already gone.", true},
		{mailbox.Report{Asked: 5, Deleted: 4, Kept: 1}, "4 deleted. 1 is still on the server; delete it again.", false},
		{mailbox.Report{Asked: 5, Kept: 5}, "Nothing was deleted. All 5 are still on the server.", false},
		{mailbox.Report{Asked: 1, Kept: 1}, "Nothing was deleted. The message is still on the server.", false},
		{mailbox.Report{Asked: 5, Unknown: 5}, "It is not known yet whether they are gone: get mail to find out.", false},
		{mailbox.Report{Asked: 9, Deleted: 3, AlreadyGone: 1, Kept: 2, Unknown: 3}, "3 deleted. 1 was already gone. 2 are still on the server; delete them again. Of 3 it is not known yet whether they are gone: get mail to find out.", false},
	} {
		got, good := Result(c.r)
		if got != c.want || good != c.good {
			t.Errorf("%+v:\n got %q %v\nwant %q %v", c.r, got, good, c.want, c.good)
		}
		if strings.Contains(got, "confirmed") && c.r.Deleted != c.r.Asked {
			t.Error("confirmed too much")
		}
	}
}

func TestSpans(t *testing.T) {
	now := time.Date(2026, 6, 3, 12, 0, 0, 0, time.UTC)
	day := func(m time.Month, d, h, min int) time.Time { return time.Date(2026, m, d, h, min, 0, 0, time.UTC) }
	for _, c := range []struct {
		from, to          time.Time
		days, span, clock string
	}{
		{day(6, 3, 9, 12), day(6, 3, 9, 26), "today", "today between 09:12 and 09:26", "today 09:12–09:26"},
		{day(6, 2, 9, 12), day(6, 2, 9, 12), "yesterday", "yesterday at 09:12", "yesterday 09:12–09:12"},
		{day(5, 3, 9, 12), day(5, 28, 9, 26), "3–28 May", "between 3 May, 09:12 and 28 May, 09:26", "3–28 May"},
		{day(3, 12, 0, 0), day(6, 3, 1, 0), "12 Mar–today", "between 12 Mar, 00:00 and today, 01:00", "12 Mar–today"},
		{day(6, 1, 22, 0), day(6, 2, 4, 0), "1 Jun–yesterday", "between 1 Jun, 22:00 and yesterday, 04:00", "1 Jun–yesterday"},
		{time.Time{}, day(6, 3, 1, 0), "no date", "at times that are not known", ""},
	} {
		if got := fmt.Sprint(DaySpan(c.from, c.to, now), "|", timeSpan(c.from, c.to, now), "|", ClockSpan(c.from, c.to, now)); got != c.days+"|"+c.span+"|"+c.clock {
			t.Errorf("%v to %v: %s", c.from, c.to, got)
		}
	}
	for n, want := range map[int]string{0: "0 %", 1: "under 1 %", 500: "50 %", 999: "over 99 %", 1000: "100 %"} {
		if got := Share(n, 1000); got != want {
			t.Errorf("%d of 1000: %s", n, got)
		}
	}
}
