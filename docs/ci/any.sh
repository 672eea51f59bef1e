#!/usr/bin/env bash
# Any other CI: any.sh RANGE [OPTIONS of trace report]. Leaves trace-report/ (documents, assessment.json, manifest.json)
# and trace-job/ (summary.md, findings.sarif, annotations.txt, outputs.txt); ends as `trace report` ends.
set -euo pipefail
range="$1"
shift
if [ "$(git rev-parse --is-shallow-repository)" != false ]; then
  echo "the clone is shallow: fetch the whole history and the tags (git fetch --unshallow --tags)" >&2
  exit 3
fi
exec "${PYTHON:-python3}" -P -m medtrace report --output trace-report --ci trace-job "$@" -- "$range"
