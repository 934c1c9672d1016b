package bombtest

import (
	"fmt"
	"strings"
	"time"
)

var calmWork = []calmKind{
	{"a storm of a code host's notices", "GitHub notices: X-GitHub-Reason and List-ID", (*calm).hub},
	{"a storm of a bug tracker's notices", "Jira: X-JIRA-FingerPrint and Message-IDs at Atlassian.JIRA", (*calm).jira},
	{"builds that fail", "GitHub check suites and GitLab documentation, user/profile/notifications: X-GitLab-Pipeline-Id", (*calm).builds},
	{"the maintainer of a free program", "GitHub notices, and mail programs' header fields on https://lore.kernel.org/", (*calm).maintainer},
	{"the first day of a new employee", "Microsoft 365, Jira, Slack and Confluence welcome mails", (*calm).employee},
	{"a scanner that mails", "scan-to-mail of Brother, Konica Minolta, HP and Ricoh devices", (*calm).scanner},
	{"mail that the user sends to test", "swaks and Python's smtplib", (*calm).tests},
}

// hubPost is what a code host tells of an issue.
func (c *calm) hubPost(forge, repo, who, subject string, number int, reason string) calmPost {
	_, short, _ := strings.Cut(repo, "/")
	return calmPost{
		name: who, addr: "notifications@" + forge, sender: "noreply@" + forge, to: fmt.Sprintf("%s <%s@noreply.%s>", repo, short, forge), subject: "[" + repo + "] " + subject,
		id: fmt.Sprintf("%s/issues/%d/%d@%s", repo, number, c.r.Uint32(), forge), parent: fmt.Sprintf("%s/issues/%d@%s", repo, number, forge), html: true, truth: calmSlight,
		fields: []string{
			"Reply-To: " + repo + " <reply+" + noise(c.r, 40) + "@reply." + forge + ">", "Precedence: list", "X-GitHub-Sender: " + pick(c.r, syllables) + pick(c.r, syllables), "X-GitHub-Reason: " + reason, "List-ID: " + repo + " <" + short + "." + forge + ">", "List-Archive: <https://" + forge + "/" + repo + ">",
			"List-Unsubscribe: <mailto:unsub+" + noise(c.r, 40) + "@reply." + forge + ">", "X-Auto-Response-Suppress: All", "X-GitHub-Recipient-Address: " + c.Home.Addr,
		},
	}
}

func (c *calm) hub() {
	_, forge := siteOf(c.r)
	people := c.strangers(c.some(10, 30))
	repo := pick(c.r, syllables) + pick(c.r, syllables) + "/" + pick(c.r, trades)
	for _, at := range c.times(c.some(150, 350), c.From, time.Duration(c.some(2, 20))*time.Hour, calmAlways, 1) {
		number := c.some(1, 40) // somebody sorts all issues
		c.put(c.hubPost(forge, repo, pick(c.r, people).name, fmt.Sprintf("%s %s (Issue #%d)", filler[number], filler[number+9], number), number, "subscribed"), at)
	}
}

func (c *calm) jira() {
	_, domain := siteOf(c.r)
	people := c.strangers(c.some(6, 20))
	project := pick(c.r, []string{"OPS", "MAIL", "HR", "WEB"})
	for _, at := range c.times(c.some(80, 220), c.next(8), 10*time.Hour, calmOffice, 1) {
		number := c.some(1, 150)
		issue := fmt.Sprintf("JIRA.%d.%d", 36000+number, 1700000000000+number)
		c.put(calmPost{
			name: pick(c.r, people).name + " (Jira)", addr: "jira@" + domain, subject: fmt.Sprintf("[JIRA] (%s-%d) %s %s", project, number, filler[number%90], filler[number%80]),
			id: fmt.Sprintf("%s.%d.%d@Atlassian.JIRA", issue, c.r.IntN(99999), at.UnixMilli()), parent: issue + "@Atlassian.JIRA", html: true,
			fields: []string{fmt.Sprintf("X-JIRA-FingerPrint: %016x%016x", c.r.Uint64(), c.r.Uint64()), "Auto-Submitted: auto-generated", "Precedence: bulk"},
		}, at)
	}
}

func (c *calm) builds() {
	_, forge := siteOf(c.r)
	repo := pick(c.r, syllables) + pick(c.r, syllables) + "/" + pick(c.r, trades)
	lab := chance(c.r, 40)
	for _, at := range c.times(c.some(40, 160), c.From, time.Duration(c.some(3, 30))*time.Hour, calmAlways, 1) {
		sha := c.r.Uint32() >> 4
		p := c.hubPost(forge, repo, "ci", fmt.Sprintf("Run failed: %s - main (%07x)", pick(c.r, []string{"CI", "Release", "lint", "tests"}), sha), 1, "ci_activity")
		p.id, p.parent = fmt.Sprintf("%s/check-suites/CS_%s/%d@%s", repo, noise(c.r, 20), at.Unix(), forge), ""
		if lab {
			number := c.r.IntN(1e9)
			p.name, p.addr, p.to = "GitLab", "gitlab@"+forge, ""
			p.subject = fmt.Sprintf("%s | Failed pipeline for main | %08x", pick(c.r, trades), sha)
			p.fields = []string{"X-GitLab-Project: mail", "X-GitLab-Project-Id: 2", fmt.Sprintf("X-GitLab-Pipeline-Id: %d", number), "X-GitLab-Pipeline-Status: failed", "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All"}
		}
		c.put(p, at)
	}
}

func (c *calm) maintainer() {
	_, forge := siteOf(c.r)
	repo := pick(c.r, syllables) + pick(c.r, syllables) + "/" + pick(c.r, trades)
	people := c.strangers(c.some(40, 80))
	for _, at := range c.times(c.some(100, 220), c.From, 3*calmDay, calmAlways, 1) {
		number := c.some(2000, 2080)
		p := c.hubPost(forge, repo, pick(c.r, people).name, fmt.Sprintf("%s %s %s (%s #%d)", filler[number%100], filler[number%70], filler[number%60], pick(c.r, []string{"Issue", "PR"}), number), number, pick(c.r, []string{"author", "mention", "review_requested", "subscribed"}))
		p.truth = calmKept
		c.put(p, at)
	}
	who := c.strangers(c.some(15, 30))
	for i, at := range c.times(len(who), c.From, 3*calmDay, calmAwake, 1) {
		c.put(c.letter(who[i], c.note("{Question about|Crash in|Translation of|Thanks for|Packaging} {version #.#|your program|the release}")), at)
	}
}

func (c *calm) employee() {
	domain := domainOf(c.Home.Addr)
	systems := []string{"Jira", "Confluence", "SharePoint", "Teams", "Payroll", "Time sheets", "Helpdesk", "Learning portal", "VPN", "Intranet", "Travel desk", "Car park", "Canteen", "Phone", "Wiki", "Git", "Calendar", "Password manager"}
	what := []string{"Welcome to %s", "Your %s account", "%s: set your password", "You have been added to %s", "%s: activate your account", "[%s] Please confirm your address", "Mandatory training in %s"}
	start := c.next(8)
	for _, at := range c.times(c.some(90, 150), start, 9*time.Hour, calmAlways, 2) {
		system := pick(c.r, systems)
		f := calmFirm{name: system, addr: pick(c.r, []string{"noreply", calmSlug(system), "it"}) + "@" + pick(c.r, []string{"", "apps.", "hr."}) + domain, way: calmSigned, html: true, fields: pick(c.r, calmDesks)}
		c.put(c.notice(f, fill(c.r, pick(c.r, what), system)), at)
	}
	for _, at := range c.times(c.some(15, 35), start, 3*calmDay, calmOffice, 1) {
		c.put(c.letter(c.colleague(domain), c.note("{Welcome!|Lunch?|Your first week|Kick-off on Monday|Keys and badge|Welcome to the team}")), at)
	}
}

func (c *calm) scanner() {
	domain := domainOf(c.Home.Addr)
	model := pick(c.r, []string{"BRW008092D1", "KMBT_C250i", "HP-MFP-M480", "RICOH-IM350"})
	for i, at := range c.times(c.some(120, 240), c.next(10), 70*time.Minute, calmAlways, 1) {
		c.put(calmPost{
			name: model, addr: "scan@" + domain, subject: pick(c.r, []string{"Message from " + model, "Message from " + model, "Scanned from " + model}), way: calmLocal, host: model + ".lan",
			fields: []string{"X-Mailer: " + model, "X-Priority: 3"}, words: 6, file: fmt.Sprintf("SKM_%s%04d.pdf", at.Format("060102150405"), i), size: c.some(3000, 13_000),
		}, at)
	}
}

func (c *calm) tests() {
	for i, at := range c.times(c.some(100, 500), c.next(14), time.Duration(c.some(2, 50))*time.Minute, calmAlways, 1) {
		c.put(calmPost{
			addr: c.Home.Addr, subject: fmt.Sprintf("test %d", i+1), way: calmLocal, host: "localhost", id: fmt.Sprintf("%s.%06d@laptop.lan", at.Format("20060102150405"), i),
			fields: []string{"X-Mailer: swaks v20240103.0 jetmore.org/john/code/swaks/"}, words: c.some(3, 20), truth: calmSlight,
		}, at)
	}
}
