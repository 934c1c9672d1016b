package assets

import "embed"

// Words are the catalogues of what the program says, a file for each language, named by it:
// words/en.json. See app/lang.
//
//go:embed words/*.json
var Words embed.FS
