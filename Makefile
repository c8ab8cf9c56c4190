# The verbs of this project. Each one sets up what it needs, once.
#
#   make demo      the demo campaign, start to summary; elsewhere: EMULATOR=moto|localstack, ENDPOINT_URL=http://...
#   make test      the whole suite, on two workers    make test ARGS="-k lease -x"   one: ARGS="-n 0"
#   make check     lint, types, import rules, template, docs
#   make bench     what a mail costs, how fast everything is, and whether each bar is met
#   make stress    five live campaigns on the local stack while senders die: make stress LEADS=100000
#   make prove     check the models, every fault at every call, many schedules: make prove SCHEDULES=100000
#   make mutants   take out one guard at a time and check that a test fails
#   make pictures  take the pictures of docs/guide.md anew, with Chromium
#   make build     the AWS artifact           make deploy   build it and deploy it, asking as it goes
#   make lock      resolve all dependencies anew
#   make format    put the code into its one form
#   make clean     remove what was made, environments included
#
# Any Python from 3.11 on will do; 3.13, the Lambda runtime's version, is used where there is one.
# `make test PYTHON=python3.11` uses exactly that one and makes the environments anew with it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test check mutants pictures bench stress build deploy lock clean format project-env emulator-env moto-env sam-env checkov-env

PYTHON ?=
ARGS ?=
EMULATOR ?=
ENDPOINT_URL ?=
SCHEDULES ?= 100000
LEADS ?= 2000
EXAMPLES ?= 2000
# PYTHON is about the environments here. In the layers' Makefiles the same name has another meaning.
MAKEOVERRIDES =
unexport PYTHON
export SAM_CLI_TELEMETRY := 0
export CKV_SKIP_PACKAGE_UPDATE_CHECK := true
BIN := .venv/bin
SAM := .tools/sam/bin/sam
CHECKOV := .tools/checkov/bin/checkov

# A Python that can run tools/environments.py, which then looks for the best one. `python3` may be older than 3.11,
# and a name on PATH may be a version manager's shim that does not work. So each one is tried.
some_python = $(or $(shell \
  for p in "$(PYTHON)" .venv/bin/python python3 python3.13 python3.12 python3.11 python3.14 python \
           "$(HOME)"/.pyenv/versions/3.1[1-9]*/bin/python "$(HOME)"/.local/share/uv/python/*/bin/python3; do \
    if "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$$p"; break; fi; \
  done),$(error Python 3.11 or newer is needed, and none was found on PATH or in ~/.pyenv/versions))
environments = "$(some_python)" tools/environments.py

help:
	@sed -n 's/^#   make/  make/p' Makefile

demo: project-env $(if $(filter moto,$(EMULATOR)),moto-env,emulator-env)
	@$(BIN)/outreach demo $(addprefix --emulator ,$(EMULATOR)) $(addprefix --endpoint-url ,$(ENDPOINT_URL)) $(ARGS)

test: project-env emulator-env moto-env sam-env
	@$(BIN)/python -m pytest -n 2 --dist loadscope --no-loadscope-reorder $(ARGS)

check: project-env sam-env checkov-env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cfn-lint template.yaml infra/events/*.yaml
	$(SAM) validate --lint --region us-east-1
	$(CHECKOV) --file template.yaml infra/events/*.yaml --framework cloudformation --skip-download --quiet --compact
	$(BIN)/python tools/check_docs.py

mutants: project-env emulator-env moto-env sam-env
	@PYTHONPATH=tests $(BIN)/python -m mutants.run $(ARGS)

bench: project-env emulator-env sam-env
	@PYTHONPATH=tests:tools $(BIN)/python tools/bench.py $(ARGS)

stress: project-env emulator-env
	@PYTHONPATH=tests:tools $(BIN)/python tools/stress.py --leads $(LEADS) $(ARGS)

pictures: project-env
	@PYTHONPATH=tests:tools $(BIN)/python tools/pictures.py

prove: project-env emulator-env
	@PYTHONPATH=tests $(BIN)/python tests/model/prove.py
	@OUTREACH_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest -q -n 2 -m hypothesis tests
	@PYTHONPATH=tests $(BIN)/python -m simulation.prove --schedules $(SCHEDULES) $(ARGS)

# sam looks for the runtime's own `python3.13` on PATH and accepts nothing else.
build: sam-env
	@runtime=$$($(environments) interpreter 3.13); \
	PATH="$$(dirname "$$runtime"):$$PATH" $(SAM) build $(ARGS)

deploy: build
	@$(SAM) deploy --guided

lock:
	@$(environments) lock

format: project-env
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

clean:
	@rm -rf .venv .tools .aws-sam .outreach build artifacts .pytest_cache .mypy_cache .ruff_cache \
	  .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

project-env emulator-env moto-env sam-env checkov-env:
	@$(environments) ensure $(@:-env=) $(if $(PYTHON),--python "$(PYTHON)")
