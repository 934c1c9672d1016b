package triage

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/mime"
)

func TestRules(t *testing.T) {
	s := mail("Shop <News@Mail.Shop.example>", "Re: Offer 17", 0)
	s.ListID = "Offers.shop.example"
	tests := []struct {
		name string
		rule Rule
		want bool
	}{
		{"empty", Rule{}, false},
		{"sender", Rule{Sender: "news@mail.shop.example"}, true},
		{"another sender", Rule{Sender: "orders@mail.shop.example"}, false},
		{"domain", Rule{Domain: "shop.example"}, true},
		{"the end of another domain", Rule{Domain: "hop.example"}, false},
		{"subject", Rule{SubjectForm: "offer"}, true},
		{"list", Rule{ListID: "offers.shop.example"}, true},
		{"all", Rule{Sender: "news@mail.shop.example", Domain: "shop.example", SubjectForm: "offer", ListID: "offers.shop.example"}, true},
		{"all but one", Rule{Sender: "news@mail.shop.example", SubjectForm: "order"}, false},
		{"paused", Rule{Sender: "news@mail.shop.example", Paused: true}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.rule.Matches(s); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
	if (Rule{Sender: "x"}).Matches(nil) {
		t.Error("a message without a header matches")
	}
}

func TestRuleForMessage(t *testing.T) {
	s := mail("Shop <News@Mail.Shop.example>", "Offer 17", 0)
	s.ListID = "offers.shop.example"
	rules := RuleForMessage(s)
	if len(rules) != 4 || rules[0].SubjectForm == "" || rules[3].Domain != "shop.example" {
		t.Errorf("%+v", rules)
	}
	ids := map[string]bool{}
	for _, r := range rules {
		ids[r.ID] = true
		if !r.Matches(s) {
			t.Errorf("%+v does not match its own message", r)
		}
	}
	if len(ids) != len(rules) {
		t.Errorf("%d ids for %d rules", len(ids), len(rules))
	}
	for _, r := range RuleForMessage(mail("anna@gmail.com", "Hello", 0)) {
		if r.Domain != "" {
			t.Error("a rule is offered for everybody at a public provider")
		}
	}
	if rules := RuleForMessage(&mime.Summary{}); rules != nil {
		t.Errorf("rules for a message that says nothing: %+v", rules)
	}
}

func TestRuleForGroup(t *testing.T) {
	one, two, other := mail("Shop <news@shop.example>", "Offer 1", 0), mail("Shop <news@shop.example>", "Offer 2", 0), mail("x@y.example", "Letter", 0)
	one.ListID, two.ListID = "offers", "offers"
	r := indexOf(t, one, two, other).Report(testNow)
	for trait, groups := range r.Groups {
		for _, g := range groups {
			rule, match := RuleFor(g), g.Matcher()
			switch Trait(trait) {
			case BySize:
				if rule != (Rule{}) || match != nil {
					t.Errorf("a rule for a size: %+v", rule)
				}
			case ByTime:
				if rule != (Rule{}) || !match(one) || match(mail("x@y.example", "Letter", 48*time.Hour)) {
					t.Errorf("a rule for a day: %+v, or the wrong day", rule)
				}
			default:
				if len(g.IDs) == 2 && (!rule.Matches(two) || rule.Matches(other) || !match(one) || match(other)) {
					t.Errorf("%q: %+v", g.Key, rule)
				}
			}
		}
	}
	if sole := RuleFor(groupOf(t, r, BySubject, "offer")); sole.Sender != "news@shop.example" {
		t.Errorf("the sender is forgotten though there is but one: %+v", sole)
	}
}

func TestRuleInJSON(t *testing.T) {
	want := Rule{Sender: "a@b.example", Made: testNow}.named()
	data, err := json.Marshal(want)
	if err != nil || strings.Contains(string(data), "domain") {
		t.Fatalf("%s, %v", data, err)
	}
	var got Rule
	if err := json.Unmarshal(data, &got); err != nil || got != want {
		t.Errorf("got %+v, %v", got, err)
	}
}
