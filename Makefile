# The verbs. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
UV := .tools/uv/bin/uv
BIN := .venv/bin
STAMP := .venv/.installed
# Compiled once, Rasa's three thousand modules load in a third of the time.
unexport PYTHONDONTWRITEBYTECODE
export TF_CPP_MIN_LOG_LEVEL ?= 3
export SQLALCHEMY_SILENCE_UBER_WARNING ?= 1

.PHONY: help setup run test browser check train chat ask decide bench mutants lock clean

help: ## List the verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) train ## Install everything and train the model (run and test do it first)

$(UV):
	@echo "setup: installing uv"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools/uv uv \
	 || $(PYTHON) -m pip install --quiet --target .tools/uv uv

$(STAMP): $(UV) requirements.lock pyproject.toml .python-version
	@echo "setup: making .venv with Python $$(cat .python-version)"
	@test -x $(BIN)/python || $(UV) venv --quiet .venv
	@echo "setup: installing $$(grep -c '==' requirements.lock) packages"
	@VIRTUAL_ENV=.venv $(UV) pip sync --require-hashes requirements.lock
	@VIRTUAL_ENV=.venv $(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

train: $(STAMP) ## Train the model, if anything that it is made of has changed
	@$(BIN)/python -m bot.nlu.train

run: setup ## Run the assistant: chat, desk and worker, until Ctrl-C
	@exec $(BIN)/refunds run

test: setup browser check ## Run all checks and all tests
	@$(BIN)/python -m pytest

browser: $(STAMP) ## Get a Chromium for the tests, where the machine has none
	@command -v chromium >/dev/null || tests/browser/get_chromium.sh

check: $(STAMP) ## Check format, types, imports, data and policies
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/yamllint --strict .
	@$(BIN)/refunds policy check

chat: $(STAMP) ## Talk to the running assistant in the terminal
	@$(BIN)/refunds chat

ask: setup ## Show what is understood: make ask TEXT="…"
	@printf '%s\n' "$$TEXT" | $(BIN)/refunds understand -

decide: $(STAMP) ## Decide requests: make decide FILE=request.json
	@$(BIN)/refunds decide "$$FILE"

bench: setup browser ## Measure what a turn costs, a decision, the wait in the chat, and WhatsApp
	@$(BIN)/python -m bench.turns
	@$(BIN)/python -m bench.decide
	@$(BIN)/python -m bench.first_word
	@$(BIN)/python -m bench.whatsapp

mutants: $(STAMP) ## Break the policy engine on purpose and count what its tests notice
	@$(BIN)/python -m bench.mutants $(ARGS)

lock: $(UV) ## Resolve the dependencies anew into requirements.lock
	@$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	 --no-header --no-annotate --all-extras --upgrade pyproject.toml --output-file requirements.lock

clean: ## Remove what setup made; cases stay
	@rm -rf .venv .tools models .rasa
