#!/usr/bin/env bash
# Makes .venv and installs the pinned packages: `prepare.sh base` to run the portal, `prepare.sh dev` to test it.
# Does nothing when that has been done and requirements/ has not changed since.
set -euo pipefail
cd "$(dirname "$0")/.."

kind=$1
stamp=.venv/.installed-$kind
supported='import sys; sys.exit(sys.version_info < (3, 11))'

find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c "$supported" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Python 3.11 or newer is needed and was not found. Install it, or name it: make ... PYTHON=/path/to/python" >&2
    return 1
}

make_virtual_environment() {
    local python
    python=$(find_python)
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        tools/system_packages.sh venv
    fi
    echo "Making .venv with $("$python" --version)."
    "$python" -m venv .venv
}

if [[ -x .venv/bin/python ]] && ! .venv/bin/python -c "$supported" 2>/dev/null; then
    echo ".venv holds $(.venv/bin/python --version 2>&1 || true), but Python 3.11 or newer is needed. Run: make clean" >&2
    exit 1
fi
[[ -x .venv/bin/python ]] || make_virtual_environment

# Both wait for downloads: one goes on while the other does.
tools/system_packages.sh "$kind" &
libraries=$!
trap wait EXIT

checksum=$(sha256sum "requirements/$kind.txt")
if [[ ! -f $stamp || $(<"$stamp") != "$checksum" ]]; then
    echo "Installing requirements/$kind.txt."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "requirements/$kind.txt"
    echo "$checksum" >"$stamp"
    # dev.txt holds base.txt with the same pins.
    [[ $kind == base ]] || sha256sum requirements/base.txt >.venv/.installed-base
fi
wait "$libraries"
