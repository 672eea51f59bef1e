"""Libraries imported at their first use: not before, and whole then."""

import subprocess
import sys

import pytest

from medtrace.app.late import LIBRARIES, import_late

_ASKS = {
    "configparser": "configparser.ConfigParser()",
    "tempfile": "tempfile.gettempdir()",
    "tomllib": "tomllib.loads('a = 1')",
    "yaml": "yaml.safe_load('a: 1')",
}


@pytest.mark.requirement("REQ-075")
@pytest.mark.parametrize("name", LIBRARIES)
def test_is_loaded_when_it_is_asked(name: str) -> None:
    lines = (
        "import sys",
        "from medtrace.app.late import import_late",
        "import_late()",
        f"import {name}",
        f"before = set(vars({name}))",
        f"assert {_ASKS[name]} is not None",
        f"assert len(set(vars({name})) - before) > 3",
        f"assert not hasattr({name}, 'nothing_of_this_name')",
        f"assert sys.modules['{name}'] is not {name}",
    )
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True)


def test_leaves_alone_what_is_there_and_what_is_not() -> None:
    import_late(("sys", "medtrace", "no_library_of_this_name"))
    assert sys.modules["medtrace"].__name__ == "medtrace"
    assert "no_library_of_this_name" not in sys.modules
