"""The kinds of electronic interface that the product shows at each end, with the places that show them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.snapshot import Blob
from medtrace.rules._deployment import compose, containers, kubernetes, settings, switches
from medtrace.rules._deployment._ends import Told, deployed, is_counted
from medtrace.rules._deployment._kinds import kind_of_port, kind_of_setting, kinds_of_library
from medtrace.rules._parts import _ends as parts
from medtrace.rules._platform._lines import line_at
from medtrace.syntax.languages import language_of

READERS = (containers.READER, kubernetes.READER)
SETTINGS = (settings.READER,)
SWITCHES = (switches.READER,)
PUBLISHED = (compose.READER,)
_OFF = {"false", "0", "no", "off", "disabled", ""}
# What code names where it uses an interface of its language or system; protocol libraries are read from manifests.
_IMPORTS = (
    ("bluetooth", ("import CoreBluetooth", "android.bluetooth.", "import bleak", "from bleak")),
    ("bluetooth", ("Windows.Devices.Bluetooth", "<QBluetooth", "<bluetooth/bluetooth.h>")),
    ("serial", ("import serial", "System.IO.Ports", "<QSerialPort", "com.fazecast", "<termios.h>")),
    ("usb", ("import usb", "android.hardware.usb", "<libusb", "Windows.Devices.Usb")),
    ("nfc", ("import CoreNFC", "android.nfc.")),
    ("mqtt", ("paho.mqtt", "org.eclipse.paho", "using MQTTnet", "<mosquitto.h>")),
    (
        "websocket",
        ("import websockets", "javax.websocket", "jakarta.websocket", "System.Net.WebSockets", "<QWebSocket"),
    ),
    ("http", ("http.server", "HttpListener", "com.sun.net.httpserver", "http.createServer", "net/http")),
    ("ftp", ("import ftplib", "FtpWebRequest", "org.apache.commons.net.ftp")),
    ("cellular", ("SmsManager",)),
)
CODE = "code"
MOST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Shown:
    """One place that shows an interface; `group` is the sort of place, to be found at the other end as well.

    `sure` is whether it shows the interface by itself, and belongs to the product.
    """

    kind: str
    path: str
    line: int
    text: str
    group: str
    sure: bool = True


_IMPORTED: dict[tuple[str, str], tuple[Shown, ...]] = {}


@dataclass(frozen=True, slots=True)
class Shows:
    """All that one end shows, by kind, and the sorts of place that it has."""

    kinds: dict[str, tuple[Shown, ...]]
    groups: frozenset[str]

    def lost(self, other: "Shows") -> tuple[str, ...]:
        """Kinds that more than changed code shows here, and nothing at the other end."""
        told = (kind for kind in self.kinds if any(one.group != CODE for one in self.kinds[kind]))
        return tuple(kind for kind in told if kind not in other.kinds)


def interface_ends(changes: ChangeSet) -> tuple[Shows, Shows]:
    """Interfaces of the older and of the newer end; changed code counts for what it imports."""
    return changes.once(_interface_ends)


def _interface_ends(changes: ChangeSet) -> tuple[Shows, Shows]:
    found: tuple[list[Shown], list[Shown]] = ([], [])
    groups: tuple[set[str], set[str]] = (set(), set())
    for name, readers in (("port", READERS), ("setting", SETTINGS), ("switch", SWITCHES), ("published", PUBLISHED)):
        ends = deployed(changes, readers)
        for side, end in enumerate((ends.before, ends.after)):
            found[side].extend(shown for one in end.told for shown in _shown(one, name))
            groups[side].update({name} if end.readers else ())
    for side, end_parts in enumerate(parts.part_ends(changes)):
        found[side].extend(_libraries(end_parts))
        groups[side].update(end_parts.ecosystems)
    for side, imported in enumerate(_imports(changes)):
        found[side].extend(imported)
    return _shows(found[0], groups[0]), _shows(found[1], groups[1])


def _shows(found: list[Shown], groups: set[str]) -> Shows:
    kinds: dict[str, list[Shown]] = {}
    for one in found:
        kinds.setdefault(one.kind, []).append(one)
    return Shows({kind: tuple(kinds[kind]) for kind in sorted(kinds)}, frozenset(groups))


def _shown(one: Told, group: str) -> Iterator[Shown]:
    fact = one.fact
    kind, sure = "", not one.weak
    if fact.name == "interface":
        kind = fact.key
    elif fact.name in {"listener", "port"}:
        number = re.search(r"(\d+)/", fact.key)
        kind = kind_of_port(number.group(1)) if number else ""
        sure = sure and fact.name == "listener"
    elif fact.name == "setting" and fact.value.lower() not in _OFF:
        kind = kind_of_setting(fact.key)
    if kind:
        yield Shown(kind, one.path, fact.line, fact.shown, group, sure)


def _libraries(end: parts.End) -> Iterator[Shown]:
    for (ecosystem, name), declared in end.parts.items():
        for kind in kinds_of_library(name):
            for one in declared:
                yield Shown(kind, one.path, one.part.line, f"{name} {one.part.version}".strip(), ecosystem)


def _imports(changes: ChangeSet) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """What changed files of code import; what a file that did not change imports is not known."""
    sides: tuple[list[Shown], list[Shown]] = ([], [])
    for file in changes.files:
        if file.product and language_of(file.path) and is_counted(changes, file.path):
            for side, blob in enumerate(changes.blobs(file)):
                sides[side].extend(_imported(blob) if blob and blob.data is not None else ())
    return tuple(sides[0]), tuple(sides[1])


def _imported(blob: Blob) -> tuple[Shown, ...]:
    """What one file imports; several rows ask, and texts are not kept."""
    if (blob.path, blob.id) not in _IMPORTED:
        if len(_IMPORTED) >= MOST_REMEMBERED:
            _IMPORTED.clear()
        text = "" if blob.is_binary else blob.decode().text
        _IMPORTED[blob.path, blob.id] = tuple(_named(text, blob.path))
    return _IMPORTED[blob.path, blob.id]


def _named(text: str, path: str) -> Iterator[Shown]:
    for kind, names in _IMPORTS:
        for name in names:
            # A plain search first: nearly every file names nothing of this.
            if name in text and (found := re.search(_whole(name), text)):
                yield Shown(kind, path, line_at(text, found.start()), name, CODE, sure=False)


def _whole(name: str) -> str:
    """The expression for a name: `import usb` is whole, `<QBluetooth` and `android.nfc.` only begin one."""
    return rf"{re.escape(name)}(?!\w)" if name.startswith("import") else re.escape(name)
