package bombtest

import (
	"strings"
	"time"
)

// pictures is mail whose subjects are mostly small pictures, with a few words among them.
var pictures = attack("subjects full of emoji", "https://midnightravings.com/tag/googlegroups", 116, []rhythm{bursts, waves, even}, writePictures)

func writePictures(a *attacker) writer {
	all := strings.Fields("😀 😍 🤑 💰 💲 🎁 🎉 🔥 🚀 ❤️ ✅ ⚠️ 👉 📩 🏆 💎 🎰 🍀 ⭐️ 🌟 💊 💋 📦 🔔 📱 🧧 🎊 💵 👑 🥇 🇺🇸 🇩🇪 👨‍👩‍👧 ✈️ 🛒 ⏰")
	line, name := pick(a.r, campaigns).subject, pick(a.r, campaigns).name
	say, size := chance(a.r, 70), 800+a.r.IntN(1500)
	return func(at time.Time) note {
		_, domain := siteOf(a.r)
		addr := a.word(2) + "@" + domain
		words := []string{noise(a.r, 5)}
		if say {
			words = strings.Fields(fill(a.r, choose(a.r, line), ""))
		}
		var b strings.Builder
		for _, w := range words {
			for range a.r.IntN(4) {
				b.WriteString(pick(a.r, all))
			}
			b.WriteString(pick(a.r, []string{"", " "}) + w + pick(a.r, []string{"", " ", "-"}))
		}
		b.WriteString(pick(a.r, all) + pick(a.r, []string{"", " N°:" + strings.ToUpper(noise(a.r, 9))}))
		e := a.forged(addr)
		if chance(a.r, 60) { // domains bought for it are signed well
			e = a.honest("bounce@"+domain, "m"+a.digits(2)+"."+domain, domain)
		}
		return note{e, []string{a.date(at), author(pick(a.r, all)+" "+name, addr), a.to(), a.subject(strings.TrimSpace(b.String())), "Message-ID: <" + a.hex(20) + "@" + domain + ">", "List-Unsubscribe: <https://" + domain + "/u/" + a.hex(12) + ">", "MIME-Version: 1.0", "Content-Type: " + htmlText}, a.text(size + a.r.IntN(400))}
	}
}
