#!/usr/bin/env bash
# Second step: the tool in an environment of its own, from this action's checkout or, with VERSION, from PyPI.
set -euo pipefail
python="${PYTHON:-python3}"
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "::error title=trace::需要 Python 3.11 或更高版本：请先用 actions/setup-python / Python 3.11 or newer is needed: use actions/setup-python first"
  exit 2
fi
"$python" -m venv "$RUNNER_TEMP/medtrace"
source="${VERSION:+medtrace==$VERSION}"
"$RUNNER_TEMP/medtrace/bin/python" -m pip install --quiet --disable-pip-version-check "${source:-$GITHUB_ACTION_PATH}"
