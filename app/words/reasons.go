package words

import (
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/triage"
)

// reasons are the messages of reasons: as they stand, and with the word that they were
// found by, for those that have one.
var reasons = map[triage.ReasonKind]struct{ plain, word string }{
	triage.Money:        {"reason.money", "reason.money-word"},
	triage.Order:        {"reason.order", "reason.order-word"},
	triage.SignIn:       {"reason.sign-in", "reason.sign-in-word"},
	triage.Password:     {"reason.password", "reason.password-word"},
	triage.Code:         {"reason.code", "reason.code-word"},
	triage.Delivery:     {"reason.delivery", "reason.delivery-word"},
	triage.SameSubject:  {"reason.same-subject", "reason.same-subject-word"},
	triage.SameSender:   {"reason.same-sender", "reason.same-sender-word"},
	triage.Confirmation: {"reason.confirmation", "reason.confirmation-word"},
	triage.Change:       {"reason.change", "reason.change-word"},
	triage.Person:       {plain: "reason.person"},
	triage.NotSigned:    {plain: "reason.not-signed"},
	triage.ReportOfMail: {plain: "reason.report"},
	triage.Reply:        {plain: "reason.reply"},
	triage.KnownSender:  {plain: "reason.known-sender"},
	triage.Friend:       {plain: "reason.friend"},
	triage.NoList:       {plain: "reason.no-list"},
	triage.UnlikeRest:   {plain: "reason.unlike-rest"},
	triage.ListMail:     {plain: "reason.list-mail"},
	triage.Burst:        {plain: "reason.burst"},
	triage.NewSender:    {plain: "reason.new-sender"},
}

// Reason tells why a message was put where it is.
func Reason(r triage.Reason) string {
	word := letters.Clean(r.Word, 60)
	said, known := reasons[r.Kind]
	switch {
	case !known:
		return word
	case word != "" && said.word != "":
		return lang.T(said.word, lang.Args{"Word": word})
	}
	return lang.T(said.plain)
}

// Common tells what all of a flood have in common.
func Common(r triage.Reason, f *triage.Flood) string {
	switch {
	case r.Kind == triage.SameSender && f.Senders > 1:
		return lang.T("reason.same-senders", lang.Args{"Count": f.Senders})
	case r.Kind == triage.NewSender && f.Senders > 1:
		return lang.T("reason.new-senders")
	case r.Kind == triage.Burst:
		return lang.T("reason.burst-within", lang.Args{"Span": Lasting(f.To.Sub(f.From))})
	}
	return Reason(r)
}

// Why puts reasons beside one another.
func Why(why []triage.Reason) string {
	var out []string
	for _, r := range why {
		out = append(out, Reason(r))
	}
	return Items(out...)
}
