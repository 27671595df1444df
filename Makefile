PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := corpus/collections/smart-city
HOME_DIR ?= .vkb
PORT ?= 8000
EVAL_DIR ?= ../shared/eval
JUDGED := vi-law ko-law ko-public-pdf xl-policy xl-policy-ko2vi-mixed xl-policy-vi2ko-mixed

.PHONY: run test check bench quality calibrate clean

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
	$(BIN)/python -m tests.benchmarks --runs 1

quality: $(VENV)/.ready
	$(BIN)/python -m tests.quality.evaluation $(EVAL_DIR)

calibrate: $(VENV)/.ready
	$(BIN)/python -m tests.quality.calibrate $(addprefix $(EVAL_DIR)/,$(JUDGED))

clean:
	rm -rf $(VENV) $(HOME_DIR) dist build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
