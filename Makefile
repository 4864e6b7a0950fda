# The short list of commands. Everything else is an npm script or a file in scripts/.
SHELL := /bin/sh
.DEFAULT_GOAL := help

# Folders too: their time changes when a file comes or goes. Written `folder/.`, because some are names of commands as well.
folders := provider simulator scripts acceptance bench sdk/nodejs
sources := $(shell find $(folders) -mindepth 1 \( -type d -o -name '*.ts' -o -name '*.json' \) -not -name '*.test.ts')
sources += $(folders:%=%/.) $(wildcard tsconfig*.json package.json)
jest := node_modules/.bin/jest
results := coverage/test-results.json

.PHONY: help
help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

.PHONY: demo
demo: build engine ## run the demo: the simulated clouds, a real engine, no account
	@node dist/scripts/demo.js

.PHONY: test
test: build engine ## run the tests; with LONG=1 also the long stories, every variant, and the matrix
	@mkdir -p $(dir $(results)) && rm -f $(results)
	@$(jest) --ci --json --outputFile=$(results) --ignoreProjects release $(if $(LONG),,long matrix) $(JEST_FLAGS)

.PHONY: soak
soak: build ## run the large program in bad weather, in minutes
	@SOAK_COUNT=1000 SOAK_SEEDS=3 WRITE_RELIABILITY=1 $(jest) weather/soak

.PHONY: contract
contract: build ## the vendors' own clients and models against the simulator, however long they take to install
	@CONTRACT_INSTALL_SECONDS=600 $(jest) --selectProjects contract

.PHONY: matrix
matrix: build engine ## the package under every Node.js, package manager and TypeScript, in minutes
	@mkdir -p coverage && rm -f coverage/matrix.jsonl
	@MATRIX=whole MATRIX_ROWS=coverage/matrix.jsonl $(jest) --selectProjects matrix --maxWorkers=1; result=$$?; \
	  node dist/scripts/compatibility.js coverage/matrix.jsonl && exit $$result

.PHONY: acceptance
acceptance: build ## lifecycle stories on real accounts; says what they cost, and orders nothing without consent
	@node dist/acceptance/main.js

.PHONY: sweep
sweep: build ## list what acceptance left on real accounts; with YES=1 end it
	@node dist/acceptance/main.js sweep $(if $(filter 1,$(YES)),--yes)

.PHONY: agree
agree: build engine ## every story of the real engine, with its preview held to what the run then does
	@PREVIEW_AGREES=1 $(jest) --selectProjects engine long --testPathPatterns tests/engine --testPathIgnorePatterns dynamic-facts

.PHONY: check
check: node_modules/.ready ## types, lint and the fast tests
	@npm run --silent check

.PHONY: lint
lint: node_modules/.ready ## types and lint
	@node_modules/.bin/tsc -p tsconfig.json --noEmit
	@node_modules/.bin/biome check .

.PHONY: simulator
simulator: build ## run the simulated clouds on this machine
	@node dist/simulator/main.js $(ARGS)

.PHONY: engine
engine: build ## find the Pulumi engine, or bring it once
	@engine=$$(node dist/scripts/engine.js) && echo "Engine: $$engine"

.PHONY: sdks
sdks: node_modules/.ready ## make the SDKs of all languages anew; needs Go
	@npm run --silent sdks

.PHONY: site
site: build site/node_modules/.ready ## build the documentation in dist/site, check its links, look at it in Chromium
	@node dist/scripts/site.js
	@cd site && node_modules/.bin/vitepress build
	@node dist/scripts/site/links.js dist/site
	@node site/browser.mjs dist/site

.PHONY: archives
archives: build ## what other languages install, in dist/archives; needs Python
	@node dist/scripts/archives.js

.PHONY: release
release: build ## what a release consists of, in dist/release; VERSION=x writes the version, PUBLISH=1 publishes
	@node dist/scripts/release/main.js

.PHONY: rehearse
rehearse: build engine ## before a release: the examples of all languages, and the acceptance stories, in half an hour
	@$(jest) --selectProjects release --testPathPatterns example-programs acceptance

.PHONY: verify
verify: build engine ## install each package of a release (RELEASE=folder) in an empty folder, and run the quick start
	@RELEASE=$(RELEASE) $(jest) --selectProjects release matrix --testPathPatterns packed matrix/programs

.PHONY: bench
bench: build engine ## measure calls, seconds and memory, in about 20 minutes
	@npm run --silent bench -- $(ARGS)

.PHONY: build
build: dist/.built ## compile into dist/

.PHONY: clean
clean: ## remove what was made here; the engine's cache stays
	@rm -rf dist coverage

# A clean folder, so that what was compiled from a removed file is not found by accident.
dist/.built: node_modules/.ready $(sources)
	@echo "Compiling to dist/"
	@rm -rf dist
	@npm run --silent build
	@touch $@

# Npm's own stamp tells whether somebody already ran npm by hand. The second command is for mirrors that lack the optional
# packages of other platforms: a lock file made there cannot name them, and `npm ci` then refuses what `npm install` accepts.
node_modules/.ready: package-lock.json | node
	@if [ node_modules/.package-lock.json -nt package-lock.json ]; then :; else \
	  echo "Installing packages with npm, as the lock file says"; \
	  npm ci --no-audit --no-fund > /dev/null 2>&1 || \
	  npm install --no-save --no-audit --no-fund --no-progress --loglevel=error > /dev/null; fi
	@touch $@

# The generator of the site has packages of its own: who only builds and tests the provider does not install them.
site/node_modules/.ready: site/package-lock.json | node
	@echo "Installing the packages of the site"
	@cd site && { npm ci --no-audit --no-fund > /dev/null 2>&1 || \
	  npm install --no-save --no-audit --no-fund --no-progress --loglevel=error > /dev/null; }
	@touch $@

.PHONY: node
node:
	@node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' 2>/dev/null || \
	  { echo "pulumi-ipv6 needs Node.js 20 or newer; found: $$(node --version 2>/dev/null || echo none)." >&2; exit 1; }
