package mime

import (
	"encoding/base64"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jhillyerd/enmime/v2"
)

// Attachment is one part of a message that can be saved.
type Attachment struct {
	Name   string // a safe file name: no path, no control characters, never empty
	Type   string // media type in lower case, such as "application/pdf"
	Inline bool   // meant to be shown within the text
	Size   int64  // bytes, decoded

	content content
}

// Reader returns the content, decoded. It reads from the message that Read was
// given, which must still be there.
func (a Attachment) Reader() io.Reader { return a.content.reader() }

// attach takes in a part as an attachment.
func (r *reader) attach(p *enmime.Part, kind string) {
	if len(r.m.Attachments) >= r.lim.Attachments {
		r.m.Notes = note(r.m.Notes, NoteTruncated, "more attachments than the limit")
		return
	}
	name := decodeWords(p.FileName)
	if name == "" && kind == "message/rfc822" {
		head, _ := splitHeader(p.Content)
		if subject := parseSummary(head, r.lim).Subject; subject != "" {
			name = subject + ".eml"
		}
	}
	a := Attachment{
		Name: SafeName(name, kind), Type: kind,
		Inline: strings.EqualFold(p.Disposition, "inline") || p.Disposition == "" && p.ContentID != "" && strings.HasPrefix(kind, "image/"),
	}
	a.content = r.cuts.content(p.Content)
	a.Size = a.content.size()
	r.m.Attachments = append(r.m.Attachments, a)
}

// distinctNames numbers attachments of the same name, also those that differ
// only by case, which some systems take as the same.
func (m *Message) distinctNames() {
	used := make(map[string]bool)
	for i := range m.Attachments {
		name := m.Attachments[i].Name
		for n := 2; used[strings.ToLower(m.Attachments[i].Name)]; n++ {
			ext := path.Ext(name)
			m.Attachments[i].Name = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), n, ext)
		}
		used[strings.ToLower(m.Attachments[i].Name)] = true
	}
}

// maxName is how many bytes a file name may have; every system allows 255.
const maxName = 120

// SafeName makes a file name of what a message calls an attachment: one that
// stays in the folder it is saved to, that every system accepts, and that shows
// what it is. The media type names the file where the message does not.
func SafeName(name, mediaType string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	name = name[strings.LastIndexByte(name, '/')+1:]
	name = strings.Map(safeRune, strings.ToValidUTF8(name, "_"))
	name = strings.TrimLeft(strings.TrimRight(name, ". "), ". ")
	if reservedName(name) {
		name = "_" + name
	}
	if name == "" {
		name = "attachment" + extension(mediaType)
	}
	if len(name) > maxName {
		ext := path.Ext(name)
		if len(ext) > 20 {
			ext = ""
		}
		keep := name[:maxName-len(ext)]
		for !utf8.ValidString(keep) {
			keep = keep[:len(keep)-1]
		}
		name = strings.TrimRight(keep, ". ") + ext
	}
	return name
}

// safeRune replaces what a file name must not hold. Invisible characters, which
// could turn the order of letters around and hide what kind of file it is, are
// dropped.
func safeRune(r rune) rune {
	switch {
	case strings.ContainsRune(`<>:"|?*`, r):
		return '_'
	case unicode.IsControl(r):
		return '_'
	case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) || r == '\u2028' || r == '\u2029':
		return -1
	}
	return r
}

// reservedName reports whether a name means a device on Windows, whatever stands
// behind a dot, or a file that changes how a folder behaves. Windows takes digits set
// high for the others, and blanks or a colon before the dot for nothing
// ("Naming Files, Paths, and Namespaces", learn.microsoft.com).
func reservedName(name string) bool {
	name = strings.ToLower(name)
	if folderFiles[name] {
		return true
	}
	device, _, _ := strings.Cut(name, ".")
	device = strings.TrimRight(device, " ")
	if devices[device] {
		return true
	}
	port, digit := device, ""
	if len(device) > 3 {
		port, digit = device[:3], device[3:]
	}
	return (port == "com" || port == "lpt") && strings.Contains("0123456789¹²³", digit) && utf8.RuneCountInString(digit) == 1
}

var (
	devices = map[string]bool{
		"con": true, "prn": true, "aux": true, "nul": true, "conin$": true, "conout$": true, "clock$": true, "config$": true, "keybd$": true, "screen$": true,
	}
	folderFiles = map[string]bool{"desktop.ini": true, "autorun.inf": true, "thumbs.db": true}
)

// extension is the usual end of a file name for a media type. The system's own
// table is not asked, so that the result is the same everywhere.
func extension(mediaType string) string {
	known := map[string]string{
		"application/pdf": ".pdf", "application/zip": ".zip", "application/json": ".json", "application/pkcs7-signature": ".p7s",
		"application/pgp-signature": ".asc", "application/pgp-encrypted": ".asc", "application/pkcs7-mime": ".p7m", "application/ms-tnef": ".dat",
		"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp", "image/svg+xml": ".svg",
		"message/rfc822": ".eml", "text/calendar": ".ics", "text/csv": ".csv", "text/html": ".html", "text/plain": ".txt", "text/vcard": ".vcf",
	}
	if ext, ok := known[mediaType]; ok {
		return ext
	}
	return ".bin"
}

// takeUuencoded takes files out of the text that are written into it in the way
// of before MIME.
func (m *Message) takeUuencoded(lim Limits) {
	if !strings.Contains(m.Text, "\nbegin ") && !strings.HasPrefix(m.Text, "begin ") {
		return
	}
	var kept strings.Builder
	rest := m.Text
	for rest != "" {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		name, ok := uuBegin(line)
		if ok && len(m.Attachments) < lim.Attachments {
			if data, behind, whole := uuDecode(rest); whole {
				m.Attachments = append(m.Attachments, Attachment{Name: SafeName(name, ""), Type: "application/octet-stream", Size: int64(len(data)), content: content{{data: data, size: int64(len(data))}}})
				rest = behind
				continue
			}
		}
		kept.WriteString(line + "\n")
	}
	m.Text = kept.String()
}

// uuBegin reads the line that begins a uuencoded file: "begin 644 name".
func uuBegin(line string) (name string, ok bool) {
	words := strings.SplitN(line, " ", 3)
	if len(words) != 3 || words[0] != "begin" || len(words[1]) < 3 || len(words[1]) > 4 || strings.Trim(words[1], "01234567") != "" {
		return "", false
	}
	return words[2], true
}

// uuDecode reads the lines of a uuencoded file up to its end.
func uuDecode(text string) (data []byte, rest string, whole bool) {
	for text != "" {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		line = strings.TrimRight(line, "\r")
		if line == "end" {
			return data, text, true
		}
		if line == "" || line[0] < ' ' || line[0] > '`' {
			return nil, "", false
		}
		n := int(line[0]-' ') & 63
		piece, err := uuAlphabet.DecodeString(uuPad(line[1:], n))
		if err != nil || len(piece) < n {
			return nil, "", false
		}
		data = append(data, piece[:n]...)
	}
	return nil, "", false
}

// uuAlphabet is the alphabet of uuencode with the grave accent for zero.
var uuAlphabet = base64.NewEncoding("`!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_").WithPadding(base64.NoPadding)

// uuPad brings a line to the length that n bytes need; blanks at its end may
// have got lost.
func uuPad(line string, n int) string {
	want := (n + 2) / 3 * 4
	line = strings.ReplaceAll(line, " ", "`")
	if len(line) < want {
		line += strings.Repeat("`", want-len(line))
	}
	return line[:want]
}
