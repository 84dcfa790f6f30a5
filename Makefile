# make demo     the portal with invented data on http://127.0.0.1:5000 (PORT=… for another)
# make test     everything that must hold before a change is handed in
# make help     the rest

PYTHON ?= python3
PORT ?= 5000
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check install
LOCK := uv pip compile -q --universal --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links $(LOCK_ARGS) pyproject.toml --group build

# A stamp bears the fingerprint of what its step depends on, so that a step runs again only when that changed.
fingerprint = $(shell { $(1); } 2>&1 | sha256sum | cut -c1-16)
MADE := .venv/.made-$(call fingerprint,$(PYTHON) -VV; pwd)
LOCKED := .venv/.locked-$(call fingerprint,cat requirements-dev.lock)
LINKED := .venv/.linked-$(call fingerprint,cat pyproject.toml frontend/package-lock.json frontend/build.py)

.PHONY: help setup demo test test-long lint bench translations lock clean

help:
	@sed -n 's/^## //p' Makefile

## make setup      .venv with the locked packages and the front-end files; nothing when nothing changed
setup: $(MADE) $(LOCKED) $(LINKED)
	@$(BIN)/python frontend/build.py

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Medvirke needs Python 3.11 or newer; name one with PYTHON=…"; exit 1; }
	@echo "Making .venv with $$($(PYTHON) -V)"
	@$(PYTHON) -m venv --clear .venv
	@touch $@

$(LOCKED): $(MADE)
	@echo "Installing the locked packages (a minute or so)"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@rm -f .venv/.locked-* && touch $@

$(LINKED): $(LOCKED)
	@echo "Installing Medvirke and its front-end files"
	@$(PIP) --no-build-isolation --no-deps -e .
	@rm -f .venv/.linked-* && touch $@

## make demo       the portal with invented data, PORT=5000
demo: setup
	@$(BIN)/portal demo --port $(PORT)

## make test       lint, then the suite on SQLite, on PostgreSQL and in the browser (the rows of plans on both); PYTEST_ARGS="-k goal -x" for a part
test: setup
	@$(BIN)/python tests/run lint sqlite postgresql browser browser-postgresql -- $(PYTEST_ARGS)

## make test-long  what is slow by nature
test-long: setup
	@$(BIN)/python tests/run long long-postgresql -- $(PYTEST_ARGS)

## make lint       ruff, mypy, import-linter
lint: setup
	@$(BIN)/python tests/run lint

## make bench      times against the floor app
bench: setup
	@$(BIN)/python -m tests.benchmarks

## make translations   the catalogues follow the code, PARTS="portal recruitment" for some; what is new waits for its words
translations: setup
	@$(BIN)/python -m portal.i18n.tool $(PARTS)

## make lock       both requirements files from pyproject.toml, without host names; LOCK_ARGS=--upgrade for newer packages
lock: setup
	@$(BIN)/python -m venv .venv/uv && .venv/uv/bin/python -m pip -qq --disable-pip-version-check install uv
	@.venv/uv/bin/$(LOCK) -o requirements.lock
	@.venv/uv/bin/$(LOCK) --group dev -c requirements.lock -o requirements-dev.lock

## make clean      removes what make setup and the tests made
clean:
	@rm -rf .venv portal/static/vendor tests/browser/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis
