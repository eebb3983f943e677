#!/bin/sh
# Runs the review with what GitHub Actions says in the environment. Every value is quoted data, never a piece of the script.
set -eu

base=${KEYTURN_BASE:-}
if [ -z "$base" ] && [ -n "${GITHUB_BASE_REF:-}" ]; then
  base=origin/$GITHUB_BASE_REF
  git rev-parse --verify --quiet "$base^{commit}" >/dev/null ||
    git fetch --quiet --no-tags origin "+refs/heads/$GITHUB_BASE_REF:refs/remotes/$base"
fi
# Without the commit where the histories parted there is nothing to compare with.
if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
  git fetch --quiet --no-tags --unshallow origin
fi

results=$(mktemp -d "${RUNNER_TEMP:-/tmp}/keyturn.XXXXXX")
set -f
# The command may be several words; nothing else is split.
# shellcheck disable=SC2086
set -- ${KEYTURN_COMMAND:-keyturn} review "${KEYTURN_PATH:-.}" --head HEAD --today "$(date -u +%F)" --quiet
[ -z "$base" ] || set -- "$@" --base "$base"
[ -z "${KEYTURN_BASELINE:-}" ] || set -- "$@" --baseline "$KEYTURN_BASELINE"
limit=${KEYTURN_MAX_ROLLOUT_RADIUS:-}

code=0
"$@" --format github --summary "$results/comment.md" --fail-on "${KEYTURN_FAIL_ON:-warning}" \
  ${limit:+--max-rollout-radius "$limit"} || code=$?
if [ "$code" -le 1 ]; then
  "$@" --format sarif --out "$results/keyturn.sarif"
  cat "$results/comment.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
  {
    echo "sarif=$results/keyturn.sarif"
    echo "comment=$results/comment.md"
  } >>"${GITHUB_OUTPUT:-/dev/null}"
fi
exit "$code"
