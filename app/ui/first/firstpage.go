package first

import (
	"errors"
	"image/color"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/ui/bars"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// pageWidth is the width of the column of the first page.
const pageWidth = 440

// securities are the ways to secure the line, as the page offers them.
var securities = []account.Security{account.TLS, account.StartTLS, account.Plain}

// The ids of the words over the fields.
const (
	labelAddress  = "first.label.address"
	labelPassword = "first.label.password"
	labelServer   = "first.label.server"
	labelPort     = "first.label.port"
	labelSecurity = "first.label.security"
	labelUser     = "first.label.user"
	labelComputer = "first.label.computer"
)

// Page asks for a mailbox: two fields are enough for most.
type Page struct {
	widget.BaseWidget
	OnSignIn func(SignInForm)
	OnCancel func()
	OnSample func()
	OnForget func()
	OnAgain  func() // try now, and not only by itself
	OnTrust  func(words.Notice)
	OnWeaker func(words.Notice)
	Suggest  func(string) account.Server

	title, lead       *kit.Paragraph
	Address, Password *kit.Field
	eye               *kit.Button
	Found             *kit.Caption
	Change            *kit.Button
	Host, Port, User  *kit.Field
	Security          *widget.Select
	Consent           *kit.CheckLine
	warning           *kit.Paragraph
	Whose             *kit.TwoWay
	Traces            *kit.Paragraph // what a private stay cannot undo
	Forget            *kit.Button    // of the account that is set up here
	Notice            *bars.Notice
	Open              *kit.Button
	Cancel            *kit.Button
	Sample            *kit.Button
	busyWords         *kit.Caption
	Wrong             map[*kit.Field]*kit.Paragraph // what is wrong with a field, below it
	pressed           bool                          // Enter was pressed: what is missing is said too

	labels   map[string]*kit.Caption // by the ids of their words
	Unfolded bool
	touched  bool // the server fields were changed by hand
	filling  bool // by the program, not by the user
	busy     bool
	next     time.Time       // while busy: when it is tried again; zero when it is being tried
	sampleOn bool            // the busy page opens the sample mailbox
	failed   bool            // the server that stands here was tried, and it did not come to a login
	kept     account.Account // as the page was filled: what it has no fields for holds for the same server

	mark, Tick *canvas.Image
	root       *fyne.Container
	scroll     *container.Scroll
}

// New makes the page, empty.
func New() *Page {
	p := &Page{labels: map[string]*kit.Caption{}, Wrong: map[*kit.Field]*kit.Paragraph{}}
	p.title = kit.NewParagraph(lang.T("first.title"), kit.TextTitle, true, kit.ColorText)
	p.lead = kit.NewParagraph(lang.T("first.lead"), kit.TextSize, false, kit.ColorMuted)
	p.eye = kit.NewButton(kit.Bare, kit.IconEye, "", func() { p.showPassword(p.Password.Input.Password) }).Tall(26)
	p.Address = kit.NewField(lang.T("first.address.example"), kit.PageButton, kit.IconNone, nil)
	p.Password = kit.NewField("", kit.PageButton, kit.IconNone, p.eye)
	p.Password.Input.Password = true
	p.Password.Input.ActionItem = canvas.NewRectangle(color.Transparent) // keeps Fyne from adding an eye of its own
	p.Host = kit.NewField("pop.example.org", kit.PageButton, kit.IconNone, nil)
	p.Port = kit.NewField("995", kit.PageButton, kit.IconNone, nil)
	p.User = kit.NewField(lang.T("first.user.usual"), kit.PageButton, kit.IconNone, nil)
	p.Found = kit.NewCaption("", kit.TextSmall, false, kit.ColorMuted)
	p.Change = kit.NewButton(kit.Link, kit.IconNone, lang.T("first.change"), func() { p.Unfolded = !p.Unfolded; p.Update() }).Tall(22)
	p.Security = widget.NewSelect(securityNames(), func(string) { p.securityChosen() })
	p.Consent = kit.NewCheckLine(lang.T("first.plain.agree"), "", false)
	p.Consent.OnChange = func(bool) { p.Update() }
	p.warning = kit.NewParagraph(lang.T("first.plain.warning"), kit.TextSmall, false, kit.ColorText)
	p.Whose = kit.NewTwoWay(
		[2]string{lang.T("first.computer.mine"), lang.T("first.computer.foreign")},
		[2]string{lang.T("first.computer.mine-hint"), lang.T("first.computer.foreign-hint")},
	)
	p.Traces = kit.NewParagraph(words.Traces(), kit.TextSmall, false, kit.ColorMuted)
	p.Traces.Hidden = true
	p.Forget = kit.NewButton(kit.Link, kit.IconNone, "", func() { p.OnForget() }).Tall(22)
	p.Forget.Hidden = true
	p.Notice = bars.NewNotice(false)
	p.Notice.OnAction = func(a words.Action) { p.Act(a) }
	p.Notice.OnResize = func() { p.Update() }
	p.Open = kit.NewButton(kit.Primary, kit.IconNone, lang.T("first.open"), func() { p.Submit() }).Tall(kit.PageButton)
	p.Cancel = kit.NewButton(kit.Plain, kit.IconNone, lang.T("button.cancel"), func() { p.OnCancel() }).Tall(kit.PageButton)
	p.Sample = kit.NewButton(kit.Link, kit.IconNone, lang.T("first.sample"), func() { p.OnSample() }).Tall(kit.PageButton)
	p.busyWords = kit.NewCaption("", kit.TextSize, false, kit.ColorMuted)
	for _, id := range []string{labelAddress, labelPassword, labelServer, labelPort, labelSecurity, labelUser, labelComputer} {
		p.labels[id] = kit.NewCaption(lang.T(id), kit.TextSize, false, kit.ColorText)
	}
	for _, f := range p.Fields() {
		p.Wrong[f] = kit.NewParagraph("", kit.TextSmall, false, kit.ColorDelete)
	}
	p.ExtendBaseWidget(p)
	p.build()
	p.wire()
	p.Update()
	return p
}

// wire joins the fields: an address fills the server in, Enter signs in.
func (p *Page) wire() {
	p.Address.Input.OnChanged = func(string) { p.suggest(); p.Update() }
	p.Password.Input.OnChanged = func(string) { p.Update() }
	p.Host.Input.OnChanged = func(string) { p.typed(); p.Update() }
	p.Port.Input.OnChanged = func(string) { p.typed(); p.Update() }
	p.User.Input.OnChanged = func(string) { p.Update() }
	for _, f := range p.Fields() {
		f.Input.OnSubmitted = func(string) { p.Submit() }
		drawn := f.Input.OnFocus
		f.Input.OnFocus = func(on bool) { drawn(on); p.Update() }
	}
	p.Whose.OnChanged = func() { p.Update() }
}

// Fields are the text fields, from the top.
func (p *Page) Fields() []*kit.Field {
	return []*kit.Field{p.Address, p.Password, p.Host, p.Port, p.User}
}

func (p *Page) typed() {
	if !p.filling {
		p.touched, p.failed = true, false
	}
}

// suggest fills the server in from the address unless it was changed by hand.
func (p *Page) suggest() {
	if p.filling || p.touched || p.Suggest == nil {
		return
	}
	address, _ := account.ReadAddress(p.Address.Input.Text)
	p.setServer(p.Suggest(address))
}

func (p *Page) setServer(s account.Server) {
	p.filling = true
	defer func() { p.filling = false }()
	p.Host.Input.SetText(s.Host)
	port := ""
	if s.Port > 0 {
		port = strconv.Itoa(s.Port)
	}
	p.Port.Input.SetText(port)
	p.Security.SetSelectedIndex(max(slices.Index(securities, s.Security), 0))
}

func securityNames() (names []string) {
	for _, s := range securities {
		names = append(names, words.Security(s))
	}
	return names
}

func (p *Page) chosenSecurity() account.Security {
	return securities[max(p.Security.SelectedIndex(), 0)]
}

// securityChosen moves the port along as long as it is a usual one.
func (p *Page) securityChosen() {
	if p.filling {
		return
	}
	p.touched = true
	switch p.Port.Input.Text {
	case "", "110", "995":
		p.Port.Input.SetText(strconv.Itoa(p.chosenSecurity().Port()))
	}
	p.Update()
}

// Form reads the page.
func (p *Page) Form() SignInForm {
	host, port := p.typedServer()
	a := account.Account{
		Address: account.ReadUser(p.Address.Input.Text),
		User:    account.ReadUser(p.User.Input.Text),
		Server:  account.Server{Host: host, Port: port, Security: p.chosenSecurity()},
	}
	if a.User == "" {
		a.User = a.Address
	}
	a.PlainAgreed = a.Server.Security == account.Plain && p.Consent.On
	if a.ID() == p.kept.ID() && a.Server.Security == p.kept.Server.Security {
		a.PinnedKey, a.Login, a.Refused = p.kept.PinnedKey, p.kept.Login, p.kept.Refused
	}
	return SignInForm{Account: a, Password: p.Password.Input.Text, Private: p.Whose.Second}
}

// typedServer reads host and port. A port that stands in the field for the host is
// the one that is meant, and where none was typed it is the usual one. What cannot be
// read is empty.
func (p *Page) typedServer() (host string, port int) {
	host, port, err := account.ReadHost(p.Host.Input.Text)
	if err != nil {
		return "", 0
	}
	if port > 0 {
		return host, port
	}
	if strings.TrimSpace(p.Port.Input.Text) == "" {
		return host, p.chosenSecurity().Port()
	}
	if port, err = account.ReadPort(p.Port.Input.Text); err != nil {
		return host, 0
	}
	return host, port
}

// Faults says what is wrong with each field. What is only not finished is said once
// the field is left, or Enter was pressed.
func (p *Page) Faults() map[*kit.Field]string {
	out := map[*kit.Field]string{}
	host, _, hostErr := account.ReadHost(p.Host.Input.Text)
	_, addressErr := account.ReadAddress(p.Address.Input.Text)
	empty := p.Address.Input.Text == ""
	over := p.pressed || !p.Address.Focused && !empty
	switch {
	case addressErr == nil && !(empty && p.pressed):
	case empty:
		out[p.Address] = lang.T("first.fault.no-address")
	case errors.Is(addressErr, account.ErrBlank):
		out[p.Address] = lang.T("first.fault.blank")
	case strings.Count(p.Address.Input.Text, "@") > 1:
		out[p.Address] = lang.T("first.fault.two-at")
	case over && host == "": // with a server of its own any name may do
		out[p.Address] = lang.T("first.fault.address")
	}
	if p.Password.Input.Text == "" && p.pressed {
		out[p.Password] = lang.T("first.fault.no-password")
	}
	switch {
	case errors.Is(hostErr, account.ErrBlank):
		out[p.Host] = lang.T("first.fault.host-blank")
	case errors.Is(hostErr, account.ErrPort):
		out[p.Host] = lang.T("first.fault.host-port")
	case hostErr != nil:
		out[p.Host] = lang.T("first.fault.host")
	case host == "" && p.pressed && addressErr == nil && !empty:
		out[p.Host] = lang.T("first.fault.no-host")
	}
	if _, err := account.ReadPort(p.Port.Input.Text); err != nil && strings.TrimSpace(p.Port.Input.Text) != "" {
		out[p.Port] = lang.T("first.fault.port")
	}
	return out
}

// Complete tells whether the form can be sent.
func (p *Page) Complete() bool {
	f := p.Form()
	s := f.Account.Server
	switch {
	case f.Account.Address == "" || f.Password == "":
		return false
	case s.Host == "" || s.Port < 1 || len(p.Faults()) > 0:
		return false
	case s.Security == account.Plain && !p.Consent.On:
		return false
	}
	return true
}

// Submit signs in, or says what is missing.
func (p *Page) Submit() {
	switch {
	case p.busy:
	case p.Complete():
		p.OnSignIn(p.Form())
	default:
		p.pressed = true
		p.Update()
	}
}

// Act follows the button of the notice.
func (p *Page) Act(a words.Action) {
	switch a {
	case words.ActionRetry:
		if p.busy {
			p.SetTrying(p.Notice.Notice, time.Time{}, time.Time{})
			p.OnAgain()
			return
		}
		p.Submit()
	case words.ActionSettings:
		p.Unfolded = true
		p.Update()
	case words.ActionTrust:
		p.OnTrust(p.Notice.Notice)
	case words.ActionWeaker:
		p.OnWeaker(p.Notice.Notice)
	case words.ActionNoBlanks:
		p.Password.Input.SetText(account.WithoutBlanks(p.Password.Input.Text))
		p.Submit()
	}
}

// Set fills the page.
func (p *Page) Set(form SignInForm, problem *words.Notice) {
	p.filling = true
	p.kept = form.Account
	p.Address.Input.SetText(form.Account.Address)
	p.Password.Input.SetText(form.Password)
	user := form.Account.User
	if user == form.Account.Address {
		user = ""
	}
	p.User.Input.SetText(user)
	p.Consent.Choose(form.Account.PlainAgreed)
	p.Whose.Second = form.Private
	p.filling = false
	p.setServer(form.Account.Server)
	p.touched = form.Account.Server.Host != "" && p.Suggest != nil && p.Suggest(form.Account.Address) != form.Account.Server
	p.Unfolded = p.touched || (problem != nil && problem.Action == words.ActionSettings && form.Account.Address != "")
	p.next = time.Time{}
	p.busy, p.pressed, p.failed = false, false, problem != nil
	p.showPassword(false)
	p.Notice.Set(problem)
	p.Update()
	if problem != nil {
		p.scroll.ScrollToBottom() // what went wrong and the button must be in sight
	}
}

// TakeOver fills the page with what stands in another, whether it can be read or not.
func (p *Page) TakeOver(from *Page) {
	p.filling = true
	for i, f := range from.Fields() {
		p.Fields()[i].Input.SetText(f.Input.Text)
	}
	p.Security.SetSelectedIndex(from.Security.SelectedIndex())
	p.Consent.Choose(from.Consent.On)
	p.Whose.Second = from.Whose.Second
	p.filling = false
	p.kept, p.touched, p.failed, p.pressed, p.Unfolded = from.kept, from.touched, from.failed, from.pressed, from.Unfolded
	if from.Notice.Visible() {
		n := from.Notice.Notice
		p.Notice.Set(&n)
	}
	p.Update()
}

// SetBusy shows that the mailbox is being opened.
func (p *Page) SetBusy(form SignInForm) {
	if form.Account.Address != "" {
		p.Set(form, nil)
	}
	p.busy = true
	p.sampleOn = form.Account.Address == ""
	p.Notice.Set(nil)
	p.Update()
}

// SetTrying tells, while the mailbox is being opened, what came in the way.
func (p *Page) SetTrying(n words.Notice, next, now time.Time) {
	p.next = next
	p.Notice.Set(&n)
	p.Update()
	p.CountDown(now)
}

// CountDown brings the seconds up to date. It reports whether there is more to count.
func (p *Page) CountDown(now time.Time) bool {
	if !p.busy || p.next.IsZero() {
		return false
	}
	p.busyWords.Set(p.busyText(now))
	return p.next.After(now)
}

// busyText says what is being done, or waited for.
func (p *Page) busyText(now time.Time) string {
	switch {
	case p.sampleOn:
		return lang.T("first.opening-sample")
	case p.next.After(now) && !now.IsZero():
		return lang.T("first.next-try", lang.Args{"Wait": words.Seconds(p.next.Sub(now))})
	}
	return lang.T("status.signing-in", lang.Args{"Host": p.Form().Account.Server.Host})
}

func (p *Page) showPassword(on bool) {
	p.Password.Input.Password = !on
	p.eye.Icon = kit.IconEye
	if on {
		p.eye.Icon = kit.IconEyeOff
	}
	p.Password.Input.Refresh()
	p.eye.Refresh()
}

// SetKept names the account that is set up on this computer, if there is one.
func (p *Page) SetKept(address string) {
	text := ""
	if address != "" {
		text = lang.T("first.forget", lang.Args{"Address": letters.Clean(address, 40)})
	}
	p.Forget.SetText(text)
	p.Update()
}

// Tell shows a notice and leaves alone what was typed.
func (p *Page) Tell(n words.Notice) {
	p.Notice.Set(&n)
	p.Update()
}

// Update brings every part in line with what was typed.
func (p *Page) Update() {
	if p.scroll == nil || p.filling {
		return
	}
	bare := p.chosenSecurity() == account.Plain
	faults := p.Faults()
	for f, w := range p.Wrong {
		w.Set(faults[f])
		w.Hidden = w.Text == ""
	}
	if p.Wrong[p.Host].Text+p.Wrong[p.Port].Text != "" {
		p.Unfolded = true // what is wrong must be in sight
	}
	p.Found.Set(p.serverWords())
	p.Change.Text = lang.T("first.change")
	if p.Unfolded {
		p.Change.Text = lang.T("first.change-done")
	}
	p.Consent.Hidden, p.warning.Hidden = !bare, !bare
	p.Traces.Hidden = !p.Whose.Second
	p.Forget.Hidden = p.Forget.Text == "" || p.busy
	p.Open.Enable(p.Complete() && !p.busy)
	p.Open.SetVisible(!p.busy)
	p.Sample.SetVisible(!p.busy)
	p.Cancel.SetVisible(p.busy)
	p.busyWords.Hidden = !p.busy
	p.busyWords.Set(p.busyText(time.Time{}))
	cancel := lang.T("button.cancel")
	if p.Notice.Visible() {
		cancel = lang.T("button.stop")
	}
	p.Cancel.SetText(cancel)
	for _, f := range p.Fields() {
		if p.busy {
			f.Input.Disable()
		} else {
			f.Input.Enable()
		}
	}
	p.arrange()
	p.Refresh()
}

// proved reports whether the server that stands here has shown a certificate that could
// be checked: it has let this account in.
func (p *Page) proved() bool {
	f := p.Form().Account
	return !p.failed && f.Login != "" && f.PinnedKey == "" && f.Server == p.kept.Server && f.Server.Security != account.Plain
}

// serverWords says where the mailbox will be looked for. Before a server has shown who
// it is nothing is said to be so, only what will be tried.
func (p *Page) serverWords() string {
	s := p.Form().Account.Server
	if s.Host == "" {
		if p.Wrong[p.Host].Text != "" {
			return lang.T("first.server.unreadable")
		}
		return lang.T("first.server.from-address")
	}
	host := letters.Clean(s.Host, letters.MaxName)
	how := lang.T("first.server.tls")
	switch s.Security {
	case account.Plain:
		how = lang.T("first.server.plain")
	case account.StartTLS:
		how = lang.T("first.server.starttls")
	}
	switch {
	case p.proved():
		return lang.T("first.server.proved", lang.Args{"Host": host, "How": how})
	case p.failed:
		return lang.T("first.server.failed", lang.Args{"Host": host, "Port": strconv.Itoa(s.Port)})
	}
	return lang.T("first.server.tried", lang.Args{"Host": host, "How": how})
}
