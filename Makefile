# Two commands are enough: `make run` and `make test`. Both set up whatever they need first.

PYTHON ?= python3
VENV := .venv
SEMANTIC := .venv-semantic
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet
MESSAGES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django*.po))
SOURCES := factcheck claims tests scripts manage.py gunicorn.conf.py

.DEFAULT_GOAL := help
.PHONY: help run test test-semantic setup check bench format messages clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: $(VENV)/ready-to-run messages ## start everything on this machine (PORT=8000) and print the address
	@exec $(BIN)/python manage.py workbench

test: setup messages ## run every test: SQLite, PostgreSQL, Redis, Chromium
	@scripts/test.sh

test-semantic: $(SEMANTIC)/ready ## only the tests of the optional reranker, with its library (some gigabytes), in .venv-semantic/
	@$(SEMANTIC)/bin/python -m pytest tests/coverage/test_semantic.py tests/coverage/test_rerank.py

setup: $(VENV)/ready-to-develop ## only the set-up, run-time and development packages, in .venv/

check: setup ## formatter, linter, types, templates, migrations, deployment
	@scripts/check.sh

bench: setup ## run every benchmark (manage.py bench_…); docs/benchmarks.md keeps the figures
	@scripts/bench.sh

format: setup ## let the formatter rewrite the code
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

messages: $(MESSAGES)

clean: ## remove what tests and builds left; keeps var/ (your data) and .venv/
	rm -rf test-artefacts .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage htmlcov

$(VENV)/ready-to-run: requirements.txt scripts/make-venv.sh
	@PYTHON="$(PYTHON)" scripts/make-venv.sh $(VENV)
	@echo "Installing packages; this takes about a minute, once."
	@$(PIP) --requirement requirements.txt
	@touch $@

$(VENV)/ready-to-develop: $(VENV)/ready-to-run requirements-dev.txt
	@echo "Installing development packages, once."
	@$(PIP) --requirement requirements-dev.txt
	@touch $@

$(SEMANTIC)/ready: requirements.txt requirements-dev.txt requirements-semantic.txt scripts/make-venv.sh
	@PYTHON="$(PYTHON)" scripts/make-venv.sh $(SEMANTIC)
	@echo "Installing the packages of the optional reranker; this may take minutes, once."
	@$(SEMANTIC)/bin/python -m pip install --disable-pip-version-check --quiet \
	  --requirement requirements-dev.txt --requirement requirements-semantic.txt
	@touch $@

# Without gettext the pages stay English; that is said, and no reason not to start.
%.mo: %.po
	@if scripts/system-part.sh msgfmt gettext "pages in other languages than English"; then \
	  msgfmt --check-format --output-file=$@ $<; \
	fi
