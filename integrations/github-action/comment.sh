#!/bin/sh
# Keeps one comment of the pull request up to date: found by the marker in its first line, replaced, never repeated. A token that may not
# write is no failure: the job summary says the same.
set -eu

marker='<!-- keyturn-review -->'
comments=repos/$GITHUB_REPOSITORY/issues/$KEYTURN_PULL_REQUEST/comments
known=$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$marker\")) | .id" 2>/dev/null | head -n 1) || known=

if [ -s "$KEYTURN_COMMENT" ]; then
  body=$KEYTURN_COMMENT
elif [ -n "$known" ]; then
  # What was told before holds no longer, and a comment that stays would say that it does.
  body=$(mktemp)
  printf '%s\nKeyturn: nothing about rotation changes any more.\n' "$marker" >"$body"
else
  exit 0
fi

if [ -n "$known" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$known" -F "body=@$body" || told=no
else
  gh api --silent --method POST "$comments" -F "body=@$body" || told=no
fi
[ "${told:-yes}" = yes ] || echo 'keyturn: this token may not comment; see the job summary'
