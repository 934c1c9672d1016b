package poptest

import (
	"fmt"
	"strings"
)

// Bomb returns n messages of which every 51st is a good one, and the good ones.
// The others come from claims@win-big-now.example. Each has a field of its own
// from the server that it passed, as popa3d makes unique-ids of these alone.
func Bomb(n int) (all, good [][]byte) {
	for i := range n {
		from, subject := "Win-Big-Now <claims@win-big-now.example>", fmt.Sprintf("CLAIM #%d you are selected", 80000+i)
		if i%51 == 50 {
			from, subject = fmt.Sprintf("Friend %d <friend%d@example.org>", i%9, i%9), fmt.Sprintf("Letter %d", i)
		}
		m := fmt.Appendf(nil, "Received: from mx.example.org by mail.example.org with ESMTP id %08x; Tue, 24 Nov 2020 09:12:00 +0000\r\nFrom: %s\r\nTo: anna@post.example\r\nSubject: %s\r\nDate: Tue, 24 Nov 2020 09:%02d:%02d +0000\r\nMessage-ID: <%d@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nNumber %d.\r\n.a line with a dot\r\n%s\r\n",
			i, from, subject, i/60%60, i%60, i, i, strings.Repeat("Congratulations. ", 1+i%20))
		all = append(all, m)
		if i%51 == 50 {
			good = append(good, m)
		}
	}
	return all, good
}
