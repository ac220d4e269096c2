# make demo: check the example report.   make test: everything that CI checks.
# Needs Python 3.11 or later; the first run makes a virtual environment in $(VENV) and fills it.

PYTHON ?= $(shell command -v python3.11 2>/dev/null || command -v python3 2>/dev/null || echo python3)
VENV ?= .venv
BIN := $(VENV)/bin
EXAMPLE := examples/linjiang-2021/published/report.docx
OUT := out/linjiang-2021

.PHONY: demo test lint soak clean
.DEFAULT_GOAL := demo

# Stamps: set up again only when the environment is gone or the project's needs have changed.
$(VENV)/.stamp-run: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.x")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.stamp-dev: $(VENV)/.stamp-run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

# The checker exits with 1 since the example has mistakes: that is the demo's point. 2 would be a failure.
demo: $(VENV)/.stamp-run
	@mkdir -p $(dir $(OUT))
	@$(BIN)/juesuan check $(EXAMPLE) --format json -o $(OUT).json; test $$? -le 1
	@$(BIN)/juesuan check $(EXAMPLE) --format text -o $(OUT).txt; test $$? -le 1
	@cat $(OUT).txt
	@echo
	@echo "The same is in $(OUT).txt, and for programs in $(OUT).json."

test: $(VENV)/.stamp-dev lint
	$(BIN)/python -m pytest

lint: $(VENV)/.stamp-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Minutes long, so no part of the tests: a thousand damaged files.
soak: $(VENV)/.stamp-dev
	$(BIN)/python benchmarks/soak.py

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
