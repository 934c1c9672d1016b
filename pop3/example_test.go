package pop3_test

import (
	"bytes"
	"context"
	"fmt"
	"log"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

// exampleServer has three messages for anna.
func exampleServer() *memserver.Server {
	srv := memserver.New()
	box := srv.AddUser("anna", "secret")
	for i, subject := range []string{"The cabin in June", "CLAIM #88213 you are selected", "Photos"} {
		box.Add(fmt.Sprintf("id-%d", i+1), fmt.Appendf(nil, "From: a@example.org\r\nSubject: %s\r\n\r\nHello.\r\n", subject))
	}
	return srv
}

// A session lists the mailbox, reads the subjects and ends. A real program dials
// with [pop3.DialTLS] instead of NewConn.
func Example() {
	srv := exampleServer()
	defer srv.Close()
	ctx := context.Background()

	c, err := pop3.NewConn(ctx, srv.Pipe(), &pop3.Options{AllowPlain: true})
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	if err := c.Login(ctx, pop3.Credentials{User: "anna", Password: "secret"}); err != nil {
		log.Fatal(err)
	}
	listing, err := c.List(ctx)
	if err != nil {
		log.Fatal(err)
	}
	nums := make([]int, 0, len(listing.Entries))
	for _, e := range listing.Entries {
		fmt.Println(e.Num, e.UID, e.Size)
		nums = append(nums, e.Num)
	}
	err = c.Tops(ctx, pop3.Nums(nums), 0, func(h pop3.Head) error {
		_, subject, _ := bytes.Cut(h.Bytes, []byte("Subject: "))
		subject, _, _ = bytes.Cut(subject, []byte("\r\n"))
		fmt.Printf("%d %s\n", h.Num, subject)
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
	if err := c.Quit(ctx); err != nil {
		log.Fatal(err)
	}
	// Output:
	// 1 id-1 59
	// 2 id-2 71
	// 3 id-3 48
	// 1 The cabin in June
	// 2 CLAIM #88213 you are selected
	// 3 Photos
}

// Dele only marks. The server removes the messages when Quit has been answered.
func ExampleConn_Dele() {
	srv := exampleServer()
	defer srv.Close()
	ctx := context.Background()

	c, err := pop3.NewConn(ctx, srv.Pipe(), &pop3.Options{AllowPlain: true})
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	if err := c.Login(ctx, pop3.Credentials{User: "anna", Password: "secret"}); err != nil {
		log.Fatal(err)
	}
	_, err = c.Dele(ctx, pop3.Nums([]int{2, 9}), func(num int, refused error) error {
		if refused != nil {
			fmt.Println(refused)
		} else {
			fmt.Println(num, "is marked")
		}
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
	if err := c.Quit(ctx); err != nil {
		log.Fatal(err) // an UncertainError: look with a new session what is gone
	}
	fmt.Println("the deletion is final")
	// Output:
	// 2 is marked
	// pop3: DELE refused: no such message
	// the deletion is final
}
