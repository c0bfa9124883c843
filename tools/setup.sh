#!/bin/sh
# Make .venv with exactly the packages of one lock file: tools/setup.sh site|test|bench
# Every package is checked against its hash; where packages come from is the machine's own business.
set -eu
kind=$1
cd "$(dirname "$0")/.."
fonts() { .venv/bin/python -m mujaz.site.fonts theme/fonts; }  # at once where they are made already
stamp=.venv/$kind.stamp
lock=requirements/$kind.txt
if [ -e "$stamp" ] && cmp -s "$lock" "$stamp" && .venv/bin/python -c 'import mujaz' 2>/dev/null; then fonts; exit 0; fi

python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    for candidate in python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1; then python=$candidate; break; fi
    done
fi
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "setup: $python is not Python 3.11 or newer; install one and call: make PYTHON=/path/to/python3.12" >&2
    exit 1
}
if [ ! -x .venv/bin/python ]; then
    echo "setup: making .venv (once; a minute or two)"
    "$python" -m venv .venv || {
        rm -rf .venv
        echo "setup: this Python cannot make virtual environments; on Debian or Ubuntu: apt install python3-venv" >&2
        exit 1
    }
fi
echo "setup: installing the packages of $lock"
# twice quiet: a place in this machine's own pip settings that lacks a package is no news; errors are told
.venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r "$lock"
if ! .venv/bin/python -c 'import mujaz' 2>/dev/null || [ ! -x .venv/bin/mujaz ]; then
    .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
fi
cp "$lock" "$stamp"
fonts
fonts
