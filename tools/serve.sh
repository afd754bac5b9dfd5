#!/usr/bin/env bash
# Serves the portal on 127.0.0.1:$PORT with one background worker beside it; `serve.sh demo` loads the
# demonstration data first, which leaves what is already there.
set -euo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python
port=${PORT:-8000}

case ${DEBUG:-} in
    1 | on | true | True) debug=yes ;;
    *) debug= ;;
esac

static_files_changed() {
    local manifest=var/static/staticfiles.json
    [[ ! -f $manifest ]] || [[ -n $(find static .venv/.installed-base -newer "$manifest" -print -quit) ]]
}

stop() {
    trap - EXIT INT TERM
    kill "${children[@]}" 2>/dev/null || true
    wait
}

if ! $python -c "import socket; socket.create_server(('127.0.0.1', $port)).close()" 2>/dev/null; then
    echo "Port $port is in use. Choose another: make ... PORT=8001" >&2
    exit 1
fi

$python manage.py migrate --verbosity 0
if [[ ! $debug ]]; then
    export HASHED_STATIC_FILES=on
    if static_files_changed; then
        $python manage.py collectstatic --no-input --clear --verbosity 0
    fi
fi
if [[ ${1:-} == demo ]]; then
    $python manage.py demo
fi

children=()
trap stop EXIT INT TERM
$python manage.py db_worker &
children+=($!)
if [[ $debug ]]; then
    $python manage.py runserver "127.0.0.1:$port" &
else
    .venv/bin/gunicorn ita_portal.wsgi --bind "127.0.0.1:$port" --workers 2 --threads 4 --timeout 120 \
        --log-level error &
fi
server=$!
children+=("$server")
echo
echo "http://127.0.0.1:$port   (Ctrl+C stops)"
wait "$server"
