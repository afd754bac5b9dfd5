# The commands of this project. Each makes what it needs: the virtual environment, the pinned packages and,
# where apt may be used, the system libraries.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo run test bench gallery check format requirements clean

PORT ?= 8000
export PORT

help:
	@echo "make demo          the portal with demonstration data on http://127.0.0.1:$(PORT)"
	@echo "make run           the portal with your own data (DEBUG=on reloads when code changes)"
	@echo "make test          lint, types and all tests, on SQLite and on PostgreSQL"
	@echo "make gallery       pictures of all documents, for docs/gallery.md"
	@echo "make check         lint and types only"
	@echo "make format        format Python and templates"
	@echo "make bench         the benchmarks"
	@echo "make requirements  compile requirements/*.txt from pyproject.toml"
	@echo "make clean         remove .venv and caches; data in var/ stays"

demo:
	@tools/prepare.sh base
	@tools/serve.sh demo

run:
	@tools/prepare.sh base
	@tools/serve.sh

test:
	@tools/prepare.sh dev
	@.venv/bin/python -m tools.run_tests

bench:
	@tools/prepare.sh dev
	@.venv/bin/python -m bench

gallery:
	@tools/prepare.sh dev
	@.venv/bin/python -m tools.gallery

check:
	@tools/prepare.sh dev
	@.venv/bin/python -m tools.static_checks

format:
	@tools/prepare.sh dev
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} +

requirements:
	@tools/prepare.sh dev
	@tools/compile_requirements.sh

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis var/coverage var/static
