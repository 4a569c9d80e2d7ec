# The two commands of the README (make demo, make test) and the everyday ones. Needs git, make, Python 3.11+ and pip.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test soak browser-test lint bench crawl serve clean

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
SITES_PORT ?= 8801
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
RIVALS := $(VENV)/rivals
export PYTHONWARNINGS ?= ignore::SyntaxWarning

help: ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

$(RUN): requirements.txt .ci/setup
	@PYTHON="$(PYTHON)" sh .ci/setup "$(VENV)" requirements.txt
	@touch $@

$(DEV): requirements.txt requirements-dev.txt .ci/setup
	@PYTHON="$(PYTHON)" sh .ci/setup "$(VENV)" requirements-dev.txt
	@touch $@ $(RUN)

demo: $(RUN) ## crawl the sample sites and open the search page: make demo [PORT=8000] [DATA=data/demo] [SITES_PORT=8801]
	@exec $(BIN)/scrapy demo --port $(PORT) --sites-port $(SITES_PORT) $(if $(DATA),--data "$(DATA)")

test: $(DEV) ## the whole test suite but the browser tests and the long ones
	@$(BIN)/python -m pytest -m "not browser and not soak"

soak: $(DEV) ## what takes many minutes: hundreds of kills, thousands of pages
	@$(BIN)/python -m pytest -m soak
	@$(BIN)/python -m pytest tests/bench/soak_engine.py -q -s --override-ini python_files='soak_*.py'

browser-test: $(DEV) ## the pages in a real browser; needs Chromium
	@$(BIN)/python -m pytest -m browser

lint: $(DEV) ## style, format and types
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

# An environment of its own: newspaper4k needs an older dateutil than we do.
$(RIVALS)/.made: requirements-rivals.txt .ci/setup
	@PYTHON="$(PYTHON)" sh .ci/setup "$(RIVALS)" requirements-rivals.txt --no-deps
	@touch $@

bench: $(DEV) $(RIVALS)/.made ## the benchmarks: ratios taken in one run
	@$(BIN)/python -m pytest tests/bench -q -s --override-ini testpaths=tests/bench --override-ini python_files='bench_*.py'

crawl: $(RUN) ## the live sites, one after the other; needs ARCHIVE_CONTACT: make crawl ARCHIVE_CONTACT=you@example.org [SITE=thanhuytphcm]
	@test -n "$(ARCHIVE_CONTACT)" || { echo "A live crawl tells each site whom to write to: make crawl ARCHIVE_CONTACT=you@example.org" >&2; exit 1; }
	@for site in $(or $(SITE),thanhuytphcm baohaiphong thuduc); do \
	  ARCHIVE_CONTACT="$(ARCHIVE_CONTACT)" $(BIN)/scrapy crawl news -a site=$$site || failed=1; done; test -z "$$failed"

serve: $(RUN) ## the search page over your own archive: make serve [PORT=8000]
	@echo "Search page: http://127.0.0.1:$(PORT)  (Ctrl-C stops it)"
	@exec $(BIN)/waitress-serve --listen=127.0.0.1:$(PORT) --call webui:create_app

clean: ## everything that can be made again; captures and catalogues stay, the demo's too
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/.screenshots data/index data/index.* data/demo/index data/demo/index.*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
