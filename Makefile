PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := corpus/collections/smart-city
HOME_DIR ?= .vkb
PORT ?= 8000
EVAL_DIR ?= ../shared/eval

.PHONY: run test check bench quality clean

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q -c constraints.txt -e '.[all]'
	touch $@

run: $(VENV)/.ready
	$(BIN)/vkb index $(SAMPLE) --home $(HOME_DIR)
	$(BIN)/vkb serve --home $(HOME_DIR) --port $(PORT)

test: $(VENV)/.ready
	$(BIN)/pytest

check: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.ready
	$(BIN)/python -m tests.benchmarks

quality: $(VENV)/.ready
	$(BIN)/python -m tests.quality.evaluation $(EVAL_DIR)

clean:
	rm -rf $(VENV) $(HOME_DIR) dist build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
