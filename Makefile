# Needs nothing but make and Python >= 3.11; everything else goes into .venv. `make help` lists the targets.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
PIP    := $(BIN)/python -m pip --disable-pip-version-check
LOCK    = $(UV) pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
          --no-emit-find-links --python-version 3.11 pyproject.toml
UV     ?= $(VENV)-lock/bin/uv

.PHONY: help demo docs diagram bench soak test spark lint rates sbom audit pythons clean lock yasgui
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*##/\t/' | expand -t 12

demo: $(READY) ## build the five seed articles into build/, answer three questions, say where the page is
	@$(BIN)/comity build seeds -o build
	@for ask in 'who-met-whom' 'planned' 'agreements'; do \
	  printf '\n%s\n\n' "$$($(BIN)/comity questions $$ask | head -n 1)? (comity ask $$ask build)"; \
	  $(BIN)/comity ask $$ask build --rows 5 || exit; \
	done
	@printf '\nThe page: %s\n' "$(CURDIR)/build/explorer.html"

test: $(READY) ## run all tests, on all cores
	@$(BIN)/python -m pytest -n auto --dist loadfile

spark: $(READY) ## add Spark (500 MB more) for the tests on a cluster, which need Java 17 too
	@$(PIP) install -qq --require-hashes -r requirements-spark.txt

DOCS := build/docs

docs: $(READY) ## a site of the documents, the ontology with examples from the seeds, and the API, into build/docs/
	@$(BIN)/comity build seeds -o build/docs-graph >/dev/null
	@PYTHONHASHSEED=0 $(BIN)/python docs/ontology.py build/docs-graph build/ontology.html
	@$(BIN)/python docs/site.py build/ontology.html $(DOCS)
	@printf 'The site: %s\n' "$(CURDIR)/$(DOCS)/index.html"

diagram: $(READY) ## draw the ontology anew, into ontology/diagram.svg
	@$(BIN)/python docs/diagram.py ontology/diagram.svg

bench: $(READY) ## measure everything beside its control, into build/bench.md (a quarter of an hour; set COMITY_PEERS=PYTHON for peers)
	@$(BIN)/python tests/benchmarks/bench.py

soak: $(READY) ## hostile input for an hour: any bytes, rows and words through readers, writers and the whole way
	@COMITY_FUZZ=$${COMITY_FUZZ:-500} $(BIN)/python -m pytest -q tests/test_fuzz.py tests/serve/test_any_request.py
	@COMITY_FAULTS=$${COMITY_FAULTS:-40} $(BIN)/python -m pytest -q tests/faults && $(BIN)/python tests/benchmarks/adding.py
	@$(BIN)/python tests/fuzzing all --seconds $${COMITY_FUZZ_SECONDS:-3600}

lint: $(READY) ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

rates: $(READY) ## learn anew, from the annotated articles, how often each rule is right
	@$(BIN)/comity rates seeds/gold tests/articles/dev/gold tests/articles/tellings/dev/gold tests/articles/press/dev/gold -o ontology/rates.csv

SBOM := build/sbom.json
sbom: $(READY) ## list what is shipped, with versions, hashes and licences, as CycloneDX, into build/sbom.json
	@mkdir -p $(dir $(SBOM)) && PYTHONPATH=tests $(BIN)/python -m supply.sbom $(SBOM)

PIP_AUDIT ?= $(VENV)-lock/bin/pip-audit
audit: $(READY) ## compare .venv with the lock, file by file; look at licences, and for known vulnerabilities where one can
	@test -x $(PIP_AUDIT) || { $(PYTHON) -m venv $(VENV)-lock && $(VENV)-lock/bin/python -m pip -qq install pip-audit; } || true
	@PYTHONPATH=tests $(BIN)/python -m supply.audit $(PIP_AUDIT)

pythons: ## build the seeds with every Python >= 3.11 on the path, in new environments, and compare the graphs (long)
	@PYTHONPATH=tests $(PYTHON) -m supply.pythons build/pythons

clean: ## remove everything that was made here
	rm -rf $(VENV) $(VENV)-lock build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

lock: ## renew requirements.txt, requirements-dev.txt and requirements-spark.txt from pyproject.toml
	@test -x $(UV) || { $(PYTHON) -m venv $(VENV)-lock && $(VENV)-lock/bin/python -m pip --quiet install uv; }
	$(LOCK) --output-file requirements.txt
	$(LOCK) --extra dev --constraints requirements.txt --output-file requirements-dev.txt
	$(LOCK) --extra spark --constraints requirements-dev.txt --output-file requirements-spark.txt

YASGUI := 4.6.2
STATIC := graph/comity/serve/static
yasgui: ## renew the query editor in the server's pages (needs npm; set YASGUI=version)
	@rm -rf build/yasgui && mkdir -p build/yasgui
	cd build/yasgui && npm pack --silent @zazuko/yasgui@$(YASGUI) && tar -xzf *.tgz
	sed 's|//# sourceMappingURL=.*||' build/yasgui/package/build/yasgui.min.js > $(STATIC)/yasgui.min.js
	sed 's|/\*# sourceMappingURL=[^*]*\*/||' build/yasgui/package/build/yasgui.min.css > $(STATIC)/yasgui.min.css
	sed -i.old '1s/yasgui [0-9.]*,/yasgui $(YASGUI),/' $(STATIC)/yasgui.LICENSE.txt && rm $(STATIC)/yasgui.LICENSE.txt.old

$(VENV)/.python:
	@command -v $(PYTHON) >/dev/null || { echo "comity needs Python 3.11 or newer, and there is no '$(PYTHON)' here." >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "comity needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.12" >&2; exit 2; }
	@echo "Making $(VENV) with $$($(PYTHON) -V) ..."
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "python3 -m venv failed (on Debian: apt install python3-venv)" >&2; exit 2; }
	@touch $@

$(VENV)/.packages: $(VENV)/.python requirements-dev.txt
	@echo "Installing the pinned packages (some 500 MB, a few minutes the first time) ..."
	@if [ -t 1 ]; then loud=; else loud=-qq; fi; $(PIP) install $$loud --require-hashes -r requirements-dev.txt
	@touch $@

$(READY): $(VENV)/.packages pyproject.toml
	@$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@
