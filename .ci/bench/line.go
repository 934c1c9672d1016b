package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// behindLine runs a command at the server's end of a line with a round trip of
// args[0].
func behindLine(args []string) error {
	rtt, err := time.ParseDuration(args[0])
	if err != nil {
		return err
	}
	if err := forgetMetrics(); err != nil {
		return err
	}
	l, err := newLink(context.Background())
	if err != nil {
		return err
	}
	defer l.Close()
	l.set(rtt, 0)
	cmd := exec.Command(args[1], args[2:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), "RESTANTE_SERVER="+serverAddress,
		fmt.Sprintf("RESTANTE_FAR=nsenter -t %d -n", l.clients.Process.Pid))
	return cmd.Run()
}
