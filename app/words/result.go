package words

import (
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/mailbox"
)

// Result tells what became of a deletion, and nothing that is not known:
// what the server has confirmed, what was gone before, what is still there and
// what could not be found out.
func Result(r mailbox.Report) (text string, allGood bool) {
	if r.Asked == 0 {
		return lang.T("result.nothing"), true
	}
	var parts []string
	switch {
	case r.Deleted == r.Asked:
		parts = append(parts, lang.T("result.all", lang.Args{"Count": r.Deleted, "All": r.Asked}))
		if r.Found > 0 {
			parts = append(parts, lang.T("result.found", lang.Args{"Count": r.Found}))
		}
	case r.Deleted > 0:
		parts = append(parts, lang.T("result.some", lang.Args{"Count": r.Deleted}))
	case r.Kept == r.Asked:
		return Sentences(lang.T("result.nothing"), lang.T("result.kept-all", lang.Args{"Count": r.Kept})), false
	}
	if r.AlreadyGone > 0 {
		parts = append(parts, lang.T("result.gone", lang.Args{"Count": r.AlreadyGone}))
	}
	if r.Kept > 0 {
		parts = append(parts, lang.T("result.kept", lang.Args{"Count": r.Kept}))
	}
	switch {
	case r.Unknown == 0:
	case r.Unknown == r.Asked:
		parts = append(parts, lang.T("result.unknown-all", lang.Args{"Count": r.Unknown}))
	default:
		parts = append(parts, lang.T("result.unknown", lang.Args{"Count": r.Unknown}))
	}
	return Sentences(parts...), r.Kept == 0 && r.Unknown == 0
}
