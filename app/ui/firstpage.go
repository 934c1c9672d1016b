package ui

import (
	"image/color"
	"strconv"
	"strings"

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
	OnTrust  func(words.Notice)
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
	notice            *noticeBar
	open              *button
	cancel            *button
	sample            *button
	busyWords         *caption

	labels   map[string]*caption
	unfolded bool
	touched  bool // the server fields were changed by hand
	filling  bool // by the program, not by the user
	busy     bool
	sampleOn bool            // the busy page opens the sample mailbox
	kept     account.Account // as the page was filled: what it has no fields for holds for the same server

	mark, tick *canvas.Image
	root       *fyne.Container
	scroll     *container.Scroll
}

func newFirstPage() *firstPage {
	p := &firstPage{labels: map[string]*caption{}}
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
	p.whose = newTwoWay([2]string{"is mine", "is somebody else’s"}, [2]string{"password in the system keyring", "nothing stays behind"})
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
	}
	p.whose.OnChanged = func() { p.update() }
}

func (p *firstPage) fields() []*field {
	return []*field{p.address, p.password, p.host, p.port, p.user}
}

func (p *firstPage) typed() {
	if !p.filling {
		p.touched = true
	}
}

// suggest fills the server in from the address unless it was changed by hand.
func (p *firstPage) suggest() {
	if p.filling || p.touched || p.Suggest == nil {
		return
	}
	p.setServer(p.Suggest(p.address.input.Text))
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
	port, _ := strconv.Atoi(strings.TrimSpace(p.port.input.Text))
	a := account.Account{
		Address: strings.TrimSpace(p.address.input.Text),
		User:    strings.TrimSpace(p.user.input.Text),
		Server:  account.Server{Host: strings.TrimSpace(p.host.input.Text), Port: port, Security: p.chosenSecurity()},
	}
	if a.User == "" {
		a.User = a.Address
	}
	a.PlainAgreed = a.Server.Security == account.Plain && p.consent.Checked
	if a.Key() == p.kept.Key() && a.Server.Security == p.kept.Server.Security {
		a.PinnedKey, a.Login = p.kept.PinnedKey, p.kept.Login
	}
	return SignInForm{Account: a, Password: p.password.input.Text, Private: p.whose.second}
}

// complete tells whether the form can be sent.
func (p *firstPage) complete() bool {
	f := p.Form()
	s := f.Account.Server
	switch {
	case f.Account.Address == "" || f.Password == "":
		return false
	case s.Host == "" || strings.ContainsAny(s.Host, " \t/@") || s.Port < 1 || s.Port > 65535:
		return false
	case s.Security == account.Plain && !p.consent.Checked:
		return false
	}
	return true
}

func (p *firstPage) submit() {
	if !p.busy && p.complete() {
		p.OnSignIn(p.Form())
	}
}

// act follows the button of the notice.
func (p *firstPage) act(a words.Action) {
	switch a {
	case words.ActionRetry:
		p.submit()
	case words.ActionSettings:
		p.unfolded = true
		p.update()
	case words.ActionSample:
		p.OnSample()
	case words.ActionTrust:
		p.OnTrust(p.notice.notice)
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
	p.busy = false
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

func (p *firstPage) showPassword(on bool) {
	p.password.input.Password = !on
	p.eye.icon = iconEye
	if on {
		p.eye.icon = iconEyeOff
	}
	p.password.input.Refresh()
	p.eye.Refresh()
}

// update brings every part in line with what was typed.
func (p *firstPage) update() {
	if p.scroll == nil || p.filling {
		return
	}
	bare := p.chosenSecurity() == account.Plain
	p.found.set(p.serverWords())
	p.change.text = "Change"
	if p.unfolded {
		p.change.text = "Done"
	}
	p.consent.Hidden, p.warning.Hidden = !bare, !bare
	p.open.enable(p.complete() && !p.busy)
	p.open.show(!p.busy)
	p.sample.show(!p.busy)
	p.cancel.show(p.busy)
	p.busyWords.Hidden = !p.busy
	p.busyWords.set("Signing in to " + p.host.input.Text + "…")
	if p.sampleOn {
		p.busyWords.set("Opening the sample mailbox…")
	}
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

// serverWords says where the mailbox will be looked for.
func (p *firstPage) serverWords() string {
	host := p.host.input.Text
	if host == "" {
		return "The server is found from the address"
	}
	switch p.chosenSecurity() {
	case account.Plain:
		return host + ", not encrypted"
	case account.StartTLS:
		return host + ", encrypted on demand"
	}
	if p.touched {
		return host + ", encrypted"
	}
	return host + ", encrypted, the usual place"
}
