package words

import (
	"errors"
	"io/fs"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/fault"
	"github.com/restante/restante/app/file"
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/pop3"
)

// forgetting explains what could not be removed.
func (e explainer) forgetting() Notice {
	n := say(e.failed(), "error.forgetting.cause", "error.forgetting.try")
	if e.is(account.ErrNoKeyring) {
		n = say(e.failed(), "error.forgetting.keyring.cause", "error.forgetting.keyring.try")
	}
	n.Details = oneLine(e.err.Error())
	return n
}

// secrets explains what goes wrong with passwords on this side.
func (e explainer) secrets() Notice {
	switch {
	case e.is(account.ErrNoSecret):
		return say("error.no-secret.title", "error.no-secret.cause", "error.no-secret.try").offeringAs(ActionSettings, lang.T("notice.type-password"))
	case e.is(account.ErrNoKeyring):
		return say("error.no-keyring.title", "error.no-keyring.cause", "error.no-keyring.try")
	case e.is(pop3.ErrCredentials):
		return say("error.credentials.title", "error.credentials.cause", "error.credentials.try").because(notSent()).offering(ActionSettings)
	}
	return Notice{}
}

// notSent comforts where the line was dropped in time.
func notSent() string { return lang.T("error.not-sent") }

// files explains what goes wrong on the disk.
func (e explainer) files() Notice {
	var broken *account.SettingsError
	var record *store.RecordError
	switch {
	case errors.As(e.err, &record):
		n := say("error.record.title", recordCause(record), "error.record.try")
		return n.because(lang.T("error.record.deleted"))
	case errors.As(e.err, &broken) && broken.Kept != "":
		return say("error.settings-damaged.title", "error.settings-damaged.cause", "error.settings-damaged.try", lang.Args{"Path": broken.Kept})
	case errors.As(e.err, &broken):
		return say("error.settings-unread.title", "error.settings-unread.cause", "error.settings-unread.try", lang.Args{"Path": broken.Path})
	case e.has(fault.DiskFull):
		return say("error.disk-full.title", "error.disk-full.cause", "error.disk-full.try")
	case e.doing != Saving && e.doing != Settings:
		return Notice{}
	case e.is(fs.ErrPermission) || e.has(fault.WriteProtected):
		return say("error.read-only.title", "error.read-only.cause", "error.another-place.try")
	case e.is(fs.ErrExist):
		return say("error.exists.title", "error.exists.cause", "error.exists.try")
	case e.has(fault.InUse):
		return say("error.in-use.title", "error.in-use.cause", "error.in-use.try")
	case e.is(fs.ErrNotExist) || e.has(fault.NoPath):
		return say("error.no-folder.title", "error.no-folder.cause", "error.another-place.try")
	}
	return Notice{}
}

// recordCause is the message of why the record of deletions failed.
func recordCause(err error) string {
	switch {
	case isFault(err, fault.DiskFull):
		return "error.record.disk-full"
	case errors.Is(err, fs.ErrPermission) || isFault(err, fault.WriteProtected):
		return "error.record.forbidden"
	case errors.Is(err, file.ErrLocked) || isFault(err, fault.InUse):
		return "error.record.in-use"
	}
	return "error.record.unknown"
}
