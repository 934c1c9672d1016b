// Restante reads the mail of a POP3 mailbox where it waits, on the server, and
// clears it of what is not wanted.
package main

import (
	_ "embed"
	"flag"
	"fmt"
	"os"
	"strings"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"github.com/restante/restante/app"
	"github.com/restante/restante/app/box"
	"github.com/restante/restante/app/traceless"
)

//go:embed FyneApp.toml
var metadata string

// version is what the metadata of the program say.
func version() string {
	_, rest, _ := strings.Cut(metadata, "\nVersion = \"")
	number, _, _ := strings.Cut(rest, "\"")
	return number
}

func main() {
	opts := app.Options{Version: version()}
	asked := flag.Bool("version", false, "tell the version of the program, and do nothing else")
	flag.BoolVar(&opts.Sample, "sample", false, "open the sample mailbox as long as no account is set up")
	flag.StringVar(&opts.Settings, "settings", "", "settings `file` in place of the usual one")
	flag.StringVar(&opts.CA, "ca", "", "trust the certificate authorities in this PEM `file` too, for servers of one's own")
	flag.Parse()
	if *asked {
		fmt.Println(app.Version(opts.Version))
		return
	}
	// Fyne looks for the ID of the program here, too; see traceless.New.
	fyneapp.SetMetadata(fyne.AppMetadata{Name: "Restante", Version: opts.Version})
	opts.Screen = workArea
	if err := app.Run(traceless.New(fyneapp.NewWithID, "org.restante.Restante"), opts); err != nil {
		box.Tell(app.Sentence(err))
		os.Exit(1)
	}
}
