#!/usr/bin/env bash
# Installs the system libraries that are missing, where apt may be used; elsewhere names the command and goes on:
# what needs them says so itself. `base`: to run the portal, `dev`: to test it, `venv`: to make .venv.
set -euo pipefail

missing=()
# /sbin is not on every user's path.
libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)

need_library() { # shared object, package
    [[ $libraries == *"$1"* ]] || missing+=("$2")
}

need_program() { # package, places where the program may lie
    local package=$1 place
    shift
    for place in "$@"; do
        # A place may be a pattern; one match is enough.
        compgen -G "$place" >/dev/null && return
        command -v "$place" >/dev/null && return
    done
    missing+=("$package")
}

need_pango() {
    need_library libpango-1.0.so.0 libpango-1.0-0
    need_library libpangoft2-1.0.so.0 libpangoft2-1.0-0
    need_library libharfbuzz-subset.so.0 libharfbuzz-subset0
}

case $1 in
    base)
        need_pango
        ;;
    dev)
        need_pango
        need_program postgresql '/usr/lib/postgresql/*/bin/initdb' initdb
        need_program chromium chromium
        need_program poppler-utils pdftoppm
        need_program libreoffice-writer-nogui '/usr/lib/libreoffice/program/libswlo.so'
        need_program libreoffice-calc-nogui '/usr/lib/libreoffice/program/libsclo.so'
        ;;
    venv)
        missing=(python3-venv)
        ;;
    *)
        echo "usage: $0 base|dev|venv" >&2
        exit 2
        ;;
esac

((${#missing[@]})) || exit 0

if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    echo "Installing system packages: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; then
        exit 0
    fi
fi
echo "System packages are missing and could not be installed here. As root, run:" >&2
echo "    apt-get install -y --no-install-recommends ${missing[*]}" >&2
