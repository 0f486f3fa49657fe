#!/bin/sh
# Makes both Python environments: .venv (3.11 or newer) and bot/.venv (3.10, for Rasa).
# Finds uv and the interpreters, fetches what is missing, and says what it cannot get.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

find_uv() {
    for candidate in "$(command -v uv 2>/dev/null || true)" "$HOME/.local/bin/uv" .tools/bin/uv; do
        if [ -n "$candidate" ] && [ -x "$candidate" ]; then echo "$candidate"; return 0; fi
    done
    for python in python3 python; do
        if command -v "$python" >/dev/null 2>&1 && "$python" -m venv .tools >/dev/null 2>&1; then
            say "Fetching uv into .tools ..."
            if .tools/bin/pip install --quiet uv >&2; then echo .tools/bin/uv; return 0; fi
        fi
    done
    say "Sales Coach needs uv, or Python 3 with venv and pip. Get uv with:"
    say "    curl -LsSf https://astral.sh/uv/install.sh | sh"
    return 1
}

# find_python VERSION_REQUEST GLOB...: what uv knows, then interpreters of a version manager.
find_python() {
    request=$1; shift
    if found=$("$UV" python find --no-python-downloads "$request" 2>/dev/null); then
        echo "$found"; return 0
    fi
    for candidate in "$@"; do
        if [ -x "$candidate" ]; then echo "$candidate"; return 0; fi
    done
    say "Fetching Python $request ..."
    if "$UV" python install "$request" >&2; then "$UV" python find "$request"; return 0; fi
    say "Sales Coach needs Python $request and could not fetch it. Get it with one of:"
    say "    uv python install $request        (needs access to the download server)"
    say "    pyenv install $request            (builds it)"
    return 1
}

UV=$(find_uv)
versions="${PYENV_ROOT:-$HOME/.pyenv}/versions"
modern=$(find_python 3.11 "$versions"/3.11.*/bin/python "$versions"/3.12.*/bin/python)
rasas=$(find_python 3.10 "$versions"/3.10.*/bin/python)

sync() {
    if ! "$UV" sync --frozen --quiet --python "$1" --project "$2" $3; then
        say "Installing the packages failed; the lines above say why. Try again with: make setup"
        exit 1
    fi
}
say "Installing packages for the coach (Python: $modern) ..."
sync "$modern" . "${COACH_SETUP_FLAGS-}"
say "Installing packages for Rasa (Python: $rasas) ..."
sync "$rasas" bot "${COACH_SETUP_FLAGS-}"
