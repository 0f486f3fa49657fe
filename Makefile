.DEFAULT_GOAL := help
.PHONY: help run test check train setup playbook evaluate evaluate-nlu bench format

PYTHON := .venv/bin/python
export PYTHONUNBUFFERED := 1
export RASA_TELEMETRY_ENABLED := false
export PYTHONDONTWRITEBYTECODE :=

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: setup ## install, train if needed, start everything and print the address
	@$(PYTHON) -m tools.run

test: setup ## every test: check, unit, store, bot, live journeys, browser
	@$(PYTHON) -m tools.suites

check: setup ## format, lint, types, import contracts, playbook, docs
	@$(PYTHON) -m tools.suites check

train: setup ## train the bot and the ear, if their inputs changed
	@$(PYTHON) -m tools.train

playbook: setup ## check every playbook file
	@$(PYTHON) -m coaching.playbook check

evaluate: train ## measure understanding on the held-out test sets
	@$(PYTHON) -m tools.evaluate

evaluate-nlu: setup ## train the same way on TRAIN=a.csv, measure on TEST=b.csv (text,intent)
	@$(PYTHON) -m tools.evaluate_nlu "$(TRAIN)" "$(TEST)"

bench: train ## measure speed, memory and understanding against their targets
	@$(PYTHON) -m bench

format: setup ## format the code
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .

setup: ## make both Python environments
	@sh tools/setup.sh
