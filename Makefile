# Two commands do everything on a fresh machine: "make run" and "make test".

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test papers-test check words format clean benchmarks

run: $(READY)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = "Darwin" ]; then \
		$(BIN)/python -m stationdesk tour demo-output --window; \
	else \
		$(BIN)/python -m stationdesk tour demo-output; \
	fi

test: check
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n 2 --dist worksteal

papers-test: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -rs -m papers tests/papers

check: $(READY)
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python resources/locale/words.py check

words: $(READY)
	$(BIN)/python resources/locale/words.py compile

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

benchmarks: $(READY)
	@for file in benchmarks/*.py; do echo "== $$file"; QT_QPA_PLATFORM=offscreen $(BIN)/python $$file; done

clean:
	rm -rf $(VENV) demo-output build dist

$(READY): pyproject.toml constraints.txt installer/system-packages.sh
	@PYTHON=$(PYTHON) sh installer/system-packages.sh
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "StationDesk needs Python 3.11 or newer."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)
