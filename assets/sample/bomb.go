package sample

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"time"
)

const (
	bombSize    = 5000
	bombSeconds = 14 * 60
)

// sender is one of those who throw the bomb.
type sender struct{ name, addr, host string }

var senders = [...]sender{
	{"Win-Big-Now", "claims@win-big-now.example", "relay.win-big-now.example"},
	{"Prize Desk", "desk@prize-desk.example", "out.prize-desk.example"},
	{"Lucky Mailer", "mail@lucky-mailer.example", "mx.lucky-mailer.example"},
}

// The words of the bomb. What the messages say differs just so much that no two
// are equal, as in real ones.
var (
	greetings = [...]string{"Dear Winner", "Dear Beneficiary", "Attention Lucky Owner of anna@post.example", "Dear Sir or Madam or Both", "Hello Dear", "GOOD DAY FRIEND"}
	prizes    = [...]string{"a sum of 950,000.00", "one (1) motor car, blue or other", "a cruise of 14 nights for 2 persons", "a lifetime of tea", "a castle with moat (water not included)", "the sum of TWO MILLION and 40 cents"}
	draws     = [...]string{"International Mailbox Lottery", "Grand Autumn Ballot", "Promotion of the Golden Envelope", "Second Category Electronic Draw", "Harvest Bonanza of All Continents"}
	clerks    = [...]string{"Mr. Basil Quick, Claims Officer", "Dr. Fortuna Bell (Mrs.)", "Barrister A. Goodluck", "Sir Percy Windfall, Hon. Treasurer", "The Desk", "Madame Jackpot, Section B"}
	hurries   = [...]string{"within 24 hours", "before midnight", "today, while it is still today", "without delay and without asking anybody", "in the next 14 minutes"}
	fees      = [...]string{"a small handling fee of 49.00", "a stamp duty of 120.00, refundable", "the release charge of 75.50", "a modest insurance of 33.33"}
	urges     = [...]string{"Do not tell your bank.", "Keep this strictly confidential until your claim is processed.", "This is not a joke and not a circular."}
	closings  = [...]string{"Your address was drawn from a drum with 25,000 others.", "No ticket was bought; this is why you have won.", "Please excuse our English, it is of the lawyers."}
)

// pick returns one of the words.
func pick(r *rand.Rand, words []string) string { return words[r.IntN(len(words))] }

// bomb returns the five thousand messages of the bomb, oldest first, within
// fourteen minutes from 09:12 on.
func bomb(now time.Time) []dated {
	start := clock(bombDay(now), 0, 9, 12, 0)
	// Always the same seed, as the mailbox must be the same at every call.
	r := rand.New(rand.NewPCG(88213, 14))
	out := make([]dated, bombSize)
	var b bytes.Buffer // one for all, as there are so many
	for i := range out {
		at := start.Add(time.Duration(i*bombSeconds/bombSize) * time.Second)
		b.Reset()
		bombMessage(&b, r, i, at)
		out[i] = dated{at: at, raw: bytes.ReplaceAll(b.Bytes(), []byte("\n"), []byte("\r\n")), bomb: true}
	}
	return out
}

// bombSender chooses who sends a message: the first sends half of them.
func bombSender(r *rand.Rand) sender {
	switch n := r.IntN(10); {
	case n < 5:
		return senders[0]
	case n < 8:
		return senders[1]
	default:
		return senders[2]
	}
}

// bombSubject returns nearly the same subject every time.
func bombSubject(r *rand.Rand) string {
	const usual = "CLAIM #88213 you are selected"
	switch n := r.IntN(20); {
	case n < 14:
		return usual
	case n < 17:
		return fmt.Sprintf("CLAIM #%d you are selected", 88213+r.IntN(60))
	case n < 18:
		return usual + "!!!"
	case n < 19:
		return "RE: " + usual
	default:
		return "Claim #88213 - you are selected"
	}
}

// bombMessage writes message number i of the bomb, with LF line ends.
func bombMessage(b *bytes.Buffer, r *rand.Rand, i int, at time.Time) {
	from := bombSender(r)
	id, date := fmt.Sprintf("%05d.%08x", i, r.Uint32()), at.Format(headerDate)
	boundary := fmt.Sprintf("=_claim_%016x", r.Uint64())
	c := newClaim(r, from)

	fmt.Fprintf(b, "Return-Path: <%s>\nReceived: from %s (%s [192.0.2.%d])\n\tby mx.post.example with ESMTP id %s\n\tfor <anna@post.example>; %s\n",
		from.addr, from.host, from.host, 1+r.IntN(254), id, date)
	fmt.Fprintf(b, "Date: %s\nFrom: %q <%s>\nTo: anna@post.example\nSubject: %s\nMessage-ID: <%s@%s>\nMIME-Version: 1.0\n",
		date, from.name, from.addr, bombSubject(r), id, from.host)
	fmt.Fprintf(b, "Precedence: bulk\nContent-Type: multipart/alternative; boundary=%q\n\n", boundary)
	const partHeader = "--%s\nContent-Type: text/%s; charset=us-ascii\nContent-Transfer-Encoding: 7bit\n\n"
	fmt.Fprintf(b, partHeader, boundary, "plain")
	c.writePlain(b)
	fmt.Fprintf(b, partHeader, boundary, "html")
	c.writeHTML(b)
	fmt.Fprintf(b, "--%s--\n", boundary)
}

// claim is what a message of the bomb says. It says it twice.
type claim struct {
	from               sender
	code, hello, clerk string
	paras              [6]string
}

func newClaim(r *rand.Rand, from sender) claim {
	code := fmt.Sprintf("WB/%03d/%05d/%c", r.IntN(1000), r.IntN(100000), 'A'+rune(r.IntN(26)))
	return claim{
		from: from, code: code, hello: pick(r, greetings[:]), clerk: pick(r, clerks[:]),
		paras: [...]string{
			"CLAIM REFERENCE " + code + ". PLEASE QUOTE IN ALL LETTERS.",
			fmt.Sprintf("We are happy to tell you that in the %s\nyour address has won %s.", pick(r, draws[:]), pick(r, prizes[:])),
			fmt.Sprintf("To receive it you need only answer %s\nand pay %s, after which everything is yours.", pick(r, hurries[:]), pick(r, fees[:])),
			pick(r, urges[:]) + "\n" + pick(r, closings[:]),
			fmt.Sprintf("You are person %d of %d who may claim today. The others\nhave been told the same.", 1+r.IntN(40), 41+r.IntN(60)),
			fmt.Sprintf("Send your full name, the name of your cat and a copy of\nthis letter to %s.", from.addr),
		},
	}
}

// writePlain writes the claim as plain text.
func (c *claim) writePlain(b *bytes.Buffer) {
	fmt.Fprintf(b, "%s,\n\n", c.hello)
	for _, p := range c.paras {
		fmt.Fprintf(b, "%s\n\n", p)
	}
	fmt.Fprintf(b, "Yours in luck,\n%s\n%s\n\n", c.clerk, c.from.name)
}

// writeHTML writes the claim in the way that its senders think is beautiful. The
// picture at the end is there to tell them who has looked.
func (c *claim) writeHTML(b *bytes.Buffer) {
	b.WriteString("<!DOCTYPE html>\n<html><head><meta charset=\"us-ascii\"><title>You are selected</title></head>\n" +
		"<body bgcolor=\"#fff4c2\" style=\"margin:0;padding:0;background-color:#fff4c2\">\n" +
		"<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td align=\"center\">\n" +
		"<table width=\"600\" cellpadding=\"18\" cellspacing=\"0\" border=\"3\" bordercolor=\"#c00000\" style=\"background-color:#ffffff\">\n" +
		"<tr><td align=\"center\" style=\"font-family:Arial,sans-serif;font-size:30px;color:#c00000\"><b>$$$ YOU ARE SELECTED $$$</b></td></tr>\n")
	fmt.Fprintf(b, "<tr><td style=\"font-family:Arial,sans-serif;font-size:16px;color:#202020\">\n<p><b>%s,</b></p>\n", c.hello)
	for _, p := range c.paras {
		fmt.Fprintf(b, "<p style=\"margin:0 0 12px 0\">%s</p>\n", p)
	}
	fmt.Fprintf(b, "<p align=\"center\"><a href=\"http://%s/claim?ref=%s\" style=\"background-color:#c00000;color:#ffffff;padding:12px\">CLAIM NOW</a></p>\n", c.from.host, c.code)
	fmt.Fprintf(b, "<p>Yours in luck,<br>%s<br>%s</p>\n</td></tr></table>\n</td></tr></table>\n", c.clerk, c.from.name)
	fmt.Fprintf(b, "<img src=\"http://%s/open.gif?ref=%s\" width=\"1\" height=\"1\" alt=\"\">\n</body></html>\n", c.from.host, c.code)
}
