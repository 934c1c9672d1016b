package pop3

// hintWords are the words by which causes are told, in small letters: the pieces of a row
// must all be there, and the first group that fits counts. The order matters:
// "temporary authentication failure" is a trouble of the server, "account temporarily
// locked" is not, and "login failed, try again later" says nothing for certain. What is
// doubtful stays HintNone: a wrong password that is tried again gets accounts locked.
var hintWords = []struct {
	hint  Hint
	words []string
}{
	{HintEncrypt, []string{
		"stls", "starttls", "plaintext+disallow", "plaintext+disabled", "plaintext+not allowed", "plain text+not allowed", "cleartext+disa", "cleartext+not",
		"ssl+require", "tls+require", "use ssl", "use tls", "use of ssl", "using ssl", "using tls", "over ssl", "over tls", "must+ssl", "must+tls", "only+ssl", "only+tls",
		"ssl+enable", "ssl+erforderlich", "tls+erforderlich", "ssl+obligat", "ssl+verplicht", "ssl+wymaga", "ssl+необход", "ssl+vyžad", "ssl+接続", "ssl+加密", "ssl+연결",
		"encryption+require", "encryption+need", "encrypted connection", "secure connection", "secure channel",
		"verschlüssel", "chiffrée", "chiffrement", "connexion sécurisée", "conexión segura", "cifrad", "connessione sicura", "crittograf", "conexão segura", "criptograf",
		"versleutel", "beveiligde verbinding", "szyfrowan", "шифрован", "защищенн", "защищённ", "šifrovan", "zabezpečen", "暗号化", "加密", "암호화", "보안 연결",
	}},
	{HintAppPassword, []string{
		"application-specific", "application specific", "app-specific", "app specific", "app password", "app-password", "application password", "authorization code", "authentication code",
		"web login required", "web browser", "two-factor", "two factor", "2-step", "2fa", "external password", "client password", "oauth", "basic auth", "parol prilo",
		"app-passwort", "anwendungspasswort", "anwendungsspezifisch", "mot de passe+application", "contraseña+aplicaci", "password+applicazion", "password per l", "senha+aplicativo", "senha de app",
		"app-wachtwoord", "wachtwoord+applicatie", "hasło+aplikacj", "пароль+приложен", "пароля+приложен", "пароли+приложен", "heslo+aplikac",
		"アプリ+パスワード", "授权码", "授權碼", "专用密码", "專用密碼", "앱 비밀번호", "애플리케이션+비밀번호",
	}},
	{HintSwitchedOff, []string{
		"pop+disabled", "pop+not enabled", "pop+not allowed", "pop+not permitted", "pop+not activ", "pop+not open", "pop+not available for", "pop+deactivat", "pop+turned off", "pop+switched off", "pop+enable",
		"pop+access denied", "pop+access is denied", "no pop", "protocol+disabled", "not allowed to use pop", "service+not enabled", "not licensed",
		"pop+deaktiviert", "pop+nicht aktiviert", "pop+nicht freigeschaltet", "pop+nicht erlaubt", "pop+abgeschaltet", "pop+désactiv", "pop+desactiv", "pop+pas activ", "pop+deshabilit", "pop+no está+ activ", "pop+no está habilit",
		"pop+disabilitat", "pop+disattivat", "pop+non abilitat", "pop+non attiv", "pop+desativ", "pop+desabilit", "pop+não habilit", "pop+não está", "pop+uitgeschakeld", "pop+niet ingeschakeld", "pop+niet geactiveerd",
		"pop+wyłączon", "pop+nieaktywn", "pop+niedozwol", "pop+отключ", "pop+выключ", "pop+запрещ", "pop+не включ", "pop+zakázán", "pop+vypnut", "pop+není povol",
		"pop+無効", "pop+有効", "pop+許可", "pop+未开启", "pop+未開啟", "pop+未开通", "pop+没有开", "pop+关闭", "pop+사용 안", "pop+사용안", "pop+설정", "pop+허용",
	}},
	{HintBlocked, []string{
		"too many+fail", "too many+login attempt", "too many+invalid", "too many+wrong", "too many+bad", "too many+incorrect", "by admin",
		"account+disabled", "account+locked", "account+blocked", "account+suspend", "account+expired", "account+inactive", "account+not active", "account+deactivat", "account+closed", "account+banned", "account+frozen",
		"user+disabled", "user+suspend", "user+blocked", "user+is locked", "mailbox+disabled", "mailbox+suspend", "mailbox+expired", "mailbox+deactivat", "login+disabled", "password+expired", "ip+blocked", "ip+banned", "blacklist",
		"konto+gesperrt", "account+gesperrt", "zugang+gesperrt", "benutzer+gesperrt", "konto+deaktiviert", "zu viele+fehl", "compte+bloqu", "compte+suspendu", "compte+désactiv", "compte+verrouill", "trop de+tentativ",
		"cuenta+bloque", "cuenta+suspend", "cuenta+desactiv", "cuenta+deshabilit", "demasiad+intent", "account+bloccat", "account+sospes", "utente+disabilitat", "account+disabilitat", "troppi+tentativ",
		"conta+bloque", "conta+suspens", "conta+desativ", "muitas+tentativ", "account+geblokkeerd", "account+uitgeschakeld", "te veel+poging", "konto+zablokowan", "konto+wyłączon", "konto+zawieszon", "zbyt wiele+prób",
		"заблокирован", "аккаунт+отключ", "учетная запись+отключ", "слишком много+попыт", "účet+zablokov", "účet+zakáz", "účet+uzamč", "příliš mnoho+pokus",
		"アカウント+ロック", "アカウント+無効", "アカウント+停止", "账号+冻结", "帐号+冻结", "账户+冻结", "账号+锁", "帐号+锁", "账户+锁", "账号+禁用", "帐号+禁用", "账户+禁用", "계정+잠", "계정+차단", "계정+정지",
	}},
	{HintCommand, []string{
		"syntax error", "unknown command", "invalid command", "unrecognized command", "unrecognised command", "bad command", "illegal command", "undefined command", "unexpected command", "unsupported command", "unimplemented command",
		"command not", "command unknown", "command unrecog", "command is not", "no such command", "valid commands", "command error", "not a valid command",
		"too many arg", "number of arguments", "number of parameters", "too many param", "invalid arg", "bad arg", "invalid param", "usage:", "line too long", "auth not", "auth is not", "auth+not recognized", "auth+unknown command",
		"unbekannter befehl", "unbekanntes kommando", "ungültiger befehl", "syntaxfehler", "commande+inconnue", "commande+invalide", "erreur de syntaxe", "comando+desconocid", "comando+inválid", "comando no", "error de sintaxis",
		"comando+sconosciut", "comando non", "errore di sintassi", "comando+desconhecid", "erro de sintaxe", "onbekend commando", "onbekende opdracht", "ongeldig commando", "syntaxisfout",
		"nieznane polecenie", "nieznana komenda", "nieprawidłowe polecenie", "błąd składni", "неизвестная команда", "неверная команда", "синтаксическ", "neznámý příkaz", "chyba syntaxe", "コマンド", "命令", "명령",
	}},
	{HintMechanism, []string{
		"mechanism", "unsupported auth", "authentication type", "authentication method", "auth type", "auth method", "auth+unsupported", "unsupported", "not implemented", "unimplemented", "not supported", "bad protocol",
		"nicht unterstützt", "non pris en charge", "non supporté", "no soportad", "no admitid", "non supportat", "não suportad", "niet ondersteund", "nieobsługiwan", "не поддерживается", "nepodporovan", "サポートされて", "不支持", "지원",
	}},
	{HintInUse, []string{
		"unable to lock", "can't lock", "cannot lock", "could not lock", "couldn't lock", "failed to lock", "not lock", "lock busy", "obtain lock", "get lock", "acquire lock", "maildrop+lock", "mailbox+lock", "mail drop+lock", "mailfile+lock", "folder+lock", "lock+fail",
		"already in use", "is in use", "currently in use", "mailbox in use", "maildrop in use", "in use by", "being used", "another session", "other session", "another process", "another pop", "another client", "another connection", "already logged", "already open", "already connected", "already active", "session already",
		"already+lock", "mailbox+busy", "maildrop+busy", "mailbox is open", "exclusive",
		"bereits+verwend", "bereits+benutz", "wird gerade", "in benutzung", "bereits geöffnet", "bereits angemeldet", "déjà utilis", "déjà ouvert", "en cours d'utilisation", "en uso", "ya está abiert", "in uso", "già apert", "em uso", "já está aberta",
		"in gebruik", "w użyciu", "jest używan", "już otwart", "уже используется", "уже открыт", "используется друг", "занят", "je používán", "již otevř", "使用中", "正在使用", "被占用", "사용 중", "사용중",
	}},
	{HintLater, []string{
		"temporar", "transient", "vorübergehend", "temporär", "zeitweilig", "temporaire", "provisoire", "temporal", "temporane", "temporári", "tijdelijk", "tymczasow", "chwilow", "временн", "dočasn", "přechodn", "一時的", "暂时", "暫時", "일시적",
	}},
	{HintFull, []string{
		"quota", "mailbox+full", "mailbox+exceed", "postfach+voll", "boîte+pleine", "buzón+llen", "casella+pien", "caixa+cheia", "mailbox+ vol", "skrzynka+pełn", "skrzynka+przepełn", "переполнен", "квот", "schránka+pln", "容量", "已满", "已滿", "용량",
	}},
	{HintPassword, []string{
		"invalid+password", "wrong+password", "bad password", "incorrect+password", "password+incorrect", "password+wrong", "password+match", "password fail", "password+not accepted", "password error", "invalid user", "unknown user", "no such user", "user unknown", "user not found", "no such account", "no such mailbox",
		"invalid login", "incorrect login", "login incorrect", "bad login", "invalid credential", "bad credential", "incorrect credential", "invalid account", "bad username", "incorrect username", "bad auth",
		"passwort+falsch", "passwort+ungültig", "passwort+nicht korrekt", "kennwort+falsch", "zugangsdaten", "mot de passe+incorrect", "mot de passe+invalide", "mot de passe erron", "mauvais mot de passe", "identifiants", "contraseña+incorrect", "contraseña+inválid", "contraseña+erróne", "credenciales",
		"password+errat", "password non", "credenziali", "senha+incorret", "senha+inválid", "credenciais", "wachtwoord+onjuist", "wachtwoord+ongeldig", "verkeerd wachtwoord", "błędne hasło", "hasło+nieprawidłow", "nieprawidłowe hasło", "niepoprawne hasło",
		"неверный+парол", "неправильный+парол", "неверное имя", "неверный логин", "chybné heslo", "nesprávné heslo", "neplatné heslo", "heslo+nesprávn", "パスワード", "密码", "密碼", "비밀번호",
	}},
	{HintNone, []string{ // not let in: the words behind it may be for this try or for another time
		"authentication fail", "authorization fail", "authentication error", "auth fail", "login fail", "logon fail", "sign-in fail", "unable to log", "access denied", "permission denied", "anmeldung fehlgeschlagen", "authentifizierung",
		"échec", "autenticaci", "autenticazion", "autenticação", "authenticatie", "aanmelden mislukt", "uwierzytelni", "logowani", "авториз", "аутентифик", "přihlášení", "認証", "登录失败", "登錄失敗", "로그인",
	}},
	{HintTooMany, []string{
		"too many", "too often", "too frequent", "too soon", "connection limit", "connections+limit", "maximum+connection", "max+sessions", "maximum+session", "limit exceeded", "limit reached", "rate limit", "exceeded+connection", "login+frequen", "minutes between", "wait+minutes",
		"zu viele", "zu häufig", "trop de", "trop souvent", "demasiad", "troppe", "troppi", "muitas", "te veel", "te vaak", "zbyt wiele", "zbyt częst", "слишком много", "слишком част", "příliš mnoho", "příliš čast", "回数", "頻繁", "频繁", "过多", "횟수",
	}},
	{HintLater, []string{
		"try again later", "try later", "again later", "retry later", "later", "unavailable", "not available", "internal error", "internal server", "server error", "system error", "service+error", "backend", "overload", "server+busy", "system+busy", "too busy", "maintenance", "timeout", "timed out", "time out", "database", "ldap", "shutting down", "out of memory", "i/o error",
		"später", "nicht verfügbar", "nicht erreichbar", "wartung", "interner fehler", "plus tard", "ultérieur", "indisponible", "erreur interne", "más tarde", "mas tarde", "no disponible", "mantenimiento", "error interno", "più tardi", "piu tardi", "non disponibile", "manutenzione", "errore interno",
		"mais tarde", "indisponível", "manutenção", "erro interno", "niet beschikbaar", "onderhoud", "interne fout", "później", "niedostępn", "błąd wewnętrzn", "konserwacj", "позже", "позднее", "недоступ", "внутренняя ошибка", "později", "nedostupn", "údržb", "vnitřní chyba",
		"しばらく", "後で", "後ほど", "メンテナンス", "稍后", "稍後", "维护", "系统繁忙", "服务器忙", "잠시 후", "나중에", "점검",
	}},
}
