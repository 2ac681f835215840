#!/usr/bin/env bash
# Every test, in three runs:
#   1. the suite on SQLite and the embedded Redis;
#   2. the browser tests in Chromium, on SQLite too;
#   3. what touches the database or the broker again, on PostgreSQL and a Redis server reached by TCP; not what only
#      walks over them (`above_the_database`).
# Each runs as many tests at once as there are cores; each process has a database of its own.
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

sqlite() {
  env -u REDIS_URL DATABASE_URL=sqlite:///var/db.sqlite3 "$python" -m pytest "$@"
  judge $?
}

# What a run ended with; 5 is no test at all: a selection such as `tests/browser` may leave a run nothing, CI selects none.
judge() {
  [ "$1" -eq 0 ] || { [ "$1" -eq 5 ] && [ "$ci" != true ]; } || status=1
}
at_once=(-n auto --dist worksteal)

echo "== Tests on SQLite and the embedded Redis"
sqlite "${at_once[@]}" -m "not browser" "$@"

echo "== Browser tests in Chromium"
if { command -v chromium || command -v chromium-browser || command -v google-chrome || [ -n "${CHROMIUM:-}" ]; } >/dev/null ||
  scripts/system-part.sh chromium chromium "the browser tests"; then
  sqlite "${at_once[@]}" -m browser "$@"
else
  part_missing "the browser tests (no Chromium)"
fi

echo "== Database and broker tests on PostgreSQL and a Redis server"
TEST_REDIS=tcp "$python" scripts/with_postgres.py "$python" -m pytest "${at_once[@]}" \
  -m "(database or broker) and not above_the_database and not browser" "$@"
answer=$?
if [ $answer -eq 77 ]; then # with_postgres.py found none and could start none
  part_missing "the tests on PostgreSQL"
else
  judge $answer
fi
exit $status
