package spool

import (
	"errors"
	"io"
	"testing"
)

func TestPipe(t *testing.T) {
	for _, tt := range []struct {
		name    string
		fetches []string // of which each but the last is broken off
		want    string
		err     error
	}{
		{"at once", []string{"one two three"}, "one two three", nil},
		{"at the third time", []string{"one ", "one two", "one two three"}, "one two three", nil},
		{"nothing at first", []string{"", "one"}, "one", nil},
		{"less the second time", []string{"one two", "one", "one two three"}, "one two three", nil},
		{"another text", []string{"one two", "one too many"}, "one two", ErrOtherText},
		{"a shorter text", []string{"one two", "one"}, "one two", ErrOtherText},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, from := NewPipe()
			done := make(chan error)
			go func() {
				var err error
				for _, text := range tt.fetches {
					p.Begin()
					for _, b := range []byte(text) {
						if _, err = p.Write([]byte{b}); err != nil {
							break
						}
					}
				}
				if err == nil {
					err = p.Whole()
				}
				p.Close(err)
				done <- err
			}()
			got, err := io.ReadAll(from)
			if told := <-done; string(got) != tt.want || !errors.Is(err, tt.err) || !errors.Is(told, tt.err) {
				t.Errorf("read %q, %v; told %v", got, err, told)
			}
		})
	}
}

func TestPipeWhoseReaderHasGone(t *testing.T) {
	p, from := NewPipe()
	from.Close()
	p.Begin()
	if _, err := p.Write([]byte("x")); !errors.Is(err, io.ErrClosedPipe) {
		t.Error(err)
	}
}
