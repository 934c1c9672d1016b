package bombtest

import (
	"strings"
	"sync"
)

// tongues are [languages] with the phrases of attackWords, and more languages after them.
var tongues = sync.OnceValue(func() []language {
	var all []language
	place := make(map[string]int)
	for line := range strings.Lines(languagesText + "\n" + attackWords) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		code, rest, _ := strings.Cut(line, " ")
		field, phrases, _ := strings.Cut(rest, " ")
		if _, known := place[code]; !known {
			place[code] = len(all)
			all = append(all, language{})
		}
		l := all[place[code]]
		for phrase := range strings.SplitSeq(phrases, "|") {
			l[field] = append(l[field], strings.TrimSpace(phrase))
		}
	}
	return all
})

// attackWords are in the form of languages.txt. Further fields: sim (another SIM card),
// change (other telephone number, address or way to recover the account), loan, cancel (an
// ended contract), domain (of a name that moves), crypto (coins sent), miles (points spent).
const attackWords = `
en sim Your eSIM is ready to activate | SIM swap completed for your number ending ### | We have posted your replacement SIM | Your PAC code is ABC######
en change Your phone number was changed | A new e-mail address was added to your account | Recovery codes were generated | Your delivery address has been updated | Two-step verification was turned off
en loan Your loan application has been received | Your credit agreement is ready to sign | We have approved your credit limit of $#,#00
en cancel Your contract will end on # March | Cancellation confirmed: %s | We are sorry to see you go
en domain Domain transfer requested: please review | Your transfer authorization code | DNS records of your domain were changed
en crypto Withdrawal of 0.## BTC submitted | You have sent 1,#00 USDT | New withdrawal address added
en miles You have redeemed ##,#00 miles | Your award booking ###### is confirmed | Points transfer completed
de sim Ihre eSIM ist bereit | Ihre Ersatz-SIM-Karte ist unterwegs | Rufnummernmitnahme beauftragt
de change Ihre Telefonnummer wurde geändert | Neue E-Mail-Adresse hinterlegt | Zwei-Faktor-Anmeldung ausgeschaltet | Ihre Adresse wurde geändert
de loan Ihr Kreditantrag ist eingegangen | Ihr Kreditvertrag liegt zur Unterschrift bereit | Ratenzahlung genehmigt
de cancel Ihre Kündigung ist bestätigt | Vertragsende zum ##.##.2027
de domain Domain-Umzug beantragt | Ihr Auth-Code | Inhaberwechsel Ihrer Domain
de crypto Auszahlung von 0,## BTC veranlasst | Neue Auszahlungsadresse hinterlegt
de miles Sie haben ##.000 Meilen eingelöst | Prämienflug ###### gebucht
fr sim Votre eSIM est prête | Votre nouvelle carte SIM est en route
fr change Votre numéro de téléphone a été modifié | Nouvelle adresse e-mail enregistrée
fr loan Votre demande de crédit a bien été reçue | Votre contrat de prêt est à signer
fr cancel Confirmation de résiliation | Fin de votre contrat
fr domain Demande de transfert de votre nom de domaine
fr crypto Retrait de 0,## BTC en cours
fr miles Vous avez utilisé ## 000 miles
es sim Tu eSIM está lista | Duplicado de tarjeta SIM solicitado
es change Hemos cambiado tu número de teléfono | Se ha añadido un nuevo correo
es loan Hemos recibido tu solicitud de préstamo | Tu contrato de crédito está listo para firmar
es cancel Baja confirmada | Tu contrato termina el ## de marzo
es domain Solicitud de traslado de tu dominio
es crypto Retirada de 0,## BTC enviada
es miles Has canjeado ##.000 millas
it sim La tua eSIM è pronta | Sostituzione SIM completata
it change Il tuo numero di telefono è stato cambiato
it loan Abbiamo ricevuto la tua richiesta di prestito
it cancel Conferma di disdetta | Il tuo contratto termina il ## marzo
it domain Richiesta di trasferimento del dominio
it crypto Prelievo di 0,## BTC inviato
it miles Hai usato ##.000 miglia
pt sim O seu eSIM está pronto | Segunda via do chip solicitada
pt change O seu número de telefone foi alterado
pt loan Recebemos o seu pedido de crédito | Seu empréstimo foi aprovado
pt cancel Cancelamento confirmado
pt domain Pedido de transferência de domínio
pt crypto Saque de 0,## BTC enviado
pt miles Você resgatou ##.000 milhas
nl sim Je eSIM staat klaar | Je nieuwe simkaart is onderweg
nl change Je telefoonnummer is gewijzigd | Nieuw e-mailadres toegevoegd
nl loan We hebben je kredietaanvraag ontvangen
nl cancel Je opzegging is bevestigd
nl domain Verhuizing van je domeinnaam aangevraagd
nl crypto Opname van 0,## BTC verstuurd
nl miles Je hebt ##.000 miles ingewisseld
pl sim Twoja karta eSIM jest gotowa | Wymiana karty SIM
pl change Numer telefonu został zmieniony | Dodano nowy adres e-mail
pl loan Otrzymaliśmy wniosek o kredyt | Umowa pożyczki do podpisu
pl cancel Potwierdzenie rozwiązania umowy
pl domain Wniosek o transfer domeny
pl crypto Wypłata 0,## BTC została zlecona
pl miles Wykorzystano ## 000 mil
cs sim Vaše eSIM je připravena
cs change Telefonní číslo bylo změněno
cs loan Přijali jsme vaši žádost o úvěr
cs cancel Potvrzení výpovědi smlouvy
cs domain Žádost o převod domény
cs crypto Výběr 0,## BTC byl odeslán
cs miles Uplatnili jste ## 000 mil
sv sim Ditt eSIM är klart
sv change Ditt telefonnummer har ändrats
sv loan Vi har tagit emot din låneansökan
sv cancel Din uppsägning är bekräftad
sv domain Begäran om flytt av domän
sv crypto Uttag av 0,## BTC skickat
sv miles Du har använt ## 000 poäng
fi sim eSIM on valmis käyttöön
fi change Puhelinnumerosi on vaihdettu
fi loan Lainahakemuksesi on vastaanotettu
fi cancel Sopimuksesi on irtisanottu
fi domain Verkkotunnuksen siirto aloitettu
fi crypto Nosto 0,## BTC lähetetty
fi miles Käytit ## 000 pistettä
hu sim Az eSIM használatra kész
hu change Telefonszáma megváltozott
hu loan Hitelkérelmét megkaptuk
hu cancel Szerződése felmondását visszaigazoljuk
hu domain Domain átregisztrálás indult
hu crypto 0,## BTC kifizetés elküldve
hu miles ## 000 mérföldet beváltott
ro sim eSIM-ul tău este gata
ro change Numărul de telefon a fost schimbat
ro loan Am primit cererea de credit
ro cancel Confirmarea rezilierii contractului
ro domain Cerere de transfer al domeniului
ro crypto Retragere de 0,## BTC trimisă
ro miles Ai folosit ##.000 de mile
ru sim Ваша eSIM готова | Замена SIM-карты выполнена
ru change Номер телефона изменён | Добавлен новый адрес почты
ru loan Ваша заявка на кредит принята
ru cancel Договор расторгнут
ru domain Запрос на перенос домена
ru crypto Вывод 0,## BTC отправлен
ru miles Списано ## 000 миль
uk sim Ваша eSIM готова
uk change Номер телефону змінено
uk loan Вашу заявку на кредит отримано
uk cancel Договір розірвано
uk domain Запит на перенесення домену
uk crypto Виведення 0,## BTC надіслано
uk miles Списано ## 000 миль
el sim Η eSIM σας είναι έτοιμη
el change Ο αριθμός τηλεφώνου σας άλλαξε
el loan Λάβαμε την αίτηση δανείου σας
el cancel Επιβεβαίωση διακοπής συμβολαίου
el domain Αίτημα μεταφοράς domain
el crypto Ανάληψη 0,## BTC
el miles Εξαργυρώσατε ##.000 μίλια
tr sim eSIM'iniz hazır
tr change Telefon numaranız değiştirildi
tr loan Kredi başvurunuz alındı
tr cancel Sözleşmeniz sonlandırıldı
tr domain Alan adı transfer talebi
tr crypto 0,## BTC çekim işleminiz gönderildi
tr miles ##.000 mil kullandınız
ar sim شريحة eSIM جاهزة للتفعيل
ar change تم تغيير رقم هاتفك
ar loan استلمنا طلب القرض الخاص بك
ar cancel تم إلغاء عقدك
ar domain طلب نقل النطاق
ar crypto تم إرسال سحب 0.## BTC
ar miles تم استبدال ##,000 ميل
he sim ה-eSIM שלך מוכן
he change מספר הטלפון שלך שונה
he loan בקשת ההלוואה שלך התקבלה
he cancel ביטול החוזה אושר
he domain בקשה להעברת דומיין
he crypto משיכה של 0.## BTC נשלחה
he miles מימשת ##,000 נקודות
hi sim आपका eSIM तैयार है
hi change आपका फ़ोन नंबर बदल दिया गया है
hi loan आपका ऋण आवेदन प्राप्त हुआ
hi cancel आपका अनुबंध रद्द कर दिया गया
hi domain डोमेन ट्रांसफर का अनुरोध
hi crypto 0.## BTC की निकासी भेजी गई
hi miles आपने ##,000 मील भुनाए
th sim eSIM ของคุณพร้อมใช้งาน
th change เปลี่ยนหมายเลขโทรศัพท์แล้ว
th loan ได้รับใบสมัครสินเชื่อของคุณแล้ว
th cancel ยืนยันการยกเลิกสัญญา
th domain คำขอย้ายโดเมน
th crypto ถอน 0.## BTC แล้ว
th miles คุณแลก ##,000 ไมล์
ja sim eSIMのご準備ができました | SIM再発行のお手続き完了
ja change 電話番号が変更されました
ja loan ローンのお申し込みを受け付けました
ja cancel ご解約手続き完了のお知らせ
ja domain ドメイン移管申請のご確認
ja crypto 0.## BTC の出金を受け付けました
ja miles ##,000マイルをご利用いただきました
zh sim 您的eSIM已就绪
zh change 您的手机号码已更改
zh loan 您的贷款申请已受理
zh cancel 合同解除确认
zh domain 域名转移申请
zh crypto 提币 0.## BTC 已提交
zh miles 您已兑换 ##,000 里程
ko sim eSIM 개통 안내
ko change 전화번호가 변경되었습니다
ko loan 대출 신청이 접수되었습니다
ko cancel 해지가 완료되었습니다
ko domain 도메인 이전 요청
ko crypto 0.## BTC 출금 안내
ko miles ##,000 마일리지를 사용하셨습니다
vi sim eSIM của bạn đã sẵn sàng
vi change Số điện thoại của bạn đã được thay đổi
vi loan Chúng tôi đã nhận hồ sơ vay của bạn
vi cancel Xác nhận chấm dứt hợp đồng
vi domain Yêu cầu chuyển tên miền
vi crypto Lệnh rút 0,## BTC đã gửi
vi miles Bạn đã đổi ##.000 dặm
id sim eSIM Anda siap digunakan
id change Nomor telepon Anda telah diubah
id loan Pengajuan pinjaman Anda telah diterima
id cancel Pembatalan kontrak dikonfirmasi
id domain Permintaan transfer domain
id crypto Penarikan 0,## BTC dikirim
id miles Anda menukar ##.000 mil
no bank Betaling på 4 ##0,00 kr er utført | Ny mottaker er lagt til
no shop Ordrebekreftelse ###### | Faktura ######
no signin Passordet ditt er endret | Ny pålogging fra ukjent enhet
no parcel Pakken din kommer i morgen
no code Sikkerhetskoden din er ######
no letter Lunsj på fredag? | Bilder fra hytta | Referat fra møtet
no name Bjørn Håland | Kari Øyen | Lars Nygård
no sim eSIM-et ditt er klart
no change Telefonnummeret ditt er endret
no loan Vi har mottatt lånesøknaden din
no cancel Oppsigelsen er bekreftet
no domain Forespørsel om flytting av domene
no crypto Uttak av 0,## BTC er sendt
no miles Du har brukt ## 000 poeng
da bank Overførsel på 3.##0,00 kr. er gennemført
da shop Ordrebekræftelse ###### | Faktura ######
da signin Din adgangskode er ændret | Nyt login på din konto
da parcel Din pakke er på vej
da code Din sikkerhedskode er ######
da letter Frokost på fredag? | Billeder fra ferien | Referat af mødet
da name Søren Kjær | Mette Østergaard | Jens Holm
da sim Dit eSIM er klar
da change Dit telefonnummer er ændret
da loan Vi har modtaget din låneansøgning
da cancel Din opsigelse er bekræftet
da domain Anmodning om flytning af domæne
da crypto Udbetaling af 0,## BTC er sendt
da miles Du har brugt ##.000 point
sk bank Platba 1 ##0,00 EUR bola odoslaná
sk shop Potvrdenie objednávky ###### | Faktúra ######
sk signin Vaše heslo bolo zmenené
sk parcel Váš balík príde zajtra
sk code Váš bezpečnostný kód je ######
sk letter Obed v piatok? | Fotky z víkendu | Zápisnica z porady
sk name Ján Kováč | Zuzana Ďurišová | Peter Šimko
sk sim Vaša eSIM je pripravená
sk change Telefónne číslo bolo zmenené
sk loan Prijali sme vašu žiadosť o úver
sk cancel Potvrdenie výpovede zmluvy
sk domain Žiadosť o prevod domény
sk crypto Výber 0,## BTC bol odoslaný
sk miles Využili ste ## 000 míľ
hr bank Prijenos 1.##0,00 EUR je izvršen
hr shop Potvrda narudžbe ###### | Račun ######
hr signin Vaša lozinka je promijenjena
hr parcel Vaš paket stiže sutra
hr code Vaš sigurnosni kod je ######
hr letter Ručak u petak? | Slike s mora | Zapisnik sa sastanka
hr name Željko Horvat | Ana Marić | Ivo Babić
hr sim Vaš eSIM je spreman
hr change Vaš broj telefona je promijenjen
hr loan Zaprimili smo vaš zahtjev za kredit
hr cancel Raskid ugovora je potvrđen
hr domain Zahtjev za prijenos domene
hr crypto Isplata 0,## BTC je poslana
hr miles Iskoristili ste ##.000 milja
bg bank Превод на 1 ##0,00 лв. е изпълнен
bg shop Потвърждение на поръчка ###### | Фактура ######
bg signin Паролата ви е сменена
bg parcel Пратката ви пристига утре
bg code Вашият код за сигурност е ######
bg letter Обяд в петък? | Снимки от морето | Протокол от срещата
bg name Георги Димитров | Мария Иванова | Стоян Колев
bg sim Вашата eSIM е готова
bg change Телефонният ви номер е променен
bg loan Получихме заявлението ви за кредит
bg cancel Договорът ви е прекратен
bg domain Заявка за трансфер на домейн
bg crypto Тегленето на 0,## BTC е изпратено
bg miles Използвахте ## 000 мили
fa bank انتقال مبلغ #,#00,000 ریال انجام شد
fa shop تأیید سفارش ###### | فاکتور ######
fa signin رمز عبور شما تغییر کرد
fa parcel بسته شما فردا می\u200cرسد
fa code کد امنیتی شما ######
fa letter ناهار جمعه؟ | عکس\u200cهای سفر | صورت\u200cجلسه
fa name علی رضایی | مریم کریمی | حسین احمدی
fa sim سیم\u200cکارت جدید شما فعال شد
fa change شماره تلفن شما تغییر کرد
fa loan درخواست وام شما ثبت شد
fa cancel لغو قرارداد تأیید شد
fa domain درخواست انتقال دامنه
fa crypto برداشت 0.## BTC ارسال شد
fa miles شما ##,000 امتیاز استفاده کردید
sl bank Nakazilo 1.##0,00 EUR je izvedeno
sl shop Potrditev naročila ###### | Račun ######
sl signin Vaše geslo je bilo spremenjeno
sl parcel Vaša pošiljka prispe jutri
sl code Vaša varnostna koda je ######
sl letter Kosilo v petek? | Slike z izleta | Zapisnik sestanka
sl name Matjaž Žagar | Špela Kranjc | Janez Novak
sl sim Vaša eSIM je pripravljena
sl change Vaša telefonska številka je spremenjena
sl loan Prejeli smo vašo vlogo za kredit
sl cancel Odpoved pogodbe je potrjena
sl domain Zahteva za prenos domene
sl crypto Dvig 0,## BTC je poslan
sl miles Unovčili ste ##.000 milj
lt bank Pervedimas 1 ##0,00 EUR atliktas
lt shop Užsakymo ###### patvirtinimas | Sąskaita ######
lt signin Jūsų slaptažodis pakeistas
lt parcel Jūsų siunta atvyks rytoj
lt code Jūsų saugos kodas ######
lt letter Pietūs penktadienį? | Savaitgalio nuotraukos
lt name Jonas Žukauskas | Rūta Šimkutė | Darius Petraitis
lt sim Jūsų eSIM paruošta
lt change Jūsų telefono numeris pakeistas
lt loan Gavome jūsų paskolos paraišką
lt cancel Sutarties nutraukimas patvirtintas
lt domain Domeno perkėlimo prašymas
lt crypto Išsiųsta 0,## BTC
lt miles Panaudojote ## 000 mylių
lv bank Maksājums 1 ##0,00 EUR ir izpildīts
lv shop Pasūtījuma ###### apstiprinājums | Rēķins ######
lv signin Jūsu parole ir nomainīta
lv parcel Jūsu sūtījums pienāks rīt
lv code Jūsu drošības kods ######
lv letter Pusdienas piektdien? | Bildes no brīvdienām
lv name Jānis Bērziņš | Līga Ozola | Andris Kalniņš
lv sim Jūsu eSIM ir gatava
lv change Jūsu tālruņa numurs ir mainīts
lv loan Saņēmām jūsu aizdevuma pieteikumu
lv cancel Līguma izbeigšana apstiprināta
lv domain Domēna pārcelšanas pieprasījums
lv crypto Nosūtīti 0,## BTC
lv miles Izmantojāt ## 000 jūdzes
et bank Makse 1 ##0,00 EUR on tehtud
et shop Tellimuse ###### kinnitus | Arve ######
et signin Teie parool on muudetud
et parcel Teie pakk saabub homme
et code Teie turvakood on ######
et letter Lõuna reedel? | Pildid nädalavahetusest
et name Jüri Tamm | Õnne Pärn | Mart Kask
et sim Teie eSIM on valmis
et change Teie telefoninumber on muudetud
et loan Saime teie laenutaotluse
et cancel Lepingu lõpetamine kinnitatud
et domain Domeeni üleviimise taotlus
et crypto 0,## BTC väljamakse saadetud
et miles Kasutasite ## 000 punkti
ca bank Transferència d'1.##0,00 EUR feta
ca shop Confirmació de la comanda ###### | Factura ######
ca signin La teva contrasenya ha canviat
ca parcel El teu paquet arriba demà
ca code El teu codi de seguretat és ######
ca letter Dinem divendres? | Fotos del cap de setmana
ca name Jordi Puig | Núria Solà | Pau Ferrer
ca sim La teva eSIM està a punt
ca change El teu número de telèfon ha canviat
ca loan Hem rebut la teva sol·licitud de préstec
ca cancel Baixa confirmada
ca domain Sol·licitud de trasllat del domini
ca crypto Retirada de 0,## BTC enviada
ca miles Has bescanviat ##.000 milles
sr bank Уплата од ##.#00,00 динара је извршена
sr shop Потврда поруџбине ###### | Рачун ######
sr signin Ваша лозинка је промењена
sr parcel Ваш пакет стиже сутра
sr code Ваш безбедносни код је ######
sr letter Ручак у петак? | Слике са одмора
sr name Милан Јовић | Јелена Ђурић | Никола Петровић
sr sim Ваш eSIM је спреман
sr change Ваш број телефона је промењен
sr loan Примили смо ваш захтев за кредит
sr cancel Раскид уговора је потврђен
sr domain Захтев за пренос домена
sr crypto Исплата 0,## BTC је послата
sr miles Искористили сте ##.000 миља
bn bank #,#00 টাকা স্থানান্তর সম্পন্ন হয়েছে
bn shop অর্ডার ###### নিশ্চিত হয়েছে
bn signin আপনার পাসওয়ার্ড পরিবর্তন করা হয়েছে
bn parcel আপনার পার্সেল কাল পৌঁছাবে
bn code আপনার নিরাপত্তা কোড ######
bn letter শুক্রবার দুপুরে খাবে? | ছুটির ছবি
bn name রহিম উদ্দিন | সুমি আক্তার | করিম হোসেন
bn sim আপনার নতুন সিম চালু হয়েছে
bn change আপনার ফোন নম্বর পরিবর্তন করা হয়েছে
bn loan আপনার ঋণের আবেদন পাওয়া গেছে
bn cancel চুক্তি বাতিল নিশ্চিত হয়েছে
bn domain ডোমেইন স্থানান্তরের অনুরোধ
bn crypto 0.## BTC উত্তোলন পাঠানো হয়েছে
bn miles আপনি ##,000 মাইল ব্যবহার করেছেন
ur bank آپ کے اکاؤنٹ سے #,#00 روپے منتقل ہوئے
ur shop آرڈر ###### کی تصدیق
ur signin آپ کا پاس ورڈ تبدیل ہو گیا ہے
ur parcel آپ کا پارسل کل پہنچے گا
ur code آپ کا سیکیورٹی کوڈ ######
ur letter جمعہ کو کھانا؟ | چھٹیوں کی تصویریں
ur name احمد خان | عائشہ ملک | بلال حسین
ur sim آپ کی نئی سم فعال ہو گئی ہے
ur change آپ کا فون نمبر تبدیل ہو گیا ہے
ur loan آپ کی قرض کی درخواست موصول ہوئی
ur cancel معاہدہ منسوخ کر دیا گیا
ur domain ڈومین کی منتقلی کی درخواست
ur crypto 0.## BTC کی رقم نکلوا لی گئی
ur miles آپ نے ##,000 میل استعمال کیے
`
