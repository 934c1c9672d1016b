package words

import "github.com/restante/restante/app/lang"

// NoSubject stands in the place of a subject that is empty.
func NoSubject() string { return lang.T("message.no-subject") }
