package bombtest

import (
	"strings"
	"sync"
)

// calmPhrasesText has the phrases of calm mailboxes in the form of languages.txt, for
// the languages that people of most mailboxes write; others write English. Fields: wish
// and season (greetings), invite (a subject of the user's own invitation), mourn, away
// (before the subject of an automatic answer), flat, class, ask (about a thing for
// sale), fan, member, apply, refuse, privacy.
const calmPhrasesText = `
en wish Happy birthday! | Happy Birthday | Happy birthday!! | Happy birthday to you | Many happy returns! | Happy birthday 🎂
en season Merry Christmas! | Merry Christmas and a happy new year | Season's greetings | Happy holidays | Best wishes for the new year
en invite Invitation to our summer party | Invitation: 50 years | You are invited to our wedding | Invitation to the housewarming
en mourn My condolences | Our deepest sympathy | So sorry for your loss | Thinking of you | With sympathy
en away Automatic reply: | Out of office: | Away from office:
en flat Flat viewing | Your flat for rent | Interested in the 2-room flat | Is the flat still available?
en class Class trip | Gym bag | Parents' evening on Thursday | Cake for the school party | Who has the timetable?
en ask Is it still available? | Would you take ##? | Question about your item | Can I pick it up tomorrow?
en fan I loved what you wrote | Thank you | Your post made my day | A reader writes
en member New membership application | Membership form | Change of address | Leaving the club
en apply Thank you for applying to %s | Your application at %s | We have received your application | Application received: %s
en refuse Your application at %s | Update on your application | An update from %s
en privacy We're updating our privacy policy | Changes to our terms of service | Updates to our terms and privacy notice | Important information about your data
de wish Alles Gute zum Geburtstag! | Alles Gute zum Geburtstag | Herzlichen Glückwunsch zum Geburtstag! | Happy Birthday! | Geburtstagsgrüße
de season Frohe Weihnachten! | Frohe Weihnachten und einen guten Rutsch | Weihnachtsgrüße | Ein frohes neues Jahr
de invite Einladung zum Sommerfest | Einladung zu meinem 50. | Einladung zu unserer Hochzeit | Einladung zur Einweihung
de mourn Herzliches Beileid | Mein Beileid | Unser aufrichtiges Beileid | In stiller Anteilnahme | Wir denken an dich
de away Automatische Antwort: | Abwesenheitsnotiz: | Abwesend:
de flat Wohnungsbesichtigung | Ihre Wohnungsanzeige | Interesse an der 2-Zimmer-Wohnung | Ist die Wohnung noch frei?
de class Klassenfahrt | Sportbeutel | Elternabend am Donnerstag | Kuchen fürs Schulfest | Wer hat den Stundenplan?
de ask Noch zu haben? | Würden Sie ## nehmen? | Frage zu Ihrem Artikel | Abholung morgen möglich?
de fan Danke für Ihren Beitrag | Danke! | Ihr Text hat mir gefallen | Leserbrief
de member Aufnahmeantrag | Mitgliedsantrag | Neue Adresse | Austritt
de apply Vielen Dank für Ihre Bewerbung bei %s | Ihre Bewerbung bei %s | Eingangsbestätigung Ihrer Bewerbung
de refuse Ihre Bewerbung bei %s | Rückmeldung zu Ihrer Bewerbung | Absage
de privacy Wir aktualisieren unsere Datenschutzerklärung | Änderung unserer AGB | Neue Nutzungsbedingungen | Wichtige Information zu Ihren Daten
fr wish Joyeux anniversaire ! | Bon anniversaire | Joyeux anniversaire | Bon anniversaire !!
fr season Joyeux Noël ! | Meilleurs vœux | Bonne année | Joyeuses fêtes
fr invite Invitation à notre fête d'été | Invitation : mes 50 ans | Invitation à notre mariage | Pendaison de crémaillère
fr mourn Sincères condoléances | Toutes nos condoléances | Mes condoléances | Pensées
fr away Réponse automatique : | Absence :
fr flat Visite de l'appartement | Votre annonce | Intéressé par l'appartement | Toujours disponible ?
fr class Sortie scolaire | Réunion de parents jeudi | Gâteaux pour la kermesse | Emploi du temps
fr ask Toujours disponible ? | Votre annonce | Question sur l'article | Dernier prix ## ?
fr fan Merci pour votre texte | Merci | Un lecteur vous écrit
fr member Demande d'adhésion | Bulletin d'adhésion | Changement d'adresse
fr apply Merci pour votre candidature chez %s | Votre candidature | Accusé de réception de votre candidature
fr refuse Votre candidature chez %s | Suite à votre candidature
fr privacy Mise à jour de notre politique de confidentialité | Évolution de nos conditions générales
es wish ¡Feliz cumpleaños! | Feliz cumpleaños | ¡Muchas felicidades! | Felicidades
es season ¡Feliz Navidad! | Felices fiestas | Feliz año nuevo
es invite Invitación a la fiesta de verano | Invitación: mis 50 años | Invitación a nuestra boda
es mourn Mi más sentido pésame | Nuestras condolencias | Lo siento mucho | Un abrazo
es away Respuesta automática: | Fuera de la oficina:
es flat Visita al piso | Su anuncio | Interesado en el piso | ¿Sigue disponible?
es class Excursión | Reunión de padres el jueves | Tartas para la fiesta | ¿Quién tiene el horario?
es ask ¿Sigue disponible? | Pregunta sobre el artículo | ¿Lo dejas en ##?
es fan Gracias por su texto | Gracias | Una lectora le escribe
es member Solicitud de ingreso | Ficha de socio | Cambio de domicilio
es apply Gracias por tu candidatura en %s | Hemos recibido tu candidatura
es refuse Tu candidatura en %s | Actualización de tu candidatura
es privacy Actualizamos nuestra política de privacidad | Cambios en los términos y condiciones
it wish Buon compleanno! | Tanti auguri! | Auguri | Buon compleanno
it season Buon Natale! | Auguri di buone feste | Buon anno
it invite Invito alla festa d'estate | Invito: i miei 50 anni | Invito al nostro matrimonio
it mourn Sentite condoglianze | Le mie condoglianze | Ti siamo vicini
it away Risposta automatica: | Fuori sede:
it flat Visita appartamento | Il suo annuncio | È ancora disponibile?
it class Gita | Riunione dei genitori giovedì | Torte per la festa
it ask È ancora disponibile? | Domanda sull'articolo | Prezzo ## va bene?
it fan Grazie per il suo testo | Grazie | Una lettrice le scrive
it member Domanda di iscrizione | Modulo socio | Cambio indirizzo
it apply Grazie per esserti candidato a %s | La tua candidatura
it refuse La tua candidatura a %s | Esito della candidatura
it privacy Aggiorniamo la nostra informativa sulla privacy | Modifica delle condizioni di servizio
pt wish Feliz aniversário! | Parabéns! | Parabéns | Muitos parabéns
pt season Feliz Natal! | Boas festas | Feliz ano novo
pt invite Convite para a festa de verão | Convite: os meus 50 anos | Convite para o nosso casamento
pt mourn Meus sentimentos | As nossas condolências | Os meus pêsames
pt away Resposta automática: | Fora do escritório:
pt flat Visita ao apartamento | O seu anúncio | Ainda está disponível?
pt class Visita de estudo | Reunião de pais na quinta | Bolos para a festa
pt ask Ainda está disponível? | Pergunta sobre o artigo | Aceita ##?
pt fan Obrigado pelo seu texto | Obrigada | Um leitor escreve
pt member Ficha de inscrição | Novo sócio | Mudança de morada
pt apply Obrigado pela sua candidatura à %s | Recebemos a sua candidatura
pt refuse A sua candidatura à %s | Atualização da sua candidatura
pt privacy Atualizamos a nossa política de privacidade | Alterações aos termos de serviço
nl wish Gefeliciteerd! | Gefeliciteerd met je verjaardag | Van harte gefeliciteerd! | Fijne verjaardag
nl season Fijne kerstdagen! | Prettige feestdagen | Gelukkig nieuwjaar
nl invite Uitnodiging zomerfeest | Uitnodiging: 50 jaar | Uitnodiging voor onze bruiloft
nl mourn Gecondoleerd | Onze deelneming | Sterkte
nl away Automatisch antwoord: | Afwezig:
nl flat Bezichtiging | Uw advertentie | Is de woning nog vrij?
nl class Schoolreis | Ouderavond donderdag | Taart voor het schoolfeest
nl ask Nog beschikbaar? | Vraag over uw advertentie | Bieding: ##
nl fan Bedankt voor je stuk | Bedankt | Een lezer
nl member Aanmelding lid | Nieuw lid | Adreswijziging
nl apply Bedankt voor je sollicitatie bij %s | Je sollicitatie
nl refuse Je sollicitatie bij %s | Update over je sollicitatie
nl privacy Wijziging van ons privacybeleid | Nieuwe algemene voorwaarden
pl wish Wszystkiego najlepszego! | Sto lat! | Wszystkiego najlepszego z okazji urodzin | Najlepsze życzenia
pl season Wesołych Świąt! | Życzenia świąteczne | Szczęśliwego Nowego Roku
pl invite Zaproszenie na przyjęcie | Zaproszenie na 50. urodziny | Zaproszenie na ślub
pl mourn Wyrazy współczucia | Najszczersze kondolencje | Kondolencje
pl away Odpowiedź automatyczna: | Poza biurem:
pl flat Obejrzenie mieszkania | Ogłoszenie | Czy mieszkanie jest aktualne?
pl class Wycieczka | Zebranie rodziców w czwartek | Ciasto na festyn
pl ask Czy aktualne? | Pytanie o przedmiot | Czy ## wystarczy?
pl fan Dziękuję za tekst | Dziękuję | List od czytelnika
pl member Deklaracja członkowska | Nowy członek | Zmiana adresu
pl apply Dziękujemy za aplikację do %s | Otrzymaliśmy Twoje zgłoszenie
pl refuse Twoja aplikacja w %s | Status aplikacji
pl privacy Aktualizacja polityki prywatności | Zmiana regulaminu
ru wish С днём рождения! | С днем рождения | Поздравляю! | С днём рождения!!
ru season С Новым годом! | С наступающим! | С Рождеством
ru invite Приглашение на праздник | Приглашение на юбилей | Приглашение на свадьбу
ru mourn Соболезную | Примите наши соболезнования | Скорбим вместе с вами
ru away Автоматический ответ: | Автоответ:
ru flat Просмотр квартиры | Ваше объявление | Квартира ещё свободна?
ru class Экскурсия | Собрание в четверг | Пироги на праздник
ru ask Ещё продаёте? | Вопрос о товаре | Отдадите за ##?
ru fan Спасибо за статью | Спасибо | Письмо читателя
ru member Заявление о вступлении | Новый член клуба | Смена адреса
ru apply Спасибо за отклик в %s | Ваш отклик получен
ru refuse Ваш отклик в %s | Ответ на ваш отклик
ru privacy Обновление политики конфиденциальности | Изменение условий использования
tr wish Doğum günün kutlu olsun! | İyi ki doğdun! | Mutlu yıllar | Nice yıllara
tr season Mutlu yıllar! | Yeni yılınız kutlu olsun
tr invite Yaz partisine davet | Davet: 50. yaş | Düğün davetiyesi
tr mourn Başınız sağ olsun | Başsağlığı | Taziyelerimizle
tr away Otomatik yanıt: | Ofis dışında:
tr flat Daireyi görmek | İlanınız | Daire hâlâ boş mu?
tr class Okul gezisi | Perşembe veli toplantısı | Şenlik için pasta
tr ask Hâlâ satılık mı? | İlanınız hakkında soru | ## olur mu?
tr fan Yazınız için teşekkürler | Teşekkürler | Bir okur
tr member Üyelik başvurusu | Yeni üye | Adres değişikliği
tr apply %s başvurunuz için teşekkürler | Başvurunuz alındı
tr refuse %s başvurunuz | Başvurunuz hakkında
tr privacy Gizlilik politikamızı güncelliyoruz | Kullanım koşullarında değişiklik
`

// calmPhrases are the phrases by language.
var calmPhrases = sync.OnceValue(func() map[string]language {
	all := make(map[string]language)
	for line := range strings.Lines(calmPhrasesText) {
		code, rest, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		field, phrases, _ := strings.Cut(rest, " ")
		if all[code] == nil {
			all[code] = language{}
		}
		all[code][field] = strings.Split(phrases, " | ")
	}
	return all
})

// say chooses a phrase of a field in the user's language, or in English.
func (c *calm) say(field, site string) string {
	l, ok := calmPhrases()[c.code]
	if !ok {
		l = calmPhrases()["en"]
	}
	return l.phrase(c.r, field, site)
}

// calmReplies is what programs that speak the user's language put before an answer.
var calmReplies = map[string]string{"de": "AW: ", "nl": "Antw: ", "sv": "SV: ", "pl": "Odp: ", "it": "R: ", "fi": "VS: ", "tr": "YNT: "}
