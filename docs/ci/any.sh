#!/usr/bin/env bash
# Any other CI: any.sh RANGE [OPTIONS of trace report]. Leaves trace-report/ (documents, assessment.json, manifest.json)
# and trace-job/ (summary.md, findings.sarif, annotations.txt, outputs.txt); ends as `trace report` ends. RANGE is
# v1.2..v1.3, or one revision: since the version that `registrations` of trace.yaml names, with `--since release` since
# the release before it by `version.tags`.
set -euo pipefail
case "${1:-}" in
  "" | -*)
    echo "usage: any.sh RANGE [OPTIONS of trace report], such as any.sh v1.2..v1.3 --as md" >&2
    exit 2
    ;;
esac
range="$1"
shift
export PYTHONIOENCODING=utf-8
# What an earlier run left must not pass for the result of this one.
for file in annotations.txt summary.md findings.sarif outputs.txt outputs.env; do rm -f "trace-job/$file"; done
if [ -n "${CI:-}" ] && [ -f trace-report/manifest.json ]; then rm -rf trace-report; fi
if ! said="$(git rev-parse --is-shallow-repository 2>&1)"; then
  echo "git: $said" >&2
  case "$said" in
    *safe.directory* | *dubious*) echo 'first: git config --global --add safe.directory "$PWD"' >&2 ;;
  esac
  exit 3
fi
if [ "$said" = true ]; then
  echo "the clone is shallow: fetch the whole history and the tags (git fetch --unshallow --tags)" >&2
  exit 3
fi
if git config --get-regexp '^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$' >/dev/null; then
  export GIT_NO_LAZY_FETCH=1
  look=(git rev-list --objects --missing=print --no-object-names)
  lacking="$({ "${look[@]}" "$range"; "${look[@]}" --no-walk=unsorted "${range%%..*}" "${range##*..}"; } 2>/dev/null | grep -c '^?' || true)"
  if [ "$lacking" != 0 ]; then
    echo "this clone lacks contents of files, for it was made with a filter: git fetch --refetch --no-filter" >&2
    exit 3
  fi
  unset GIT_NO_LAZY_FETCH
fi
exec "${PYTHON:-python3}" -P -m medtrace report --output trace-report --ci trace-job "$@" -- "$range"
