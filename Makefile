# What a person and the continuous integration run. `make` alone lists it.

# Arguments of `make bench`, for example: make bench ARGS="reading ../snapshot"
ARGS ?=
# The tests run optimised: the numeric loops are a hundred times slower without.
CONFIGURATION ?= release
# Where `make run` listens.
PORT ?= 8080

# A warning fails the continuous integration. It does not fail a build elsewhere, where a newer
# compiler may warn about what this one accepts.
WARNINGS := $(if $(CI),-Xswiftc -warnings-as-errors)
TEST_BUILD := --configuration $(CONFIGURATION) $(WARNINGS) \
  $(if $(filter release,$(CONFIGURATION)),-Xswiftc -enable-testing)

SOURCES := Package.swift Sources Tests
COMMONGROUND := .build/release/commonground

.PHONY: help run test bench lint format docs toolchain
.DEFAULT_GOAL := help

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: toolchain ## Serve a site with a simulated community on http://127.0.0.1:$(PORT)
	@scripts/quietly "Building commonground (the first time takes a while)" \
	  swift build --configuration release --product commonground
	@rm -rf demo
	@scripts/show $(COMMONGROUND) serve --demo --data demo --port $(PORT)

test: toolchain ## Run every test
	@scripts/quietly "Building the tests (the first time takes a while)" swift build --build-tests $(TEST_BUILD)
	@scripts/quietly "Preparing the servers and browsers that tests talk to" scripts/test-python
	@# One after the other: those that wait for servers have deadlines, and those that score leave
	@# nobody a processor.
	@swift test --skip-build --disable-xctest $(TEST_BUILD) --filter OutboundTests
	@swift test --skip-build --disable-xctest $(TEST_BUILD) --filter 'WebTests|StorageTests'
	@swift test --skip-build --disable-xctest $(TEST_BUILD) \
	  --skip OutboundTests --skip WebTests --skip StorageTests
	@scripts/test-api $(COMMONGROUND)
	@scripts/test-browser $(COMMONGROUND)
	@scripts/test-writers $(COMMONGROUND)
	@scripts/test-moderation $(COMMONGROUND)

bench: toolchain ## Run the benchmarks; ARGS="..." chooses and tells where the data is
	@scripts/quietly "Building the benchmarks" \
	  sh -c "swift build --configuration release --product commonground && swift build --configuration release --product bench"
	@scripts/show .build/release/bench $(ARGS)

lint: toolchain ## Check formatting, and that no build product is tracked
	@swift format lint --strict --parallel --recursive $(SOURCES)
	@scripts/check-tracked-files
	@echo "Lint: nothing to complain about."

format: toolchain ## Format every Swift file in place
	@swift format --in-place --parallel --recursive $(SOURCES)

docs: toolchain ## Write the documentation of every public symbol to out/docs
	@scripts/build-docs out/docs

toolchain:
	@scripts/check-toolchain
