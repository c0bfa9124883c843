# Mujaz: raw Arabic articles in, a digest site out. Every target does its own set-up in .venv.
CONTENT ?= content
OUTPUT  ?= output
SITEURL ?=
PORT    ?= 8000
EVAL    ?= ../shared/eval
N       ?= 10000
PYTHON  ?= python3

export PYTHON
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help site preview publish test lint evaluate quality bench bench-analysis clean setup setup-test

help:  ## what there is
	@grep -E '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

setup:
	@tools/setup.sh site

setup-test:
	@tools/setup.sh test

site: setup  ## build CONTENT into OUTPUT (content → output)
	@$(BIN)/mujaz build "$(CONTENT)" --output "$(OUTPUT)"

preview: setup  ## build, serve on this machine, rebuild on every change
	@exec $(BIN)/mujaz preview "$(CONTENT)" --port $(PORT)

publish: setup  ## build for hosting: make publish SITEURL=https://host/path
	@$(BIN)/mujaz publish "$(CONTENT)" --output "$(OUTPUT)" --siteurl "$(SITEURL)"

test: setup-test  ## lint, types, and every test, in a real browser too
	@$(MAKE) --no-print-directory lint
	@CHROMIUM="$$($(BIN)/python tools/browser.py)"; export CHROMIUM; $(BIN)/python -m pytest -q -n auto --dist loadfile

lint: setup-test  ## ruff and mypy
	@$(BIN)/ruff check --no-cache .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

evaluate: setup-test  ## score quotations and names against annotated articles (EVAL=DIR)
	@$(BIN)/python tools/evaluate.py --articles "$(EVAL)"

quality: setup-test  ## accessibility, validity, links, weights and pictures of a built site
	@CHROMIUM="$$($(BIN)/python tools/browser.py)"; export CHROMIUM; $(BIN)/python tools/quality.py

bench: setup-test  ## N articles against stock Pelican and Hugo
	@tools/setup.sh bench
	@$(BIN)/python bench/build.py --articles $(N)

bench-analysis: setup-test  ## the analysis by part, on real text
	@$(BIN)/python bench/analysis.py

clean:  ## remove what was built (not .venv, the typeface, the addresses published)
	rm -rf output build .mujaz/store.sqlite*
	if [ -d .mujaz/builds ]; then find .mujaz/builds -type f ! -name published -delete; fi
