"""Serial numbers of devices, one per line, each an item of kind device: the format brings its own ids.

SN 2024-0001 Infusion pump
"""

import re
from collections.abc import Iterator

from medtrace.model.items import Location, make_item
from medtrace.sources import Files, NoOptions, Parsed, Setup, source

_LINE = re.compile(r"SN ([0-9-]+)[ \t]*(.*)")


@source("device-serials", options=NoOptions, own_ids=True)
def device_serials(files: Files, setup: Setup[NoOptions]) -> Iterator[Parsed]:
    """Items of each file; other lines are left alone."""
    for blob in files.own:
        for number, line in enumerate(blob.decode().text.split("\n"), 1):
            if found := _LINE.fullmatch(line.strip()):
                place = Location(blob.path, number)
                yield make_item(f"SN-{found[1]}", setup.kind or "device", title=found[2], text="", location=place)
