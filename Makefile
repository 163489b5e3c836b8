# make run      builds what is missing and serves the demonstration on http://127.0.0.1:8138
# make test     everything: format, build, unit and app tests, commands and the walk in a browser
# make score    how well the Reader reads samples, scans and plans of other habits, beside their held answers and pyvi
# make bench    how fast it is beside its peers, in one run; writes bench/results.json
# make torture  what takes long: kill -9 in the midst of writes, lost servers, mutated input; prints tables
# make release  the optimised program for an office, which needs no Swift there: .build/release/lachan
SHELL := /bin/bash
SOURCES := Package.swift $(shell find Sources -type f)
# Not optimised, but for the Reader: ready in two thirds of the time that the optimised program takes to build.
PROGRAM := .build/debug/lachan
CHECKS := --explicit-target-dependency-import-check error

.PHONY: run test format build unit program score bench torture release clean

run: $(PROGRAM)
	@exec $(PROGRAM) serve --demo

$(PROGRAM): $(SOURCES)
	@scripts/setup
	@echo "run: building the program (the first time takes some minutes on two cores)"
	swift build --product lachan $(CHECKS)
	@touch $(PROGRAM)

test: format build unit program

format:
	@scripts/setup test
	swift format lint --strict --configuration .swift-format --recursive Package.swift Sources Tests

build:
	swift build --build-tests $(CHECKS)

# On SQLite, then what touches a database once more on a PostgreSQL server of its own.
unit:
	swift test --skip-build
	scripts/with-postgres swift test --skip-build --filter 'StorageTests|AppTests'

program:
	.venv/bin/python -m pytest -q Tests/Program

score: $(PROGRAM)
	@scripts/setup score
	@PROGRAM=$(PROGRAM) .venv/bin/python scripts/score

bench: release
	@scripts/setup bench
	.venv/bin/python bench/run.py

# Of the seconds of mutation six tenths are the Reader's.
torture: $(PROGRAM)
	@scripts/setup torture
	.venv/bin/python torture/kill.py
	.venv/bin/python torture/patroni.py
	swift build --build-tests $(CHECKS)
	SECONDS_OF_MUTATION=1000 swift test --skip-build --filter MutationTests
	EXAMPLES=60 .venv/bin/python -m pytest -q Tests/Program/test_openapi.py
	.venv/bin/python torture/rows.py

release:
	@scripts/setup
	swift build -c release --static-swift-stdlib --product lachan $(CHECKS)

clean:
	rm -rf .build data
