# The two commands: make run, make test. Everything else is a part of them or
# for those who work on the program.

# What fails before a pipe fails as a whole.
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c

N ?= 300
SEED ?= 1
GOFLAGS_BUILD := -tags migrated_fynedo

.PHONY: run test build watched monkey bench bomb faults quirks private pictures windows fuzz format clean

# Opens the window; on the sample mailbox as long as no account is set up.
run:
	.ci/deps window
	$(MAKE) build
	.ci/start

# Everything that must be so.
test:
	.ci/check

build:
	go build $(GOFLAGS_BUILD) -o build/restante .

# The program with a flag that tells tests what its window shows.
watched:
	go build -tags migrated_fynedo,window -o build/restante-watched .

# Lets a random user loose on the window for T, in the sample mailbox and on a real
# server whose disk is compared.
monkey: T = 20m
monkey:
	.ci/deps window servers
	$(MAKE) watched
	RESTANTE_TEST_SERVERS=1 .ci/display go test -tags window -count=1 -timeout 4h -run '^TestMonkey$$' -v . -args -monkey $(T) -seed $(SEED) | { grep -v -e '^=== ' -e '^--- ' -e '^PASS' -e '^ok ' -e '^ *---' || true; }

# Deletes over lines that fail at random places, on real servers, and compares
# their disks with what was marked and reported.
faults:
	.ci/deps servers
	RESTANTE_TEST_SERVERS=1 go test ./app/mailbox -count=1 -timeout 4h -parallel 14 -run '^TestFaults$$' -v -args -faults $$(( ($(N) + 3) / 4 )) -seed $(SEED) | { grep -v -e '^=== ' -e '^--- ' -e '^PASS' -e '^ok ' -e '^ *---' || true; }

# Tries servers that do what no standard says, as others have reported them; see
# docs/QUIRKS.md.
quirks:
	.ci/quirks

# Clears three mail bombs in the real window, as a person would, on a real server
# behind a line with a round trip of 30 ms; counts seconds and clicks. With HOUR=14:30 it
# is that hour for the program.
PICTURES ?= build/pictures
bomb: CLOCK = $(if $(HOUR),.ci/clock $(HOUR) UTC)
bomb:
	.ci/deps window servers bench
	$(CLOCK) $(MAKE) watched
	go build -o build/bench ./.ci/bench
	$(CLOCK) env RESTANTE_TEST_SERVERS=any-hour RESTANTE_SEED=$(SEED) .ci/bomb $(abspath $(PICTURES))

# Stays on somebody else's computer, in the real window on a real server, and watches
# every file that is opened for writing: at a proper end, a crash and a sudden kill.
private:
	.ci/deps window servers
	$(MAKE) watched
	RESTANTE_TEST_SERVERS=1 .ci/display go test -tags window -count=1 -run '^TestPrivate$$' . | { grep -v '^ok ' || true; }

# Measures how fast the program is, on a late line, and writes docs/bench.md.
bench:
	.ci/deps servers bench
	go build -o build/bench ./.ci/bench
	build/bench -out docs/bench.md

# Makes the pictures of the documentation anew.
pictures:
	.ci/deps window
	$(MAKE) watched
	.ci/display go test -tags window -count=1 -run TestPictures . -args -pictures $(CURDIR)/docs/pictures

# Cross-compiles for Windows.
windows:
	.ci/deps windows
	CC=x86_64-w64-mingw32-gcc CGO_ENABLED=1 GOOS=windows GOARCH=amd64 go build $(GOFLAGS_BUILD) -ldflags -H=windowsgui -o build/restante.exe .

T ?= 60s
fuzz:
	.ci/fuzz $(T)

format:
	go tool -modfile=.ci/tools.mod gofumpt -w .

clean:
	rm -rf build
