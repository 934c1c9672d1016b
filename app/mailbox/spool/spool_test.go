package spool

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

func TestSpool(t *testing.T) {
	data := make([]byte, 3_500_000)
	_, _ = rand.NewChaCha8([32]byte{}).Read(data)
	for _, inMemory := range []bool{false, true} {
		for _, size := range []int{0, 1, 1000, chunkSize - 1, chunkSize, chunkSize + 1, len(data)} {
			s := New(inMemory)
			want := data[:size]
			for rest := want; len(rest) > 0; {
				n := min(len(rest), 1+rand.IntN(100_000))
				if wrote, err := s.Write(rest[:n]); wrote != n || err != nil {
					t.Fatalf("Write = %d of %d, %v", wrote, n, err)
				}
				rest = rest[n:]
			}
			if err := s.Finish(); err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(io.NewSectionReader(s, 0, s.Size()))
			if err != nil || !bytes.Equal(got, want) {
				t.Fatalf("in memory %v: %d bytes of %d, %v", inMemory, len(got), size, err)
			}
			if toFile := s.file != nil; toFile != (size > MaxHeld && !inMemory) {
				t.Errorf("%d bytes are in a file: %v", size, toFile)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestThreat_L06_TemporaryFileHasNoName(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	s := New(false)
	if _, err := s.Write(make([]byte, 2*MaxHeld)); err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(left) > 0 && os.PathSeparator == '/' {
		t.Errorf("there is %v, %v", left, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("left behind is %v", left)
	}
}

func TestThreat_L05_PrivateSpoolNeedsNoDisk(t *testing.T) {
	nowhere := filepath.Join(t.TempDir(), "is", "not", "there")
	t.Setenv("TMPDIR", nowhere)
	t.Setenv("TMP", nowhere)
	if _, err := New(true).Write(make([]byte, 2*MaxHeld)); err != nil {
		t.Error(err)
	}
	if _, err := New(false).Write(make([]byte, 2*MaxHeld)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("without a place for the file: %v", err)
	}
}
