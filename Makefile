# make run        open the register on a sample           make accuracy   measure accuracy, rewrite its page
# make test       run every check and test               make speed      measure speed, rewrite its page
# make format     put the code in order                  make pins       renew constraints.txt
# make reference  rewrite made pages of docs/reference   make pictures   take the pictures of docs/images anew
# make alignment  score the comparison, rewrite its page  make language   time the search, rewrite its page
# make loading    time bringing documents in, likewise    make corpora    measure datasets, rewrite their page
# make layouts    read texts in other layouts, likewise   make clean      remove all that was built
# make register   time a full register's pages, likewise    make catalogues  renew the interface's texts, compile them

PYTHON ?= $(firstword $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python; done) python3)
BIN := .venv/bin
POSTGRESQL ?= postgres://postgres@127.0.0.1:5432/postgres
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: run test format accuracy speed loading register alignment language layouts corpora reference pictures catalogues pins clean

run: .venv/.run
	$(BIN)/dispositif register serve --home build/register --sample

# The register's tests, on each database, beside all others: a browser's mostly wait. What a shell runs behind it cannot be
# interrupted, so that the tests of that stand in front.
REGISTER := $(BIN)/pytest -p no:cacheprovider tests/register
test: .venv/.test
	@failed=0; mkdir -p build; $(REGISTER) >build/sqlite.log 2>&1 & sqlite=$$!; \
	(if $(BIN)/python -c "import psycopg; psycopg.connect('$(POSTGRESQL)', connect_timeout=3)" 2>/dev/null; then \
		DATABASE_URL=$(POSTGRESQL) $(REGISTER); \
	else echo "Skipped: no PostgreSQL answers at $(POSTGRESQL). Name another: make test POSTGRESQL=postgres://…"; fi \
	) >build/postgresql.log 2>&1 & postgresql=$$!; \
	for check in "ruff check" "ruff format --check" mypy lint-imports; do \
		echo "── $$check"; $(BIN)/$$check || failed=1; done; \
	echo "── pytest, all but the register"; $(BIN)/pytest --ignore=tests/register || failed=1; \
	echo "── pytest tests/register, on SQLite"; wait $$sqlite || failed=1; cat build/sqlite.log; \
	echo "── pytest tests/register, on PostgreSQL"; wait $$postgresql || failed=1; cat build/postgresql.log; \
	exit $$failed

format: .venv/.test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

accuracy speed loading register alignment language layouts: .venv/.run
	$(BIN)/python benchmarks/$@.py

corpora: .venv/.test
	$(BIN)/python benchmarks/corpora.py

reference: .venv/.run
	$(BIN)/python docs/reference/make.py

pictures: .venv/.test
	$(BIN)/python docs/images/make.py

# What is new in the sources is empty in the catalogues afterwards, or fuzzy: a test fails until somebody has written it.
CATALOGUES := $(wildcard src/dispositif/register/locale/*/LC_MESSAGES/django.po)
catalogues: .venv/.run
	cd src/dispositif/register && SECRET_KEY=none DJANGO_SETTINGS_MODULE=dispositif.register.settings \
		$(CURDIR)/$(BIN)/django-admin makemessages --all --no-location --no-obsolete --no-wrap
	sed -i.old '/^"POT-Creation-Date/d; /^"Report-Msgid-Bugs-To/d' $(CATALOGUES) && rm $(CATALOGUES:=.old)
	for one in $(CATALOGUES); do msgfmt --check-format -o "$${one%.po}.mo" "$$one" || exit 1; done

pins:
	rm -rf build/pins
	$(PYTHON) -m venv build/pins
	build/pins/bin/python -m pip install --quiet -e .[cluster,dataset,register,test]
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
	$(INSTALL) -e .[register]
	@touch $@

.venv/.test: pyproject.toml setup.py constraints.txt $(SOURCES) | .venv/bin/python
	@find src -name '*.so' -delete
	$(INSTALL) -e .[cluster,dataset,register,test]
	@touch $@ .venv/.run
