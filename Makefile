# Linqiao: `make run` on a fresh machine, `make test` before a commit.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: help install install-dev run test lint fix lock bench docs messages shots clean

help:
	@echo "run        the demo: replay it and serve the first page"
	@echo "test       style, types, every test on PostgreSQL and on SQLite"
	@echo "lint       style and types; fix: put the style right"
	@echo "docs       write the documents that are made from the code"
	@echo "messages   compile the Chinese catalogue"
	@echo "shots      pictures of the pages into build/shots"
	@echo "bench      speed beside plain SQL and another ledger"
	@echo "lock       compile requirements/*.in; clean: remove what was made"

install: .venv/.base
install-dev: .venv/.dev

.venv/.base: requirements/base.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements/base.txt
	$(PIP) install --no-deps -e .
	touch $@

.venv/.dev: .venv/.base requirements/dev.txt
	$(PIP) install --require-hashes -r requirements/dev.txt
	touch $@

run: .venv/.base
	$(BIN)/linqiao demo

test: .venv/.dev lint
	LINQIAO_TEST_DB=postgresql $(BIN)/python -m pytest -n 2 -m "django_db or database"
	$(BIN)/python -m pytest -n 2

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src/linqiao

fix: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:
	for part in base dev bench; do \
	  uv pip compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
	    --universal --python-version 3.11 requirements/$$part.in -o requirements/$$part.txt; \
	done

bench: .venv/.base
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip --disable-pip-version-check -q install --require-hashes -r requirements/bench.txt
	.venv-bench/bin/python -m pip --disable-pip-version-check -q install --no-deps -e .
	.venv-bench/bin/linqiao bench replay

docs: .venv/.dev
	$(BIN)/python -m tools.make_docs

messages: .venv/.dev
	$(BIN)/python -m tools.messages compile

shots: .venv/.dev
	$(BIN)/python -m tests.browser.shots

clean:
	rm -rf .venv .venv-bench build dist src/*.egg-info .mypy_cache .ruff_cache .hypothesis linqiao-demo.sqlite3*
