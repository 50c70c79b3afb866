# Everything a fresh machine needs: Debian or Ubuntu with Swift 6.2 or newer, as root or with sudo.
#
#   make report   builds, runs the nightly report on fixtures/night and says where it is
#   make build    builds .build/release/spanledger
#   make test     runs the tests
#   make prices   makes the shipped catalogue of prices again (installs two Python packages into .venv)
#   make bench    runs the benchmarks once at tiny size

SWIFT ?= swift
PRODUCT ?= spanledger
BINARY := .build/release/spanledger
PACKAGES := libzstd-dev zlib1g-dev libisal-dev libyaml-dev pkg-config
# With the Swift runtime inside, where the toolchain has it as archives: the program starts faster and runs without Swift.
RUNTIME := $(shell $(SWIFT) -print-target-info 2>/dev/null | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
STATIC := $(if $(wildcard $(RUNTIME)_static/linux/static-stdlib-args.lnk),--static-swift-stdlib)
# The C++ library, too: some two thousand names need not be bound at each start then.
CLANG := $(firstword $(wildcard $(RUNTIME)/../../bin/clang) clang)
LINK := $(if $(STATIC),-Xlinker -L$(CURDIR)/.build/archives -Xswiftc -Xclang-linker -Xswiftc -static-libgcc)
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: report test build archives bench lint setup prices clean

report: build
	$(BINARY) report fixtures/night --out reports/night
	@echo "Open reports/night/report.html in a browser."

build: setup archives
	$(SWIFT) build -c release $(STATIC) $(LINK) --product $(PRODUCT)

# Nothing but archives stands there, so that the linker finds no shared library first.
archives:
	@mkdir -p .build/archives
	@archive=$$($(CLANG) -print-file-name=libstdc++.a 2>/dev/null); \
	if [ -f "$$archive" ]; then ln -sf "$$archive" .build/archives; fi

test: setup
	$(SWIFT) test

bench: build
	cd Benchmarks && $(SWIFT) run -c release spanledger-bench --tiny --binary ../$(BINARY)
	cd Benchmarks && $(SWIFT) run -c release spanledger-groups --calls 100000 --rounds 1
	cd Benchmarks && $(SWIFT) run -c release spanledger-points --points 100000 --series 720 --rounds 1

prices: setup
	Tests/LedgerPricingChecks/rebuild.sh

lint:
	$(SWIFT) format lint --strict -r Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

# Asks the package manager only for what is missing, so that it costs nothing the second time and needs no network then.
setup:
	@command -v $(SWIFT) >/dev/null 2>&1 || { \
	  echo "Swift 6.2 or newer is needed: https://www.swift.org/install/linux/" >&2; exit 1; }
	@pkg-config --exists libzstd zlib libisal yaml-0.1 2>/dev/null || { \
	  $(SUDO) apt-get update -q && $(SUDO) apt-get install -y -q $(PACKAGES); }

clean:
	rm -rf .build Benchmarks/.build reports/night
