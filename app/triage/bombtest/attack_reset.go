package bombtest

import (
	"strings"
	"time"
)

// resetWords ask whether one has forgotten his password.
var resetWords = strings.Split("Reset your password|Password reset request|[%s] Password Reset|Forgot your password?|How to reset your %s password|Did you forget your password?|Passwort zurücksetzen|Ihr Link zum Zurücksetzen des Passworts|Réinitialisation de votre mot de passe|Mot de passe oublié ?|Restablece tu contraseña|¿Has olvidado tu contraseña?|Reimposta la password|Redefinir a sua senha|Wachtwoord opnieuw instellen|Resetowanie hasła|Obnovení hesla|Återställ ditt lösenord|Nollaa salasanasi|Jelszó visszaállítása|Resetarea parolei|Восстановление пароля на %s|Відновлення пароля|Επαναφορά κωδικού πρόσβασης|Şifrenizi sıfırlayın|إعادة تعيين كلمة المرور|איפוס סיסמה|पासवर्ड रीसेट करें|รีเซ็ตรหัสผ่าน|パスワード再設定のご案内|【%s】パスワードリセット|重置您的密码|비밀번호 재설정 안내|Đặt lại mật khẩu|Atur ulang kata sandi|Tilbakestill passordet|Nulstil din adgangskode|Obnova hesla|Ponovno postavljanje lozinke|Смяна на парола|بازنشانی رمز عبور", "|")

// resets are of some hundred services at which somebody says again and again that he has
// forgotten the user's password.
var resets = attack("password resets without end", "https://cleanbox.app/blog/registration-password-reset-bombardment", 108, []rhythm{bursts, clockwork, byNight}, writeResets)

func writeResets(a *attacker) writer {
	services := a.services(30+a.r.IntN(300), resetWords, 35)
	return func(at time.Time) note {
		s := pick(a.r, services)
		return s.write(a, fill(a.r, s.subject, s.name), at)
	}
}

// service is a site that writes the same thing each time.
type service struct {
	name, addr, subject string
	way                 transport
	size                int
}

// services are so many, of which p of 100 write English.
func (a *attacker) services(n int, words []string, p int) []service {
	out := make([]service, n)
	for i := range out {
		name, domain := siteOf(a.r)
		subject := pick(a.r, words)
		if chance(a.r, p) {
			subject = words[a.r.IntN(6)]
		}
		out[i] = service{name, pick(a.r, []string{"no-reply", "noreply", "account", "security", "support", "accounts"}) + "@" + domain, subject, pick(a.r, transports), 400 + a.r.IntN(1400)}
	}
	return out
}

// write is one mail of a service.
func (s service) write(a *attacker, subject string, at time.Time) note {
	e, fields := s.way(a, s.addr, at)
	fields = append(fields, a.date(at), author(s.name, s.addr), "To: "+a.home.Addr, a.subject(subject))
	return note{e, append(fields, mimeFields(htmlText)...), a.text(s.size + a.r.IntN(12))}
}
