package pop3_test

import (
	"testing"

	"github.com/restante/restante/pop3"
)

// TestHints has what servers say in words, as they say it or nearly so.
func TestHints(t *testing.T) {
	for hint, texts := range map[pop3.Hint][]string{
		pop3.HintInUse: {
			"Unable to lock maildrop", "Unable to lock maildrop: Mailbox is locked by POP server", "/var/spool/mail/.anna.pop lock busy! Is another session active? (11)", "maildrop already locked", "Your mailbox is already locked",
			"Mailbox in use", "mailbox is in use by another POP3 session", "can't get lock on mailbox", "Mailbox is being used by another client", "Postfach wird gerade von einem anderen Programm verwendet", "Das Postfach wird bereits verwendet",
			"La boîte est déjà utilisée", "El buzón está en uso", "La casella è già aperta", "A caixa está em uso", "Mailbox is in gebruik", "Skrzynka jest używana przez inny program", "Почтовый ящик уже используется", "Schránka je používána jiným programem",
			"メールボックスは使用中です", "邮箱正在使用中", "메일함이 사용 중입니다",
		},
		pop3.HintLater: {
			"temporary failure, try again later", "Temporary authentication failure", "Service unavailable", "Internal error occurred. Refer to server log for more information.", "Server busy", "LDAP server down", "try again later", "Temporarily unavailable",
			"Vorübergehender Fehler", "Bitte später noch einmal versuchen", "Erreur temporaire", "Réessayez plus tard", "Error temporal", "Inténtelo más tarde", "Errore temporaneo", "Riprovare più tardi", "Erro temporário", "Tente mais tarde", "Tijdelijke storing", "Spróbuj później",
			"Временная ошибка", "Повторите попытку позже", "Dočasná chyba", "一時的なエラー", "系统繁忙，请稍后再试", "잠시 후 다시 시도하세요",
		},
		pop3.HintTooMany:  {"too many connections", "Maximum connections exceeded", "login frequency limited", "Connection limit reached", "minimum of 10 minutes between checks", "Zu viele Verbindungen", "Trop de connexions", "Demasiadas conexiones", "Слишком много соединений", "登录过于频繁"},
		pop3.HintEncrypt:  {"must issue a STLS command first", "Plaintext authentication disallowed on non-secure (SSL/TLS) connections.", "SSL/TLS required", "A SSL/TLS-connection is required for authentication.", "cleartext logins disabled", "use SSL to connect", "Secure connection required", "Nur verschlüsselte Verbindungen", "Connexion chiffrée requise", "Se requiere una conexión segura", "Требуется шифрование", "暗号化が必要です", "请使用SSL加密连接"},
		pop3.HintBlocked:  {"account disabled", "Your account has been suspended", "Account is temporarily locked", "too many failed login attempts, try again later", "User is blocked", "Ihr Konto ist gesperrt", "Compte bloqué", "Su cuenta está bloqueada", "L'account è sospeso", "Sua conta foi suspensa", "Account geblokkeerd", "Konto zablokowane", "Аккаунт заблокирован", "Účet je zablokován", "账号已被冻结", "계정이 잠겼습니다"},
		pop3.HintFull:     {"mailbox is over quota", "Quota exceeded", "Mailbox full", "Postfach ist voll", "Boîte pleine", "Buzón lleno", "Ящик переполнен", "邮箱空间已满"},
		pop3.HintPassword: {"invalid password", "Logon failure: unknown user name or bad password.", "Invalid user name or password.", "Bad login", "Password incorrect", "Username and password not accepted.", "Passwort falsch", "Mot de passe incorrect", "Contraseña incorrecta", "Credenziali errate", "Senha inválida", "Verkeerd wachtwoord", "Błędne hasło", "Неверный пароль", "Chybné heslo", "パスワードが違います", "密码错误", "비밀번호가 틀렸습니다"},
		pop3.HintSwitchedOff: {
			"POP3 access is disabled for this user", "Your account is not enabled for POP access. Please visit your settings page", "POP3 is not allowed for this user", "Please enable POP3 in settings", "POP3 ist für dieses Konto deaktiviert", "L'accès POP3 est désactivé",
			"El acceso POP3 está desactivado", "POP3 disabilitato", "POP3 desativado", "POP3 is uitgeschakeld", "POP3 jest wyłączone", "Доступ по POP3 отключен", "POP3 je zakázán", "POP3は無効です", "POP3服务未开启", "POP3 사용 안 함",
		},
		pop3.HintAppPassword: {"Application-specific password required", "Please use an app password", "Login Fail. Please enter your authorization code to login.", "Web login required", "Please log in via your web browser", "Bitte ein App-Passwort verwenden", "Необходим пароль приложения", "NEOBHODIM parol prilozheniya", "请使用授权码登录", "アプリパスワードが必要です"},
		pop3.HintCommand:     {"Syntax error", "Unknown command", "unrecognized command", "Invalid command", "Command not implemented", "Command is not valid in this state.", "too many arguments", "Unbekannter Befehl", "Commande inconnue", "Comando desconocido", "Неизвестная команда"},
		pop3.HintMechanism:   {"unsupported authentication mechanism", "not implemented", "Authentication type not supported", "authenticating: bad protocol / cancel"},
		pop3.HintNone:        {"", "no", "Login failed", "Authentication failed", "authorization failed", "Login failed, please try again later", "Unable to log on", "Access denied.", "Anmeldung fehlgeschlagen", "Ошибка авторизации"},
	} {
		for _, text := range texts {
			if got := (&pop3.Error{Command: "PASS", Text: text}).Hint(); got != hint {
				t.Errorf("%q: got %d, want %d", text, got, hint)
			}
		}
	}
}

// TestHintsBesideACode lets a code count more than the words.
func TestHintsBesideACode(t *testing.T) {
	for _, tt := range []struct {
		code pop3.Code
		text string
		want pop3.Hint
	}{
		{pop3.CodeAuth, "no", pop3.HintPassword},
		{pop3.CodeAuth, "Authentication failed", pop3.HintPassword},
		{pop3.CodeAuth, "Web login required", pop3.HintAppPassword},
		{pop3.CodeAuth, "Plaintext authentication disallowed", pop3.HintEncrypt},
		{pop3.CodeAuth, "account disabled", pop3.HintBlocked},
		{pop3.CodeAuth, "Unsupported authentication mechanism.", pop3.HintMechanism},
		{pop3.CodeAuth, "unknown command", pop3.HintPassword},
		{pop3.CodeAuth, "mailbox is locked", pop3.HintNone},
		{pop3.CodeAuth, "temporary failure", pop3.HintNone},
		{pop3.CodeSysPerm, "Your account is not enabled for POP access", pop3.HintSwitchedOff},
		{pop3.CodeSysPerm, "temporary failure", pop3.HintNone},
		{pop3.CodeSysTemp, "wrong password", pop3.HintLater},
		{pop3.CodeInUse, "", pop3.HintInUse},
		{pop3.CodeLoginDelay, "", pop3.HintTooMany},
	} {
		if got := (&pop3.Error{Command: "PASS", Code: tt.code, Text: tt.text}).Hint(); got != tt.want {
			t.Errorf("[%s] %q: got %d, want %d", tt.code, tt.text, got, tt.want)
		}
	}
}
