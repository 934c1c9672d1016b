package triage

import (
	"strings"
	"sync"

	"github.com/restante/restante/app/provider"
	"github.com/restante/restante/mime"
)

// signs are what is asked of every message again and again, as a set.
type signs uint16

const (
	signList       signs = 1 << iota // says that it went to many
	signMachine                      // says that no person has written it; lists too
	signOffice                       // from an office or a machine by its address
	signNotifier                     // from what tells of events, by its address, or a machine
	signRole                         // from an office by its address
	signMonitor                      // from what watches machines, by its address
	signReport                       // tells what became of another message
	signProgram                      // written with a mail program of people, to few
	signPostmaster                   // from the address of a mail server's keeper
	signRefuted                      // a server says that it is not of whom it says
)

// mostPeople is how many a letter of a person goes to.
const mostPeople = 25

// signsOfAddress finds the signs of an address: what its local part, without its marks,
// begins like. The addresses of large providers belong to people, whatever they say.
func signsOfAddress(addr string) (is signs) {
	local, domain, _ := strings.Cut(addr, "@")
	if local == "" || provider.IsPublic(domain) {
		return 0
	}
	if strings.ContainsAny(local, "-_.") {
		local = withoutSigns.Replace(local)
	}
	if local == "" {
		return 0
	}
	for _, b := range beginnings()[local[0]] {
		if strings.HasPrefix(local, b.text) {
			is |= b.is
		}
	}
	for _, end := range ends {
		if strings.HasSuffix(local, end) {
			is |= signOffice | signRole | signNotifier
		}
	}
	return is
}

// ends are how addresses of machines end.
var ends = []string{"noreply", "donotreply", "notification", "notifications", "alert", "alerts"}

var withoutSigns = strings.NewReplacer("-", "", "_", "", ".", "")

// beginning is how addresses of offices and machines begin, and what that says of them.
type beginning struct {
	text string
	is   signs
}

// beginnings are all of them, by their first bytes.
var beginnings = sync.OnceValue(func() *[256][]beginning {
	var all [256][]beginning
	for _, list := range []struct {
		words string
		is    signs
	}{
		{roles, signOffice | signRole},
		{notifiers, signOffice | signRole | signNotifier},
		{monitors, signOffice | signRole | signNotifier | signMonitor},
		{"mailerdaemon", signReport},
		{"postmaster", signPostmaster},
	} {
		for word := range strings.FieldsSeq(list.words) {
			all[word[0]] = append(all[word[0]], beginning{word, list.is})
		}
	}
	return &all
})

const (
	// monitors begin addresses of machines that watch others, or serve them.
	monitors = "alert backup dmarc bamboo bugzilla build ci copier cron daemon deploy fax gerrit git grafana icinga jenkins jira log mfp monit nagios noc pager " +
		"print prometheus redmine root scan sms mms sentry server sonar svn teamcity trac uptime voicemail watch zabbix"

	// notifiers begin addresses of other machines that tell of events.
	notifiers = "auto bot bounce digest donotreply feed invit list mailerdaemon noreply notif order postmaster report robot service social status system ticket update wordpress www"

	// roles begin addresses of offices.
	roles = "account admin bank bestell billing club commun confirm contact crm customer deliver email forum hello help hola info invoic kontakt kunden letter mail " +
		"marketing member message news office offer online payment rechnung regist reply sales secur ship shop signup store subscri support team track verif versand webmaster website welcome"
)

// signsOf finds the signs of a message, from whose address some are known.
func signsOf(s *mime.Summary, is signs) signs {
	set := func(on bool, some signs) {
		if on {
			is |= some
		}
	}
	set(s.ListID != "" || s.Traits.Has(mime.ListUnsubscribe|mime.Bulk), signList)
	set(is&signList != 0 || s.Traits.Has(mime.MassMailer|mime.FeedbackID|mime.AutoSubmitted|mime.Report|mime.NoReturn), signMachine|signOffice|signNotifier)
	set(s.Traits.Has(mime.Report) || is&signPostmaster != 0 && s.Traits.Has(mime.NoReturn|mime.AutoSubmitted), signReport)
	if strings.HasPrefix(s.Subject, "Report Domain:") { // RFC 7489 section 7.2.1.1
		is = is&^signReport | signMonitor | signNotifier | signOffice
	}
	set(s.Program != 0 && is&signMachine == 0 && len(s.To)+len(s.Cc) <= mostPeople, signProgram)
	set(s.Auth.Refuted(), signRefuted)
	return is
}
