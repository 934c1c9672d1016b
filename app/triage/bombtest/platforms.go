package bombtest

import (
	"fmt"
	"math/rand/v2"
)

// platform is a program or service that sends confirmations and newsletters, and
// the header fields by which its mail is known.
type platform struct {
	weight int                   // how often it is met
	local  []string              // local parts of its addresses
	kinds  []string              // fields of a language that it sends
	fields func(p page) []string // its header fields
}

// page is a mail of a site, for the fields of a platform.
type page struct {
	r            *rand.Rand
	site, domain string
}

func (p page) token(n int) string { return noise(p.r, n) }

var newsKinds = []string{"confirm", "confirm", "welcome"}

var platforms = []platform{
	{20, []string{"news", "hello", "info"}, newsKinds, func(p page) []string { // Mailchimp
		return []string{
			fmt.Sprintf("List-ID: %smc list <%x.list-id.mcsv.example>", p.site, p.r.Uint64()), fmt.Sprintf("List-Unsubscribe: <https://%s/unsubscribe?u=%x>", p.domain, p.r.Uint32()),
			"List-Unsubscribe-Post: List-Unsubscribe=One-Click", fmt.Sprintf("X-Mailer: Mailchimp Mailer - **CID%x**", p.r.Uint32()),
			"X-MC-User: " + p.token(20), "X-campaign: mailchimp" + p.token(8), "Feedback-ID: 1:1.campaign:mc", "Reply-To: <hello@" + p.domain + ">",
		}
	}},
	{8, []string{"noreply", "news"}, newsKinds, func(p page) []string { // SendGrid
		return []string{"X-SG-EID: " + p.token(60), "X-SG-ID: " + p.token(40), "X-Entity-ID: " + p.token(12), "List-Unsubscribe: <https://u1.ct.sendgrid.example/" + p.token(30) + ">"}
	}},
	{6, []string{"newsletter", "no-reply"}, newsKinds, func(p page) []string { // Amazon SES behind something
		return []string{"Feedback-ID: ::1.eu-west-1." + p.token(20) + ":AmazonSES", "X-SES-Outgoing: 2026.11.24-54.240.1.1", "List-Unsubscribe: <mailto:unsub@" + p.domain + ">"}
	}},
	{6, []string{"postmaster", "newsletter"}, newsKinds, func(p page) []string { // Mailgun
		return []string{"X-Mailgun-Sid: " + p.token(24), "X-Mailgun-Sending-Ip: 198.51.100.9", "X-Mailgun-Tag: optin", "List-Unsubscribe: <mailto:u+" + p.token(16) + "@" + p.domain + ">"}
	}},
	{4, []string{"info", "marketing"}, newsKinds, func(p page) []string { // Mautic
		return []string{"Precedence: Bulk", "X-Mautic-Id: " + p.token(12), "List-Unsubscribe: <https://" + p.domain + "/email/unsubscribe/" + p.token(20) + ">"}
	}},
	{8, []string{"wordpress", "newsletter", "info"}, newsKinds, func(p page) []string { // MailPoet and its kind
		return []string{"X-Mailer: MailPoet (https://www.mailpoet.com)", "List-Unsubscribe: <https://" + p.domain + "/?mailpoet_router&action=unsubscribe>", "Auto-Submitted: auto-generated"}
	}},
	{14, []string{"wordpress", "admin", "noreply", "info"}, []string{"account", "confirm", "account", "contact"}, func(p page) []string { // WordPress itself
		return []string{"X-PHP-Originating-Script: 33:class-phpmailer.php", "X-Mailer: PHPMailer 6.8.1 (https://github.com/PHPMailer/PHPMailer)"}
	}},
	{4, []string{"lists", "info"}, []string{"confirm"}, func(p page) []string { // phpList
		return []string{"X-Mailer: phplist v3.6.14", "X-MessageID: systemmessage", "X-ListMember: " + user, "Precedence: bulk", "List-Help: <https://" + p.domain + "/lists>", "List-Unsubscribe: <https://" + p.domain + "/lists/?p=unsubscribe>"}
	}},
	{6, []string{"sales", "info", "shop", "contact"}, []string{"welcome", "account", "confirm"}, func(page) []string { // Magento: nothing but the mail
		return nil
	}},
	{6, []string{"hello", "no-reply"}, []string{"account", "welcome"}, func(p page) []string { // Shopify
		return []string{"X-SG-EID: " + p.token(60), "Feedback-ID: " + p.token(8) + ":shopify", "Reply-To: hello@" + p.domain}
	}},
	{6, []string{"letters"}, newsKinds, func(p page) []string { // Substack
		return []string{"List-ID: <" + p.token(8) + ".substack.example>", "List-Unsubscribe: <https://" + p.domain + "/action/disable_email>", "List-Owner: <mailto:" + p.token(8) + "@substack.example>", "X-Mailgun-Sid: " + p.token(24)}
	}},
	{6, []string{"list-request", "announce-request"}, []string{"mailman"}, func(p page) []string { // Mailman
		return []string{"Precedence: bulk", "X-BeenThere: list@" + p.domain, "X-Mailman-Version: 2.1.39", "List-Id: <list." + p.domain + ">", "X-List-Administrivia: yes", "Errors-To: list-bounces@" + p.domain}
	}},
	{5, []string{"forum", "admin"}, []string{"account"}, func(page) []string { // phpBB
		return []string{"X-MimeOLE: phpBB3", "X-Mailer: phpBB3", "X-Priority: 3", "Auto-Submitted: auto-generated"}
	}},
	{4, []string{"noreply", "forum"}, []string{"account"}, func(p page) []string { // Discourse
		return []string{"Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All", "X-Discourse-Reply-Key: " + p.token(20)}
	}},
	{5, []string{"support", "help"}, []string{"contact"}, func(p page) []string { // Zendesk
		return []string{"Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All", "X-Mailer: Zendesk Mailer", "X-Zendesk-From-Account-Id: " + p.token(8)}
	}},
	{4, []string{"marketing", "team"}, []string{"welcome", "issue"}, func(p page) []string { // HubSpot
		return []string{"X-HS-Cid: " + p.token(12), "Feedback-ID: 1:2:3:HubSpot", "List-Unsubscribe: <https://" + p.domain + "/u/" + p.token(9) + ">", "Precedence: bulk"}
	}},
	{5, []string{"newsletter", "contact"}, newsKinds, func(p page) []string { // Brevo
		return []string{"X-Mailin-EID: " + p.token(40), "X-sib-id: " + p.token(20), "Feedback-ID: 203.0.113.7:1_2:3:Sendinblue", "List-Unsubscribe: <https://r.mail." + p.domain + "/" + p.token(9) + ">", "X-CSA-Complaints: csa-complaints@eco.example"}
	}},
	{4, []string{"news", "offers"}, []string{"issue"}, func(p page) []string { // a shop that starts to write at once
		return []string{"X-Kmail-Message: " + p.token(20), "List-Unsubscribe: <https://manage.kmail.example/" + p.token(12) + ">", "Feedback-ID: " + p.token(6) + ":klaviyo", "Precedence: bulk"}
	}},
}

// choosePlatform chooses by weight.
func choosePlatform(r *rand.Rand) *platform {
	sum := 0
	for i := range platforms {
		sum += platforms[i].weight
	}
	n := r.IntN(sum)
	for i := range platforms {
		if n -= platforms[i].weight; n < 0 {
			return &platforms[i]
		}
	}
	return &platforms[0]
}
