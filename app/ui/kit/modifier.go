package kit

import (
	"fyne.io/fyne/v2"
)

// IsCommand is the modifier that adds to a selection on this system.
func IsCommand(m fyne.KeyModifier) bool {
	return m&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0
}
