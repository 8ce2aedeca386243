# Everything a fresh machine needs is Python 3.11 or newer, make and a C compiler.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: reproduce test torture check format bench lab lab-hour clean

reproduce: $(READY)      ## the whole paper into report/index.html
	$(BIN)/pairlattice reproduce --out report

test: $(READY)           ## every test and every doctest
	$(BIN)/python -m pytest -n 2

torture: $(READY)        ## 100 killed runs, 10,000 scenarios, a sweep that loses workers: half an hour
	PAIRLATTICE_TORTURE=1 $(BIN)/python -m pytest tests/endurance -n 0 -s

check: $(READY)          ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)          ## site-steps per second, against the plain form of the same step
	$(BIN)/pairlattice bench

lab: $(READY)            ## the lattice in a browser, live
	$(BIN)/pairlattice lab

lab-hour: $(READY)       ## memory of the lab while a page stays open for an hour
	$(BIN)/pairlattice bench --lab-minutes 60

clean:
	rm -rf $(VENV) report build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "pairlattice needs Python 3.11 or newer, found " + sys.version.split()[0] + "; set PYTHON=/path/to/newer/python3")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@
