package provider

import (
	"strings"
	"testing"
)

func TestOfGoesByWholeLabels(t *testing.T) {
	for host, want := range map[string]string{
		"pop.mail.me.com": "iCloud", "me.com": "iCloud", "ME.COM.": "iCloud", "pop.gmail.com": "Gmail", " POP.Gmail.com": "Gmail", "pop.gmx.net": "GMX",
		"outlook.office365.com": "Microsoft", "pop.126.com": "126",
		"acme.com": "", "pop.acme.com": "", "notme.com": "", "me.com.evil.example": "", "icloud.com.example": "", "gmail.com.example.org": "",
		"mygmail.com": "", "pop.gmx.example": "", "agmx.net": "", "": "", ".": "", "weird.web.de.example": "", "notweb.de": "", "1163.com": "",
	} {
		if p, ok := Of(host); p.Name != want || ok != (want != "") {
			t.Errorf("%s: %q, %v", host, p.Name, ok)
		}
	}
}

func TestTableIsSound(t *testing.T) {
	seen := map[string]string{}
	for _, p := range table {
		if p.Name == "" || len(p.Domains) == 0 || p.Demand == NoPOP && p.Host != "" {
			t.Errorf("%+v", p)
		}
		for _, d := range append(p.Domains, p.others...) {
			if d != strings.ToLower(d) || !strings.Contains(d, ".") || seen[d] != "" {
				t.Errorf("%s of %s, and of %q", d, p.Name, seen[d])
			}
			seen[d] = p.Name
		}
	}
	if IsPublic("office365.com") || !IsPublic("web.de") || IsPublic("post.example") {
		t.Error("the wrong domains are given to everybody")
	}
	if Host("gmail.com") != "pop.gmail.com" || Host("office365.com") != "" || Host("icloud.com") != "" {
		t.Error("the wrong hosts")
	}
}
