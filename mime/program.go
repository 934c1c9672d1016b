package mime

import (
	"bytes"
	"strings"
)

// Program is a kind of mail program that people write letters with, as a message names it.
// 0 is none that is known. The numbers mean nothing but that two of them differ, and are
// never changed, as they are kept on the disk.
type Program uint8

// programs are how mail programs and webmail call themselves in X-Mailer and User-Agent, in
// lower case. The first that is contained counts.
var programs = []struct {
	sign string
	is   Program
}{
	{"thunderbird", 1},
	{"betterbird", 1},
	{"seamonkey", 1},
	{"postbox", 1},
	{"icedove", 1},
	{"apple mail", 2},
	{"iphone mail", 3},
	{"ipad mail", 3},
	{"mimestream", 2},
	{"outlook express", 5},
	{"windows mail", 5},
	{"windows live mail", 5},
	{"outlook", 4},
	{"microsoft-macoutlook", 4},
	{"microsoft office", 4},
	{"entourage", 4},
	{"yahoomail", 7},
	{"ymailnorrin", 7},
	{"yahoo mail", 7},
	{"roundcube", 8},
	{"rainloop", 8},
	{"snappymail", 8},
	{"squirrelmail", 8},
	{"horde", 8},
	{"internet messaging program", 8},
	{"sogo", 8},
	{"open-xchange", 8},
	{"ox app suite", 8},
	{"zimbra", 8},
	{"communigate", 8},
	{"kerio", 8},
	{"afterlogic", 8},
	{"webmail", 8},
	{"usermin", 8},
	{"k-9 mail", 9},
	{"fairemail", 10},
	{"bluemail", 11},
	{"com.samsung.android", 12},
	{"samsung", 12},
	{"nine", 13},
	{"aquamail", 13},
	{"spark", 14},
	{"airmail", 14},
	{"canary", 14},
	{"edison", 14},
	{"mailspring", 14},
	{"em client", 15},
	{"em_client", 15},
	{"the bat!", 16},
	{"becky!", 17},
	{"foxmail", 18},
	{"qqmail", 18},
	{"netease", 18},
	{"coremail", 18},
	{"mail.ru mailer", 19},
	{"yamail", 19},
	{"yandex", 19},
	{"rambler", 19},
	{"claws mail", 20},
	{"sylpheed", 20},
	{"evolution", 21},
	{"kmail", 22},
	{"geary", 22},
	{"trojita", 22},
	{"mutt", 23},
	{"alpine", 23},
	{"pine", 23},
	{"gnus", 23},
	{"mu4e", 23},
	{"aerc", 23},
	{"notmuch", 23},
	{"mailmate", 24},
	{"lotus notes", 25},
	{"ibm notes", 25},
	{"hcl notes", 25},
	{"groupwise", 25},
	{"zoho mail", 26},
	{"zohomail", 26},
	{"pegasus", 27},
	{"eudora", 27},
	{"opera mail", 27},
	{"vivaldi mail", 27},
	{"proton", 28},
	{"tutanota", 28},
	{"tuta mail", 28},
	{"gmx", 29},
	{"web.de", 29},
	{"t-online", 29},
	{"libero", 29},
	{"laposte", 29},
}

// programIDs are the endings of message ids that webmail makes where it names itself in no
// other field.
var programIDs = []struct {
	ending string
	is     Program
}{
	{"@mail.gmail.com", 6},
	{".prod.outlook.com", 4},
	{"@mail.yahoo.com", 7},
	{"@yahoo.com", 7},
	{"@proton.me", 28},
	{"@protonmail.com", 28},
	{"@tutamail.com", 28},
	{"@tuta.com", 28},
	{"@icloud.com", 3},
	{"@me.com", 3},
	{"@qq.com", 18},
	{"@163.com", 18},
	{".i.mail.ru", 19},
	{"@app.fastmail.com", 30},
	{"@www.fastmail.com", 30},
	{"@hey.com", 30},
}

// outlookThread is the program whose threads have an index (MS-OXOMSG section 2.2.1.3).
const outlookThread = Program(4)

// programOf is the program that a value of X-Mailer or User-Agent names.
func programOf(value []byte) Program {
	value = bytes.ToLower(value)
	for _, p := range programs {
		if bytes.Contains(value, []byte(p.sign)) {
			return p.is
		}
	}
	return 0
}

// programOfID is the program that makes message ids of this form.
func programOfID(id string) Program {
	id = strings.ToLower(id)
	for _, p := range programIDs {
		if strings.HasSuffix(id, p.ending) {
			return p.is
		}
	}
	if strings.Contains(id, "@3c-app-") || strings.HasPrefix(id, "trinity-") {
		return 29 // GMX and web.de
	}
	return 0
}
