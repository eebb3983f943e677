#!/bin/sh
# Scans one share of a list of repositories and publishes each to the registry: every repository at most once per commit, so that a run that was
# stopped goes on where it was. Runs nothing of a repository: no hooks, no filters, no submodules.
#
#   scan-repositories.sh LIST
#
# LIST has one repository a line: NAME URL [BRANCH]; # begins a remark. From the environment:
#   KEYTURN_REGISTRY        where to publish; PGPASSWORD or a password file may hold the password
#   JOB_COMPLETION_INDEX    which share this is, from 0 (a Kubernetes Indexed Job sets it)
#   JOB_COMPLETIONS         how many shares there are
#
# Ends with 0 when every repository of the share is in the registry, with 1 when some are not: then it may simply be run again.
set -eu

list=$1
index=${JOB_COMPLETION_INDEX:-0}
shares=${JOB_COMPLETIONS:-1}
: "${KEYTURN_REGISTRY:?say where to publish}"

export GIT_TERMINAL_PROMPT=0 GIT_CONFIG_NOSYSTEM=1
git_quietly() {
  git -c core.hooksPath=/dev/null -c protocol.ext.allow=never -c filter.lfs.smudge= -c filter.lfs.required=false "$@"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The commit that the branch, or the default branch, has now; nothing where the repository cannot be reached.
newest_commit() {
  git_quietly ls-remote --quiet -- "$1" "${2:-HEAD}" 2>/dev/null | cut -f 1 | head -n 1
}

scan_one() {
  name=$1 url=$2 branch=${3:-}
  case $branch in -*) return 1 ;; esac
  commit=$(newest_commit "$url" "$branch")
  if [ -z "$commit" ]; then
    echo "$name: cannot be reached" >&2
    return 1
  fi
  if keyturn registry has --repository "$name" --commit "$commit" >/dev/null; then
    echo "$name: already there" >&2
    return 0
  fi
  rm -rf "$work/repository"
  git_quietly clone --quiet --depth 1 --no-tags --no-local ${branch:+--branch "$branch"} -- "$url" "$work/repository" || return 1
  # The branch may have moved since: what was cloned is what counts.
  commit=$(git -C "$work/repository" rev-parse HEAD)
  at=$(git -C "$work/repository" show --no-patch --format=%cI HEAD)
  keyturn registry publish "$work/repository" --repository "$name" --commit "$commit" --at "$at" --no-cache --quiet || return 1
  echo "$name: published" >&2
}

number=0 failed=0
while read -r name url branch || [ -n "$name" ]; do
  case $name in '' | '#'*) continue ;; esac
  mine=$((number % shares)) number=$((number + 1))
  [ "$mine" -eq "$index" ] || continue
  scan_one "$name" "$url" "$branch" </dev/null || { failed=$((failed + 1)) && echo "$name: failed" >&2; }
done <"$list"

[ "$failed" -eq 0 ] || { echo "$failed of share $index failed; run it again" >&2 && exit 1; }
