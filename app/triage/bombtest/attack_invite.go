package bombtest

import (
	"strings"
	"time"
)

// friendly are the words with which sites tell that somebody has invited the user; what the
// somebody is called, the attacker has chosen.
var friendly = strings.Split("%p invited you to %s|%p wants to connect|%p has shared a document with you|%p sent you a money request|%p hat Sie zu %s eingeladen|%p vous invite à rejoindre %s|%p te ha invitado a %s|%p приглашает вас в %s|%pさんから招待が届いています|Reminder: %p is waiting for your answer|%p requests your signature|%p left you a message on %s", "|")

// siteInvitations are real mail of a few dozen sites that let their members write to anybody.
var siteInvitations = attack("invitations by members of real sites", "https://anavem.com/cybersecurity/zendesk-support-portals-relay-spam-global-wave (mail of trusted services that others fill in)", 124, []rhythm{waves, byDay, clockwork}, writeSiteInvitations)

func writeSiteInvitations(a *attacker) writer {
	services := a.services(8+a.r.IntN(50), friendly, 70)
	shout := a.spamSubject()
	return func(at time.Time) note {
		s := pick(a.r, services)
		member := title(a.word(2)) + " " + title(a.word(2))
		if chance(a.r, 50) {
			member = shout
		}
		return s.write(a, strings.NewReplacer("%p", member, "%s", s.name).Replace(s.subject), at)
	}
}
