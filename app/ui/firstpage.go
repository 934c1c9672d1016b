package ui

import (
	"errors"
	"image/color"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/words"
)

// pageWidth is the width of the column of the first page.
const pageWidth = 440

// The ways to secure the line, as the first page offers them.
const (
	securityTLS      = "Encrypted (recommended)"
	securityStartTLS = "Encrypted on demand (STARTTLS)"
	securityPlain    = "Not encrypted"
)

// firstPage asks for a mailbox: two fields are enough for most.
type firstPage struct {
	widget.BaseWidget
	OnSignIn func(SignInForm)
	OnCancel func()
	OnSample func()
	OnForget func()
	OnAgain  func() // try now, and not only by itself
	OnTrust  func(words.Notice)
	OnWeaker func(words.Notice)
	Suggest  func(string) account.Server

	title, lead       *paragraph
	address, password *field
	eye               *button
	found             *caption
	change            *button
	host, port, user  *field
	security          *widget.Select
	consent           *widget.Check
	warning           *paragraph
	whose             *twoWay
	traces            *paragraph // what a private stay cannot undo
	forget            *button    // of the account that is set up here
	notice            *noticeBar
	open              *button
	cancel            *button
	sample            *button
	busyWords         *caption
	wrong             map[*field]*paragraph // what is wrong with a field, below it
	pressed           bool                  // Enter was pressed: what is missing is said too

	labels   map[string]*caption
	unfolded bool
	touched  bool // the server fields were changed by hand
	filling  bool // by the program, not by the user
	busy     bool
	next     time.Time       // while busy: when it is tried again; zero when it is being tried
	sampleOn bool            // the busy page opens the sample mailbox
	failed   bool            // the server that stands here was tried, and it did not come to a login
	kept     account.Account // as the page was filled: what it has no fields for holds for the same server

	mark, tick *canvas.Image
	root       *fyne.Container
	scroll     *container.Scroll
}

func newFirstPage() *firstPage {
	p := &firstPage{labels: map[string]*caption{}, wrong: map[*field]*paragraph{}}
	p.title = newParagraph("Read mail where it waits", textTitle, true, colorText)
	p.lead = newParagraph("Nothing is downloaded, nothing is deleted, until you say so.", textSize, false, colorMuted)
	p.eye = newButton(kindBare, iconEye, "", func() { p.showPassword(p.password.input.Password) }).tall(26)
	p.address = newField("you@example.org", pageButton, iconNone, nil)
	p.password = newField("", pageButton, iconNone, p.eye)
	p.password.input.Password = true
	p.password.input.ActionItem = canvas.NewRectangle(color.Transparent) // keeps Fyne from adding an eye of its own
	p.host = newField("pop.example.org", pageButton, iconNone, nil)
	p.port = newField("995", pageButton, iconNone, nil)
	p.user = newField("as the address", pageButton, iconNone, nil)
	p.found = newCaption("", textSmall, false, colorMuted)
	p.change = newButton(kindLink, iconNone, "Change", func() { p.unfolded = !p.unfolded; p.update() }).tall(22)
	p.security = widget.NewSelect([]string{securityTLS, securityStartTLS, securityPlain}, func(string) { p.securityChosen() })
	p.consent = widget.NewCheck("I understand: anybody on the way can read my password", func(bool) { p.update() })
	p.warning = newParagraph("On a line that is not encrypted, your password and your mail travel like a postcard. Use it only within your own network.", textSmall, false, colorText)
	p.whose = newTwoWay([2]string{"is mine", "is somebody else’s"}, [2]string{"password in the system keyring", "Restante leaves nothing behind"})
	p.traces = newParagraph(words.Traces, textSmall, false, colorMuted)
	p.traces.Hidden = true
	p.forget = newButton(kindLink, iconNone, "", func() { p.OnForget() }).tall(22)
	p.forget.Hidden = true
	p.notice = newNoticeBar(false)
	p.notice.OnAction = func(a words.Action) { p.act(a) }
	p.notice.OnResize = func() { p.update() }
	p.open = newButton(kindPrimary, iconNone, "Open mailbox", func() { p.submit() }).tall(pageButton)
	p.cancel = newButton(kindPlain, iconNone, "Cancel", func() { p.OnCancel() }).tall(pageButton)
	p.sample = newButton(kindLink, iconNone, "Try the sample mailbox", func() { p.OnSample() }).tall(pageButton)
	p.busyWords = newCaption("", textSize, false, colorMuted)
	for _, l := range []string{"E-mail address", "Password", "Server", "Port", "Security", "Login name", "This computer"} {
		p.labels[l] = newCaption(l, textSize, false, colorText)
	}
	for _, f := range p.fields() {
		p.wrong[f] = newParagraph("", textSmall, false, colorDelete)
	}
	p.ExtendBaseWidget(p)
	p.build()
	p.wire()
	p.update()
	return p
}

// wire joins the fields: an address fills the server in, Enter signs in.
func (p *firstPage) wire() {
	p.address.input.OnChanged = func(string) { p.suggest(); p.update() }
	p.password.input.OnChanged = func(string) { p.update() }
	p.host.input.OnChanged = func(string) { p.typed(); p.update() }
	p.port.input.OnChanged = func(string) { p.typed(); p.update() }
	p.user.input.OnChanged = func(string) { p.update() }
	for _, f := range p.fields() {
		f.input.OnSubmitted = func(string) { p.submit() }
		drawn := f.input.OnFocus
		f.input.OnFocus = func(on bool) { drawn(on); p.update() }
	}
	p.whose.OnChanged = func() { p.update() }
}

func (p *firstPage) fields() []*field {
	return []*field{p.address, p.password, p.host, p.port, p.user}
}

func (p *firstPage) typed() {
	if !p.filling {
		p.touched, p.failed = true, false
	}
}

// suggest fills the server in from the address unless it was changed by hand.
func (p *firstPage) suggest() {
	if p.filling || p.touched || p.Suggest == nil {
		return
	}
	address, _ := account.ReadAddress(p.address.input.Text)
	p.setServer(p.Suggest(address))
}

func (p *firstPage) setServer(s account.Server) {
	p.filling = true
	defer func() { p.filling = false }()
	p.host.input.SetText(s.Host)
	port := ""
	if s.Port > 0 {
		port = strconv.Itoa(s.Port)
	}
	p.port.input.SetText(port)
	p.security.SetSelected(securityWords(s.Security))
}

func securityWords(s account.Security) string {
	switch s {
	case account.StartTLS:
		return securityStartTLS
	case account.Plain:
		return securityPlain
	}
	return securityTLS
}

func (p *firstPage) chosenSecurity() account.Security {
	switch p.security.Selected {
	case securityStartTLS:
		return account.StartTLS
	case securityPlain:
		return account.Plain
	}
	return account.TLS
}

// securityChosen moves the port along as long as it is a usual one.
func (p *firstPage) securityChosen() {
	if p.filling {
		return
	}
	p.touched = true
	switch p.port.input.Text {
	case "", "110", "995":
		p.port.input.SetText(strconv.Itoa(p.chosenSecurity().Port()))
	}
	p.update()
}

// Form reads the page.
func (p *firstPage) Form() SignInForm {
	host, port := p.typedServer()
	a := account.Account{
		Address: account.ReadUser(p.address.input.Text),
		User:    account.ReadUser(p.user.input.Text),
		Server:  account.Server{Host: host, Port: port, Security: p.chosenSecurity()},
	}
	if a.User == "" {
		a.User = a.Address
	}
	a.PlainAgreed = a.Server.Security == account.Plain && p.consent.Checked
	if a.Key() == p.kept.Key() && a.Server.Security == p.kept.Server.Security {
		a.PinnedKey, a.Login, a.Refused = p.kept.PinnedKey, p.kept.Login, p.kept.Refused
	}
	return SignInForm{Account: a, Password: p.password.input.Text, Private: p.whose.second}
}

// typedServer reads host and port. A port that stands in the field for the host is
// the one that is meant, and where none was typed it is the usual one. What cannot be
// read is empty.
func (p *firstPage) typedServer() (host string, port int) {
	host, port, err := account.ReadHost(p.host.input.Text)
	if err != nil {
		return "", 0
	}
	if port > 0 {
		return host, port
	}
	if strings.TrimSpace(p.port.input.Text) == "" {
		return host, p.chosenSecurity().Port()
	}
	if port, err = account.ReadPort(p.port.input.Text); err != nil {
		return host, 0
	}
	return host, port
}

// faults says what is wrong with each field. What is only not finished is said once
// the field is left, or Enter was pressed.
func (p *firstPage) faults() map[*field]string {
	out := map[*field]string{}
	host, _, hostErr := account.ReadHost(p.host.input.Text)
	_, addressErr := account.ReadAddress(p.address.input.Text)
	empty := p.address.input.Text == ""
	over := p.pressed || !p.address.focus && !empty
	switch {
	case addressErr == nil && !(empty && p.pressed):
	case empty:
		out[p.address] = "Type your e-mail address."
	case errors.Is(addressErr, account.ErrBlank):
		out[p.address] = "There is a blank in the address."
	case strings.Count(p.address.input.Text, "@") > 1:
		out[p.address] = "There is more than one @ in the address."
	case over && host == "": // with a server of its own any name may do
		out[p.address] = "An address looks like anna@example.org."
	}
	if p.password.input.Text == "" && p.pressed {
		out[p.password] = "Type the password."
	}
	switch {
	case errors.Is(hostErr, account.ErrBlank):
		out[p.host] = "There is a blank in the name of the server."
	case errors.Is(hostErr, account.ErrPort):
		out[p.host] = "Behind the colon stands the port, a number up to 65535."
	case hostErr != nil:
		out[p.host] = "This is not the name of a server. It looks like pop.example.org."
	case host == "" && p.pressed && addressErr == nil && !empty:
		out[p.host] = "Type the name of the server. Your provider’s help page has it."
	}
	if _, err := account.ReadPort(p.port.input.Text); err != nil && strings.TrimSpace(p.port.input.Text) != "" {
		out[p.port] = "The port is a number up to 65535."
	}
	return out
}

// complete tells whether the form can be sent.
func (p *firstPage) complete() bool {
	f := p.Form()
	s := f.Account.Server
	switch {
	case f.Account.Address == "" || f.Password == "":
		return false
	case s.Host == "" || s.Port < 1 || len(p.faults()) > 0:
		return false
	case s.Security == account.Plain && !p.consent.Checked:
		return false
	}
	return true
}

func (p *firstPage) submit() {
	switch {
	case p.busy:
	case p.complete():
		p.OnSignIn(p.Form())
	default:
		p.pressed = true
		p.update()
	}
}

// act follows the button of the notice.
func (p *firstPage) act(a words.Action) {
	switch a {
	case words.ActionRetry:
		if p.busy {
			p.SetTrying(p.notice.notice, time.Time{}, time.Time{})
			p.OnAgain()
			return
		}
		p.submit()
	case words.ActionSettings:
		p.unfolded = true
		p.update()
	case words.ActionSample:
		p.OnSample()
	case words.ActionTrust:
		p.OnTrust(p.notice.notice)
	case words.ActionWeaker:
		p.OnWeaker(p.notice.notice)
	case words.ActionNoBlanks:
		p.password.input.SetText(account.WithoutBlanks(p.password.input.Text))
		p.submit()
	}
}

// Set fills the page.
func (p *firstPage) Set(form SignInForm, problem *words.Notice) {
	p.filling = true
	p.kept = form.Account
	p.address.input.SetText(form.Account.Address)
	p.password.input.SetText(form.Password)
	user := form.Account.User
	if user == form.Account.Address {
		user = ""
	}
	p.user.input.SetText(user)
	p.consent.SetChecked(form.Account.PlainAgreed)
	p.whose.second = form.Private
	p.filling = false
	p.setServer(form.Account.Server)
	p.touched = form.Account.Server.Host != "" && p.Suggest != nil && p.Suggest(form.Account.Address) != form.Account.Server
	p.unfolded = p.touched || (problem != nil && problem.Action == words.ActionSettings && form.Account.Address != "")
	p.next = time.Time{}
	p.busy, p.pressed, p.failed = false, false, problem != nil
	p.showPassword(false)
	p.notice.set(problem)
	p.update()
	if problem != nil {
		p.scroll.ScrollToBottom() // what went wrong and the button must be in sight
	}
}

// SetBusy shows that the mailbox is being opened.
func (p *firstPage) SetBusy(form SignInForm) {
	if form.Account.Address != "" {
		p.Set(form, nil)
	}
	p.busy = true
	p.sampleOn = form.Account.Address == ""
	p.notice.set(nil)
	p.update()
}

// SetTrying tells, while the mailbox is being opened, what came in the way.
func (p *firstPage) SetTrying(n words.Notice, next, now time.Time) {
	p.next = next
	p.notice.set(&n)
	p.update()
	p.countDown(now)
}

// countDown brings the seconds up to date. It reports whether there is more to count.
func (p *firstPage) countDown(now time.Time) bool {
	if !p.busy || p.next.IsZero() {
		return false
	}
	p.busyWords.set(p.busyText(now))
	return p.next.After(now)
}

// busyText says what is being done, or waited for.
func (p *firstPage) busyText(now time.Time) string {
	switch {
	case p.sampleOn:
		return "Opening the sample mailbox…"
	case p.next.After(now) && !now.IsZero():
		return "Next try in " + seconds(p.next.Sub(now))
	}
	return "Signing in to " + p.Form().Account.Server.Host + "…"
}

func (p *firstPage) showPassword(on bool) {
	p.password.input.Password = !on
	p.eye.icon = iconEye
	if on {
		p.eye.icon = iconEyeOff
	}
	p.password.input.Refresh()
	p.eye.Refresh()
}

// SetKept names the account that is set up on this computer, if there is one.
func (p *firstPage) SetKept(address string) {
	text := ""
	if address != "" {
		text = "Forget " + Clean(address, 40) + " on this computer"
	}
	p.forget.setText(text)
	p.update()
}

// Tell shows a notice and leaves alone what was typed.
func (p *firstPage) Tell(n words.Notice) {
	p.notice.set(&n)
	p.update()
}

// update brings every part in line with what was typed.
func (p *firstPage) update() {
	if p.scroll == nil || p.filling {
		return
	}
	bare := p.chosenSecurity() == account.Plain
	faults := p.faults()
	for f, w := range p.wrong {
		w.set(faults[f])
		w.Hidden = w.text == ""
	}
	if p.wrong[p.host].text+p.wrong[p.port].text != "" {
		p.unfolded = true // what is wrong must be in sight
	}
	p.found.set(p.serverWords())
	p.change.text = "Change"
	if p.unfolded {
		p.change.text = "Done"
	}
	p.consent.Hidden, p.warning.Hidden = !bare, !bare
	p.traces.Hidden = !p.whose.second
	p.forget.Hidden = p.forget.text == "" || p.busy
	p.open.enable(p.complete() && !p.busy)
	p.open.show(!p.busy)
	p.sample.show(!p.busy)
	p.cancel.show(p.busy)
	p.busyWords.Hidden = !p.busy
	p.busyWords.set(p.busyText(time.Time{}))
	cancel := "Cancel"
	if p.notice.Visible() {
		cancel = "Stop"
	}
	p.cancel.setText(cancel)
	for _, f := range p.fields() {
		if p.busy {
			f.input.Disable()
		} else {
			f.input.Enable()
		}
	}
	p.arrange()
	p.Refresh()
}

// proved reports whether the server that stands here has shown a certificate that could
// be checked: it has let this account in.
func (p *firstPage) proved() bool {
	f := p.Form().Account
	return !p.failed && f.Login != "" && f.PinnedKey == "" && f.Server == p.kept.Server && f.Server.Security != account.Plain
}

// serverWords says where the mailbox will be looked for. Before a server has shown who
// it is nothing is said to be so, only what will be tried.
func (p *firstPage) serverWords() string {
	s := p.Form().Account.Server
	if s.Host == "" {
		if p.wrong[p.host].text != "" {
			return "The server cannot be read"
		}
		return "The server is found from the address"
	}
	how := "encrypted"
	switch s.Security {
	case account.Plain:
		how = "not encrypted"
	case account.StartTLS:
		how = "encrypted on demand"
	}
	switch {
	case p.proved():
		return s.Host + ", " + how
	case p.failed:
		return s.Host + ", port " + strconv.Itoa(s.Port)
	}
	return "Will try " + s.Host + ", " + how
}
