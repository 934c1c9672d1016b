package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/restante/restante/pop3/poptest"
)

// bomber is the sender of the messages that are to be deleted.
const bomber = "claims@win-big-now.example"

// goodEvery is of how many messages one is a good one.
const goodEvery = 51

// isGood reports whether a message, counted from 0, is to be kept.
func isGood(i int) bool { return i%goodEvery == goodEvery-1 }

// doomed returns the numbers of the messages that are to be deleted.
func doomed(count int) []int {
	var nums []int
	for i := range count {
		if !isGood(i) {
			nums = append(nums, i+1)
		}
	}
	return nums
}

// dovecotConfig gives every user name a mailbox of its own and lets the server
// be reached from the clients' namespace.
var dovecotConfig = []string{
	"listen = *",
	"mail_location = maildir:~/box-%u",
	"pop3_no_flag_updates = yes",
	"pop3_lock_session = no", // the server's own default
	"passdb {\n  driver = static\n  args = password=" + poptest.Password + "\n}",
}

// boxes are the mailboxes of the server.
type boxes struct {
	server *poptest.Real
}

// path is the folder of the mailbox of a user.
func (b boxes) path(user string) string { return filepath.Join(b.server.Home(), "box-"+user) }

// fill makes the mailbox of a user.
func (b boxes) fill(user string, messages [][]byte) error {
	if err := b.server.Fill(messages); err != nil {
		return err
	}
	return os.Rename(filepath.Join(b.server.Home(), "Maildir"), b.path(user))
}

// copyTo makes the mailbox of one user anew for another. The messages are hard
// links, the server's indexes copies.
func (b boxes) copyTo(from, to string) error {
	const script = `rm -rf "$1" && cp -al "$0" "$1" && cp -a --remove-destination "$0"/dovecot* "$1"`
	out, err := exec.Command("sh", "-c", script, b.path(from), b.path(to)).CombinedOutput()
	if err != nil {
		return fmt.Errorf("copying a mailbox: %w: %s", err, out)
	}
	return nil
}

// check reports an error unless exactly the good ones of count messages are
// left on the server's disk.
func (b boxes) check(user string, count int) error {
	left := map[string]bool{}
	for _, folder := range []string{"cur", "new"} {
		entries, err := os.ReadDir(filepath.Join(b.path(user), folder))
		if err != nil {
			return err
		}
		for _, e := range entries {
			_, number, _ := strings.Cut(e.Name(), ".M") // as poptest names files
			number, _, _ = strings.Cut(number, ".")
			left[number] = true
		}
	}
	for i := range count {
		if number := fmt.Sprintf("%07d", i); left[number] != isGood(i) {
			return fmt.Errorf("message %d is on the disk: %v, want %v", i+1, left[number], isGood(i))
		}
		delete(left, fmt.Sprintf("%07d", i))
	}
	if len(left) > 0 {
		return fmt.Errorf("%d files are on the disk that nobody put there", len(left))
	}
	return nil
}

// bomb returns messages like those of a mail bomb with letters in between, 3.5 KB
// each with a header block of 0.87 KB on average; the same at every call.
func bomb(count int) [][]byte {
	random := rand.New(rand.NewPCG(1, 2))
	messages := make([][]byte, count)
	for i := range messages {
		from, subject := "Win-Big-Now <"+bomber+">", fmt.Sprintf("CLAIM #%d: you have been selected, answer now", 80000+i)
		if isGood(i) {
			from, subject = fmt.Sprintf("\"A Friend (%d)\" <friend%d@example.org>", i%9, i%9), fmt.Sprintf("=?utf-8?Q?Gr=C3=BC=C3=9Fe_%d?=", i)
		}
		m := header(random, i, from, subject, "text/plain; charset=utf-8")
		for range 30 + random.IntN(37) {
			m = fmt.Appendf(m, "%x Congratulations, this is your number.\r\n", random.Uint64())
		}
		messages[i] = m
	}
	return messages
}

// header returns a header block as a message has it that came by way of two
// servers, with the blank line behind.
func header(random *rand.Rand, i int, from, subject, contentType string) []byte {
	date := time.Date(2026, 11, 24, 0, 0, i, 0, time.UTC).Format(time.RFC1123Z)
	var b bytes.Buffer
	fmt.Fprintf(&b, "Return-Path: <bounce-%x@mx.example.org>\r\n", random.Uint32())
	fmt.Fprintf(&b, "Received: from mx.example.org (mx.example.org [192.0.2.%d])\r\n\tby mail.post.example (Postfix) with ESMTPS id %X\r\n\tfor <anna@post.example>; %s\r\n", i%250, random.Uint64(), date)
	if random.IntN(2) == 0 {
		fmt.Fprintf(&b, "Received: from [198.51.100.%d] (unknown)\r\n\tby mx.example.org with ESMTPA id %X; %s\r\n", i%250, random.Uint64(), date)
	}
	fmt.Fprintf(&b, "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=mail;\r\n\th=from:to:subject:date:message-id; bh=%s;\r\n\tb=%s\r\n", code(random, 32), code(random, 72))
	fmt.Fprintf(&b, "From: %s\r\nTo: Anna Poste <anna@post.example>\r\nSubject: %s\r\nDate: %s\r\n", from, subject, date)
	fmt.Fprintf(&b, "Message-ID: <%x.%d@mx.example.org>\r\nMIME-Version: 1.0\r\nContent-Type: %s\r\n", random.Uint64(), i, contentType)
	b.WriteString("X-Mailer: Bulk 4.1\r\n\r\n")
	return b.Bytes()
}

// code returns n random bytes in base64.
func code(random *rand.Rand, n int) string {
	data := make([]byte, n)
	for i := range data {
		data[i] = byte(random.Uint32())
	}
	return base64.StdEncoding.EncodeToString(data)
}

// large returns one message: a text, then an attachment of so many bytes.
func large(attachment int) []byte {
	random := rand.New(rand.NewPCG(3, 4))
	m := header(random, 0, "Friend <friend@example.org>", "The film", `multipart/mixed; boundary="b1"`)
	m = append(m, "--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHere it is.\r\n--b1\r\nContent-Type: video/mp4; name=film.mp4\r\nContent-Disposition: attachment; filename=film.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n"...)
	encoded := code(random, attachment)
	for len(encoded) > 0 {
		n := min(76, len(encoded))
		m = append(append(m, encoded[:n]...), "\r\n"...)
		encoded = encoded[n:]
	}
	return append(m, "--b1--\r\n"...)
}
