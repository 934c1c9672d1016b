package pop3

// Plain returns the mechanism PLAIN (RFC 4616).
func Plain(user, password string) Mechanism { return plain{user, password} }

// plain is PLAIN as a [Mechanism], and as its [Exchange].
type plain struct{ user, password string }

func (plain) Name() string      { return "PLAIN" }
func (plain) Exposes() Exposure { return ExposesSecret }

func (p plain) Begin(Line) ([]byte, Exchange, error) {
	return []byte("\x00" + p.user + "\x00" + p.password), plain{}, nil
}

// Next is called when the server asks for more than PLAIN has.
func (plain) Next([]byte) ([]byte, error) {
	return nil, &ProtocolError{Command: "AUTH", Detail: "the server asks for more than PLAIN has to say"}
}

func (plain) Finish(refused *Error) error { return asError(refused) }
