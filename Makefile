# make serve: the site on http://127.0.0.1:8000/    make test: every check    make quick: all but the slow ones
PYTHON ?= python3
BIN := .venv/bin
CLIENTS := $(patsubst tests/clients/requirements/%.in,%,$(wildcard tests/clients/requirements/*.in))

# What is asked for in one go does not wait for one another: `make node clients`.
MAKEFLAGS += --jobs=4

.DELETE_ON_ERROR:
.PHONY: serve test quick busy site record record-clients record-options fuzz parity mutants node clients lighthouse zipapp drift lock

# Material announces its successor at every build.
export NO_MKDOCS_2_WARNING := 1

# Tests start Python often; where it may not keep what it has compiled, each start compiles all files anew.
unexport PYTHONDONTWRITEBYTECODE

serve: .venv/ready
	$(BIN)/mkdocs serve

quick: ONLY := -m "not slow"
test quick: .venv/ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses=auto $(ONLY)

# The tests while something else keeps every core busy: none depends on speed. Their order is random each time.
busy: .venv/ready
	pids=; for core in $$(seq $$(nproc)); do (while :; do :; done) & pids="$$pids $$!"; done; \
	trap "kill $$pids" EXIT; $(BIN)/pytest --numprocesses=auto $(ONLY)

site: .venv/ready
	$(BIN)/mkdocs build --strict

# diagnose.py in one file: the same bytes each time.
zipapp:
	$(PYTHON) docs/.theme/pack.py dist/diagnose.pyz

# What the tests of spelling, accessibility and the checker's types and page take from npm, where there is Node.
node:
	cd tests/node && npm ci --ignore-scripts --no-audit --no-fund

# The clients that tests/clients runs, each in an environment of its own, as they come from PyPI.
clients: $(CLIENTS:%=.clients/%/ready)

# What `python tests/tools/bench.py site` takes from npm.
lighthouse:
	cd tests/tools/lighthouse && npm ci --ignore-scripts --no-audit --no-fund

# The pages whose sources have changed, or that were checked long ago.
drift: .venv/ready
	$(BIN)/python tests/tools/drift.py

# What pages take from the catalogue, what the commands on them print now, and what the checker's page shows.
record: .venv/ready
	$(BIN)/python tests/tools/record_lists.py
	$(BIN)/python tests/tools/record_sessions.py
	$(BIN)/python tests/tools/record_blocks.py
	$(BIN)/python tests/tools/visit.py

# What the clients print now, which make clients installs.
record-clients: .venv/ready
	$(BIN)/python tests/tools/record_clients.py

# The options that programs of the pages' commands have, of those programs that are installed here.
record-options: .venv/ready
	$(BIN)/python tests/tools/record_options.py

# Random, mutated and clipped logs, claims, publishers and workflows. make fuzz NUMBER=1000 SEED=2
fuzz: NUMBER ?= 100000
fuzz: SEED ?= 1
fuzz: .venv/ready
	$(BIN)/python tests/tools/fuzz.py --number $(NUMBER) --seed $(SEED)

# The snippets and the checker, asked the same odd things. make parity NUMBER=50000 SEED=2
parity: NUMBER ?= 10000
parity: SEED ?= 1
parity: .venv/ready
	$(BIN)/python tests/tools/parity.py --number $(NUMBER) --seed $(SEED)

# Small errors, one at a time, in copies: which of them no test notices. make mutants NUMBER=50 SEED=2
mutants: NUMBER ?= 300
mutants: SEED ?= 1
mutants: .venv/ready
	$(BIN)/python tests/tools/mutants.py --number $(NUMBER) --seed $(SEED)

# pip of the machine installs into the environment: it needs neither ensurepip nor the right to touch the system.
.venv/ready: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv --without-pip .venv
	$(PYTHON) -m pip --python $(BIN)/python install --quiet --require-hashes --requirement requirements.txt
	touch $@

# uv takes seconds where pip takes minutes; pip knows a mirror that only its own configuration names.
.clients/%/ready: tests/clients/requirements/%.txt | .venv/ready
	$(PYTHON) -m venv --without-pip --clear .clients/$*
	$(BIN)/uv pip install --quiet --python .clients/$*/bin/python --require-hashes --requirements $< || \
		$(PYTHON) -m pip --python .clients/$*/bin/python install --quiet --require-hashes --requirement $<
	touch $@

# A release that is younger has been looked at by few.
lock: export UV_EXCLUDE_NEWER ?= 7 days
lock: COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --no-header --upgrade
lock: .venv/ready
	$(COMPILE) --group snippets --group site --group test --group lock --output-file requirements.txt pyproject.toml
	set -e; cd tests/clients/requirements; for client in $(CLIENTS); do \
		../../../$(COMPILE) --no-strip-extras --output-file $$client.txt $$client.in; done
