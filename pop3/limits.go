package pop3

// Limits bound what a server can make the client hold or wait for. A zero field
// means the default.
type Limits struct {
	Line    int   // bytes of one answer line; default 8 KiB (RFC 2449 section 4 allows 512)
	Rows    int   // rows of LIST, UIDL or CAPA, of 64 bytes on average; default 2,000,000
	Head    int   // bytes of one header block (TOP); default 1 MiB
	Message int64 // bytes of one message (RETR); default 1 GiB
}

// withDefaults puts the defaults where nothing was set.
func (l Limits) withDefaults() Limits {
	if l.Line <= 0 {
		l.Line = 8 << 10
	}
	if l.Rows <= 0 {
		l.Rows = 2_000_000
	}
	if l.Head <= 0 {
		l.Head = 1 << 20
	}
	if l.Message <= 0 {
		l.Message = 1 << 30
	}
	return l
}
