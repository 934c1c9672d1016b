package triage

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestTopics(t *testing.T) {
	tests := []struct {
		subject string
		want    topics
	}{
		{"Lunch on Friday?", 0},
		{"Your order 123 has been shipped", aboutOrder | aboutDelivery},
		{"Orderly retreat", 0},
		{"Please confirm your subscription", aboutSignup | aboutReceipt},
		{"Ihre ÜBERWEISUNG über 1.940,00 EUR wurde ausgeführt", aboutMoney},
		{"Deine Bestellbestätigung", aboutOrder},
		{"Votre mot de passe a été modifié", aboutPassword},
		{"Ваш пароль изменён", aboutPassword},
		{"עבור העברה בסך", aboutMoney},
		{"عملية شراء ببطاقتك", aboutOrder | aboutMoney},
		{"您的订单123已发货", aboutOrder | aboutDelivery},
		{"ล่าสุด พัสดุของคุณ", aboutDelivery},
		{"お振込受付のお知らせ", aboutMoney},
		{"새로운 기기에서 로그인", aboutSignIn},
		{"Mật khẩu của bạn", aboutPassword},
		{"Kod weryfikacyjny", aboutCode | aboutReceipt},
		{"Spinach and tango", 0},
		{"We have received your loan application", aboutMoney | aboutReceipt | aboutChange},
		{"Sie haben 68.000 Meilen eingelöst", aboutMoney},
		{"Your PAC code is 123", aboutChange},
		{"Domain-Umzug beantragt", aboutChange},
		{"Ihr Gerät wurde hinzugefügt", aboutChange},
		{"Ihr Gerät wurde gehackt", 0},
		{"Earn 500 points this weekend", 0},
	}
	for _, tt := range tests {
		t.Run(tt.subject, func(t *testing.T) {
			if got := terms().find([]byte(SubjectForm(tt.subject)), nil); got != tt.want {
				t.Errorf("got %b, want %b", got, tt.want)
			}
		})
	}
}

func TestTermsAreWellMade(t *testing.T) {
	languages := map[string]map[string]bool{}
	for line := range strings.Lines(wordsText) {
		if fields := strings.Fields(line); len(fields) > 2 && fields[0] != "#" {
			if languages[fields[0]] == nil {
				languages[fields[0]] = map[string]bool{}
			}
			languages[fields[0]][fields[1]] = true
		}
	}
	delete(languages, "languages") // of the comment
	for kind := range topicNames {
		if len(languages[kind]) < 42 {
			t.Errorf("%s has words in %d languages", kind, len(languages[kind]))
		}
	}
	for _, one := range slices.Concat(slices.Collect(maps.Values(terms().terms))...) {
		found := false
		terms().at([]byte(one.text+" x"), func(other term) { found = found || other == one })
		if !found {
			t.Errorf("%q is not found", one.text)
		}
	}
}
