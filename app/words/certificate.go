package words

import (
	"bytes"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/restante/restante/pop3"
)

// notSent comforts where the line was dropped in time.
const notSent = " Your password was not sent."

// proof explains why the certificate of a server was not accepted: which names
// are in it, who has issued it, and until when it is valid.
func (e explainer) proof() (Notice, bool) {
	var bad *pop3.CertificateError
	if !errors.As(e.err, &bad) || len(bad.Chain) == 0 {
		return Notice{}, false
	}
	cert := bad.Chain[0]
	n := Notice{
		Action: ActionTrust, Button: "Look at the certificate…", Trust: hex.EncodeToString(bad.Key[:]), Papers: papers(bad),
		Details: proofDetails(bad),
	}
	var host x509.HostnameError
	var unknown x509.UnknownAuthorityError
	switch {
	case bad.Pinned != nil:
		n.Title = "The server shows another key than the one you accepted"
		n.Cause = "You accepted the key " + shortKey(*bad.Pinned) + " for " + oneLine(bad.Host) + ", and now it shows " + shortKey(bad.Key) + ". It may have a new one, or somebody is listening in." + notSent
		n.Try = "Ask your provider, by another way than mail, whether the key was changed."
	case bad.DatesOnly:
		return e.dates(cert, n), true
	case errors.As(e.err, &host):
		n.Title = "This server is not the one you asked for"
		n.Cause = "You asked for " + oneLine(bad.Host) + ", and its certificate is for " + names(cert) + ". " + issued(cert) + notSent
		n.Try = "Check the name of the server. Your provider's help page has it."
	case errors.As(e.err, &unknown) && bytes.Equal(cert.RawIssuer, cert.RawSubject):
		n.Title = "Nobody but itself vouches for this server"
		n.Cause = "Its certificate, for " + names(cert) + ", was made by the server itself and is valid until " + day(cert.NotAfter) + ". Somebody may be listening in." + notSent
		n.Try = "Check the name of the server, and try from another network."
	case errors.As(e.err, &unknown):
		n.Title = "Nobody this computer trusts vouches for this server"
		n.Cause = issued(cert) + " This computer does not know it. Somebody may be listening in." + notSent
		n.Try = "Check the name of the server, and try from another network."
	default:
		n.Title = "The server could not prove who it is"
		n.Cause = "Its certificate, for " + names(cert) + ", has a fault. " + issued(cert) + notSent
		n.Try = "Check the name of the server, or ask your provider."
	}
	return n, true
}

// dates explains a certificate with which nothing is wrong but the dates. Then
// the clock of this computer is as likely at fault as the server.
func (e explainer) dates(cert *x509.Certificate, n Notice) Notice {
	today := time.Now()
	n.Title = "The server's certificate is out of date"
	n.Cause = "It was valid until " + day(cert.NotAfter) + ", and this computer believes that today is " + day(today) + "." + notSent
	if today.Before(cert.NotBefore) {
		n.Title = "The server's certificate is not valid yet"
		n.Cause = "It is valid from " + day(cert.NotBefore) + ", and this computer believes that today is " + day(today) + ". Most likely its clock is slow." + notSent
	}
	n.Try = "Check the date of this computer. If it is right, your provider must renew the certificate."
	return n
}

func day(t time.Time) string { return t.Local().Format("2 January 2006") }

// maxNames is how many names of a certificate are shown.
const maxNames = 3

// names lists the names in a certificate that count.
func names(cert *x509.Certificate) string {
	all := cert.DNSNames
	for _, ip := range cert.IPAddresses {
		all = append(all, ip.String())
	}
	more := ""
	if len(all) > maxNames {
		more = fmt.Sprintf(" and %d more", len(all)-maxNames)
		all = all[:maxNames]
	}
	if len(all) == 0 {
		return "no name at all"
	}
	return oneLine(strings.Join(all, ", ")) + more
}

// issued says who has issued a certificate, and until when it is valid.
func issued(cert *x509.Certificate) string {
	by := cert.Issuer.CommonName
	if by == "" && len(cert.Issuer.Organization) > 0 {
		by = cert.Issuer.Organization[0]
	}
	if by == "" {
		by = "somebody without a name"
	} else {
		by = "“" + oneLine(by) + "”"
	}
	return "It was issued by " + by + " and is valid until " + day(cert.NotAfter) + "."
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
	by := cert.Issuer.CommonName
	if bytes.Equal(cert.RawIssuer, cert.RawSubject) {
		by = "the server itself"
	}
	lines := []string{
		"Server asked for: " + oneLine(bad.Host),
		"Names in the certificate: " + names(cert),
		"Issued by: " + oneLine(by),
		"Valid: " + day(cert.NotBefore) + " to " + day(cert.NotAfter),
		"Key: " + grouped(bad.Key),
	}
	if bad.Pinned != nil {
		lines = append(lines, "Key accepted before: "+grouped(*bad.Pinned))
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
