#!/usr/bin/env bash
# Pins every package with its hashes. What runs (base) is settled first; the seal, S3 and development add to it.
set -euo pipefail
cd "$(dirname "$0")/.."

export CUSTOM_COMPILE_COMMAND="make requirements"
compile=(.venv/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe
    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links)

"${compile[@]}" "$@" --output-file requirements/base.txt pyproject.toml
"${compile[@]}" "$@" --extra seal --constraint requirements/base.txt --output-file requirements/seal.txt pyproject.toml
"${compile[@]}" "$@" --extra s3 --constraint requirements/seal.txt --output-file requirements/s3.txt pyproject.toml
"${compile[@]}" "$@" --extra dev --constraint requirements/seal.txt --constraint requirements/s3.txt \
    --output-file requirements/dev.txt pyproject.toml
