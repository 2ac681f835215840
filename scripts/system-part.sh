#!/usr/bin/env bash
# system-part.sh PROGRAM PACKAGE PURPOSE: 0 when the program is there, or could be installed (root with apt-get);
# else 1, after naming loudly what is missing and what goes without it.
set -euo pipefail
program=$1 package=$2 purpose=$3

command -v "$program" >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing $package ($purpose) …" >&2
  if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package"; } \
    >/dev/null 2>&1 && command -v "$program" >/dev/null; then
    exit 0
  fi
fi
echo "!! $program is missing: $purpose. On Debian or Ubuntu: sudo apt-get install $package" >&2
exit 1
