# `make demo` and `make test` need git, make and python3 (3.11 or newer, with venv and pip) and set up the rest.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
PEERS  ?= .venv-peers

.PHONY: demo test check lint types contracts self schemas golden acceptance peers bench clean help

demo: $(READY)  ## write the example repository and report on v1.2..v1.3
	$(BIN)/python -m medtrace demo trace-demo

test: $(READY)  ## run the whole suite
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: lint types contracts self test  ## linters, types, import contracts, the tool on itself, and the suite

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

self: $(READY)  ## the tool traces its own requirements, risks and tests
	@out=$$($(BIN)/python -m medtrace check HEAD --fail-on problem) || { echo "$$out"; exit 1; }; echo "$$out" | tail -n 8

schemas: $(READY)  ## write schemas/config.schema.json anew from the configuration's shape
	$(BIN)/python -m medtrace.config.schema schemas

golden: $(READY)  ## write the golden documents anew; read the difference like code
	$(BIN)/python -m pytest tests/golden --update-golden

bounds: $(READY)  ## time and memory of every source on files of MB=50 megabytes; SOURCES names some
	$(BIN)/python -m tests.benchmarks.bounds $(or $(MB),50) $(SOURCES)

bench: $(READY)  ## CPU time of the hooks on a product of COMMITS=20000 commits
	$(BIN)/python -m tests.benchmarks.hooks $(or $(COMMITS),20000)

acceptance: $(READY)  ## compare with evaluation data: make acceptance MIRROR=… TRUTH=…
	$(BIN)/python -m tests.acceptance --mirror "$(MIRROR)" --truth "$(TRUTH)" --peers "$(PEERS)"

peers: $(PEERS)/.ready  ## set up Doorstop, StrictDoc, TRLC and sphinx-needs apart, for the acceptance run to compare with

$(PEERS)/.ready: tests/acceptance/peers.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r tests/acceptance/peers.txt
	@touch $@

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed: install it or say PYTHON=python3.x" >&2; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "python3 lacks venv or pip. Debian, Ubuntu: apt-get install python3-venv python3-pip" >&2; \
	  echo "Fedora: dnf install python3-pip    macOS: brew install python" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@# Where PYTHONDONTWRITEBYTECODE is set, every run would compile the whole package again.
	$(BIN)/python -m compileall -q trace/medtrace
	@touch $(READY)

clean:
	rm -rf $(VENV) $(PEERS) build dist trace-demo *.egg-info

help:
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/:/'
