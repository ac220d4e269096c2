# make demo: compile the example and check reports.   make test: everything that CI checks.
# Needs Python 3.11 or later; the first run makes a virtual environment in $(VENV) and fills it.

PYTHON ?= $(shell command -v python3.11 2>/dev/null || command -v python3 2>/dev/null || echo python3)
VENV ?= .venv
BIN := $(VENV)/bin
EXAMPLE := examples/linjiang-2021
PUBLISHED := $(EXAMPLE)/published/report.docx
OUT := out/linjiang-2021

.PHONY: demo test lint soak clean
.DEFAULT_GOAL := demo

# Stamps: set up again only when the environment is gone or the project's needs have changed.
# Where typst cannot be installed, everything but the report as PDF is made, and the compiler says so.
$(VENV)/.stamp-run: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.x")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[pdf]' || \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.stamp-dev: $(VENV)/.stamp-run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

# Compile a unit's year, then check what was made and what the bureau published. The checker exits with 1 since the
# published report has mistakes: that is the demo's point. 2 would be a failure.
demo: $(VENV)/.stamp-run
	@mkdir -p $(dir $(OUT))
	@$(BIN)/juesuan check $(PUBLISHED) --format json -o $(OUT).json; test $$? -le 1
	@$(BIN)/juesuan check $(PUBLISHED) --format text -o $(OUT).txt; test $$? -le 1
	@cat $(OUT).txt
	@echo
	@echo "That is the report as published. The same is in $(OUT).txt, and for programs in $(OUT).json."
	@echo
	@echo "Now the unit's year in $(EXAMPLE), compiled into a report without a mistake, and checked:"
	@$(BIN)/juesuan compile $(EXAMPLE) -o $(OUT)
	@$(BIN)/juesuan check $$(ls $(OUT)/report.* $(OUT)/tables.xlsx) --fail-on warning --format text -o $(OUT)-compiled.txt
	@tail -n 2 $(OUT)-compiled.txt
	@echo "Look at $(OUT)/report.docx, and report.pdf, report.html and tables.xlsx beside it; the check is $(OUT)-compiled.txt."

test: $(VENV)/.stamp-dev lint
	$(BIN)/python -m pytest

lint: $(VENV)/.stamp-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Long, so no part of the tests: a thousand damaged files (minutes); 2,000 made-up departments in each edition, compiled
# and read back in every format (hours).
soak: $(VENV)/.stamp-dev
	$(BIN)/python benchmarks/soak.py
	$(BIN)/python benchmarks/round_trip.py --count 2000

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
