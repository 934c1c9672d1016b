package words

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/fault"
	"github.com/restante/restante/app/file"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/app/mailbox/retry"
	"github.com/restante/restante/app/provider"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/pop3"
)

// Doing says what the program was about when something failed.
type Doing int

// What the program can be about.
const (
	SigningIn Doing = iota // signing in for the first time, from the first page
	Reading                // listing the mailbox and fetching headers
	Opening                // fetching one message
	Deleting
	Saving // writing a file for the user
	Settings
	Forgetting // removing an account from this computer
)

// Explain puts an error into words. The server is the one that was talked to.
// Every error gets a notice with a title and something to do; an error that is
// not known keeps its text in the details.
func Explain(err error, doing Doing, server account.Server) Notice {
	e := explainer{err: err, doing: doing, host: server.Host, server: server}
	if doing == Forgetting {
		return e.forgetting()
	}
	var n Notice
	for _, explain := range []func() (Notice, bool){e.mailbox, e.weaker, e.secrets, e.files, e.login, e.refusal, e.safety, e.proof, e.encryption, e.strange, e.network} {
		var ok bool
		if n, ok = explain(); ok {
			break
		}
	}
	if n.Title == "" {
		n = Notice{Title: e.failed(), Cause: "Something happened that the program has no words for.", Try: "Try again. If it happens again, the details below help to find out why.", Action: ActionRetry}
	}
	if n.Details == "" {
		n.Details = oneLine(err.Error())
	}
	if n.Button == "" {
		n.Button = e.button(n.Action)
	}
	return n
}

// forgetting explains what could not be removed.
func (e explainer) forgetting() Notice {
	n := Notice{
		Title: e.failed(), Cause: "A file could not be removed; see the details.", Try: "Close other windows of Restante, and remove it by hand where it is named below.",
		Details: oneLine(e.err.Error()),
	}
	if e.is(account.ErrNoKeyring) {
		n.Cause, n.Try = "The system's keyring did not answer, so the password may still be in it.", "Open the keyring of the system and remove the entry “Restante”."
	}
	return n
}

// ExplainAfter is Explain for an account that has worked: then a line that does not
// come about says nothing against server, port and security. worked is when the server
// has answered last, in the zone of the user.
func ExplainAfter(err error, doing Doing, server account.Server, worked time.Time) Notice {
	n := Explain(err, doing, server)
	if !n.Lost || worked.IsZero() {
		return n
	}
	n.Title = "The server does not answer just now"
	n.Cause = "It did at " + worked.Format("15:04") + ". Your mail is safe there."
	n.Try, n.Action, n.Button = "", ActionRetry, "Try again"
	return n
}

// triedAgain is said only where it is so; see [Notice.Again].
const triedAgain = "It is tried again by itself."

// Again makes a notice say that it is tried again by itself, or not.
func (n Notice) Again(again bool) Notice {
	rest := strings.TrimSpace(strings.ReplaceAll(n.Try, triedAgain, ""))
	n.Try = strings.ReplaceAll(rest, "  ", " ")
	if again {
		n.Try = strings.TrimSpace(triedAgain + " " + n.Try)
	}
	return n
}

// ExplainSignIn explains what came in the way of a first login of an account. again is
// whether it is tried again by itself. A refused name is most often one of two.
func ExplainSignIn(err error, a account.Account, again bool) Notice {
	n := Explain(err, SigningIn, a.Server).Again(again)
	var no *pop3.Error
	if n.Action != ActionSettings || !errors.As(err, &no) {
		return n
	}
	local, _, whole := strings.Cut(a.User, "@")
	switch {
	case no.Command == "USER" && strings.Contains(a.User, " "):
		n.Try += " Perhaps this server takes no blank in a login name."
	case !passwordInDoubt(err):
	case whole && local != "":
		n.Try += " Perhaps the login name is only the part before the @: “" + oneLine(local) + "”."
	case !whole && strings.Contains(a.Address, "@"):
		n.Try += " Perhaps the login name is the whole address: “" + oneLine(a.Address) + "”."
	}
	return n
}

// UnlistedButton has messages deleted in small steps, without what the server cannot
// bear.
const UnlistedButton = "Delete in small steps"

// NoHeads tells that the server gives no header blocks alone.
func NoHeads() Notice {
	return Notice{
		Title: "This server tells senders and subjects only with whole letters", Cause: "It lists how many there are and how large they are.",
		Try: "Those in view can be fetched whole to see what they are. Some servers count them as read then.", Action: ActionWhole, Button: "Get those in view",
	}
}

// explainer holds what an explanation needs.
type explainer struct {
	err    error
	doing  Doing
	host   string
	server account.Server
}

// failed is the title where nothing better is known.
func (e explainer) failed() string {
	switch e.doing {
	case Opening:
		return "The message could not be fetched"
	case Deleting:
		return "The messages could not be deleted"
	case Saving:
		return "The file could not be saved"
	case Settings:
		return "The settings could not be used"
	case Forgetting:
		return "Not all of the account could be removed from this computer"
	}
	return "The mailbox could not be opened"
}

func (e explainer) button(a Action) string {
	switch a {
	case ActionRetry:
		return "Try again"
	case ActionSettings:
		if e.doing == SigningIn {
			return "" // the fields are on the screen already
		}
		return "Change name, password or server"
	case ActionSample:
		return "Open the sample mailbox"
	case ActionUnlisted:
		return UnlistedButton
	case ActionWhole:
		return "Get those in view"
	}
	return ""
}

func (e explainer) is(target error) bool { return errors.Is(e.err, target) }

// has reports whether the system has failed in a way.
func (e explainer) has(k fault.Kind) bool { return isFault(e.err, k) }

// isFault is another in tests, which have errors of other systems.
var isFault = fault.Is

// mailbox explains the errors of the worker.
func (e explainer) mailbox() (Notice, bool) {
	var save *mailbox.SaveError
	if errors.As(e.err, &save) {
		return e.copying(save), true
	}
	var unsaved *ledger.UnsavedError
	if errors.As(e.err, &unsaved) {
		return keptUnsaved(unsaved), true
	}
	switch {
	case e.is(mailbox.ErrGone):
		return Notice{Title: "This message is no longer on the server", Cause: "It was deleted or fetched by another program in the meantime.", Try: "Get mail again to see what is there now.", Action: ActionRetry, Button: "Get mail"}, true
	case e.is(mailbox.ErrEmpty):
		return Notice{Title: "The server sent nothing of this message", Cause: "It has a size in the server's list, and what came was empty.", Try: "Try again. If it stays so, your provider can look what has become of it.", Action: ActionRetry}, true
	case e.is(mailbox.ErrTooLarge):
		return Notice{Title: "This message is too large to be shown", Cause: "Restante opens messages of up to 256 MB.", Try: "It can be saved to a file, and opened from there by another program."}, true
	case e.is(mailbox.ErrNoPeek):
		return Notice{Title: "The beginning cannot be shown", Cause: "This server gives a message only as a whole.", Try: "Download all of it."}, true
	case e.is(mailbox.ErrStopped):
		return Notice{Title: "Stopped", Cause: "You stopped it before the server had finished.", Try: "What was not deleted is still in the list. Delete it again if you want to."}, true
	case e.is(ledger.ErrUnlisted):
		return Notice{Title: "This server cannot show what it is about to delete", Cause: "Before a deletion becomes final Restante asks what would be left. This server breaks off there, so nothing was deleted.", Try: "It can be done without that: a few messages at a time, and after each step it is checked that nothing else is missing.", Action: ActionUnlisted}, true
	case e.is(ledger.ErrLoss):
		return Notice{Title: "Another message is missing", Cause: "After a step of the deletion a message was gone that was not to be deleted. The server may have mixed them up, or another program has deleted it.", Try: "Nothing more was deleted. Tell your provider."}, true
	case e.is(ledger.ErrMismatch):
		return Notice{Title: "The server marked other messages than it was told", Cause: "Before anything became final the list did not fit, so the deletion was called off.", Try: "Nothing was deleted. Try again; if it happens again, tell your provider.", Action: ActionRetry}, true
	case e.is(ledger.ErrListing):
		return Notice{Title: "The server's list contradicts itself", Cause: "Messages could be mixed up by it, so nothing is deleted by it.", Try: "Try again later.", Action: ActionRetry}, true
	case e.is(ledger.ErrNotRemoved):
		return Notice{Title: "The server said the messages are deleted, and still has them", Cause: "Some providers move mail to a bin or keep it on purpose, by a setting on their web page.", Try: "Look at the POP settings on your provider's web page."}, true
	case e.is(ledger.ErrRenamed):
		return Notice{Title: "The server has given all messages new names", Cause: "Providers do that when they move mailboxes. What you had marked cannot be found again for certain, so nothing more was deleted.", Try: "Get mail, and mark again what you want to delete.", Action: ActionRetry, Button: "Get mail"}, true
	case e.is(ledger.ErrBack):
		return Notice{Title: "The server shows messages again that were gone", Cause: "They were missing each time Restante looked, and were called gone. Now they are in the list again.", Try: "They were not deleted. Delete them again if you want to."}, true
	case e.is(mailbox.ErrInterrupted):
		return Notice{Title: "Restante ended while it was deleting", Cause: "The computer or the program stopped in the middle of it.", Try: "What is still in the list was not deleted. Delete it again if you want to."}, true
	case e.is(ledger.ErrUnidentified):
		return Notice{Title: "Some messages could not be told from others", Cause: "This server gives messages no names of their own, and the list has changed meanwhile.", Try: "They were not touched. Get mail again, then delete them at once.", Action: ActionRetry, Button: "Get mail"}, true
	}
	return Notice{}, false
}

// keptUnsaved names what was kept because no copy of it could be saved.
func keptUnsaved(u *ledger.UnsavedError) Notice {
	what := "a message without a subject"
	if s := oneLine(u.Subject); s != "" {
		what = "“" + s + "”"
	}
	if from := oneLine(u.From); from != "" {
		what += " from " + from
	}
	n := Notice{Title: "One message could not be saved, so it was kept", Cause: "It is " + what + "."}
	if u.Count > 1 {
		n.Title, n.Cause = strconv.Itoa(u.Count)+" messages could not be saved, so they were kept", "The first is "+what+"."
	}
	why := " The server sends such a message so that its end cannot be found."
	switch {
	case errors.Is(u, mailbox.ErrTooLarge):
		why = " Such a message is too large for a copy."
	case errors.Is(u, mailbox.ErrEmpty):
		why = " The server has a size for it in its list, and sends nothing."
	}
	n.Cause += why
	n.Try = "It is still on the server. To be rid of it, delete it without a copy."
	if u.Count > 1 {
		n.Try = "They are still on the server. To be rid of them, delete them without a copy."
	}
	return n
}

// copying explains why no copy was saved before a deletion.
func (e explainer) copying(save *mailbox.SaveError) Notice {
	n := Notice{Title: "The copy could not be saved", Cause: "Without it nothing more was deleted.", Try: "Try again, choose another folder, or delete without a copy."}
	switch {
	case e.has(fault.DiskFull):
		n.Title = "There was no room for the copy"
		n.Try = "Make room, choose another folder, or delete without a copy."
	case e.is(store.ErrCopy):
		n.Title = "The saved copy is not what was written"
		n.Cause += " The disk may be damaged, or something has changed the files."
	case e.is(fs.ErrPermission) || e.has(fault.WriteProtected):
		n.Title = "The copy may not be saved there"
		n.Cause += " The folder belongs to somebody else or is read-only."
	case e.has(fault.InUse):
		n.Title = "Another program has the file for the copy"
	case e.is(fs.ErrNotExist) || e.has(fault.NoPath):
		n.Title = "The folder for the copy is not there"
		n.Cause += " It was removed, or the drive is no longer connected."
	}
	n.Details = oneLine(save.Dir + ": " + save.Err.Error())
	return n
}

// secrets explains what goes wrong with passwords on this side.
func (e explainer) secrets() (Notice, bool) {
	switch {
	case e.is(account.ErrNoSecret):
		return Notice{Title: "The password is needed", Cause: "No password is kept for this mailbox on this computer.", Try: "Type it again.", Action: ActionSettings, Button: "Type the password"}, true
	case e.is(account.ErrNoKeyring):
		return Notice{Title: "The password could not be kept on this computer", Cause: "The system's keyring is missing, locked or does not answer. The password is never written anywhere else.", Try: "It is kept until you close Restante; then type it again."}, true
	case e.is(pop3.ErrCredentials):
		return Notice{Title: "The name or password has a character that cannot be sent", Cause: "It may have been pasted with a line end or a tab." + notSent, Try: "Type both again by hand.", Action: ActionSettings}, true
	}
	return Notice{}, false
}

// files explains what goes wrong on the disk.
func (e explainer) files() (Notice, bool) {
	var broken *account.SettingsError
	var record *store.RecordError
	switch {
	case errors.As(e.err, &record):
		return Notice{Title: "The record of deletions cannot be used", Cause: recordCause(record) + " What was reported as deleted is deleted all the same; only the record on this computer may lack it.", Try: "Make sure that there is room on the disk and that Restante may write in its folder."}, true
	case errors.As(e.err, &broken) && broken.Kept != "":
		return Notice{Title: "The settings file was damaged", Cause: "It was put aside, and nothing in it is lost: " + broken.Kept, Try: "Sign in again. The settings are written anew."}, true
	case errors.As(e.err, &broken):
		return Notice{Title: "The settings file cannot be read", Cause: broken.Path, Try: "Sign in again. Your settings may not be remembered."}, true
	case e.has(fault.DiskFull):
		return Notice{Title: "The disk is full", Cause: "There was no room for the file. What was written of it has been removed.", Try: "Make room or choose another place."}, true
	case e.doing != Saving && e.doing != Settings:
		return Notice{}, false
	case e.is(fs.ErrPermission) || e.has(fault.WriteProtected):
		return Notice{Title: "The file may not be written there", Cause: "The folder belongs to somebody else or is read-only.", Try: "Choose another place."}, true
	case e.is(fs.ErrExist):
		return Notice{Title: "There is a file of that name already", Cause: "It was not touched.", Try: "Choose another name."}, true
	case e.has(fault.InUse):
		return Notice{Title: "Another program has the file open", Cause: "As long as it does, nothing can be written there.", Try: "Close it there, or choose another name."}, true
	case e.is(fs.ErrNotExist) || e.has(fault.NoPath):
		return Notice{Title: "The folder is not there", Cause: "It was removed, or the drive is no longer connected.", Try: "Choose another place."}, true
	}
	return Notice{}, false
}

// recordCause says why the record of deletions failed.
func recordCause(err error) string {
	switch {
	case isFault(err, fault.DiskFull):
		return "The disk is full."
	case errors.Is(err, fs.ErrPermission) || isFault(err, fault.WriteProtected):
		return "Its file may not be read or written."
	case errors.Is(err, file.ErrLocked) || isFault(err, fault.InUse):
		return "Another program holds its file."
	}
	return "Its file could not be read or written."
}

// refusal explains the refusals of the server.
func (e explainer) refusal() (n Notice, is bool) {
	var no *pop3.Error
	if !errors.As(e.err, &no) || e.is(pop3.ErrNoSTLS) {
		return Notice{}, false
	}
	defer func() { n.Said = no.Text }()
	said := quote(no)
	switch no.Code {
	case pop3.CodeInUse, pop3.CodeLoginDelay, pop3.CodeSysTemp:
		return passes(no.Hint(), said), true
	case pop3.CodeSysPerm:
		return broken(said), true
	}
	if no.Command == "DELE" {
		return Notice{Title: "The server refused to delete", Cause: "It does not say why in a way that Restante understands." + said, Try: "Try again in a moment.", Action: ActionRetry}, true
	}
	return Notice{Title: e.failed(), Cause: "The server refused." + said, Try: "Try again in a moment.", Action: ActionRetry}, true
}

// providerHint names what most often is behind a refused password at a provider.
func providerHint(host string) string {
	p, _ := provider.Of(host)
	switch p.Demand {
	case provider.AppAndSwitch:
		return p.Name + " wants an app password, not the one of your account, and POP switched on in its settings."
	case provider.AppPassword:
		return p.Name + " wants an app password, made on its account page."
	case provider.SwitchOn:
		return p.Name + " wants POP3 switched on in its settings under “POP3 & IMAP”."
	case provider.AuthCode:
		return p.Name + " wants an authorization code, made on its web page, in place of the password."
	case provider.OtherSignIn:
		return p.Name + " no longer accepts passwords here; POP must be used with a sign-in that this version does not have yet."
	case provider.NoPOP:
		return p.Name + " offers no POP3 at all."
	}
	return "One of them is wrong, or your provider wants an app password or POP3 switched on first."
}

// safety explains why a password was not sent.
func (e explainer) safety() (Notice, bool) {
	switch {
	case e.is(pop3.ErrInjected):
		return Notice{Title: "Somebody may be tampering with the line", Cause: "Data arrived before the line was encrypted that the server would not send. Your password was not sent.", Try: "Use another network, or choose “Encrypted” as security.", Action: ActionSettings}, true
	case e.is(pop3.ErrNoSTLS):
		return Notice{Title: "The server does not encrypt this line", Cause: "Encryption on demand was chosen, and the server does not offer it. Your password was not sent.", Try: "Choose “Encrypted (recommended)” as security, or ask your provider.", Action: ActionSettings}, true
	case e.is(pop3.ErrInsecure):
		return Notice{Title: "The password was not sent over an unprotected line", Cause: "Anybody on the way could read it and your mail.", Try: "Choose “Encrypted (recommended)” as security.", Action: ActionSettings}, true
	case e.is(pop3.ErrServerProof):
		return Notice{Title: "This server does not know your password", Cause: "It let you in and could not prove that it knows the password, as the real one can. Somebody may have put a server of their own in its place. The password itself was not sent.", Try: "Check the name of the server, and try from another network. Tell your provider if it happens again.", Action: ActionSettings}, true
	case e.is(pop3.ErrChannelBinding):
		return Notice{Title: "Somebody sits between you and the server", Cause: "The encrypted line from this computer does not end at the mail server. A virus scanner or a company's network may do that, or somebody who wants your mail. The password itself was not sent.", Try: "Try from another network, or switch off the mail scanning of your virus scanner.", Action: ActionSettings}, true
	case e.is(pop3.ErrNoLogin):
		return Notice{Title: "The server offers no way to sign in that Restante knows", Cause: "It may want a sign-in through a web page.", Try: "Look for “app password” on your provider's web page.", Action: ActionSettings}, true
	}
	return Notice{}, false
}

// encryption explains why no encryption came about.
func (e explainer) encryption() (Notice, bool) {
	var (
		record tls.RecordHeaderError
		alert  tls.AlertError
		failed *tls.CertificateVerificationError
	)
	switch {
	case errors.As(e.err, &failed):
		return Notice{Title: "The server could not prove who it is", Cause: "Its certificate has a fault." + notSent, Try: "Check the name of the server, or ask your provider.", Action: ActionSettings}, true
	case errors.As(e.err, &record):
		return Notice{Title: "The server does not speak encrypted on this port", Cause: "What it sent is no encryption." + notSent, Try: "Check port and security. Encrypted is most often port 995.", Action: ActionSettings}, true
	case errors.As(e.err, &alert), strings.Contains(e.err.Error(), "tls: "):
		return Notice{Title: "No safe encryption could be agreed on", Cause: "The server knows only old ways to encrypt, or none that Restante accepts." + notSent, Try: "Ask your provider for a server with TLS 1.2 or newer.", Action: ActionSettings}, true
	}
	return Notice{}, false
}

// strange explains answers that are no POP3.
func (e explainer) strange() (Notice, bool) {
	var odd *pop3.ProtocolError
	var limit *pop3.LimitError
	var unended *pop3.UnendedError
	switch {
	case errors.As(e.err, &odd) && isWebPage(odd.Line):
		return Notice{Title: "A web page answered instead of the mail server", Cause: "Networks in hotels, trains and cafés do that until you sign in to them.", Try: "Open a web page in your browser and sign in to the network. Then try again.", Action: ActionRetry}, true
	case errors.As(e.err, &odd) && odd.Command == "":
		return Notice{Title: "This is not a POP3 mail server", Cause: e.host + " answered with something else.", Try: "Check server and port. Your provider's help page has them.", Action: ActionSettings}, true
	case errors.Is(e.err, pop3.ErrPipelining):
		return Notice{Title: "The server ignored what it was told", Cause: "It offers to take several commands at a time, and threw some of them away. Nothing was deleted by it.", Try: "Try again. From now on it gets one command at a time.", Action: ActionRetry}, true
	case errors.As(e.err, &odd):
		return Notice{Title: "The server's answer makes no sense", Cause: "An answer was damaged on the way, or the server has a fault. The connection was ended, and nothing was deleted by it.", Try: "Try again.", Action: ActionRetry}, true
	case errors.As(e.err, &unended) && unended.All:
		return Notice{Title: "The server did not mark the end of the message", Cause: "All that it had announced has come, so what came is most likely whole. But more came behind it, so it was not kept.", Try: "Open the message to read it."}, true
	case errors.As(e.err, &unended):
		return Notice{Title: "The end of the message could not be found", Cause: "More came behind what looked like its end, so a part of it would be missing.", Try: "Open the message to read what came before that."}, true
	case errors.As(e.err, &limit) && limit.What == "message" && limit.Command == "RETR":
		return Notice{Title: "This message is too large to be shown", Cause: "It is larger than this program can hold.", Try: "You can delete it here, or fetch it with another program."}, true
	case errors.As(e.err, &limit):
		return Notice{Title: "The server sends without end", Cause: "An answer was far longer than any real one. The connection was ended.", Try: "Check the name of the server.", Action: ActionSettings}, true
	}
	return Notice{}, false
}

func isWebPage(line string) bool {
	line = strings.ToLower(line)
	return strings.HasPrefix(line, "http/") || strings.HasPrefix(line, "<!doctype") || strings.HasPrefix(line, "<html")
}

// network explains lines that do not come about or break.
func (e explainer) network() (Notice, bool) {
	var uncertain *pop3.UncertainError
	var dns *net.DNSError
	var netErr net.Error
	switch {
	case errors.As(e.err, &uncertain):
		return Notice{Title: "It is not known yet whether the messages are deleted", Cause: "The line broke while the server was deleting.", Try: "Get mail again: the list shows what is still there.", Action: ActionRetry, Button: "Get mail"}, true
	case errors.As(e.err, &dns) && dns.IsNotFound:
		return Notice{Lost: true, Title: "There is no server called " + oneLine(e.host), Cause: "The name is not known on the internet.", Try: "Check how the server is written. Your provider's help page has it.", Action: ActionSettings}, true
	case errors.As(e.err, &dns):
		return Notice{Lost: true, Title: "The server's name could not be looked up", Cause: "This computer seems not to be connected to the internet.", Try: "Check the connection. It is tried again by itself.", Action: ActionRetry}, true
	case e.has(fault.Refused):
		return Notice{Lost: true, Title: "The server takes no mail connections there", Cause: e.host + " is there, but nothing answers at port " + portText(e.server) + ".", Try: "Check port and security. Encrypted is most often port 995.", Action: ActionSettings}, true
	case e.has(fault.Unreachable):
		return Notice{Lost: true, Title: "The server cannot be reached", Cause: "This computer seems not to be connected, or the network blocks mail.", Try: "Check the connection. It is tried again by itself.", Action: ActionRetry}, true
	case e.is(os.ErrDeadlineExceeded), e.is(context.DeadlineExceeded), e.has(fault.TimedOut), errors.As(e.err, &netErr) && netErr.Timeout():
		return Notice{Lost: true, Title: "The server does not answer", Cause: "Nothing came from " + e.host + " for a long time. The port may be wrong, or the network blocks mail.", Try: "Check server and port, or try from another network.", Action: ActionRetry}, true
	case e.is(io.EOF), e.is(io.ErrUnexpectedEOF), e.has(fault.Reset), e.is(net.ErrClosed), e.is(pop3.ErrClosed):
		if retry.AtPassword(e.err) {
			return Notice{Title: "The server ended the connection when name and password came", Cause: "Some servers do that when one of them is wrong, others when they are busy.", Try: "It is tried again by itself. Check both; accounts are locked when a wrong password comes often.", Action: ActionRetry}, true
		}
		return Notice{Lost: true, Title: "The server ended the connection", Cause: "Some servers do that when they are busy, or after a long pause.", Try: "Try again.", Action: ActionRetry}, true
	case e.is(context.Canceled):
		return Notice{Title: "Stopped", Cause: "You stopped it.", Try: "Get mail goes on with it.", Action: ActionRetry, Button: "Get mail"}, true
	case errors.As(e.err, &netErr):
		return Notice{Lost: true, Title: "The connection failed", Cause: "The network between this computer and " + e.host + " has a fault.", Try: "Check the connection and try again.", Action: ActionRetry}, true
	}
	return Notice{}, false
}
