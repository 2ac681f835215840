#!/usr/bin/env bash
# Runs every management command whose name begins with bench_, one after the other.
set -euo pipefail
cd "$(dirname "$0")/.."
found=0
for file in claims/management/commands/bench_*.py; do
  [ -e "$file" ] || continue
  found=1
  echo "== $(basename "$file" .py)"
  .venv/bin/python manage.py "$(basename "$file" .py)"
done
[ "$found" = 1 ] || echo "No benchmark yet: they are files claims/management/commands/bench_*.py"
