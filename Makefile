# `make` builds this repository's dossier, `make test` runs the tests, `make test-all` their long form too.
# All make their own virtual environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site test test-all lint clean

site: $(VENV)/installed
	$(BIN)/dossier build .

test: $(VENV)/installed-test
	$(BIN)/pytest -n auto

# The long form takes about half an hour; its last lines are the figures of docs/reliability.md.
test-all: $(VENV)/installed-test
	$(BIN)/pytest -n auto -m "thorough or not thorough"

lint: $(VENV)/installed-lint
	$(BIN)/ruff format --check dossier tests docs
	$(BIN)/ruff check dossier tests docs
	$(BIN)/mypy

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "dossier needs Python 3.11 or later; name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "Python cannot make a virtual environment. On Debian: apt install python3-venv"; exit 1; }

$(VENV)/installed: $(BIN)/python pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[card]"
	@touch $@

# The tests look at the built pages in Debian's chromium; without it they say so and skip.
$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[test]'
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	  || echo "chromium is missing: the tests of the pages will be skipped (on Debian: apt install chromium)"
	@touch $@

$(VENV)/installed-lint: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[lint,card,export,import,serve]'
	@touch $@

clean:
	rm -rf $(VENV) site .dossier
