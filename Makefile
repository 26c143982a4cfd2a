# Kahvibotti: make run | setup | test | check | bench | package | clean
PYTHON ?= python3
PY := .venv/bin/python

.PHONY: run setup test check bench package format clean

run: setup
	@$(PY) -m playground

setup: .venv/ready $(if $(shell command -v npm),playground/node_modules/ready)

.venv/ready: requirements.txt requirements-dev.txt constraints.txt
	@test -d .venv || $(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
	@touch $@

playground/node_modules/ready: playground/package.json playground/package-lock.json
	@cd playground && npm ci --silent --no-fund --no-audit
	@touch $@

test: setup
	@$(PY) -m pytest

check: .venv/ready
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports

bench: .venv/ready
	@$(PY) -m bench

package: .venv/packaging
	@$(PY) -m manifest

# The package is made on servers and in Cloud Shell too, where what the tests need would only take room.
.venv/packaging: requirements.txt constraints.txt
	@test -d .venv || $(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt jsonschema
	@touch $@

format: .venv/ready
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

clean:
	rm -rf .venv playground/node_modules artifacts
