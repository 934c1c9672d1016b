package mime

import "testing"

// TestVia names the host that has brought a message to the user's servers, in the forms in
// which mail servers write it.
func TestVia(t *testing.T) {
	const rest = "; Tue, 24 Nov 2026 12:00:00 +0000\r\n"
	tests := []struct{ name, received, want string }{
		{"Postfix", "Received: from helo.example (mail-a1.google.com [192.0.2.1]) by mx.post.example (Postfix)" + rest, "google.com"},
		{"Postfix, a name that is not so", "Received: from mout.web.de (unknown [192.0.2.1]) by mx.post.example" + rest, ""},
		{"Exim", "Received: from out.bank.co.uk ([192.0.2.1] helo=x) by mx.post.example with esmtps" + rest, "bank.co.uk"},
		{"Exim, without a name", "Received: from [192.0.2.1] (helo=mout.web.de) by mx.post.example" + rest, ""},
		{"Exchange", "Received: from mout.web.de (192.0.2.1) by mx.post.example (192.0.2.9)" + rest, ""},
		{"qmail", "Received: from out.bank.co.uk (HELO x) (192.0.2.1) by mx.post.example with SMTP" + rest, "bank.co.uk"},
		{"handed on inside", "Received: from mx.post.example (mx.post.example [192.0.2.9]) by store.post.example" + rest +
			"Received: from x (out.bank.co.uk [192.0.2.1]) by mx.post.example" + rest, "bank.co.uk"},
		{"from itself", "Received: from localhost (localhost [127.0.0.1]) by store.post.example" + rest +
			"Received: from x (out.bank.co.uk [192.0.2.1]) by mx.post.example" + rest, "bank.co.uk"},
		{"forged below", "Received: from x (bot.cable.example [192.0.2.1]) by mx.post.example" + rest +
			"Received: from x (out.bank.co.uk [192.0.2.1]) by mx.post.example" + rest, "cable.example"},
		{"the step outside is not there", "Received: by store.post.example" + rest + "Received: from x (out.bank.co.uk [192.0.2.1]) by other.example" + rest, ""},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := uint32(0)
			if tt.want != "" {
				want = HostHash(tt.want)
			}
			if got := ParseSummary([]byte(tt.received + "\r\n")).Via; got != want {
				t.Errorf("got %d, want %d", got, want)
			}
		})
	}
}
