#!/usr/bin/env bash
# Every test, in two runs:
#   1. the whole suite on SQLite and the embedded Redis, the browser tests in Chromium;
#   2. what touches the database or the broker again, on PostgreSQL and a Redis server reached by TCP.
# A missing system part is installed when root can, else named; with CI=true it fails the run.
set -uo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
ci=${CI:-false}
status=0

part_missing() {
  if [ "$ci" = true ]; then
    echo "!! CI=true: a missing part fails the run ($1)." >&2
    status=1
  else
    echo "!! NOT RUN: $1" >&2
  fi
}

selection=()
if ! { command -v chromium || command -v chromium-browser || command -v google-chrome || [ -n "${CHROMIUM:-}" ]; } >/dev/null &&
  ! scripts/system-part.sh chromium chromium "the browser tests"; then
  part_missing "the browser tests (no Chromium)"
  selection=(-m "not browser")
fi

echo "== All tests on SQLite and the embedded Redis"
env -u REDIS_URL DATABASE_URL=sqlite:///var/db.sqlite3 "$python" -m pytest "${selection[@]}" "$@" || status=1

echo "== Database and broker tests on PostgreSQL and a Redis server"
TEST_REDIS=tcp "$python" scripts/with_postgres.py "$python" -m pytest -m "(database or broker) and not browser" "$@"
case $? in
  0) ;;
  77) part_missing "the tests on PostgreSQL" ;; # with_postgres.py found none and could start none
  *) status=1 ;;
esac
exit $status
