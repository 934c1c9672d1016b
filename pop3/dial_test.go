package pop3_test

import (
	"errors"
	"net"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
)

func TestThreat_P25_OneAddressOfSeveralIsDead(t *testing.T) {
	srv, _ := filled(t, 3)
	for network, dead := range map[string]string{"127.0.0.1": "::1", "::1": "127.0.0.1"} {
		l, err := listenAlone(network, dead)
		if err != nil {
			t.Logf("%s is not to be had here: %v", network, err)
			continue
		}
		t.Cleanup(func() { l.Close() })
		go func() { _ = srv.Serve(l) }()
		_, port, err := net.SplitHostPort(l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		// A name with both addresses, of which one answers.
		c, err := pop3.DialInsecure(ctx, "localhost:"+port, &pop3.Options{AllowPlain: true})
		if err != nil {
			if addrs, _ := net.LookupHost("localhost"); len(addrs) < 2 {
				t.Logf("localhost is %v only", addrs)
				continue
			}
			t.Errorf("%s: %v", network, err)
			continue
		}
		if err := useAll(ctx, c); err != nil {
			t.Error(err)
		}
	}
}

// listenAlone listens at an address, at a port where nobody listens at the other one.
func listenAlone(address, other string) (net.Listener, error) {
	for {
		l, err := net.Listen("tcp", net.JoinHostPort(address, "0"))
		if err != nil {
			return nil, err
		}
		_, port, err := net.SplitHostPort(l.Addr().String())
		if err != nil {
			return nil, err
		}
		c, err := net.Dial("tcp", net.JoinHostPort(other, port))
		if err != nil {
			return l, nil
		}
		c.Close()
		l.Close()
	}
}

func TestThreat_P25_ErrorNamesTheHost(t *testing.T) {
	for _, address := range []string{"127.0.0.1:1", "no-such-host.invalid:110"} {
		_, err := pop3.DialInsecure(ctx, address, nil)
		var op *net.OpError
		if host, _, _ := net.SplitHostPort(address); !errors.As(err, &op) || !strings.Contains(err.Error(), host) {
			t.Errorf("%s: %v", address, err)
		}
	}
}
