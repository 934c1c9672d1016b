package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/file"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/transcript"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// Host is what the window asks of the program. Every method returns at once and
// is called on the UI goroutine.
type Host interface {
	accountHost
	mailHost
	messageHost
	deletionHost
	ruleHost
	recordHost
	fileHost
	talkHost
	userHost
	wishesHost
	viewHost
}

// accountHost opens and leaves mailboxes, and sets them up.
type accountHost interface {
	// SignIn opens a mailbox. The program answers with ShowMailbox, or with
	// ShowFirstPage and a notice.
	SignIn(form first.SignInForm)
	// CancelSignIn gives up signing in. The program answers with ShowFirstPage.
	CancelSignIn()
	// OpenSample opens the sample mailbox.
	OpenSample()
	// SignOut goes back to the first page.
	SignOut()
	// ForgetAccount signs out and removes the account that was set up here, with its
	// password and all that is kept of it, from this computer.
	ForgetAccount()
	// KeptAccount is the address of the account that was set up here, or empty.
	KeptAccount() string
	// Suggest guesses the server of an address. It is pure and instant.
	Suggest(address string) account.Server
}

// mailHost gets mail.
type mailHost interface {
	// Refresh gets mail, or goes on with what was stopped.
	Refresh(id account.ID)
	// AgreeWeaker gets mail, and signs in by a way that reveals more than what worked
	// before, as the user has agreed; unfit is what the server has refused for what it is.
	AgreeWeaker(id account.ID, method, unfit string)
	// Stop ends what is being loaded.
	Stop(id account.ID)
	// Want names messages that came into view and whose headers are missing.
	Want(id account.ID, uids []string)
	// FetchWhole fetches messages whole for the sake of their headers.
	FetchWhole(id account.ID, uids []string)
}

// messageHost gets single messages.
type messageHost interface {
	// Open gets a whole message. The program answers with ShowMessage or
	// ShowMessageProblem.
	Open(r mailbox.Ref)
	// Peek gets the first lines of a message without the rest of it, and calls done
	// on the UI goroutine, unless another Peek came in between.
	Peek(r mailbox.Ref, done func(*mime.Message, error))
	// CloseMessage says that no message is looked at any more.
	CloseMessage(id account.ID)
}

// deletionHost deletes messages, and takes that back.
type deletionHost interface {
	// Delete marks messages; they go after the undo time.
	Delete(id account.ID, o mailbox.Order)
	// Undo takes a deletion back that is only marked.
	Undo(id account.ID)
	// DeleteNow ends the undo time.
	DeleteNow(id account.ID)
	// DeleteUnlisted orders a deletion again that the server could not bear, in small
	// steps. See [mailbox.Mailbox.DeleteUnlisted].
	DeleteUnlisted(id account.ID)
	// DismissDeletion says that the report was read.
	DismissDeletion(id account.ID)
	// Stay takes back the wish to leave while a deletion is carried out.
	Stay()
	// GiveUpAndLeave leaves without waiting: what the server has not made final by
	// then is not deleted.
	GiveUpAndLeave()
}

// ruleHost knows what the rules have caught.
type ruleHost interface {
	// Release keeps messages that a rule has caught.
	Release(id account.ID, uids []string)
}

// recordHost knows what was deleted.
type recordHost interface {
	// Deletions gets what was deleted within a year, the newest first, and calls
	// done on the UI goroutine. It is nothing where nothing is remembered.
	Deletions(id account.ID, done func([]store.Heading, error))
	// DeletionMessages gets the messages of one of them, and calls done on the UI
	// goroutine.
	DeletionMessages(id account.ID, h store.Heading, done func([]store.Deleted, error))
}

// fileHost writes files for the user.
type fileHost interface {
	// SaveAttachment writes an attachment off the UI goroutine and calls done on it,
	// with the path it has got.
	SaveAttachment(to file.Target, a mime.Attachment, done func(path string, err error))
	// SaveMessage fetches a whole message of any size to a file, off the UI goroutine,
	// and calls done on it with the path that it has got.
	SaveMessage(r mailbox.Ref, to file.Target, done func(path string, err error))
}

// talkHost listens to what is said to the server and back.
type talkHost interface {
	// ListenToTalk begins to write down what is said to the server and back, or
	// ends that and forgets all.
	ListenToTalk(on bool)
	// Talk returns what was said, if it has changed since the revision known, and
	// the revision it has now.
	Talk(known uint64) ([]transcript.Line, uint64)
	// ForgetTalk forgets what was said so far.
	ForgetTalk()
}

// userHost wants to know whether the user is there.
type userHost interface {
	// Active says that the user is there. It may be called often.
	Active()
}

// wishesHost remembers how mail is sorted out.
type wishesHost interface {
	// KeepWishes remembers what the user has said about his mail, unless
	// nothing is to stay behind.
	KeepWishes(id account.ID, w triage.Wishes)
}

// viewHost remembers how the window looks.
type viewHost interface {
	// KeepView remembers how the window is arranged, unless nothing is to stay
	// behind.
	KeepView(v account.View)
	// KeepColumns remembers how the columns of a mailbox stand, unless nothing is to
	// stay behind.
	KeepColumns(id account.ID, columns []account.Column)
}

// Deps is all that the window needs from the program.
type Deps struct {
	App  fyne.App
	Host Host
	Work func(func()) // runs a function off the UI goroutine
	Post func(func()) // runs a function on the UI goroutine, later

	// After runs a function on the UI goroutine when a time is over. It is called
	// there, and so is cancel; what was cancelled never runs.
	After func(d time.Duration, f func()) (cancel func())

	Modifiers func() fyne.KeyModifier               // the keys held down now; nil when it cannot be known
	Now       func() time.Time                      // the clock; nil is time.Now
	Explain   func(error, words.Doing) words.Notice // turns an error of a snapshot into words
	View      account.View                          // how the window was arranged the last time
	Screen    func() (width, height int)            // how much of the screen a window may fill, in the system's units; nil when that cannot be known
	Locales   []string                              // the languages of the system, the best first, such as "de_AT"
	Version   string                                // names the program and what it was built for
	CopyDir   string                                // where copies are saved before a deletion, as long as the user says nothing else
}

// Kind is what sort of mailbox is open.
type Kind int

// The kinds of mailboxes.
const (
	Own     Kind = iota // set up on this computer
	Private             // on somebody else's computer: nothing stays behind
	Sample              // made up, to try things out
)
