package words

import (
	"errors"
	"io/fs"

	"github.com/restante/restante/app/fault"
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/app/store"
)

// mailbox explains why there is no message to show, or no copy of one.
func (e explainer) mailbox() Notice {
	var save *mailbox.SaveError
	var unsaved *ledger.UnsavedError
	switch {
	case errors.As(e.err, &save):
		return e.copying(save)
	case errors.As(e.err, &unsaved):
		return keptUnsaved(unsaved)
	case e.is(mailbox.ErrGone):
		return say("error.gone.title", "error.gone.cause", "error.gone.try").offeringAs(ActionRetry, lang.T("button.get-mail"))
	case e.is(mailbox.ErrEmpty):
		return say("error.empty.title", "error.empty.cause", "error.empty.try").offering(ActionRetry)
	case e.is(mailbox.ErrTooLarge):
		return say("error.too-large.title", "error.too-large.cause", "error.too-large.try", lang.Args{"Size": ByteSize(mailbox.MaxMessage)})
	case e.is(mailbox.ErrNoPeek):
		return say("error.no-peek.title", "error.no-peek.cause", "error.no-peek.try")
	case e.is(mailbox.ErrStopped):
		return say("error.stopped.title", "error.stopped-deleting.cause", "error.stopped-deleting.try")
	}
	return Notice{}
}

// deletion explains what came in the way of a deletion.
func (e explainer) deletion() Notice {
	switch {
	case e.is(ledger.ErrUnlisted):
		return say("error.unlisted.title", "error.unlisted.cause", "error.unlisted.try").offering(ActionUnlisted)
	case e.is(ledger.ErrLoss):
		return say("error.loss.title", "error.loss.cause", "error.loss.try")
	case e.is(ledger.ErrMismatch):
		return say("error.mismatch.title", "error.mismatch.cause", "error.mismatch.try").offering(ActionRetry)
	case e.is(ledger.ErrListing):
		return say("error.listing.title", "error.listing.cause", "error.listing.try").offering(ActionRetry)
	case e.is(ledger.ErrNotRemoved):
		return say("error.not-removed.title", "error.not-removed.cause", "error.not-removed.try")
	case e.is(ledger.ErrRenamed):
		return say("error.renamed.title", "error.renamed.cause", "error.renamed.try").offeringAs(ActionRetry, lang.T("button.get-mail"))
	case e.is(ledger.ErrBack):
		return say("error.back.title", "error.back.cause", "error.back.try")
	case e.is(mailbox.ErrInterrupted):
		return say("error.interrupted.title", "error.interrupted.cause", "error.interrupted.try")
	case e.is(ledger.ErrUnidentified):
		return say("error.unidentified.title", "error.unidentified.cause", "error.unidentified.try").offeringAs(ActionRetry, lang.T("button.get-mail"))
	}
	return Notice{}
}

// keptUnsaved names what was kept because no copy of it could be saved.
func keptUnsaved(u *ledger.UnsavedError) Notice {
	n := say("error.unsaved.title", "error.unsaved.cause", "error.unsaved.try", lang.Args{"Count": max(u.Count, 1), "Message": messageNamed(u.Subject, u.From)})
	switch {
	case errors.Is(u, mailbox.ErrTooLarge):
		return n.because(lang.T("error.unsaved.too-large"))
	case errors.Is(u, mailbox.ErrEmpty):
		return n.because(lang.T("error.unsaved.empty"))
	}
	return n.because(lang.T("error.unsaved.unended"))
}

// messageNamed names a message in a sentence.
func messageNamed(subject, from string) string {
	args := lang.Args{"Subject": oneLine(subject), "Sender": oneLine(from)}
	switch {
	case args["Subject"] == "" && args["Sender"] == "":
		return lang.T("message.named.none")
	case args["Subject"] == "":
		return lang.T("message.named.sender", args)
	case args["Sender"] == "":
		return lang.T("message.named.subject", args)
	}
	return lang.T("message.named.both", args)
}

// copying explains why no copy was saved before a deletion.
func (e explainer) copying(save *mailbox.SaveError) Notice {
	n := say("error.copy.title", "error.copy.cause", "error.copy.try")
	switch {
	case e.has(fault.DiskFull):
		n = say("error.copy.disk-full.title", "error.copy.cause", "error.copy.disk-full.try")
	case e.is(store.ErrCopy):
		n = n.retitled("error.copy.changed.title").because(lang.T("error.copy.changed.cause"))
	case e.is(fs.ErrPermission) || e.has(fault.WriteProtected):
		n = n.retitled("error.copy.forbidden.title").because(lang.T("error.read-only.cause"))
	case e.has(fault.InUse):
		n = n.retitled("error.copy.in-use.title")
	case e.is(fs.ErrNotExist) || e.has(fault.NoPath):
		n = n.retitled("error.copy.no-folder.title").because(lang.T("error.no-folder.cause"))
	}
	n.Details = oneLine(save.Dir + ": " + save.Err.Error())
	return n
}
