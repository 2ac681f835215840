#!/usr/bin/env bash
# Everything a machine can say about the code without running the tests; all steps run, then it says which failed.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
sources=(factcheck claims tests scripts manage.py gunicorn.conf.py)
failed=()

step() {
  local name=$1
  shift
  echo "== $name"
  "$@" || failed+=("$name")
}

# Enough of an environment for `check --deploy`; the key is used for nothing else.
production=(env DEBUG=false ALLOWED_HOSTS=factcheck.example
  SECRET_KEY=only-for-check-deploy-0123456789-abcdefghijklmnopqrstuvwxyz)

step "formatter" "$bin/ruff" format --check --quiet "${sources[@]}"
step "linter" "$bin/ruff" check "${sources[@]}"
step "types" "$bin/mypy" factcheck claims
step "templates" "$bin/djlint" --lint --quiet templates
step "migrations" "$bin/python" manage.py makemigrations --check --dry-run
step "deployment" "${production[@]}" "$bin/python" manage.py check --deploy --fail-level WARNING

if [ ${#failed[@]} -gt 0 ]; then
  echo "!! failed: ${failed[*]}" >&2
  exit 1
fi
echo "All checks passed."
