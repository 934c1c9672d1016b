package bombtest

import (
	"strings"
	"time"
)

// codeWords bring a code for one sign-in.
var codeWords = strings.Split("###### is your %s code|Your verification code: ######|Your one-time passcode is ####|%s: your login code|Use ###### to sign in to %s|Confirm your e-mail: ###-###|Ihr Bestätigungscode: ######|Votre code de vérification : ######|Tu código de verificación es ######|Il tuo codice di verifica: ######|Seu código de acesso: ######|Je verificatiecode is ######|Twój kod weryfikacyjny: ######|Ověřovací kód: ######|Din verifieringskod: ######|Vahvistuskoodi ######|Код подтверждения: ####|Код підтвердження: ####|Doğrulama kodunuz: ######|رمز التحقق: ######|קוד האימות שלך: ######|आपका OTP ###### है|รหัส OTP ของคุณคือ ######|認証コード：######|【%s】验证码 ######|인증번호 [######]|Mã xác minh của bạn: ######|Kode verifikasi Anda: ######|Bekreftelseskoden din: ######|Din bekræftelseskode: ######", "|")

// codes are of a few services at which somebody enters the user's address again and again.
var codes = attack("one-time codes without end", "https://tengspectrum.com/blog/how-otp-bombing-works-and-how-to-prevent-it/", 109, []rhythm{clockwork, bursts, waves}, writeCodes)

func writeCodes(a *attacker) writer {
	services := a.services(3+a.r.IntN(40), codeWords, 50)
	next := 0
	return func(at time.Time) note {
		next++ // the script calls one after the other
		s := services[next%len(services)]
		return s.write(a, fill(a.r, s.subject, s.name), at)
	}
}
