package mime

// Limits bound what a message can cost. The zero value of a field means its
// default.
type Limits struct {
	Header      int // bytes of the header block that are looked at; default 1 MiB
	Field       int // bytes of one header field; default 64 KiB
	Words       int // runes of a subject or name; default 1,000
	Addresses   int // addresses of one list; default 1,000
	Depth       int // multiparts within multiparts; default 100
	Parts       int // parts; default 10,000
	Text        int // bytes of text to read; default 16 MiB
	Left        int // bytes from which an encoded attachment is left where it is, and not held in memory; default 64 KiB
	Whole       int // bytes of the message without large attachments; default 64 MiB
	Attachments int // attachments offered; default 500
}

// DefaultLimits returns the defaults.
func DefaultLimits() Limits { return Limits{}.withDefaults() }

func (l Limits) withDefaults() Limits {
	def := func(field *int, value int) {
		if *field <= 0 {
			*field = value
		}
	}
	def(&l.Header, 1<<20)
	def(&l.Field, 64<<10)
	def(&l.Words, 1000)
	def(&l.Addresses, 1000)
	def(&l.Depth, 100)
	def(&l.Parts, 10_000)
	def(&l.Text, 16<<20)
	def(&l.Left, 64<<10)
	def(&l.Whole, 64<<20)
	def(&l.Attachments, 500)
	return l
}
