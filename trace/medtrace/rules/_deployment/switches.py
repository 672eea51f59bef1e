"""Interfaces that a system grants or a build switches on: permissions, entitlements, options of a kernel, libraries.

`android.permission.BLUETOOTH_CONNECT`, `NSBluetoothAlwaysUsageDescription`, `com.apple.security.device.usb`,
`CONFIG_BT=y`, `find_package(Qt6 COMPONENTS SerialPort)`, `dtoverlay=disable-bt` and the devices that a compose file
hands in.
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.rules._deployment import compose
from medtrace.rules._deployment._kinds import kinds_of_library
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._lines import line_at

_PERMISSION = expression(
    r"<uses-(?:permission(?:-sdk-23)?|feature)\b[^>]*?android:name\s*=\s*\"(?:[\w.]*\.)?([\w.]+)\""
)
_ANDROID = (
    ("bluetooth", r"^BLUETOOTH|^bluetooth"),
    ("nfc", r"^NFC$|^nfc"),
    ("wifi", r"^(?:CHANGE|NEARBY)_WIFI|^wifi"),
    ("usb", r"^usb|^host$|^accessory$"),
    ("cellular", r"^(?:SEND_SMS|RECEIVE_SMS|CALL_PHONE)$|^telephony"),
    ("network", r"^INTERNET$"),
)
_APPLE = (
    ("bluetooth", r"<key>(NSBluetooth\w*UsageDescription|com\.apple\.security\.device\.bluetooth)</key>"),
    ("nfc", r"<key>(NFCReaderUsageDescription|com\.apple\.developer\.nfc[\w.]*)</key>"),
    ("wifi", r"<key>(com\.apple\.developer\.networking\.(?:HotspotConfiguration|wifi-info|multicast))</key>"),
    ("usb", r"<key>(com\.apple\.security\.device\.usb|UISupportedExternalAccessoryProtocols)</key>"),
    ("serial", r"<key>(com\.apple\.security\.device\.serial)</key>"),
    ("network", r"<key>(com\.apple\.security\.network\.(?:server|client)|NSLocalNetworkUsageDescription)</key>"),
)
_KERNEL = (
    ("bluetooth", r"BT|BLUETOOTH\w*|BT_ENABLED"),
    ("wifi", r"WIFI|WLAN|CFG80211|ESP_WIFI_ENABLED"),
    ("nfc", r"NFC"),
    ("usb", r"USB|USB_DEVICE_STACK|USB_HOST\w*"),
    ("ethernet", r"NET_L2_ETHERNET|ETH_ENABLED|ETH_USE_\w+"),
    ("cellular", r"MODEM|LTE_LINK_CONTROL"),
    ("can", r"CAN"),
)
_CMAKE = expression(r"\b(?:find_package|target_link_libraries|pkg_check_modules)\s*\(([^()]*)\)", re.IGNORECASE)
_DEVICES = (
    ("serial", r"/dev/(?:tty(?:USB|ACM|S|AMA)|serial)"),
    ("usb", r"/dev/(?:bus/usb|hidraw|usb)"),
    ("can", r"/dev/can"),
)


def read(text: str, path: str) -> Iterator[Fact]:
    """Interfaces of one file."""
    name = path.rsplit("/", 1)[-1]
    if name == "AndroidManifest.xml":
        yield from _android(
            re.sub(r"<!--.*?-->", lambda one: re.sub(r"[^\n]", " ", one.group()), text, flags=re.DOTALL)
        )
    elif name.endswith((".plist", ".entitlements")):
        for kind, pattern in _APPLE:
            for found in re.finditer(pattern, text):
                yield _fact(kind, found.group(1), line_at(text, found.start()))
    elif "compose" in name:
        yield from _devices(text, path)
    elif name.endswith((".txt", ".cmake")):
        yield from _cmake(re.sub(r"#[^\n]*", "", text))
    else:
        for kind, names in _KERNEL:
            for found in re.finditer(rf"^(CONFIG_(?:{names}))\s*=\s*[ym1]\b", text, re.MULTILINE):
                yield _fact(kind, found.group(1), line_at(text, found.start()))


def _fact(kind: str, key: str, line: int) -> Fact:
    return Fact("interface", kind, key, line, text=key)


def _android(text: str) -> Iterator[Fact]:
    for found in _PERMISSION.finditer(text):
        for kind, pattern in _ANDROID:
            if re.search(pattern, found.group(1).removeprefix("android.hardware.")):
                yield _fact(kind, found.group(1), line_at(text, found.start(1)))


def _cmake(plain: str) -> Iterator[Fact]:
    for found in _CMAKE.finditer(plain):
        for word in re.findall(r"[\w.:+-]+", found.group(1)):
            library = word.rpartition("::")[2]
            library = {"SerialPort": "qt6serialport", "SerialBus": "socketcan"}.get(library, library)
            for kind in kinds_of_library(library):
                yield _fact(kind, word, line_at(plain, found.start()))


def _devices(text: str, path: str) -> Iterator[Fact]:
    for fact in compose.read(text, path):
        for kind, pattern in _DEVICES:
            if fact.name == "device" and re.match(pattern, fact.key):
                yield _fact(kind, fact.key, fact.line)


READER = Reader(
    globs=(
        *(
            "**/AndroidManifest.xml",
            "**/*Info.plist",
            "**/*.entitlements",
            "**/prj.conf",
            "**/sdkconfig*",
            "**/defconfig",
        ),
        *("**/*_defconfig", "**/CMakeLists.txt", *compose.READER.globs),
    ),
    facts=("interface",),
    read=read,
)
