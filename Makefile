# make run        read the bundled sample communiqué     make accuracy   measure accuracy, rewrite its page
# make test       run every check and test               make speed      measure speed, rewrite its page
# make format     put the code in order                  make pins       renew constraints.txt
# make reference  rewrite the made pages of docs/reference   make pictures   take the pictures of docs/images anew
# make corpora    measure datasets, rewrite their page

PYTHON ?= $(firstword $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python; done) python3)
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: run test format accuracy speed corpora reference pictures pins clean

run: .venv/.run
	$(BIN)/dispositif read src/dispositif/samples/communique.txt

test: .venv/.test
	@failed=0; for check in "ruff check" "ruff format --check" mypy lint-imports pytest; do \
		echo "── $$check"; $(BIN)/$$check || failed=1; done; exit $$failed

format: .venv/.test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

accuracy: .venv/.run
	$(BIN)/python benchmarks/accuracy.py

speed: .venv/.run
	$(BIN)/python benchmarks/speed.py

corpora: .venv/.test
	$(BIN)/python benchmarks/corpora.py

reference: .venv/.run
	$(BIN)/python docs/reference/make.py

pictures: .venv/.test
	$(BIN)/python docs/images/make.py

pins:
	rm -rf build/pins
	$(PYTHON) -m venv build/pins
	build/pins/bin/python -m pip install --quiet -e .[test]
	build/pins/bin/python -m pip freeze --exclude-editable > constraints.txt

clean:
	rm -rf .venv build benchmarks/.venv-*
	find src -name '*.so' -delete

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Dispositif needs Python 3.11 or later; $(PYTHON) is not. Name one: make run PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

# Installing compiles the engine's stages, in two minutes, where there is a C compiler. `make test DISPOSITIF_PURE=1`
# leaves them as they are, as one wants while editing.
SOURCES := $(if $(DISPOSITIF_PURE),,$(shell find src -name '*.py'))
export DISPOSITIF_PURE

.venv/.run: pyproject.toml setup.py constraints.txt $(SOURCES) | .venv/bin/python
	@find src -name '*.so' -delete
	$(INSTALL) -e .
	@touch $@

.venv/.test: pyproject.toml setup.py constraints.txt $(SOURCES) | .venv/bin/python
	@find src -name '*.so' -delete
	$(INSTALL) -e .[test]
	@touch $@ .venv/.run
