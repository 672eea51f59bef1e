"""The same document gives the same bytes in another process, with another hash seed, time zone and locale."""

import os
import subprocess
import sys

import pytest

_SCRIPT = """
import hashlib
from medtrace import plugins
from medtrace.words import Language
from tests.support.documents import rich
for suffix, one in sorted(plugins.renderers().items()):
    for language in Language:
        print(suffix, language.value, hashlib.sha256(one.render(rich(12), language)).hexdigest())
"""
_PLACES = (("0", "UTC", "C.UTF-8"), ("1", "Asia/Shanghai", "C"), ("4242", "America/New_York", "zh_CN.UTF-8"))


def _digests(seed: str, zone: str, locale: str) -> str:
    surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": os.getcwd()}  # noqa: PTH109
    run = subprocess.run([sys.executable, "-c", _SCRIPT], env=surroundings, capture_output=True, text=True, check=True)
    return run.stdout


@pytest.mark.requirement("REQ-066")
def test_same_bytes_everywhere() -> None:
    first, *others = (_digests(*place) for place in _PLACES)
    assert len(first.splitlines()) == 9
    assert len({line.split()[-1] for line in first.splitlines()}) == 9
    assert others == [first, first]
