# make run    builds what is missing and serves the demonstration on http://127.0.0.1:8138
# make test   everything: format, build, tests, the browser's walk
# make score  how well the Reader reads the sample with held answers
SHELL := /bin/bash
SOURCES := Package.swift $(shell find Sources -type f)
PROGRAM := .build/release/lachan
CHECKS := --explicit-target-dependency-import-check error

.PHONY: run test format build unit program score clean

run: $(PROGRAM)
	@exec $(PROGRAM) serve --demo

$(PROGRAM): $(SOURCES)
	@scripts/setup
	@echo "run: building the program (the first time takes some minutes on two cores)"
	swift build -c release --product lachan $(CHECKS)
	@touch $(PROGRAM)

test: format build unit program

format:
	@scripts/setup test
	swift format lint --strict --configuration .swift-format --recursive Package.swift Sources Tests

build:
	swift build --build-tests $(CHECKS)

unit:
	swift test --skip-build

program: $(PROGRAM)
	.venv/bin/python -m pytest -q Tests/Program

score: $(PROGRAM)
	@scripts/score

clean:
	rm -rf .build data
