# Every verb of the house. `make` alone prints them.
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help install browser up down check test test-fast test-all lint format bench bench-million taps lighthouse ocr spark faults outages lock docs picture pictures clean

help: ## print this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: .venv/installed ## make .venv with everything that running and testing needs

.venv/installed: requirements.lock pyproject.toml
	@echo "installing into .venv (about half a minute)"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

browser: install ## install Chromium and Chinese fonts for the browser tests (Debian packages)
	@sh tools/browser.sh

up: install ## start everything on free ports and keep running (Ctrl-C stops it)
	@$(BIN)/python -m shuangquan.site up

down: ## stop what `make up` started
	@$(BIN)/python -m shuangquan.site down

check: install ## check every shipped standard
	@$(BIN)/shuangquan check

lint: install ## ruff, mypy, import contracts, the standards
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --config .importlinter
	@$(BIN)/shuangquan check

format: install ## let ruff format and mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

test-fast: install ## core and house tests, under a minute
	@$(BIN)/pytest tests/core tests/house -m "not database and not browser and not heavy and not proof" -n 2

test: browser lint ## everything CI runs: lint, then all tests but the heavy ones, browser journeys included
	@$(BIN)/pytest -m "not heavy" -n 3 --durations=20 --durations-min=5

test-all: browser lint ## the heavy tests too, and what is drawn at random drawn anew
	@HYPOTHESIS_PROFILE=default $(BIN)/pytest -n 3

bench: install ## the figures of the README: chains a second, latency, CPU by layer, page weight
	@$(BIN)/python -m bench

faults: install ## harm an installation under load and judge what is left: make faults [SEED=7] [FAULTS=120]
	@$(BIN)/python -m faults $(if $(SEED),--seed $(SEED)) $(if $(FAULTS),--faults $(FAULTS))

outages: install ## a department is down for minutes under load: make outages [OUTAGES="60 300 600"] [RATE=0.5]
	@$(BIN)/python -m faults --outages $(or $(OUTAGES),60 300 600) $(if $(RATE),--rate $(RATE))

taps: browser ## walk the counted journeys and write docs/reference/journeys.md: taps, fields typed, seconds
	@SHUANGQUAN_FIGURES=1 $(BIN)/pytest -q -p no:xdist `grep -l "Tally(" tests/journeys/test_*.py`
	@$(BIN)/python -m bench.taps

lighthouse: browser ## install Lighthouse from npm into .run/node and measure the portal's pages (each at least 95 in all four)
	@command -v npm >/dev/null || { test "$$(id -u)" = 0 && apt-get install -y -qq nodejs npm >/dev/null; } || { echo "npm is needed: apt-get install nodejs npm"; exit 1; }
	@mkdir -p .run/node && npm install --prefix .run/node --no-fund --no-audit --silent lighthouse@12
	@$(BIN)/python -m bench.lighthouse

ocr: install ## what reads photographs and scanned PDFs (130 MB to fetch, 290 MB on disk, the models among them)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[ocr]"

spark: install ## more than one machine: install PySpark (and Java, as root) and hold it equal to DuckDB
	@command -v java >/dev/null || { test "$$(id -u)" = 0 && apt-get install -y -qq default-jre-headless >/dev/null; } || { echo "Java 17 or newer is needed: apt-get install default-jre-headless"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "pyspark~=4.0"
	@$(BIN)/pytest -p no:xdist tests/core/rules/test_sql_people_spark.py

bench-million: install ## does a submission take longer when a million cases lie in the same tables? (some minutes, some 20 GB)
	@$(BIN)/python -m bench.million

docs: install ## write the reference pages that are lists of what the code holds
	@$(BIN)/python tools/write_reference.py

picture: browser ## take the README's picture anew, as the journeys see the form
	@$(BIN)/pytest -q tests/journeys/test_mother.py -k "one_form and size0"
	@cp artefacts/form-picture.png docs/pictures/form.png

pictures: browser ## walk all journeys and keep a picture of every page in artefacts/
	@SHUANGQUAN_PICTURES=1 $(BIN)/pytest -q tests/journeys

lock: ## lock requirements with hashes and without any registry's address
	@$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-trusted-host --extra dev --strip-extras -o requirements.lock pyproject.toml

clean: down ## remove what was made: .venv, .run, caches
	@rm -rf "$$(readlink -m .run/tests)" .venv .run .mypy_cache .ruff_cache .pytest_cache artefacts
