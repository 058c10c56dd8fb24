# make demo · make serve · make build · make test · make browser-test · make docs · make bench · make bench-peers · make fuzz SECONDS=60 · make sanitize PART=scoring · make determinism · make format · make lint
SHELL := /usr/bin/env bash
.SHELLFLAGS := -eu -o pipefail -c
LOWCARBON := .build/release/lowcarbon
KINDS := scenic-spot restaurant hotel supermarket
AS_OF ?= 2026-10-01

PORT ?= 8080

.PHONY: build serve browser-test demo test lint format check dependencies docs bench bench-peers fuzz sanitize determinism
SECONDS ?= 60

dependencies:
	@Scripts/install-dependencies.sh

# The command in its release form, at .build/release/lowcarbon.
build: dependencies
	swift build -c release --product lowcarbon

# The merchants' page and the API at http://127.0.0.1:8080/ (docs/server.md).
serve: build
	$(LOWCARBON) serve --rules rules --port $(PORT)

# The page in headless Chromium; screenshots in .build/browser (docs/server.md).
browser-test: build
	Tests/Browser/run.sh $(LOWCARBON)

# Scores every example scene, then explains one result in full.
demo: build
	@for kind in $(KINDS); do \
	    if ls scenes/$$kind/*.yaml >/dev/null 2>&1; then \
	        $(LOWCARBON) score $$kind scenes/$$kind/*.yaml --as-of $(AS_OF); echo; \
	    fi; \
	done
	@if $(LOWCARBON) help explain >/dev/null 2>&1; then $(LOWCARBON) explain hotel scenes/hotel/good.yaml; fi

# Everything that has to hold before a change goes in.
test: dependencies lint
	Scripts/check-embedded.sh
	swift build --build-tests
	Scripts/documentation.sh
	.build/debug/lowcarbon check rules
	.build/debug/lowcarbon test
	.build/debug/lowcarbon fmt --check rules
	swift test --skip-build
	Scripts/fuzz.sh 5

# The reference of the public modules, at .build/documentation; fails on any warning.
docs: dependencies
	swift build
	Scripts/documentation.sh

# Parse, check, lower and evaluate, each by itself (docs/performance.md).
bench: dependencies
	Benchmarks/generate.py --all
	cd Benchmarks && swift package --scratch-path ../.build-bench --allow-writing-to-package-directory benchmark

# The engine beside the peers and limits of ../shared/bench, in one run; writes Benchmarks/peers.md.
bench-peers: build
	cd Benchmarks && swift build -c release --scratch-path ../.build-bench --product engine-rates
	Benchmarks/peers.py

lint:
	swift format lint --strict --parallel -r Sources Tests Benchmarks Fuzz/Sources Fuzz/Package.swift Package.swift

# Swift sources and rule files in their one form.
format: dependencies
	swift format -i --parallel -r Sources Tests Benchmarks Fuzz/Sources Fuzz/Package.swift Package.swift
	swift run lowcarbon fmt rules

check: build
	$(LOWCARBON) check rules

# Every fuzz target for so many seconds, under AddressSanitizer; fails on a finding (docs/robustness.md).
fuzz: dependencies
	Scripts/fuzz.sh $(SECONDS)

# The test suite, or the part named, under AddressSanitizer, then under ThreadSanitizer; parts: Scripts/sanitize.sh.
sanitize: dependencies
	Scripts/sanitize.sh $(PART)

# The same bytes of output whatever the build, the run, the hash seed, the locale or the time zone.
determinism: build
	swift build --product lowcarbon
	Scripts/check-determinism.sh
