package bombtest

import (
	"strings"
	"sync"
)

// calmNamesText has given and family names by language.
const calmNamesText = `
en Peter Mary John Susan Tom Alice Emma George Oliver Grace Harry Lucy / Hall Fox Wren Hill Baker Reed Wood Clark Turner Ward Cook Bell
de Klaus Jürgen Anna Uta Björn Heike Lena Paul Sabine Jonas Katrin Felix / Meier Groß Weber Schäfer Lange Vogt Krüger Lorenz Huber Böhm Kraus Winter
fr François Élodie Jean Zoé Luc Camille Hélène Hugo Manon Théo Claire Rémi / Lefèvre Martin Dupont Garnier Moreau Petit Blanc Roux Faure Mercier Noël Girard
es María José Lucía Íñigo Carmen Pablo Elena Javier Sofía Diego Marta Raúl / Núñez Ortega Peña Ramos Gil Vega Castro Molina Rubio Cano Soto Ibáñez
it Niccolò Chiara Paolo Giulia Marco Elisa Luca Sara Andrea Marta Matteo Irene / Ferri Bassi Conti Greco Riva Longo Serra Villa Fontana Costa Gatti Monti
pt João Inês Antônio Beatriz Tiago Sofia Rui Mariana Pedro Rita Miguel Ana / Sá Araújo Leão Nunes Lopes Matos Pinto Rocha Teixeira Moura Reis Cunha
nl Jan Sanne Daniël Anouk Pieter Femke Bram Lotte Kees Mieke Ruben Iris / Bakker Smit Visser Mulder Dekker Bos Kok Vos Peters Kuiper Prins Blom
pl Łukasz Małgorzata Paweł Zofia Marek Ewa Tomasz Agnieszka Jacek Iwona Piotr Ola / Żak Wójcik Dąbrowski Nowak Mazur Krawczyk Zając Król Wrona Sikora Pawlak Lis
cs Jiří Zdeňka Ondřej Jana Petr Lenka Tomáš Eva Pavel Hana / Dvořák Malý Šťastný Novák Černý Král Beneš Zeman Kolář Urban
sv Åsa Göran Elin Nils Karin Lars Maja Oskar Ingrid Björn / Öberg Lind Ek Berg Holm Sjögren Nyström Dahl Ström Lund
fi Päivi Jukka Aino Mikko Sanna Antti Liisa Ville Kaisa Timo / Mäkinen Hämäläinen Koski Laine Niemi Salo Virta Lehto Kangas Ranta
hu Zoltán Ágnes László Éva Gábor Katalin István Judit Péter Réka / Szűcs Kővári Nagy Kiss Tóth Balogh Molnár Fekete Vörös Simon
ro Ștefan Ioana Andrei Elena Mihai Ana Radu Maria Vlad Irina / Țurcanu Mureșan Popa Ionescu Stan Rusu Dumitru Marin Toma Lungu
ru Иван Ольга Алексей Мария Сергей Анна Дмитрий Елена Павел Нина / Петров Орлов Смирнов Волков Соколов Лебедев Козлов Новиков Зайцев Белов
uk Олена Тарас Ірина Богдан Оксана Андрій Наталя Юрій Софія Петро / Шевченко Бондар Коваль Мельник Ткаченко Кравець Лисенко Гончар Мороз Швець
el Γιώργος Ελένη Νίκος Μαρία Κώστας Άννα Δημήτρης Σοφία / Παππάς Νικολάου Γεωργίου Βασιλείου Δήμου Κατσαρός Λάμπρου Ρήγας
tr Çağla Oğuz Ayşe Mehmet Zeynep Emre Elif Can Fatma Murat / Yılmaz Şahin Kaya Demir Çelik Aydın Arslan Koç Kurt Özkan
ar أحمد ليلى محمد فاطمة يوسف مريم خالد نور / منصور حداد خوري سليمان عباس ناصر حسن صالح
he דוד מיכל יוסי נועה אבי תמר רון שירה / כהן לוי מזרחי פרץ ביטון אברהם פרידמן דהן
hi राहुल प्रिया अमित नेहा विकास पूजा रवि अंजलि / शर्मा गुप्ता वर्मा सिंह मेहता जोशी पटेल यादव
th สมชาย มาลี วิชัย สุดา ประเสริฐ นภา อนันต์ พิมพ์ / ใจดี ทองคำ สุขใจ แสงทอง ศรีสุข บุญมี รักไทย มั่นคง
ja 太郎 花子 健太 美咲 翔 陽菜 大輔 愛 / 田中 鈴木 佐藤 高橋 伊藤 渡辺 山本 中村
zh 伟 娜 芳 强 敏 静 磊 洋 / 王 李 张 刘 陈 杨 黄 赵
ko 민수 지은 서연 준호 지훈 수빈 현우 은지 / 김 이 박 최 정 강 조 윤
vi An Hoa Minh Lan Tuấn Hương Dũng Mai / Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi
id Budi Siti Agus Dewi Rina Andi Wati Joko / Santoso Rahayu Wijaya Lestari Hidayat Putra Susanti Gunawan
`

// calmNames are given names and family names by language.
var calmNames = sync.OnceValue(func() map[string][2][]string {
	all := make(map[string][2][]string)
	for line := range strings.Lines(calmNamesText) {
		code, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		given, family, _ := strings.Cut(rest, " / ")
		all[code] = [2][]string{strings.Fields(given), strings.Fields(family)}
	}
	return all
})

// nameOf makes up the name of a person of a language.
func (c *calm) nameOf(code string) string {
	names := calmNames()[code]
	given, family := pick(c.r, names[0]), pick(c.r, names[1])
	switch code {
	case "ja", "zh", "ko":
		return family + given
	case "hu", "vi":
		return family + " " + given
	}
	return given + " " + family
}

// calmCodes are the languages in the order of languages.txt.
var calmCodes = sync.OnceValue(func() []string {
	var all []string
	for line := range strings.Lines(languagesText) {
		code, _, ok := strings.Cut(line, " ")
		if ok && code != "#" && (len(all) == 0 || all[len(all)-1] != code) {
			all = append(all, code)
		}
	}
	return all
})

// calmZones are the hours that people of a language are ahead of UTC.
var calmZones = map[string]int{
	"en": -5, "de": 1, "fr": 1, "es": 1, "it": 1, "pt": -3, "nl": 1, "pl": 1, "cs": 1, "sv": 1, "fi": 2, "hu": 1, "ro": 2, "ru": 3,
	"uk": 2, "el": 2, "tr": 3, "ar": 3, "he": 2, "hi": 5, "th": 7, "ja": 9, "zh": 8, "ko": 9, "vi": 7, "id": 7,
}

// calmProviders are the large providers that people of a language are at; the first
// ones are everywhere.
var calmProviders = map[string][]string{
	"": {"gmail.com", "gmail.com", "gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com"}, "de": {"gmx.de", "gmx.de", "web.de", "web.de", "t-online.de", "posteo.de"},
	"fr": {"orange.fr", "free.fr", "laposte.net"}, "it": {"libero.it", "virgilio.it"}, "pl": {"wp.pl", "o2.pl", "interia.pl"}, "cs": {"seznam.cz", "seznam.cz"},
	"ru": {"mail.ru", "yandex.ru", "mail.ru"}, "uk": {"ukr.net"}, "ja": {"yahoo.co.jp"}, "zh": {"qq.com", "163.com", "qq.com"}, "ko": {"naver.com", "naver.com"}, "nl": {"ziggo.nl", "kpnmail.nl"},
}
