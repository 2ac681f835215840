#!/usr/bin/env bash
# make-venv.sh FOLDER: a virtual environment of Python 3.11 or newer; one that is there and works is kept.
set -euo pipefail
folder=$1
python=${PYTHON:-python3}

if ! command -v "$python" >/dev/null; then
  echo "No $python found. Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3.12 …" >&2
  exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "$("$python" --version) is too old: 3.11 or newer is needed. Name another one: make PYTHON=python3.12 …" >&2
  exit 1
fi
if "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
  exit 0
fi

echo "Making a virtual environment in $folder/ with $("$python" --version)."
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  # Debian keeps this part of Python in a package of its own.
  package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null
  else
    echo "This Python cannot make virtual environments. On Debian or Ubuntu: sudo apt-get install $package" >&2
    exit 1
  fi
fi
"$python" -m venv --clear "$folder"
