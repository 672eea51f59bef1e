"""AndroidManifest.xml: SDK levels of `uses-sdk`, and the features that the device must have.

`<uses-feature android:name="android.hardware.bluetooth_le"/>` is required unless it says `required="false"`. The
manifest of an application says with its silence that it requires none. Permissions do not count.
"""

from collections.abc import Iterator

from medtrace.rules._platform._fact import Fact, Reader, unreadable
from medtrace.rules._platform._xml import Element, elements

_SPACE = "{http://schemas.android.com/apk/res/android}"
_LEVELS = (("minSdkVersion", "minimum"), ("targetSdkVersion", "os-release"))


def read(text: str, path: str) -> Iterator[Fact]:
    """Facts of one manifest."""
    del path
    try:
        found = tuple(elements(text))
    except ValueError as fault:
        yield unreadable(str(fault))
        return
    for one in (one for one in found if one.tag == "uses-sdk"):
        for name, fact in _LEVELS:
            if level := _said(one, name):
                yield Fact(fact, "android", level, one.line, text=f"{name} {level}")
    wanted = {_said(one, "name"): one.line for one in found if one.tag == "uses-feature" and _is_required(one)}
    names = sorted(filter(None, wanted))
    if names or any(one.tag == "application" for one in found):
        yield Fact(
            "minimum", "device-features", ", ".join(names) or "none", min(map(wanted.__getitem__, names), default=1)
        )


def _said(one: Element, name: str) -> str:
    return one.get(f"{_SPACE}{name}") or one.get(name)


def _is_required(one: Element) -> bool:
    return _said(one, "required").lower() != "false"


READER = Reader(globs=("**/AndroidManifest.xml",), facts=("minimum", "os-release"), read=read)
