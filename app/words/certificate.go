package words

import (
	"bytes"
	"cmp"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/pop3"
)

// proof explains why the certificate of a server was not accepted: which names
// are in it, who has issued it, and until when it is valid.
func (e explainer) proof() Notice {
	var bad *pop3.CertificateError
	if !errors.As(e.err, &bad) || len(bad.Chain) == 0 {
		return Notice{}
	}
	n := e.doubt(bad).because(notSent()).offeringAs(ActionTrust, lang.T("certificate.look"))
	n.Trust, n.Papers, n.Details = hex.EncodeToString(bad.Key[:]), papers(bad), proofDetails(bad)
	return n
}

// doubt says what is wrong with a certificate.
func (e explainer) doubt(bad *pop3.CertificateError) Notice {
	cert := bad.Chain[0]
	args := lang.Args{"Host": oneLine(bad.Host), "Names": cmp.Or(names(cert), lang.T("certificate.no-name")), "Until": day(cert.NotAfter), "Key": shortKey(bad.Key)}
	var host x509.HostnameError
	var unknown x509.UnknownAuthorityError
	switch {
	case bad.Pinned != nil:
		args["Accepted"] = shortKey(*bad.Pinned)
		return say("certificate.other-key.title", "certificate.other-key.cause", "certificate.other-key.try", args)
	case bad.DatesOnly:
		return dates(cert)
	case errors.As(e.err, &host):
		return say("certificate.other-name.title", "certificate.other-name.cause", "certificate.other-name.try", args).because(issued(cert))
	case errors.As(e.err, &unknown) && ownWork(cert):
		return say("certificate.own.title", "certificate.own.cause", "certificate.check-name.try", args)
	case errors.As(e.err, &unknown):
		n := say("certificate.unknown.title", "certificate.unknown.cause", "certificate.check-name.try")
		n.Cause = Sentences(issued(cert), n.Cause)
		return n
	}
	return say("certificate.faulty.title", "certificate.faulty.cause", "certificate.faulty.try", args).because(issued(cert))
}

// ownWork reports whether a server has made its certificate itself.
func ownWork(cert *x509.Certificate) bool { return bytes.Equal(cert.RawIssuer, cert.RawSubject) }

// dates explains a certificate with which nothing is wrong but the dates. Then
// the clock of this computer is as likely at fault as the server.
func dates(cert *x509.Certificate) Notice {
	today := time.Now()
	args := lang.Args{"From": day(cert.NotBefore), "Until": day(cert.NotAfter), "Today": day(today)}
	if today.Before(cert.NotBefore) {
		return say("certificate.early.title", "certificate.early.cause", "certificate.dates.try", args)
	}
	return say("certificate.expired.title", "certificate.expired.cause", "certificate.dates.try", args)
}

func day(t time.Time) string { return lang.Date(t.Local(), "date.day-whole") }

// maxNames is how many names of a certificate are shown.
const maxNames = 3

// names lists the names in a certificate that count; there may be none.
func names(cert *x509.Certificate) string {
	var all []string
	for _, name := range cert.DNSNames {
		all = append(all, oneLine(name))
	}
	for _, ip := range cert.IPAddresses {
		all = append(all, ip.String())
	}
	if more := len(all) - maxNames; more > 0 {
		all = append(all[:maxNames], lang.T("more", lang.Args{"Count": more}))
	}
	return List(all...)
}

// issued says who has issued a certificate, and until when it is valid.
func issued(cert *x509.Certificate) string {
	by := cert.Issuer.CommonName
	if by == "" && len(cert.Issuer.Organization) > 0 {
		by = cert.Issuer.Organization[0]
	}
	args := lang.Args{"Issuer": oneLine(by), "Until": day(cert.NotAfter)}
	if args["Issuer"] == "" {
		return lang.T("certificate.issued-nameless", args)
	}
	return lang.T("certificate.issued", args)
}

// shortKey is as much of a key's hash as can be compared by eye.
func shortKey(k pop3.KeyHash) string {
	text := strings.ToUpper(hex.EncodeToString(k[:8]))
	return text[:4] + " " + text[4:8] + " " + text[8:12] + " " + text[12:]
}

// papers is what a certificate says about a server, for somebody who has to
// decide whether to believe it.
func papers(bad *pop3.CertificateError) string {
	cert := bad.Chain[0]
	issuer := lang.T("certificate.papers.issuer", lang.Args{"Issuer": oneLine(cert.Issuer.CommonName)})
	if ownWork(cert) {
		issuer = lang.T("certificate.papers.own")
	}
	named := lang.T("certificate.papers.no-name")
	if all := names(cert); all != "" {
		named = lang.T("certificate.papers.names", lang.Args{"Names": all})
	}
	lines := []string{
		lang.T("certificate.papers.host", lang.Args{"Host": oneLine(bad.Host)}),
		named,
		issuer,
		lang.T("certificate.papers.valid", lang.Args{"From": day(cert.NotBefore), "Until": day(cert.NotAfter)}),
		lang.T("certificate.papers.key", lang.Args{"Key": grouped(bad.Key)}),
	}
	if bad.Pinned != nil {
		lines = append(lines, lang.T("certificate.papers.accepted", lang.Args{"Key": grouped(*bad.Pinned)}))
	}
	return strings.Join(lines, "\n")
}

// grouped writes a key's hash so that it can be compared by eye.
func grouped(k pop3.KeyHash) string {
	var b strings.Builder
	for i := 0; i < len(k); i += 2 {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%X", k[i:i+2])
	}
	return b.String()
}

func proofDetails(bad *pop3.CertificateError) string {
	cause := bad.Err
	if cause == nil {
		cause = errors.New("refused")
	}
	text := fmt.Sprintf("Key now: %x. %s", bad.Key, oneLine(cause.Error()))
	if bad.Pinned != nil {
		text = fmt.Sprintf("Key accepted: %x. ", *bad.Pinned) + text
	}
	return text
}
