package file

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Target is where a file that the user saves is to be.
type Target struct {
	Dir, Name string
	Replace   bool // the user has agreed that what is there goes
	Numbered  bool // a name that is taken gets a number behind it
}

// maxNumber is how many numbers are tried behind a name that is taken.
const maxNumber = 10_000

// Save writes a file that has come from others to the place the user has chosen, and
// returns its path when it is safely on the disk. Under its name stands the whole
// file or nothing of it; what was there before is replaced only where the user has
// agreed, and only by the whole file. No link is followed at the name. Others on the
// computer cannot read it, it cannot be run, and the system is told that it is from
// the internet, where it has a way to be told.
func Save(to Target, content io.Reader) (path string, err error) {
	root, err := os.OpenRoot(to.Dir)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	if !filepath.IsLocal(to.Name) || filepath.Base(to.Name) != to.Name {
		return "", fmt.Errorf("%q is no name of a file: %w", to.Name, fs.ErrInvalid)
	}
	d, err := newDraft(root, to.Dir)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, d.finish()) }()
	if _, err = io.Copy(d.f, content); err == nil {
		err = d.f.Sync()
	}
	if err != nil {
		return "", err
	}
	if err := markForeign(d.f); err != nil {
		return "", fmt.Errorf("the file could not be marked as one from the internet: %w", err)
	}
	name, err := d.place(to)
	if err != nil {
		return "", err
	}
	return filepath.Join(to.Dir, name), syncFolder(to.Dir)
}

// place gives the draft its name.
func (d *draft) place(to Target) (string, error) {
	if to.Replace {
		return to.Name, d.replace(to.Name)
	}
	ext := filepath.Ext(to.Name)
	stem := strings.TrimSuffix(to.Name, ext)
	name := to.Name
	for n := 2; ; n++ {
		err := d.linkAs(name)
		if !errors.Is(err, fs.ErrExist) || !to.Numbered || n > maxNumber {
			return name, err
		}
		name = fmt.Sprintf("%s (%d)%s", stem, n, ext)
	}
}

// draft is a file that has not got its name yet. Where the system has files without
// any name it is one; elsewhere, and on file systems that lack them, it has a name
// that nobody guesses.
type draft struct {
	root *os.Root
	dir  string // the path of root
	f    *os.File
	name string                       // empty as long as it has none
	link func(old, name string) error // gives a file a second name, on file systems that can
}

// remove takes away a name that this draft has made. It goes by the path, as not every
// Windows can do it in an open folder.
func (d *draft) remove(name string) error { return os.Remove(filepath.Join(d.dir, name)) }

func newDraft(root *os.Root, dir string) (*draft, error) {
	d := &draft{root: root, dir: dir, link: root.Link}
	var err error
	if d.f, err = openNameless(dir); err == nil {
		return d, nil
	}
	d.name = draftName()
	if d.f, err = root.OpenFile(d.name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600); err != nil {
		return nil, err
	}
	return d, nil
}

func draftName() string { return ".restante-" + rand.Text()[:12] + ".part" }

// linkAs gives the draft a name that is free, or returns [fs.ErrExist].
func (d *draft) linkAs(name string) error {
	if d.name == "" {
		return linkNameless(d.f, d.root, name)
	}
	err := d.link(d.name, name)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	// The file system has no second names, as those of memory sticks. The name is
	// taken first, so that nobody else's file is replaced.
	taken, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err = taken.Close(); err == nil {
		err = d.rename(name)
	}
	if err != nil {
		err = errors.Join(err, d.remove(name))
	}
	return err
}

// replace puts the draft in the place of a file.
func (d *draft) replace(name string) error {
	if d.name == "" {
		own := draftName()
		if err := linkNameless(d.f, d.root, own); err != nil {
			return err
		}
		d.name = own
	}
	return d.rename(name)
}

// rename moves the draft over what is at a name.
func (d *draft) rename(name string) error {
	if info, err := d.root.Lstat(name); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder: %w", name, fs.ErrExist)
	}
	// Windows moves no open file.
	if err := d.f.Close(); err != nil {
		return err
	}
	if err := d.root.Rename(d.name, name); err != nil {
		return err
	}
	d.name = ""
	return nil
}

// finish closes the draft, and takes away the name that it had only for the time being.
func (d *draft) finish() error {
	err := d.f.Close()
	if errors.Is(err, fs.ErrClosed) {
		err = nil
	}
	if d.name != "" {
		err = errors.Join(err, d.remove(d.name))
	}
	return err
}
