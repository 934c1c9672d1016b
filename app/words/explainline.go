package words

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"os"
	"strconv"
	"strings"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/fault"
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/mailbox/retry"
	"github.com/restante/restante/pop3"
)

// safety explains why a password was not sent.
func (e explainer) safety() Notice {
	encrypted := lang.Args{"Security": Security(account.TLS)}
	var n Notice
	switch {
	case e.is(pop3.ErrInjected):
		n = say("error.injected.title", "error.injected.cause", "error.injected.try", encrypted).because(notSent())
	case e.is(pop3.ErrNoSTLS):
		n = say("error.no-stls.title", "error.no-stls.cause", "error.no-stls.try", encrypted).because(notSent())
	case e.is(pop3.ErrInsecure):
		n = say("error.insecure.title", "error.insecure.cause", "login.encrypt.try", encrypted)
	case e.is(pop3.ErrServerProof):
		n = say("error.server-proof.title", "error.server-proof.cause", "error.server-proof.try")
	case e.is(pop3.ErrChannelBinding):
		n = say("error.channel-binding.title", "error.channel-binding.cause", "error.channel-binding.try")
	case e.is(pop3.ErrNoLogin):
		n = say("error.no-login.title", "error.no-login.cause", "error.no-login.try")
	default:
		return Notice{}
	}
	return n.offering(ActionSettings)
}

// encryption explains why no encryption came about.
func (e explainer) encryption() Notice {
	var (
		record tls.RecordHeaderError
		alert  tls.AlertError
		failed *tls.CertificateVerificationError
		n      Notice
	)
	switch {
	case errors.As(e.err, &failed):
		n = say("certificate.faulty.title", "error.certificate.cause", "certificate.faulty.try")
	case errors.As(e.err, &record):
		n = say("error.no-tls.title", "error.no-tls.cause", "error.check-port.try")
	case errors.As(e.err, &alert), strings.Contains(e.err.Error(), "tls: "):
		n = say("error.old-tls.title", "error.old-tls.cause", "error.old-tls.try")
	default:
		return Notice{}
	}
	return n.because(notSent()).offering(ActionSettings)
}

// strange explains answers that are no POP3.
func (e explainer) strange() Notice {
	var odd *pop3.ProtocolError
	var limit *pop3.LimitError
	var unended *pop3.UnendedError
	switch {
	case errors.As(e.err, &odd) && isWebPage(odd.Line):
		return say("error.web-page.title", "error.web-page.cause", "error.web-page.try").offering(ActionRetry)
	case errors.As(e.err, &odd) && odd.Command == "":
		return say("error.not-pop3.title", "error.not-pop3.cause", "error.not-pop3.try", lang.Args{"Host": e.host}).offering(ActionSettings)
	case errors.Is(e.err, pop3.ErrPipelining):
		return say("error.pipelining.title", "error.pipelining.cause", "error.pipelining.try").offering(ActionRetry)
	case errors.As(e.err, &odd):
		return say("error.protocol.title", "error.protocol.cause", "error.protocol.try").offering(ActionRetry)
	case errors.As(e.err, &unended) && unended.All:
		return say("error.unended-whole.title", "error.unended-whole.cause", "error.unended-whole.try")
	case errors.As(e.err, &unended):
		return say("error.unended.title", "error.unended.cause", "error.unended.try")
	case errors.As(e.err, &limit) && limit.What == "message" && limit.Command == "RETR":
		return say("error.too-large.title", "error.limit-message.cause", "error.limit-message.try")
	case errors.As(e.err, &limit):
		return say("error.limit.title", "error.limit.cause", "error.limit.try").offering(ActionSettings)
	}
	return Notice{}
}

func isWebPage(line string) bool {
	line = strings.ToLower(line)
	return strings.HasPrefix(line, "http/") || strings.HasPrefix(line, "<!doctype") || strings.HasPrefix(line, "<html")
}

// network explains lines that do not come about or break.
func (e explainer) network() Notice {
	var uncertain *pop3.UncertainError
	switch {
	case errors.As(e.err, &uncertain):
		return say("error.uncertain.title", "error.uncertain.cause", "error.uncertain.try").offeringAs(ActionRetry, lang.T("button.get-mail"))
	case e.has(fault.Refused), e.has(fault.Unreachable), errors.As(e.err, new(*net.DNSError)):
		return e.unreached().lost()
	}
	var netErr net.Error
	host := lang.Args{"Host": e.host}
	switch {
	case e.is(os.ErrDeadlineExceeded), e.is(context.DeadlineExceeded), e.has(fault.TimedOut), errors.As(e.err, &netErr) && netErr.Timeout():
		return say("error.silent.title", "error.silent.cause", "error.silent.try", host).offering(ActionRetry).lost()
	case e.is(io.EOF), e.is(io.ErrUnexpectedEOF), e.has(fault.Reset), e.is(net.ErrClosed), e.is(pop3.ErrClosed):
		if retry.AtPassword(e.err) {
			return say("error.hung-up-password.title", "error.hung-up-password.cause", "error.hung-up-password.try").offering(ActionRetry).again()
		}
		return say("error.hung-up.title", "error.hung-up.cause", "error.hung-up.try").offering(ActionRetry).lost()
	case e.is(context.Canceled):
		return say("error.stopped.title", "error.stopped.cause", "error.stopped.try").offeringAs(ActionRetry, lang.T("button.get-mail"))
	case errors.As(e.err, &netErr):
		return say("error.network.title", "error.network.cause", "error.network.try", host).offering(ActionRetry).lost()
	}
	return Notice{}
}

// unreached explains why no connection came about.
func (e explainer) unreached() Notice {
	var dns *net.DNSError
	args := lang.Args{"Host": e.host, "Port": strconv.Itoa(e.server.Port)}
	switch {
	case errors.As(e.err, &dns) && dns.IsNotFound:
		return say("error.no-host.title", "error.no-host.cause", "error.no-host.try", args).offering(ActionSettings)
	case errors.As(e.err, &dns):
		return say("error.no-lookup.title", "error.no-lookup.cause", "error.check-connection.try").offering(ActionRetry).again()
	case e.has(fault.Refused):
		return say("error.refused-port.title", "error.refused-port.cause", "error.check-port.try", args).offering(ActionSettings)
	}
	return say("error.unreachable.title", "error.unreachable.cause", "error.check-connection.try").offering(ActionRetry).again()
}
