// Bench measures how fast the program's worker is: against the least that any
// client must do, and against what people have instead, on a real server behind
// a line that is late. “make bench” runs it; it needs root and Linux.
//
//	bench line 30ms command...
//
// runs a command at the server's end of such a line. What the command starts
// behind the words in $RESTANTE_FAR runs at the other end, and reaches the server
// at $RESTANTE_SERVER.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/restante/restante/pop3/poptest"
)

// options are the flags.
type options struct {
	parts  string
	repeat int
	quick  bool
	out    string
}

func main() {
	var err error
	var exit *exec.ExitError
	switch {
	case len(os.Args) == 2 && os.Args[1] == "hold":
		err = holdChild()
	case len(os.Args) == 3 && os.Args[1] == "child":
		err = child(os.Args[2])
	case len(os.Args) > 3 && os.Args[1] == "inside" && os.Args[2] == "line":
		err = behindLine(os.Args[3:])
	case len(os.Args) > 1 && os.Args[1] == "inside":
		run(flags(os.Args[2:]))
	case len(os.Args) > 3 && os.Args[1] == "line":
		err = goInside(os.Args[1:])
	default:
		flags(os.Args[1:])
		err = goInside(os.Args[1:])
	}
	if errors.As(err, &exit) {
		os.Exit(1) // it has said why
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func flags(args []string) options {
	var o options
	set := flag.NewFlagSet("bench", flag.ExitOnError)
	set.StringVar(&o.parts, "parts", "list,headers,delete,100k,big,page,peers", "what to measure")
	set.IntVar(&o.repeat, "repeat", 3, "how often; the medians count")
	set.BoolVar(&o.quick, "quick", false, "measure little, and only once, to see that this program works")
	set.StringVar(&o.out, "out", "", "the page to write")
	_ = set.Parse(args) // it ends the program by itself
	return o
}

// goInside runs the program again in a network namespace of its own.
func goInside(args []string) error {
	cmd := exec.Command("/proc/self/exe", append([]string{"inside"}, args...)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	runtime.LockOSThread() // the child dies with the thread that started it
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET, Pdeathsig: syscall.SIGTERM}
	return cmd.Run()
}

// run measures everything and reports.
func run(o options) {
	h := &host{}
	// An end from outside makes the measurement under way fail, and so the
	// server and its files are removed.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	defer stop()
	b := &bench{size: fullSize, repeat: o.repeat, rtts: map[time.Duration]float64{}}
	if o.quick {
		b.size, b.repeat = quickSize, 1
	}
	if err := b.prepare(ctx, h, o.wants("100k")); err != nil {
		h.Fatal(err)
	}
	var rows []row
	for _, m := range b.plan() {
		if !o.wants(strings.Replace(m.name, "first", "list", 1)) {
			continue
		}
		r, err := b.measure(m, o.wants("peers"))
		if err != nil {
			h.Fatal(err)
		}
		rows = append(rows, r)
	}
	if o.out != "" {
		if err := os.WriteFile(o.out, []byte(b.page(rows)), 0o644); err != nil {
			h.Fatal(err)
		}
	}
	fmt.Println(b.table(rows))
	fmt.Println(b.summary(rows))
	h.end()
}

func (o options) wants(part string) bool { return slices.Contains(strings.Split(o.parts, ","), part) }

// prepare makes line, server and mailboxes, and has the server index them.
func (b *bench) prepare(ctx context.Context, h *host, hundred bool) error {
	if err := forgetMetrics(); err != nil {
		return err
	}
	var err error
	if b.scratch, err = os.MkdirTemp("", "restante-bench-"); err != nil {
		return err
	}
	h.Cleanup(func() { os.RemoveAll(b.scratch) })
	if b.link, err = newLink(ctx); err != nil {
		return err
	}
	h.Cleanup(b.link.Close)
	b.server = poptest.Start(h, poptest.Dovecot, nil, dovecotConfig...)
	b.boxes = boxes{b.server}
	message := large(b.size.attachment)
	b.large = int64(len(message))
	counts := map[string]int{"bomb": b.size.bomb, "few": b.size.few, "hundred": b.size.hundred, "large": 1}
	for user, count := range counts {
		if user == "hundred" && !hundred {
			continue
		}
		messages := [][]byte{message}
		if user != "large" {
			messages = bomb(count)
		}
		if err := b.boxes.fill(user, messages); err != nil {
			return err
		}
		warm := b.spec(measure{part: "warm", box: user, count: count}, "bound")
		if _, err := b.link.run(warm, false); err != nil {
			return err
		}
	}
	nothing, err := b.link.run(spec{}, false)
	b.empty = nothing.Peak
	return err
}
